import { Anchor, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { pageQueryOf } from '../../ui/table/paged-table.tsx'
import { orderQuery } from './api/orders.ts'
import { ItemTable } from './components/item-table.tsx'
import { OrderState } from './components/order-state.tsx'

const routeApi = getRouteApi('/accounts/$account/billing/orders/$order')

/** One order: each of its items with how far it is, why it failed, and what was charged. */
export function OrderPage() {
  const { t } = useTranslation('orders')
  const account = useAccount()
  const format = useFormat()
  const { order: id } = routeApi.useParams()
  const { page = 1 } = routeApi.useSearch()
  const navigate = routeApi.useNavigate()
  const order = useQuery(orderQuery(account.id, id, pageQueryOf(page)))
  return (
    <Panel title={t('one.title')} explanation={<ToOrders />}>
      <QueryState query={order} wayOut={<ToOrders />}>
        {(data) => (
          <>
            <Group gap="sm" mb="sm">
              <OrderState order={data} />
              <Text>
                {[t(`sources.${data.source}`), data.createdBy, format.instant(data.createdAt, account.timeZone)]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </Group>
            <ItemTable
              order={data}
              page={page}
              onPage={(next) => void navigate({ search: { page: next } })}
              isReading={order.isFetching}
            />
          </>
        )}
      </QueryState>
    </Panel>
  )
}

function ToOrders() {
  const { t } = useTranslation('orders')
  const { id: account } = useAccount()
  return (
    <Anchor
      renderRoot={(props) => (
        <Link {...props} to="/accounts/$account/billing/orders" params={{ account }} search={{}} />
      )}
    >
      {t('one.all')}
    </Anchor>
  )
}
