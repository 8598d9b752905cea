import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import { keyOfClass } from '../renewal-rules/class-store.ts'
import { costOfRow } from './domain-state.ts'
import { findClassRows } from './domains.repository.ts'
import { isNameOf } from './names-by-id.ts'
import { readRenewalPrices } from './renewal-price.ts'
import { updateRows } from './update-rows.ts'
import type { WriteContext } from './write-context.ts'

/** Whose prices: names of a suffix, of a connection, or all that can be ordered. */
export type PriceSelection = { readonly suffix?: string | undefined; readonly connection?: string | undefined }

/**
 * The names whose price may have moved, by id ascending, from behind `after`. With a connection all of its names: it may
 * have lost its gateway.
 */
export async function namesWithPrices(
  db: Kysely<Database>,
  account: string,
  { suffix, connection }: PriceSelection,
  after: number,
): Promise<readonly number[]> {
  const classes = db
    .selectFrom('renewal_class as c')
    .innerJoin('connection as o', (join) =>
      join.onRef('o.account', '=', 'c.account').onRef('o.id', '=', 'c.connection'),
    )
    .select('c.id')
    .where('c.account', '=', account)
    .$if(suffix !== undefined, (query) => query.where('c.suffix', '=', suffix ?? ''))
    .$if(connection === undefined, (query) => query.where('o.gateway', '<>', 'none'))
    .$if(connection !== undefined, (query) => query.where('c.connection', '=', connection ?? ''))
  const rows = await db
    .selectFrom('domain')
    .select('id')
    .where('account', '=', account)
    .where('class_id', 'in', classes)
    .where('id', '>', after)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Works out again what the renewal of these names costs; returns how many cost another amount now. */
export async function repriceNames(
  trx: Transaction<Database>,
  context: WriteContext,
  ids: readonly number[],
): Promise<number> {
  const names = await trx
    .selectFrom('domain')
    .select(['id', 'class_id', 'price_currency', 'price_minor', 'cost_currency', 'cost_minor'])
    .where(isNameOf(trx, context.account, ids))
    .execute()
  const rows = await findClassRows(
    trx,
    context.account,
    names.map((name) => name.class_id),
  )
  const keys = new Map([...rows].map(([id, row]) => [id, keyOfClass(row)]))
  const connections = [...keys.values()].map(({ connection }) => connection)
  const priceOf = await readRenewalPrices(trx, context, connections)
  const moved = names.flatMap((name): readonly (readonly [number, string | null, number | null])[] => {
    const key = keys.get(name.class_id)
    const price = key ? priceOf(key, costOfRow(name)) : null
    const [currency, minor] = [price?.currency ?? null, price?.minor ?? null]
    return currency === name.price_currency && minor === name.price_minor ? [] : [[name.id, currency, minor]]
  })
  const columns = { id: 'int', price_currency: 'text', price_minor: 'int' } as const
  const assignments = [sql`price_currency = v.price_currency`, sql`price_minor = v.price_minor`]
  await updateRows(trx, context, columns, moved, assignments)
  return moved.length
}
