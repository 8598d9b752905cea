import { type Kysely, sql, type Transaction } from 'kysely'
import { OPEN_STATES } from '../../../core/orders/order-item.ts'
import type { Database } from '../../storage/database.ts'
import { clientIdOf, findItems, type ItemRow, moveItems } from './orders.repository.ts'

/** Whose turn it is: open items that nobody works on, of which the time has come. `isForced`: whatever the time. */
export type DueTerms = { readonly now: string; readonly isForced: boolean }

/** A worker's hold on items: nobody else takes them before `until`. */
export type Claim = { readonly now: string; readonly until: string }

/** Items to work on next: held ones first, as their names wait for it. */
export async function dueItems(
  db: Kysely<Database>,
  account: string,
  { now, isForced }: DueTerms,
  limit: number,
): Promise<readonly ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select * from order_item
    where account = ${account} and state in ('held', 'sent', 'unknown')
      and (claimed_until is null or claimed_until <= ${now})
      and next_at is not null and (next_at <= ${now} or ${sql.lit(Number(isForced))} = 1)
    order by case state when 'held' then 0 else 1 end, created_at, order_id, n limit ${sql.lit(limit)}`.execute(db)
  return rows
}

/** When the next item of an account is to be looked at. */
export async function nextDueAt(db: Kysely<Database>, account: string): Promise<string | null> {
  const row = await db
    .selectFrom('order_item')
    .where('account', '=', account)
    .where('state', 'in', ['held', 'sent', 'unknown'])
    .where('next_at', 'is not', null)
    .select((eb) => eb.fn.min('next_at').as('at'))
    .executeTakeFirst()
  return row?.at ?? null
}

/** Accounts with items to work on. */
export async function accountsWithDueItems(db: Kysely<Database>, now: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('order_item')
    .select('account')
    .distinct()
    .where('state', 'in', ['held', 'sent', 'unknown'])
    .where('next_at', '<=', now)
    .execute()
  return rows.map(({ account }) => account)
}

/** Gateways of the account's connections behind which something tells by itself what happens. */
export async function gatewaysThatTell(db: Kysely<Database>, account: string): Promise<readonly ItemRow['gateway'][]> {
  const rows = await db
    .selectFrom('connection')
    .select('gateway')
    .distinct()
    .where('account', '=', account)
    .where('gateway', 'not in', ['none', 'manual'])
    .execute()
  return rows.flatMap(({ gateway }) => (gateway === 'none' ? [] : [gateway]))
}

/** Accounts with a connection of these gateways. */
export async function accountsWithGateways(
  db: Kysely<Database>,
  gateways: readonly ItemRow['gateway'][],
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('connection')
    .select('account')
    .distinct()
    .where('gateway', 'in', [...gateways])
    .orderBy('account')
    .execute()
  return rows.map(({ account }) => account)
}

/**
 * Takes items for a while and moves each on by `step`; those that somebody else has taken meanwhile, or that are in
 * another state by now, are left out. Returns them as they are then.
 */
export async function claimItems(
  trx: Transaction<Database>,
  account: string,
  items: readonly ItemRow[],
  { now, until }: Claim,
  step: (item: ItemRow) => ItemRow,
): Promise<readonly ItemRow[]> {
  const current = await findItems(trx, account, items)
  const states = new Map(items.map((item) => [clientIdOf(item), item.state]))
  const free = current.filter(
    (item) => states.get(clientIdOf(item)) === item.state && (item.claimed_until === null || item.claimed_until <= now),
  )
  const moves = free.map((before) => ({ before, after: { ...step(before), claimed_until: until } }))
  await moveItems(trx, moves)
  return moves.map(({ after }) => after)
}

/** Of a folder with one process whoever had claimed items before this start is dead. */
export async function releaseAllClaims(trx: Transaction<Database>): Promise<void> {
  await trx
    .updateTable('order_item')
    .set({ claimed_until: null })
    .where('claimed_until', 'is not', null)
    .where('state', 'in', [...OPEN_STATES])
    .execute()
}
