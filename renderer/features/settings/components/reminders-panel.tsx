import { NativeSelect, Stack, Switch, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DesktopApi } from '../../../../core/contract/ipc/desktop-api.ts'
import type { ShownReminder } from '../../../../core/contract/ipc/reminders.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { Panel } from '../../../ui/layout/panel.tsx'
import { QueryState } from '../../../ui/layout/query-state.tsx'
import { remindersQuery, useUpdateReminders } from '../api/shell-settings.ts'

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

/** Whether and when this machine reminds of decide-by dates, and what it said lately. */
export function RemindersPanel({ shell }: { readonly shell: DesktopApi }) {
  const { t } = useTranslation('settings')
  const query = useQuery(remindersQuery(shell))
  const update = useUpdateReminders(shell)
  return (
    <Panel title={t('reminders.title')} explanation={t('reminders.explanation')}>
      <QueryState query={query}>
        {(reminders) => (
          <Stack gap="md">
            {!reminders.isSupported && <Text>{t('reminders.unsupported')}</Text>}
            <Switch
              label={t('reminders.isEnabled')}
              checked={reminders.isEnabled}
              onChange={(event) => update.mutate({ isEnabled: event.currentTarget.checked })}
            />
            <NativeSelect
              label={t('reminders.fromHour')}
              description={t('reminders.fromHourHint')}
              w={200}
              disabled={!reminders.isEnabled}
              value={String(reminders.fromHour)}
              onChange={(event) => update.mutate({ fromHour: Number(event.currentTarget.value) })}
              data={HOURS.map((hour) => ({ value: String(hour), label: t('reminders.hour', { hour }) }))}
            />
            {update.error && <FormProblem problem={update.error} />}
            <ShownReminders shown={reminders.shown} />
          </Stack>
        )}
      </QueryState>
    </Panel>
  )
}

function ShownReminders({ shown }: { readonly shown: readonly ShownReminder[] }) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  if (shown.length === 0) return <Text c="dimmed">{t('reminders.noneShown')}</Text>
  return (
    <Table captionSide="top" verticalSpacing={4}>
      <Table.Caption ta="start">{t('reminders.shown')}</Table.Caption>
      <Table.Tbody>
        {shown.slice(0, 10).map(({ day, title, body }) => (
          <Table.Tr key={`${day} ${title}`}>
            <Table.Td w={160}>{format.day(day)}</Table.Td>
            <Table.Td>
              {title} – {body}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
