import { Loader, Text, Timeline } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { ProblemState } from '../../../ui/layout/problem-state.tsx'
import { domainHistoryQuery } from '../api/get-domain.ts'

/** Who changed what about a name, newest first, with the values before and after. */
export function DomainHistory({ name }: { readonly name: string }) {
  const { t } = useTranslation(['domains', 'common'])
  const { id: account, timeZone } = useAccount()
  const format = useFormat()
  const history = useQuery(domainHistoryQuery(account, name))
  if (history.isError) return <ProblemState problem={history.error} onRetry={() => void history.refetch()} />
  if (!history.data) return <Loader size={18} />
  if (history.data.items.length === 0) return <Text c="dimmed">{t('drawer.noHistory')}</Text>
  return (
    <Timeline bulletSize={10} lineWidth={1} active={-1}>
      {history.data.items.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no id and never change places
        <Timeline.Item key={index} title={t(`actions.${entry.action as 'other'}`, { defaultValue: entry.action })}>
          <Text size="xs" c="dimmed">
            {format.instant(entry.at, timeZone)} · {entry.by ?? t('drawer.bySystem')}
          </Text>
          {changedFields(entry.before, entry.after).map(({ field, before, after }) => (
            <Text key={field} size="xs" style={{ overflowWrap: 'anywhere' }}>
              {t(`columns.${field as 'name'}`, { defaultValue: field })}: {before} → {after}
            </Text>
          ))}
        </Timeline.Item>
      ))}
    </Timeline>
  )
}

type Values = Readonly<Record<string, unknown>> | null

/** The fields that differ, as text. */
function changedFields(before: Values, after: Values) {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...fields]
    .map((field) => ({ field, before: asText(before?.[field]), after: asText(after?.[field]) }))
    .filter((change) => change.before !== change.after)
}

function asText(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
