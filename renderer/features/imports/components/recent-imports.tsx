import { Anchor, Badge, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { Panel } from '../../../ui/layout/panel.tsx'
import { QueryState } from '../../../ui/layout/query-state.tsx'
import { type ImportFile, recentImportsQuery } from '../api/list-imports.ts'
import { useFormatName } from '../use-format-name.ts'

/** Files handed over before: those left half-way can be gone on with. */
export function RecentImports() {
  const { t } = useTranslation('imports')
  const { id } = useAccount()
  const imports = useQuery(recentImportsQuery(id))
  return (
    <Panel title={t('recent.title')}>
      <QueryState query={imports}>
        {({ items }) =>
          items.length === 0 ? <Text c="dimmed">{t('recent.none')}</Text> : <ImportTable imports={items} />
        }
      </QueryState>
    </Panel>
  )
}

/** Rows are counted when they are checked, which a file with open questions waits for. */
function isCounted({ state }: ImportFile): boolean {
  return state !== 'reading' && state !== 'questions'
}

function ImportTable({ imports }: { readonly imports: readonly ImportFile[] }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const formatName = useFormatName()
  const { id: account, timeZone } = useAccount()
  return (
    <Table aria-label={t('recent.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('recent.file')}</Table.Th>
          <Table.Th scope="col">{t('recent.format')}</Table.Th>
          <Table.Th scope="col">{t('recent.takenIn')}</Table.Th>
          <Table.Th scope="col">{t('recent.state')}</Table.Th>
          <Table.Th scope="col" ta="end">
            {t('recent.rows')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {imports.map((one) => (
          <Table.Tr key={one.id}>
            <Table.Td>
              <Anchor
                renderRoot={(props) => (
                  <Link {...props} to="/accounts/$account/imports/$import" params={{ account, import: one.id }} />
                )}
              >
                {one.fileName ?? t('pastedList')}
              </Anchor>
            </Table.Td>
            <Table.Td>{formatName(one.format)}</Table.Td>
            <Table.Td>{format.instant(one.createdAt, timeZone)}</Table.Td>
            <Table.Td>
              <Badge color={one.state === 'questions' || one.state === 'ready' ? 'indigo' : 'gray'}>
                {t(`states.${one.state}`)}
              </Badge>
              {!one.rowsKept && (
                <Text size="xs" c="dimmed">
                  {t('recent.rowsGone')}
                </Text>
              )}
            </Table.Td>
            <Table.Td ta="end">
              {isCounted(one) ? format.count(Object.values(one.counts).reduce((sum, count) => sum + count, 0)) : '–'}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
