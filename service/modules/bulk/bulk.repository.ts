import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { textList } from '../../storage/json-list.ts'
import type { DomainRow } from '../domains/domain-state.ts'
import { isNameOf } from '../domains/names-by-id.ts'
import type { BulkTables } from './bulk.table.ts'

export type PreviewRow = BulkTables['bulk_preview']
type Column = keyof DomainRow

/** Columns that every verdict needs. */
const BASE: readonly Column[] = ['id', 'class_id', 'change_seq', 'expires_on', 'decide_by']

/** Reads only these columns of the names that a condition on `domain` holds for, in the order of the names. */
export async function readNames(
  db: Kysely<Database>,
  columns: readonly Column[],
  conditions: readonly (RawBuilder<unknown> | null)[],
): Promise<readonly DomainRow[]> {
  const list = [...new Set([...BASE, ...columns])].map((column) => sql.ref(`domain.${column}`))
  const all = conditions.filter((condition) => condition !== null)
  // The rows have only the columns that were asked for; whoever asks reads no others.
  const { rows } = await sql<DomainRow>`
    select ${sql.join(list)} from domain where ${sql.join(all, sql` and `)} order by domain.name`.execute(db)
  return rows
}

export function isNamed(db: Kysely<Database>, account: string, names: readonly string[]): RawBuilder<unknown> {
  return sql`(domain.account = ${account} and domain.name in ${textList(dialectOf(db), names)})`
}

/** The names of ids, by id. */
export async function namesOf(
  db: Kysely<Database>,
  account: string,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('domain')
    .select(['id', 'name'])
    .where(isNameOf(db, account, ids))
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export async function insertPreview(trx: Transaction<Database>, row: PreviewRow): Promise<void> {
  await trx.insertInto('bulk_preview').values(row).execute()
}

export function findPreview(db: Kysely<Database>, account: string, id: string): Promise<PreviewRow | undefined> {
  return db
    .selectFrom('bulk_preview')
    .selectAll()
    .where('account', '=', account)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Marks a preview as carried out by a job. */
export async function usePreview(trx: Transaction<Database>, account: string, id: string, job: string): Promise<void> {
  await trx.updateTable('bulk_preview').set({ job }).where('account', '=', account).where('id', '=', id).execute()
}

/** Previews that nobody carried out and nobody can any more. */
export async function deletePreviewsBefore(
  trx: Transaction<Database>,
  account: string,
  createdBefore: string,
): Promise<void> {
  await trx
    .deleteFrom('bulk_preview')
    .where('account', '=', account)
    .where('created_at', '<', createdBefore)
    .where('job', 'is', null)
    .execute()
}

/** Places of a job's items that failed. */
export async function failedPlaces(db: Kysely<Database>, account: string, job: string): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('job_item')
    .select('n')
    .where('account', '=', account)
    .where('job', '=', job)
    .where('state', '=', 'failed')
    .orderBy('n')
    .execute()
  return rows.map(({ n }) => n)
}

/** What a job has done, in its order, behind a place. */
export function doneItems(db: Kysely<Database>, account: string, job: string, after: number, limit: number) {
  return db
    .selectFrom('job_item')
    .select(['n', 'domain', 'name', 'before', 'after'])
    .where('account', '=', account)
    .where('job', '=', job)
    .where('state', '=', 'done')
    .where('n', '>', after)
    .orderBy('n')
    .limit(limit)
    .execute()
}
