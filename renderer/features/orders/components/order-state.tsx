import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Order, OrderItem } from '../api/orders.ts'

/** How far an order is. */
export function OrderState({ order }: { readonly order: Order }) {
  const { t } = useTranslation('orders')
  const isFailure = order.state === 'failed' || order.state === 'partlyDone'
  return (
    <Badge color={isFailure ? 'red' : order.state === 'done' ? 'gray' : 'indigo'}>{t(`states.${order.state}`)}</Badge>
  )
}

export function ItemState({ item: { state } }: { readonly item: OrderItem }) {
  const { t } = useTranslation('orders')
  const isTrouble = state === 'failed' || state === 'blocked'
  return <Badge color={isTrouble ? 'red' : state === 'done' ? 'gray' : 'indigo'}>{t(`itemStates.${state}`)}</Badge>
}
