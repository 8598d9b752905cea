import { EmptyState, Table } from '@mantine/core'
import { IconCalendarEvent } from '@tabler/icons-react'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { dayInZone, firstDayOf, type Instant } from '../../../core/calendar/iso-date.ts'
import { noticeMonthFrom } from '../../../core/renewal/notice.ts'
import { accountQuery, useAccount } from '../../data/account.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { noticesQuery } from './api/list-notices.ts'
import { NoticeLink } from './components/notice-link.tsx'
import { NoticeSubscription } from './components/notice-subscription.tsx'

/** The monthly notices: one list of names per month, as it was made on the 1st. */
export function NoticesPage() {
  const { t } = useTranslation('renewals')
  const format = useFormat()
  const { id: account, timeZone } = useAccount()
  const { noticesFrom, createdAt } = useSuspenseQuery(accountQuery(account)).data
  const firstMonth = noticeMonthFrom(noticesFrom, dayInZone(createdAt as Instant, timeZone))
  const notices = useQuery(noticesQuery(account))
  return (
    <Panel title={t('notices.title')} explanation={t('notices.explanation')}>
      <NoticeSubscription />
      <QueryState query={notices}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<IconCalendarEvent />}
              title={t('notices.none.title')}
              description={t('notices.none.description', { day: format.day(firstDayOf(firstMonth)) })}
            />
          ) : (
            <Table aria-label={t('notices.title')} maw={640}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('notices.month')}</Table.Th>
                  <Table.Th scope="col" ta="end">
                    {t('notices.names')}
                  </Table.Th>
                  <Table.Th scope="col">{t('notices.madeAt')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map(({ month, count, madeAt }) => (
                  <Table.Tr key={month}>
                    <Table.Td>
                      <NoticeLink month={month}>{format.month(month)}</NoticeLink>
                    </Table.Td>
                    <Table.Td ta="end">
                      <NoticeLink month={month}>{format.count(count)}</NoticeLink>
                    </Table.Td>
                    <Table.Td>{format.instant(madeAt, timeZone)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </QueryState>
    </Panel>
  )
}
