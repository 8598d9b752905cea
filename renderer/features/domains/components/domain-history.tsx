import { Text, Timeline } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { QueryState } from '../../../ui/layout/query-state.tsx'
import { OrderLink } from '../../orders/components/order-link.tsx'
import { domainHistoryQuery } from '../api/get-domain.ts'
import { historyChanges } from '../history-changes.ts'
import { useHistoryText } from '../use-history-text.ts'

/** Who changed what about a name, newest first, with the values before and after. */
export function DomainHistory({ name }: { readonly name: string }) {
  const { t } = useTranslation('domains')
  const { id: account, timeZone } = useAccount()
  const format = useFormat()
  const text = useHistoryText()
  const history = useQuery(domainHistoryQuery(account, name))
  return (
    <QueryState query={history}>
      {({ items }) =>
        items.length === 0 ? (
          <Text c="dimmed">{t('drawer.noHistory')}</Text>
        ) : (
          <Timeline bulletSize={10} lineWidth={1} active={-1}>
            {items.map((entry, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: entries have no id and never change places
              <Timeline.Item key={index} title={text.action(entry.action)}>
                <Text size="xs" c="dimmed">
                  {format.instant(entry.at, timeZone)} · {entry.by ?? t('drawer.bySystem')}
                </Text>
                {historyChanges(entry.before, entry.after).map(({ field, before, after }) => (
                  <Text key={field} style={{ overflowWrap: 'anywhere' }}>
                    {text.field(field)}: {entry.before !== null && `${text.value(before)} → `}
                    {text.value(after)}
                  </Text>
                ))}
                {entry.order && <OrderLink id={entry.order} />}
              </Timeline.Item>
            ))}
          </Timeline>
        )
      }
    </QueryState>
  )
}
