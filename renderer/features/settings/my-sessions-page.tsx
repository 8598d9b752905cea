import { Badge, Button, Stack, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { sessionSchema } from '../../../core/contract/http/session.ts'
import { useAccount } from '../../data/account.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { FormProblem } from '../../ui/forms/form-problem.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { mySessionsQuery, useEndSessions } from './api/my-sessions.ts'
import { deviceName } from './device-name.ts'

type Session = z.output<typeof sessionSchema>

/** Where I am signed in, and the way to end what I do not use or do not know. */
export function MySessionsPage() {
  const { t } = useTranslation('settings')
  const sessions = useQuery(mySessionsQuery())
  const end = useEndSessions()
  const others = sessions.data?.items.filter(({ isCurrent }) => !isCurrent).length ?? 0
  return (
    <Panel
      title={t('sessions.title')}
      explanation={t('sessions.explanation')}
      actions={
        others > 0 && (
          <Button variant="default" loading={end.isPending} onClick={() => end.mutate(undefined)}>
            {t('sessions.endOthers')}
          </Button>
        )
      }
    >
      <QueryState query={sessions}>
        {({ items }) => (
          <Stack gap="sm">
            {end.error && <FormProblem problem={end.error} />}
            <SessionTable sessions={items} isEnding={end.isPending} onEnd={(id) => end.mutate(id)} />
            <Text role="status" c="dimmed">
              {end.data && t('sessions.ended', { count: end.data.ended })}
            </Text>
          </Stack>
        )}
      </QueryState>
    </Panel>
  )
}

type SessionTableProps = {
  readonly sessions: readonly Session[]
  readonly isEnding: boolean
  readonly onEnd: (id: string) => void
}

function SessionTable({ sessions, isEnding, onEnd }: SessionTableProps) {
  const { t } = useTranslation(['settings', 'common'])
  const format = useFormat()
  const { timeZone } = useAccount()
  return (
    <Table aria-label={t('sessions.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('sessions.device')}</Table.Th>
          <Table.Th scope="col">{t('sessions.address')}</Table.Th>
          <Table.Th scope="col">{t('sessions.signedInAt')}</Table.Th>
          <Table.Th scope="col">{t('sessions.lastUsedAt')}</Table.Th>
          <Table.Td />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sessions.map((session) => (
          <Table.Tr key={session.id}>
            <Table.Td title={session.userAgent ?? undefined}>
              {deviceName(session.userAgent) ?? t('common:unknown')}
            </Table.Td>
            <Table.Td>{session.address ?? '–'}</Table.Td>
            <Table.Td>{format.instant(session.createdAt, timeZone)}</Table.Td>
            <Table.Td>{format.instant(session.lastUsedAt, timeZone)}</Table.Td>
            <Table.Td ta="end">
              {session.isCurrent ? (
                <Badge>{t('sessions.current')}</Badge>
              ) : (
                <Button size="compact-sm" variant="default" disabled={isEnding} onClick={() => onEnd(session.id)}>
                  {t('sessions.end')}
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
