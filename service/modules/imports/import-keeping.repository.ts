import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import { type ImportKey, NO_PLAN } from './imports.repository.ts'

/** Before which an import was applied or left, and an upload begun, whose rows are to go. */
export type KeepingLimits = { readonly left: string; readonly uploads: string }

/** Imports whose rows are to go and are not going yet. */
export async function findOutdated(db: Kysely<Database>, account: string, limits: KeepingLimits): Promise<string[]> {
  const rows = await db
    .selectFrom('import_file')
    .select('id')
    .where('account', '=', account)
    .where(isOutdated(limits))
    .orderBy('created_at')
    .execute()
  return rows.map(({ id }) => id)
}

/** From here on nobody reads the rows of an import. */
export async function markGoing(trx: Transaction<Database>, { account, id }: ImportKey): Promise<void> {
  await trx
    .updateTable('import_file')
    .set({ keeping: 'going' })
    .where('account', '=', account)
    .where('id', '=', id)
    .execute()
}

function isOutdated({ left, uploads }: KeepingLimits): RawBuilder<boolean> {
  const isApplied = sql`exists (select 1 from job where job.account = import_file.account
    and job.id = import_file.apply_job and job.finished_at < ${left})`
  // What the index import_file_kept holds, and then those of them that are old enough.
  return sql<boolean>`(keeping <> 'gone' and created_at < ${uploads} and keeping = 'kept' and (
    plan = ${NO_PLAN}
    or (created_at < ${left} and state in ('questions', 'ready', 'failed', 'applied')
      and (apply_job is null or ${isApplied}))))`
}

/** Takes chunks away, at most `count` of them; says how many there were. */
export async function deleteChunks(
  trx: Transaction<Database>,
  { account, id }: ImportKey,
  count: number,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select first_row as n from import_chunk where account = ${account} and import = ${id}
    order by first_row limit ${count}`.execute(trx)
  const last = rows.at(-1)
  if (!last) return 0
  await trx
    .deleteFrom('import_chunk')
    .where('account', '=', account)
    .where('import', '=', id)
    .where('first_row', '<=', last.n)
    .execute()
  return rows.length
}

/** The import's rows are gone. It stays where a job has applied it, or begun to. */
export async function endKeeping(trx: Transaction<Database>, { account, id }: ImportKey): Promise<void> {
  await trx
    .updateTable('import_file')
    .set({ keeping: 'gone' })
    .where('account', '=', account)
    .where('id', '=', id)
    .where('apply_job', 'is not', null)
    .execute()
  await trx
    .deleteFrom('import_file')
    .where('account', '=', account)
    .where('id', '=', id)
    .where('apply_job', 'is', null)
    .execute()
}
