import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { ReaderScope } from '../../../core/access/reader-scope.ts'
import type { ItemState, OrderSource } from '../../../core/orders/order-item.ts'
import type { Database } from '../../storage/database.ts'
import type { Page } from '../../storage/read-page.ts'
import { scopeCondition } from '../domains/scope-condition.ts'
import type { ItemRow } from './orders.repository.ts'

export type ListedOrder = {
  readonly id: string
  readonly source: OrderSource
  readonly person: string | null
  readonly created_at: string
}

export type OrderReader = { readonly account: string; readonly scope: ReaderScope }

/** Items of names that the reader sees; a name that is not in the portfolio (yet) is for those who see all. */
function isSeen(db: Kysely<Database>, { account, scope }: OrderReader): RawBuilder<unknown> {
  const inScope = scopeCondition(db, account, scope)
  if (!inScope) return sql`1 = 1`
  return sql`exists (select 1 from domain where domain.account = i.account and domain.name = i.name and ${inScope})`
}

function hasSeenItems(db: Kysely<Database>, reader: OrderReader): RawBuilder<unknown> {
  if (!scopeCondition(db, reader.account, reader.scope)) return sql`1 = 1`
  return sql`exists (select 1 from order_item i
    where i.account = o.account and i.order_id = o.id and ${isSeen(db, reader)})`
}

/** Orders newest first. */
export async function listOrders(
  db: Kysely<Database>,
  reader: OrderReader,
  page: Page,
): Promise<readonly ListedOrder[]> {
  const { rows } = await sql<ListedOrder>`
    select o.id, o.source, p.name as person, o.created_at
    from order_head o left join person p on p.id = o.person
    where o.account = ${reader.account} and ${hasSeenItems(db, reader)}
    order by o.created_at desc, o.id desc limit ${sql.lit(page.limit)} offset ${sql.lit(page.offset)}`.execute(db)
  return rows
}

export async function countOrders(db: Kysely<Database>, reader: OrderReader): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from order_head o
    where o.account = ${reader.account} and ${hasSeenItems(db, reader)}`.execute(db)
  return rows[0]?.total ?? 0
}

export async function findOrder(
  db: Kysely<Database>,
  reader: OrderReader,
  id: string,
): Promise<ListedOrder | undefined> {
  const { rows } = await sql<ListedOrder>`
    select o.id, o.source, p.name as person, o.created_at
    from order_head o left join person p on p.id = o.person
    where o.account = ${reader.account} and o.id = ${id} and ${hasSeenItems(db, reader)}`.execute(db)
  return rows[0]
}

/** How many items of each order are in each state. */
export async function countStates(
  db: Kysely<Database>,
  reader: OrderReader,
  orders: readonly string[],
): Promise<ReadonlyMap<string, Partial<Record<ItemState, number>>>> {
  const counts = new Map<string, Partial<Record<ItemState, number>>>()
  if (orders.length === 0) return counts
  const { rows } = await sql<{ order_id: string; state: ItemState; items: number }>`
    select i.order_id, i.state, count(*) as items from order_item i
    where i.account = ${reader.account} and i.order_id in (${sql.join(orders)}) and ${isSeen(db, reader)}
    group by i.order_id, i.state`.execute(db)
  for (const { order_id, state, items } of rows) counts.set(order_id, { ...counts.get(order_id), [state]: items })
  return counts
}

/** Items of an order, in its order. */
export async function itemsOfOrder(
  db: Kysely<Database>,
  reader: OrderReader,
  order: string,
  page: Page,
): Promise<readonly ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select i.* from order_item i
    where i.account = ${reader.account} and i.order_id = ${order} and ${isSeen(db, reader)}
    order by i.n limit ${sql.lit(page.limit)} offset ${sql.lit(page.offset)}`.execute(db)
  return rows
}
