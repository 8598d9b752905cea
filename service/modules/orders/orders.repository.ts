import { type Kysely, sql, type Transaction } from 'kysely'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { DomainName } from '../../../core/domains/domain-name.ts'
import type { Suffix } from '../../../core/domains/suffix.ts'
import { orderReference } from '../../../core/ledger/order-reference.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { OrderedCommand } from '../../../core/orders/next-step.ts'
import { clientIdOfItem, type ItemState, OPEN_STATES } from '../../../core/orders/order-item.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { textList } from '../../storage/json-list.ts'
import { type JsonColumns, jsonRows } from '../../storage/json-rows.ts'
import { insertRows, updateRowsByKey } from '../../storage/many-rows.ts'
import type { HoldRequest } from '../ledger/holds.ts'
import type { OrderTables } from './orders.table.ts'

export type HeadRow = OrderTables['order_head']
export type ItemRow = OrderTables['order_item']
export type ItemKey = Pick<ItemRow, 'order_id' | 'n'>

/** What of an item decides how it goes on. */
export function commandOf(item: ItemRow): OrderedCommand {
  return {
    operation: item.operation,
    suffix: item.suffix as Suffix,
    years: item.years,
    turn: item.turn,
    expiryBefore: item.expiry_before === '' ? null : (item.expiry_before as IsoDate),
    currentExpiry: item.current_expiry,
  }
}

export function nameOf(item: Pick<ItemRow, 'name'>): DomainName {
  return item.name as DomainName
}

export function clientIdOf({ order_id, n }: ItemKey): string {
  return clientIdOfItem(order_id, n)
}

/** How ledger entries and holds name an item. */
export function referenceOf({ order_id, n }: ItemKey): string {
  return orderReference({ order: order_id, step: String(n) })
}

/** The money that an item's price sets aside. */
export function holdOf(item: Pick<ItemRow, 'order_id' | 'n' | 'price' | 'name'>): HoldRequest {
  const reference = referenceOf(item)
  return { id: reference, amount: (item.price ?? 0) as MinorUnits, reference, domain: nameOf(item) }
}

/** An item about which nothing is decided yet. */
export function blankItem(account: string, orderId: string, n: number, now: string) {
  return {
    account,
    order_id: orderId,
    n,
    years: 1,
    turn: 0,
    price: null,
    hold: null,
    state: 'queued' as const,
    code: null,
    detail: null,
    expiry_before: '',
    current_expiry: null,
    auth_code: null,
    provider_ref: null,
    charge_entry: null,
    attempts: 0,
    next_at: null,
    claimed_until: null,
    created_at: now,
    updated_at: now,
  }
}

/** The number of an order's last item; 0 where it has none. */
export async function lastPlace(db: Kysely<Database>, account: string, orderId: string): Promise<number> {
  const row = await db
    .selectFrom('order_item')
    .select((eb) => eb.fn.max('n').as('n'))
    .where('account', '=', account)
    .where('order_id', '=', orderId)
    .executeTakeFirst()
  return row?.n ?? 0
}

export async function insertHead(trx: Transaction<Database>, head: HeadRow): Promise<void> {
  await trx
    .insertInto('order_head')
    .values(head)
    .onConflict((conflict) => conflict.columns(['account', 'id']).doNothing())
    .execute()
}

const ITEM_COLUMNS = {
  account: 'text',
  order_id: 'text',
  n: 'int',
  operation: 'text',
  name: 'text',
  suffix: 'text',
  connection: 'text',
  gateway: 'text',
  years: 'int',
  turn: 'int',
  price: 'int',
  hold: 'text',
  state: 'text',
  code: 'text',
  detail: 'text',
  expiry_before: 'text',
  current_expiry: 'text',
  auth_code: 'text',
  provider_ref: 'text',
  charge_entry: 'int',
  attempts: 'int',
  next_at: 'text',
  claimed_until: 'text',
  created_at: 'text',
  updated_at: 'text',
} as const satisfies JsonColumns & Readonly<Record<keyof ItemRow, 'int' | 'text'>>

