import { type Kysely, sql, type Transaction } from 'kysely'
import type { LineState } from '../../../core/billing/bank-line-state.ts'
import { type BankLineKey, bankLineText } from '../../../core/ledger/bank-line-reference.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { jsonRows } from '../../storage/json-rows.ts'
import { insertRows } from '../../storage/many-rows.ts'
import { type Page, readPage } from '../../storage/read-page.ts'
import type { BankFileTables } from './bank-files.table.ts'

export type BankLineRow = BankFileTables['bank_line']

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
  { file, n }: BankLineKey,
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
): Promise<ReadonlyMap<string, BankLineKey>> {
  const { rows } = await sql<{ file: string; n: number; other_file: string; other_n: number }>`
    select l.file, l.n, min(o.file) as other_file, min(o.n) as other_n
    from ${jsonRows(dialectOf(db), { file: 'text', n: 'int' }, keysOf(lines))} as k
    join bank_line l on l.issuer = ${issuer} and l.file = k.file and l.n = k.n
    join bank_line o on o.issuer = l.issuer and o.account_number = l.account_number and o.booked_on = l.booked_on
      and o.amount = l.amount and o.bank = l.bank and o.branch = l.branch and o.payer_key = l.payer_key
      and o.kind <> l.kind and o.direction = 'in' and o.state in ('account', 'suspense')
    where l.direction = 'in'
    group by l.file, l.n, o.file`.execute(db)
  return new Map(rows.map((row) => [bankLineText(row), { file: row.other_file, n: row.other_n }]))
}

/** For cancelling lines: what came in before with the same amount from the same payer, the newest first. */
export async function cancellable(
  db: Kysely<Database>,
  issuer: string,
  lines: readonly BankLineRow[],
): Promise<ReadonlyMap<string, readonly BankLineKey[]>> {
  const { rows } = await sql<{ file: string; n: number; other_file: string; other_n: number }>`
    select l.file, l.n, o.file as other_file, o.n as other_n
    from ${jsonRows(dialectOf(db), { file: 'text', n: 'int' }, keysOf(lines))} as k
    join bank_line l on l.issuer = ${issuer} and l.file = k.file and l.n = k.n
    join bank_line o on o.issuer = l.issuer and o.account_number = l.account_number and o.booked_on <= l.booked_on
      and o.amount = l.amount and o.bank = l.bank and o.branch = l.branch and o.payer_key = l.payer_key
      and o.kind = l.kind and o.direction = 'in' and o.state in ('open', 'account', 'suspense')
    where l.direction = 'cancel' and l.state = 'open'
    order by l.file, l.n, o.booked_on desc, o.file desc, o.n desc`.execute(db)
  const found = Map.groupBy(rows, bankLineText)
  return new Map([...found].map(([line, own]) => [line, own.map((row) => ({ file: row.other_file, n: row.other_n }))]))
}

function keysOf(lines: readonly BankLineRow[]): readonly (readonly [string, number])[] {
  return lines.map(({ file, n }) => [file, n])
}
