import type { Kysely } from 'kysely'
import type { ReaderScope } from '../../../core/access/reader-scope.ts'
import { PRICE_CURRENCY } from '../../../core/billing/price-row.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { OrderView } from '../../../core/contract/http/orders.ts'
import { toULabels } from '../../../core/domains/idna.ts'
import { type MinorUnits, toWireMoney } from '../../../core/money/money.ts'
import { shownOperation, viewOfItem, viewOfOrder } from '../../../core/orders/order-item.ts'
import type { Database } from '../../storage/database.ts'
import type { Page } from '../../storage/read-page.ts'
import type { ItemRow } from './orders.repository.ts'
import * as views from './orders-view.repository.ts'

/** Orders as outsiders see them, each with the first of its items that the reader may see. */
export async function describeOrders(
  db: Kysely<Database>,
  reader: { readonly account: string; readonly scope: ReaderScope },
  orders: readonly views.ListedOrder[],
  items: Page,
): Promise<readonly OrderView[]> {
  const counts = await views.countStates(
    db,
    reader,
    orders.map(({ id }) => id),
  )
  const described: OrderView[] = []
  for (const { id, source, person, created_at } of orders) {
    const states = counts.get(id) ?? {}
    const shown = await views.itemsOfOrder(db, reader, id, items)
    described.push({
      id,
      state: viewOfOrder(states),
      source,
      createdAt: created_at,
      createdBy: person,
      counts: Object.fromEntries(Object.entries(states)),
      items: shown.map(describeItem),
    })
  }
  return described
}

function describeItem(item: ItemRow): OrderView['items'][number] {
  const price = item.price === null ? null : wireYen(item.price)
  return {
    n: item.n,
    name: item.name,
    unicodeName: toULabels(item.name),
    operation: shownOperation(item),
    years: item.years,
    state: viewOfItem(item.state),
    code: item.code,
    detail: item.detail,
    price,
    charge: item.charge_entry === null ? null : price,
    entry: item.charge_entry,
    expiryBefore: item.expiry_before === '' ? null : (item.expiry_before as IsoDate),
    reference: item.provider_ref,
    updatedAt: item.updated_at,
  }
}

export function wireYen(minor: number) {
  return toWireMoney({ minor: minor as MinorUnits, currency: PRICE_CURRENCY })
}
