import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orderReference } from '../../../../core/ledger/order-reference.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { NamesLink } from '../../../ui/links/names-link.tsx'
import { type PagedColumn, PagedTable } from '../../../ui/table/paged-table.tsx'
import { Amount } from '../../billing/components/amount.tsx'
import type { Order, OrderItem } from '../api/orders.ts'
import { OperationText } from './operation-text.tsx'
import { ItemState } from './order-state.tsx'

type ItemTableProps = {
  readonly order: Order
  readonly page: number
  readonly onPage: (page: number) => void
  readonly isReading: boolean
}

/** The items of an order; each leads to its name and to its entry in the ledger. */
export function ItemTable({ order, ...paging }: ItemTableProps) {
  const { t } = useTranslation('orders')
  const columns = useItemColumns(order.id)
  const total = Object.values(order.counts).reduce((sum, count) => sum + count, 0)
  return (
    <PagedTable
      {...paging}
      label={t('one.items')}
      columns={columns}
      rows={order.items}
      total={total}
      rowId={({ n }) => n}
      empty={<Text c="dimmed">{t('noItems')}</Text>}
    />
  )
}

function useItemColumns(order: string): readonly PagedColumn<OrderItem>[] {
  const { t } = useTranslation(['orders', 'codes', 'billing', 'domains'])
  const format = useFormat()
  const { timeZone } = useAccount()
  return [
    {
      id: 'name',
      title: t('domains:columns.name'),
      cell: ({ name, unicodeName }) => (
        <NamesLink filter={{}} open={name}>
          {unicodeName}
        </NamesLink>
      ),
    },
    {
      id: 'operation',
      title: t('columns.operation'),
      cell: (item) => <OperationText operation={item.operation} years={item.years} />,
    },
    {
      id: 'expiryBefore',
      title: t('columns.expiryBefore'),
      isUnbroken: true,
      cell: ({ expiryBefore }) => (expiryBefore ? format.day(expiryBefore) : ''),
    },
    { id: 'state', title: t('columns.state'), cell: (item) => <Progress item={item} /> },
    { id: 'reference', title: t('columns.reference'), cell: ({ reference }) => reference ?? '' },
    {
      id: 'updatedAt',
      title: t('columns.updatedAt'),
      isUnbroken: true,
      cell: ({ updatedAt }) => format.instant(updatedAt, timeZone),
    },
    { id: 'amount', title: t('columns.amount'), align: 'end', cell: (item) => <Charge item={item} order={order} /> },
  ]
}

function Progress({ item }: { readonly item: OrderItem }) {
  const { t } = useTranslation('codes')
  const { code, detail } = item
  return (
    <>
      <ItemState item={item} />
      {code && code !== 'funds' && (
        <Text size="xs" c="dimmed">
          {t(code as 'funds', { defaultValue: code })}
        </Text>
      )}
      {code === 'refused_by_operator' && detail && <Text size="xs">{detail}</Text>}
    </>
  )
}

/** What was charged, as the way to its entry; else what is set aside or would be charged. */
function Charge({ item, order }: { readonly item: OrderItem; readonly order: string }) {
  const { t } = useTranslation('orders')
  const { id: account, can } = useAccount()
  const { charge, price, n, state } = item
  if (charge) {
    if (!can('billing.read')) return <Amount money={charge} />
    return (
      <Anchor
        renderRoot={(props) => (
          <Link
            {...props}
            to="/accounts/$account/billing/ledger"
            params={{ account }}
            search={{ reference: orderReference({ order, step: String(n) }) }}
          />
        )}
      >
        <Amount money={charge} />
      </Anchor>
    )
  }
  if (!price || state === 'failed') return null
  return (
    <>
      <Amount money={price} />
      <Text size="xs" c="dimmed">
        {state === 'blocked' ? t('needed') : t('setAside')}
      </Text>
    </>
  )
}
