import { type Kysely, sql, type Transaction } from 'kysely'
import type { LineState } from '../../../core/billing/bank-line-state.ts'
import type { YearCount } from '../../../core/billing/zengin/short-day.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { textList } from '../../storage/json-list.ts'
import { jsonRows } from '../../storage/json-rows.ts'
import { insertRows } from '../../storage/many-rows.ts'
import { type Page, readPage } from '../../storage/read-page.ts'
import { issuerBook } from '../ledger/ledger.repository.ts'
import type { BankFileTables } from './bank-files.table.ts'

export type BankFileRow = BankFileTables['bank_file']
export type BankLineRow = BankFileTables['bank_line']
export type LineKey = { readonly file: string; readonly n: number }

/**
 * The write lock of everything that an issuer and its banks tell each other. It is taken before the locks of accounts, so
 * that two people who confirm at once come one after the other.
 */
export async function lockIssuer(trx: Transaction<Database>, issuer: string): Promise<void> {
  await trx
    .updateTable('ledger_book')
    .set((eb) => ({ entries: eb.ref('entries') }))
    .where('account', '=', issuerBook(issuer))
    .execute()
}

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

const LINE_COLUMNS: Readonly<Record<keyof BankLineRow, 'int' | 'text'>> = {
  issuer: 'text',
  file: 'text',
  n: 'int',
  key: 'text',
  kind: 'text',
  bank: 'text',
  branch: 'text',
  account_type: 'text',
  account_number: 'text',
  booked_on: 'text',
  inquiry_number: 'text',
  direction: 'text',
  transaction_type: 'text',
  amount: 'int',
  payer_code: 'text',
  payer_name: 'text',
  payer_key: 'text',
  payer_bank: 'text',
  payer_branch: 'text',
  summary: 'text',
  edi: 'text',
  state: 'text',
  account: 'text',
  collected_by: 'text',
  fee: 'int',
  note: 'text',
  decisions: 'int',
  decided_at: 'text',
  counterpart_file: 'text',
  counterpart_n: 'int',
}

export async function insertLines(trx: Transaction<Database>, lines: readonly BankLineRow[]): Promise<void> {
  await insertRows(trx, 'bank_line', LINE_COLUMNS, lines)
}