export async function insertItems(trx: Transaction<Database>, items: readonly ItemRow[]): Promise<void> {
  await insertRows(trx, 'order_item', ITEM_COLUMNS, items)
}

/** The columns in which an item moves on. */
const MOVING = [
  'price',
  'hold',
  'state',
  'code',
  'detail',
  'current_expiry',
  'auth_code',
  'provider_ref',
  'charge_entry',
  'attempts',
  'next_at',
  'claimed_until',
  'updated_at',
] as const satisfies readonly (keyof ItemRow)[]

/** An item as it was read within the transaction, and as it is to be. */
export type ItemMove = { readonly before: ItemRow; readonly after: ItemRow }

/** Writes what differs of items: an index whose columns stay the same is not written. */
export async function moveItems(trx: Transaction<Database>, moves: readonly ItemMove[]): Promise<void> {
  const changes = moves.map(({ before, after }) => {
    return { after, changed: MOVING.filter((column) => before[column] !== after[column]) }
  })
  for (const group of Map.groupBy(changes, ({ changed }) => changed.join()).values()) {
    const changed = group[0]?.changed ?? []
    if (changed.length === 0) continue
    const columns: JsonColumns = Object.fromEntries(changed.map((column) => [column, ITEM_COLUMNS[column]]))
    const rows = group.map(({ after }) => after)
    await updateRowsByKey(trx, 'order_item', { account: 'text', order_id: 'text', n: 'int' }, columns, rows)
  }
}

/** Moves items on in the same way. */
export function patchItems(
  trx: Transaction<Database>,
  items: readonly ItemRow[],
  patch: Partial<ItemRow>,
): Promise<void> {
  return moveItems(
    trx,
    items.map((before) => ({ before, after: { ...before, ...patch } })),
  )
}

/** Items by their keys, as they are now. */
export async function findItems(
  db: Kysely<Database>,
  account: string,
  keys: readonly ItemKey[],
): Promise<readonly ItemRow[]> {
  if (keys.length === 0) return []
  const rows = keys.map(({ order_id, n }) => [order_id, n])
  const { rows: found } = await sql<ItemRow>`
    select i.* from ${jsonRows(dialectOf(db), { order_id: 'text', n: 'int' }, rows)} as k
    cross join order_item i where i.account = ${account} and i.order_id = k.order_id and i.n = k.n`.execute(db)
  return found
}

/** Open items of names, of any operation. */
export function openItemsOf(db: Kysely<Database>, account: string, names: readonly string[]): Promise<ItemRow[]> {
  return db
    .selectFrom('order_item')
    .selectAll()
    .where('account', '=', account)
    .where('name', 'in', textList(dialectOf(db), names))
    .where('state', 'in', [...OPEN_STATES])
    .execute()
}

/** Items of one kind and state, e.g. all that are blocked. */
export function itemsInState(db: Kysely<Database>, account: string, state: ItemState): Promise<ItemRow[]> {
  return db
    .selectFrom('order_item')
    .selectAll()
    .where('account', '=', account)
    .where('state', '=', state)
    .orderBy('created_at')
    .orderBy('order_id')
    .orderBy('n')
    .execute()
}

/** The last renewal of a name that was charged and not given back. */
export function lastChargedRenewal(db: Kysely<Database>, account: string, name: string): Promise<ItemRow | undefined> {
  return db
    .selectFrom('order_item as i')
    .selectAll('i')
    .where('i.account', '=', account)
    .where('i.name', '=', name)
    .where('i.operation', '=', 'renew')
    .where('i.state', '=', 'done')
    .where('i.charge_entry', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('reversal as r')
            .select('r.id')
            .whereRef('r.account', '=', 'i.account')
            .whereRef('r.charge_entry', '=', 'i.charge_entry'),
        ),
      ),
    )
    .orderBy('i.charge_entry', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The item that a registry's reference belongs to. */
export function findItemByReference(
  db: Kysely<Database>,
  account: string,
  providerRef: string,
): Promise<ItemRow | undefined> {
  return db
    .selectFrom('order_item')
    .selectAll()
    .where('account', '=', account)
    .where('provider_ref', '=', providerRef)
    .executeTakeFirst()
}
