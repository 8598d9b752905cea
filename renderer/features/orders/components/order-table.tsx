import { Anchor, EmptyState, Text } from '@mantine/core'
import { IconShoppingCart } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ITEM_VIEWS } from '../../../../core/orders/order-item.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { type PagedColumn, PagedTable, type Paging } from '../../../ui/table/paged-table.tsx'
import type { Order } from '../api/orders.ts'
import { itemCounts } from '../item-counts.ts'
import { OrderState } from './order-state.tsx'

type OrderTableProps = Paging & {
  readonly orders: readonly Order[]
}

/** Orders, newest first: what was ordered and how far it is. */
export function OrderTable({ orders, ...paging }: OrderTableProps) {
  const { t } = useTranslation('orders')
  const columns = useOrderColumns()
  return (
    <PagedTable
      {...paging}
      label={t('title')}
      columns={columns}
      rows={orders}
      rowId={({ id }) => id}
      empty={<EmptyState icon={<IconShoppingCart />} title={t('none.title')} description={t('none.description')} />}
    />
  )
}

function useOrderColumns(): readonly PagedColumn<Order>[] {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const { id: account, timeZone } = useAccount()
  return [
    {
      id: 'createdAt',
      title: t('columns.createdAt'),
      isUnbroken: true,
      cell: ({ id, createdAt }) => (
        <Anchor
          renderRoot={(props) => (
            <Link {...props} to="/accounts/$account/billing/orders/$order" params={{ account, order: id }} />
          )}
        >
          {format.instant(createdAt, timeZone)}
        </Anchor>
      ),
    },
    {
      id: 'source',
      title: t('columns.source'),
      cell: ({ source, createdBy }) => (
        <>
          {t(`sources.${source}`)}
          {createdBy && (
            <Text size="xs" c="dimmed">
              {createdBy}
            </Text>
          )}
        </>
      ),
    },
    { id: 'items', title: t('columns.items'), cell: (order) => <Items order={order} /> },
    { id: 'state', title: t('columns.state'), cell: (order) => <OrderState order={order} /> },
    {
      id: 'counts',
      title: t('columns.counts'),
      cell: ({ counts }) => {
        const seen = itemCounts(counts)
        return ITEM_VIEWS.filter((state) => seen[state] !== undefined).map((state) => (
          <div key={state}>
            {t('count', { state: t(`itemStates.${state}`), formatted: format.count(seen[state] ?? 0) })}
          </div>
        ))
      },
    },
  ]
}

/** The first names of an order, and how many more there are. */
function Items({ order: { items, counts } }: { readonly order: Order }) {
  const { t } = useTranslation(['orders', 'common'])
  const format = useFormat()
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const [first] = items
  if (!first) return t('noItems')
  const more = total - 1
  return (
    <>
      {first.unicodeName} {t(`operations.${first.operation}`)}
      {more > 0 && (
        <Text size="xs" c="dimmed">
          {t('common:andMore', { count: more, formatted: format.count(more) })}
        </Text>
      )}
    </>
  )
}