/** Which of these keys an earlier file had. */
export async function knownKeys(
  db: Kysely<Database>,
  issuer: string,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const values = keys.map((key) => [key])
  const { rows } = await sql<{ key: string }>`
    select l.key from ${jsonRows(dialectOf(db), { key: 'text' }, values)} as k
    join bank_line l on l.issuer = ${issuer} and l.key = k.key`.execute(db)
  return new Set(rows.map(({ key }) => key))
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

export type LineFilter = { readonly file?: string | undefined; readonly state?: LineState | undefined }

/** The newest file first, its lines in their order. */
export function listLines(db: Kysely<Database>, issuer: string, filter: LineFilter, page: Page) {
  let lines = db.selectFrom('bank_line').where('issuer', '=', issuer)
  if (filter.file !== undefined) lines = lines.where('file', '=', filter.file)
  if (filter.state !== undefined) lines = lines.where('state', '=', filter.state)
  return readPage(lines.selectAll().orderBy('file', 'desc').orderBy('n'), page)
}

export function findLines(
  db: Kysely<Database>,
  issuer: string,
  file: string,
  numbers: readonly number[],
): Promise<BankLineRow[]> {
  return db
    .selectFrom('bank_line')
    .selectAll()
    .where('issuer', '=', issuer)
    .where('file', '=', file)
    .where('n', 'in', numbers)
    .orderBy('n')
    .execute()
}

export async function updateLine(
  trx: Transaction<Database>,
  line: Pick<BankLineRow, 'issuer' | 'file' | 'n'>,
  patch: Partial<
    Pick<
      BankLineRow,
      | 'state'
      | 'account'
      | 'collected_by'
      | 'fee'
      | 'note'
      | 'decisions'
      | 'decided_at'
      | 'counterpart_file'
      | 'counterpart_n'
    >
  >,
): Promise<void> {
  await trx
    .updateTable('bank_line')
    .set(patch)
    .where('issuer', '=', line.issuer)
    .where('file', '=', line.file)
    .where('n', '=', line.n)
    .execute()
}

export async function insertDecision(trx: Transaction<Database>, row: BankFileTables['bank_decision']): Promise<void> {
  await trx.insertInto('bank_decision').values(row).execute()
}

export type NamedDecision = BankFileTables['bank_decision'] & {
  readonly person_name: string | null
  readonly account_name: string | null
}

/** What was decided of a line, newest first. */
export function listDecisions(
  db: Kysely<Database>,
  issuer: string,
  { file, n }: LineKey,
): Promise<readonly NamedDecision[]> {
  return db
    .selectFrom('bank_decision as d')
    .leftJoin('person as p', 'p.id', 'd.person')
    .leftJoin('account as a', 'a.id', 'd.account')
    .selectAll('d')
    .select(['p.name as person_name', 'a.name as account_name'])
    .where('d.issuer', '=', issuer)
    .where('d.file', '=', file)
    .where('d.line', '=', n)
    .orderBy('d.n', 'desc')
    .execute()
}

/** For lines of money that came in: a booked line of the other kind of file that tells of the same movement. */
export async function bookedElsewhere(
  db: Kysely<Database>,
  issuer: string,
  lines: readonly BankLineRow[],
): Promise<ReadonlyMap<string, LineKey>> {
  const { rows } = await sql<{ file: string; n: number; other_file: string; other_n: number }>`
    select l.file, l.n, min(o.file) as other_file, min(o.n) as other_n
    from ${jsonRows(dialectOf(db), { file: 'text', n: 'int' }, keysOf(lines))} as k
    join bank_line l on l.issuer = ${issuer} and l.file = k.file and l.n = k.n
    join bank_line o on o.issuer = l.issuer and o.account_number = l.account_number and o.booked_on = l.booked_on
      and o.amount = l.amount and o.bank = l.bank and o.branch = l.branch and o.payer_key = l.payer_key
      and o.kind <> l.kind and o.direction = 'in' and o.state in ('account', 'suspense')
    where l.direction = 'in'
    group by l.file, l.n, o.file`.execute(db)
  return new Map(rows.map((row) => [lineText(row), { file: row.other_file, n: row.other_n }]))
}

/** For cancelling lines: what came in before with the same amount from the same payer, the newest first. */
export async function cancellable(
  db: Kysely<Database>,
  issuer: string,
  lines: readonly BankLineRow[],
): Promise<ReadonlyMap<string, readonly LineKey[]>> {
  const { rows } = await sql<{ file: string; n: number; other_file: string; other_n: number }>`
    select l.file, l.n, o.file as other_file, o.n as other_n
    from ${jsonRows(dialectOf(db), { file: 'text', n: 'int' }, keysOf(lines))} as k
    join bank_line l on l.issuer = ${issuer} and l.file = k.file and l.n = k.n
    join bank_line o on o.issuer = l.issuer and o.account_number = l.account_number and o.booked_on <= l.booked_on
      and o.amount = l.amount and o.bank = l.bank and o.branch = l.branch and o.payer_key = l.payer_key
      and o.kind = l.kind and o.direction = 'in' and o.state in ('open', 'account', 'suspense')
    where l.direction = 'cancel' and l.state = 'open'
    order by l.file, l.n, o.booked_on desc, o.file desc, o.n desc`.execute(db)
  const found = Map.groupBy(rows, lineText)
  return new Map([...found].map(([line, own]) => [line, own.map((row) => ({ file: row.other_file, n: row.other_n }))]))
}

function keysOf(lines: readonly BankLineRow[]): readonly (readonly [string, number])[] {
  return lines.map(({ file, n }) => [file, n])
}

/** A line as text: the key of maps, and what its entries in the ledger refer to. */
export function lineText({ file, n }: LineKey): string {
  return `${file}/${n}`
}

/** The line that such a text means, as the API tells it. */
export function lineOfText(text: string): { readonly file: string; readonly line: number } {
  const cut = text.lastIndexOf('/')
  return { file: text.slice(0, cut), line: Number(text.slice(cut + 1)) }
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
