import { Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { NamesLink } from '../../ui/links/names-link.tsx'
import { pageQueryOf } from '../../ui/table/paged-table.tsx'
import { Amount } from '../billing/components/amount.tsx'
import { ordersQuery, reversalsQuery } from './api/orders.ts'
import { LastRun } from './components/last-run.tsx'
import { OrderTable } from './components/order-table.tsx'

const routeApi = getRouteApi('/accounts/$account/billing/orders')
const LATEST = 10

/** What was ordered, by people and by the daily run; what was given back. */
export function OrdersPage() {
  const { t } = useTranslation('orders')
  const account = useAccount()
  const { page = 1 } = routeApi.useSearch()
  const navigate = routeApi.useNavigate()
  const orders = useQuery(ordersQuery(account.id, pageQueryOf(page)))
  return (
    <>
      <LastRun />
      <Panel title={t('title')} explanation={t('explanation')}>
        <QueryState query={orders}>
          {({ items, total }) => (
            <OrderTable
              orders={items}
              total={total}
              page={page}
              onPage={(next) => void navigate({ search: { page: next } })}
              isReading={orders.isFetching}
            />
          )}
        </QueryState>
      </Panel>
      <Reversals />
    </>
  )
}

/** Renewals that were given back; nothing where there are none. */
function Reversals() {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const { id: account, timeZone } = useAccount()
  const { data } = useQuery(reversalsQuery(account, { limit: LATEST, offset: 0 }))
  if (!data || data.total === 0) return null
  return (
    <Panel title={t('reversals.title')} explanation={t('reversals.explanation')}>
      <Table aria-label={t('reversals.title')} maw={860}>
        <Table.Tbody>
          {data.items.map(({ id, name, unicodeName, state, amount, requestedAt, creditNote }) => (
            <Table.Tr key={id}>
              <Table.Td>{format.instant(requestedAt, timeZone)}</Table.Td>
              <Table.Td>
                <NamesLink filter={{}} open={name}>
                  {unicodeName}
                </NamesLink>
              </Table.Td>
              <Table.Td>
                {t(`reversals.states.${state}`)}
                {creditNote && (
                  <Text size="xs" c="dimmed">
                    {creditNote}
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="end">
                <Amount money={amount} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  )
}
