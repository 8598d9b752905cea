import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { textList } from '../../storage/json-list.ts'
import { insertRows } from '../../storage/many-rows.ts'
import { type Page, readPage } from '../../storage/read-page.ts'
import type { ImportTables } from './imports.table.ts'
import { packRows, type RowChunk, unpackRows } from './row-chunks.ts'

export type ImportRow = Selectable<ImportTables['import_file']>
export type StagedRow = Omit<Selectable<ImportTables['import_row']>, 'account' | 'import'>
export type Verdict = StagedRow['verdict']
export type ImportKey = { readonly account: string; readonly id: string }

/** The plan of an upload that is still on its way: only its own request knows of it. */
export const NO_PLAN = '{}'

/** Whose imports a reader sees; null: everybody's. */
export type ImportReader = { readonly account: string; readonly onlyOf: string | null }

export async function insertImport(trx: Transaction<Database>, row: ImportRow): Promise<void> {
  await trx.insertInto('import_file').values(row).execute()
}

export async function updateImport(
  trx: Transaction<Database>,
  key: ImportKey,
  patch: Partial<ImportRow>,
): Promise<void> {
  await trx
    .updateTable('import_file')
    .set(patch)
    .where((eb) => eb.and({ ...key }))
    .execute()
}

export function findImport(
  db: Kysely<Database>,
  { account, onlyOf }: ImportReader,
  id: string,
): Promise<ImportRow | undefined> {
  return db
    .selectFrom('import_file')
    .selectAll()
    .where('account', '=', account)
    .where('id', '=', id)
    .where('plan', '<>', NO_PLAN)
    .$if(onlyOf !== null, (query) => query.where('person', '=', onlyOf ?? ''))
    .executeTakeFirst()
}

export function listImports(
  db: Kysely<Database>,
  { account, onlyOf }: ImportReader,
  page: Page,
): Promise<{ readonly rows: readonly ImportRow[]; readonly total: number }> {
  const visible = db
    .selectFrom('import_file')
    .where('account', '=', account)
    .where('plan', '<>', NO_PLAN)
    .$if(onlyOf !== null, (query) => query.where('person', '=', onlyOf ?? ''))
    .selectAll()
    .orderBy('id', 'desc')
  return readPage(visible, page)
}

export async function insertChunk(
  trx: Transaction<Database>,
  { account, id }: ImportKey,
  chunk: RowChunk,
): Promise<void> {
  const { firstRow, rows } = chunk
  const bytes = packRows(rows)
  await trx
    .insertInto('import_chunk')
    .values({ account, import: id, first_row: firstRow, row_count: rows.length, bytes })
    .execute()
}

/** The chunk that holds row `n`, or the first one behind it; null at the end. */
export async function findChunk(db: Kysely<Database>, { account, id }: ImportKey, n: number): Promise<RowChunk | null> {
  const row = await db
    .selectFrom('import_chunk')
    .select(['first_row', 'bytes'])
    .where('account', '=', account)
    .where('import', '=', id)
    .where((eb) => eb(eb('first_row', '+', eb.ref('row_count')), '>', n))
    .orderBy('first_row')
    .limit(1)
    .executeTakeFirst()
  return row ? { firstRow: row.first_row, rows: unpackRows(row.bytes) } : null
}

const ROW_COLUMNS = {
  n: 'int',
  line: 'int',
  name: 'text',
  verdict: 'text',
  code: 'text',
  detail: 'text',
  changes: 'text',
} as const

export async function insertStagedRows(
  trx: Transaction<Database>,
  { account, id }: ImportKey,
  rows: readonly StagedRow[],
): Promise<void> {
  const stored = rows.map((row) => ({ account, import: id, ...row }))
  await insertRows(trx, 'import_row', { account: 'text', import: 'text', ...ROW_COLUMNS }, stored)
}

/** Rows that were staged before for these names. */
export function findRowsOfNames(
  db: Kysely<Database>,
  { account, id }: ImportKey,
  names: readonly string[],
): Promise<
  readonly {
    readonly n: number
    readonly name: string | null
    readonly verdict: Verdict
    readonly code: string | null
  }[]
> {
  return db
    .selectFrom('import_row')
    .select(['n', 'name', 'verdict', 'code'])
    .where('account', '=', account)
    .where('import', '=', id)
    .where('name', 'in', textList(dialectOf(db), names))
    .orderBy('n')
    .execute()
}

/** Takes rows as conflicts that another row of the file contradicts. */
export async function markContradicted(
  trx: Transaction<Database>,
  { account, id }: ImportKey,
  names: readonly string[],
  code: string,
): Promise<void> {
  if (names.length === 0) return
  await trx
    .updateTable('import_row')
    .set({ verdict: 'conflict', code })
    .where('account', '=', account)
    .where('import', '=', id)
    .where('name', 'in', textList(dialectOf(trx), names))
    .execute()
}

/** Rows by their place in the file, from behind `after`. */
export function listRows(
  db: Kysely<Database>,
  { account, id }: ImportKey,
  page: { readonly after: number; readonly offset: number; readonly limit: number; readonly verdict: Verdict | null },
): Promise<readonly StagedRow[]> {
  return db
    .selectFrom('import_row')
    .select(['n', 'line', 'name', 'verdict', 'code', 'detail', 'changes'])
    .where('account', '=', account)
    .where('import', '=', id)
    .where('n', '>', page.after)
    .$if(page.verdict !== null, (query) => query.where('verdict', '=', page.verdict ?? 'new'))
    .orderBy('n')
    .offset(page.offset)
    .limit(page.limit)
    .execute()
}

/** What was decided about the rows `from` to `to`. */
export function findVerdicts(
  db: Kysely<Database>,
  { account, id }: ImportKey,
  from: number,
  to: number,
): Promise<readonly { readonly n: number; readonly verdict: Verdict; readonly code: string | null }[]> {
  return db
    .selectFrom('import_row')
    .select(['n', 'verdict', 'code'])
    .where('account', '=', account)
    .where('import', '=', id)
    .where('n', '>=', from)
    .where('n', '<=', to)
    .execute()
}

/** Takes staged rows away, at most `count` of them; says how many there were. */
export async function deleteRows(
  trx: Transaction<Database>,
  { account, id }: ImportKey,
  count: number,
): Promise<number> {
  const first = await listRows(trx, { account, id }, { after: 0, offset: count - 1, limit: 1, verdict: null })
  const last = first[0]?.n ?? Number.MAX_SAFE_INTEGER
  const { numDeletedRows } = await trx
    .deleteFrom('import_row')
    .where('account', '=', account)
    .where('import', '=', id)
    .where('n', '<=', last)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
