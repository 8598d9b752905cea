import { ITEM_STATES, type ItemView, viewOfItem } from '../../../core/orders/order-item.ts'

/** How many items of an order are how far, in the words that outsiders are told. */
export function itemCounts(counts: Readonly<Record<string, number>>): Readonly<Partial<Record<ItemView, number>>> {
  const seen: Partial<Record<ItemView, number>> = {}
  for (const state of ITEM_STATES) {
    const view = viewOfItem(state)
    const count = counts[state] ?? 0
    if (count > 0) seen[view] = (seen[view] ?? 0) + count
  }
  return seen
}
