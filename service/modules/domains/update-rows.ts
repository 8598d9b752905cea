import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { type JsonColumns, jsonRows } from '../../storage/json-rows.ts'
import { isNameOf } from './names-by-id.ts'
import type { WriteContext } from './write-context.ts'

/**
 * One UPDATE for many names: `values` is a table `v` with `id` and whatever the assignments take from it. SQLite would
 * walk all names of the account and look each up in `v`; without its indexes it walks `v` and finds names by their id.
 */
export async function updateRows(
  trx: Transaction<Database>,
  context: WriteContext,
  columns: JsonColumns,
  values: readonly (readonly (string | number | null)[])[],
  assignments: readonly RawBuilder<unknown>[],
): Promise<void> {
  if (values.length === 0) return
  const pinned = sql.raw(dialectOf(trx) === 'sqlite' ? 'not indexed' : '')
  await sql`update domain ${pinned}
    set ${sql.join(assignments)}, updated_at = ${context.now}, change_seq = ${context.changeSeq}
    from ${jsonRows(dialectOf(trx), columns, values)} as v
    where domain.account = ${context.account} and domain.id = v.id`.execute(trx)
}

/**
 * Notes what limited readers before department or tags change: whoever sees only some of them has to be told of names
 * that left their view. Call it before the change.
 */
export async function traceScopeMoves(
  trx: Transaction<Database>,
  context: WriteContext,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return
  await sql`insert into scope_move (account, change_seq, domain, name, suffix, department, tags)
    select domain.account, cast(${context.changeSeq} as bigint), domain.id, name, c.suffix, department, tags
    from domain join renewal_class c on c.account = domain.account and c.id = class_id
    where ${isNameOf(trx, context.account, ids)}
    on conflict do nothing`.execute(trx)
}
