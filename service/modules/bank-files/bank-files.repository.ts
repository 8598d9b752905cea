import type { Kysely, Transaction } from 'kysely'
import type { LineState } from '../../../core/billing/bank-line-state.ts'
import type { YearCount } from '../../../core/billing/zengin/short-day.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { textList } from '../../storage/json-list.ts'
import { type Page, readPage } from '../../storage/read-page.ts'
import type { BankFileTables } from './bank-files.table.ts'

export type BankFileRow = BankFileTables['bank_file']

export async function readYearCount(db: Kysely<Database>, issuer: string, bank: string): Promise<YearCount | null> {
  const row = await db
    .selectFrom('bank_year_count')
    .select('year_count')
    .where('issuer', '=', issuer)
    .where('bank', '=', bank)
    .executeTakeFirst()
  return row?.year_count ?? null
}

export async function keepYearCount(trx: Transaction<Database>, row: BankFileTables['bank_year_count']): Promise<void> {
  await trx
    .insertInto('bank_year_count')
    .values(row)
    .onConflict((conflict) => conflict.columns(['issuer', 'bank']).doUpdateSet({ year_count: row.year_count }))
    .execute()
}

export async function insertFile(trx: Transaction<Database>, row: BankFileRow): Promise<void> {
  await trx.insertInto('bank_file').values(row).execute()
}

/** Everything of a file but its bytes, with who took it in. */
export type ListedFile = Omit<BankFileRow, 'content'> & { readonly person_name: string | null }

function filesOf(db: Kysely<Database>, issuer: string) {
  return db
    .selectFrom('bank_file as f')
    .leftJoin('person as p', 'p.id', 'f.person')
    .select(['f.issuer', 'f.id', 'f.kind', 'f.sha256', 'f.file_name', 'f.year_count', 'f.from_day', 'f.to_day'])
    .select(['f.new_lines', 'f.known_lines', 'f.person', 'f.created_at', 'p.name as person_name'])
    .where('f.issuer', '=', issuer)
}

export async function findFile(db: Kysely<Database>, issuer: string, id: string): Promise<ListedFile | undefined> {
  return filesOf(db, issuer).where('f.id', '=', id).executeTakeFirst()
}

export async function findFileByContent(db: Kysely<Database>, issuer: string, sha256: string): Promise<string | null> {
  const row = await db
    .selectFrom('bank_file')
    .select('id')
    .where('issuer', '=', issuer)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return row?.id ?? null
}

export async function readContent(db: Kysely<Database>, issuer: string, id: string) {
  return db
    .selectFrom('bank_file')
    .select(['content', 'file_name'])
    .where('issuer', '=', issuer)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Newest first. */
export function listFiles(db: Kysely<Database>, issuer: string, page: Page) {
  return readPage(filesOf(db, issuer).orderBy('f.id', 'desc'), page)
}

/** How many lines of each file are in which state. */
export async function countStates(
  db: Kysely<Database>,
  issuer: string,
  files: readonly string[],
): Promise<ReadonlyMap<string, Partial<Record<LineState, number>>>> {
  if (files.length === 0) return new Map()
  const rows = await db
    .selectFrom('bank_line')
    .select(['file', 'state'])
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('issuer', '=', issuer)
    .where('file', 'in', files)
    .groupBy(['file', 'state'])
    .execute()
  const counts = new Map<string, Partial<Record<LineState, number>>>()
  for (const { file, state, count } of rows) counts.set(file, { ...counts.get(file), [state]: count })
  return counts
}

/** Those of some accounts that are the issuer's. */
export async function accountsOf(
  db: Kysely<Database>,
  issuer: string,
  accounts: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('billing_profile')
    .select('account')
    .where('issuer', '=', issuer)
    .where('account', 'in', textList(dialectOf(db), accounts))
    .execute()
  return new Set(rows.map(({ account }) => account))
}
