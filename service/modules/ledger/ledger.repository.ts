import { type Kysely, sql, type Transaction } from 'kysely'
import type { Allocation, FreeCredit, OpenDocument } from '../../../core/ledger/allocation.ts'
import type { LedgerAccount, Posting } from '../../../core/ledger/entry.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { textList } from '../../storage/json-list.ts'
import { insertRows, updateRowsByKey } from '../../storage/many-rows.ts'
import type { LedgerTables } from './ledger.table.ts'

export type BookRow = LedgerTables['ledger_book'] & {
  /** The zone of the issuer's billing days. */
  readonly zone: string
}
export type EntryRow = LedgerTables['journal_entry']
export type PostingRow = LedgerTables['posting']

const NO_ENTRY_YET = '0'.repeat(64)

/** The issuer's own book: what came in before it is known from whom, and what direct debits collected. */
export function issuerBook(issuer: string): string {
  return `issuer:${issuer}`
}

export async function insertBook(trx: Transaction<Database>, account: string, issuer: string): Promise<void> {
  const zero = { balance: 0, held: 0, open: 0, entries: 0, allocations: 0, closed_through: null }
  await trx
    .insertInto('ledger_book')
    .values({ account, issuer, currency: 'JPY', ...zero, hash: NO_ENTRY_YET })
    .execute()
}

export function readBooks(db: Kysely<Database>, accounts: readonly string[]): Promise<BookRow[]> {
  return db
    .selectFrom('ledger_book as b')
    .innerJoin('issuer as i', 'i.id', 'b.issuer')
    .selectAll('b')
    .select('i.zone')
    .where('b.account', 'in', textList(dialectOf(db), accounts))
    .execute()
}

export async function readBook(db: Kysely<Database>, account: string): Promise<BookRow | null> {
  const [book] = await readBooks(db, [account])
  return book ?? null
}

const BOOK_COLUMNS = {
  balance: 'int',
  held: 'int',
  open: 'int',
  entries: 'int',
  allocations: 'int',
  hash: 'text',
} as const

/** Writes the sums of books back; who changes them holds the accounts' write locks. */
export async function updateBooks(trx: Transaction<Database>, books: readonly BookRow[]): Promise<void> {
  await updateRowsByKey(trx, 'ledger_book', { account: 'text' }, BOOK_COLUMNS, books)
}

/** Entries that were posted under these keys before. */
export function findEntriesByKey(
  trx: Transaction<Database>,
  keys: readonly { readonly account: string; readonly key: string }[],
): Promise<EntryRow[]> {
  return trx
    .selectFrom('journal_entry')
    .selectAll()
    .where('account', 'in', textList(dialectOf(trx), [...new Set(keys.map(({ account }) => account))]))
    .where('key', 'in', textList(dialectOf(trx), [...new Set(keys.map(({ key }) => key))]))
    .execute()
}

const ENTRY_COLUMNS: Readonly<Record<keyof EntryRow, 'int' | 'text'>> = {
  account: 'text',
  seq: 'int',
  kind: 'text',
  occurred_on: 'text',
  posted_on: 'text',
  posted_at: 'text',
  amount: 'int',
  balance: 'int',
  key: 'text',
  person: 'text',
  reference: 'text',
  domain: 'text',
  rate_code: 'text',
  detail: 'text',
  reverses: 'int',
  document: 'text',
  prev_hash: 'text',
  hash: 'text',
}
const POSTING_COLUMNS = { account: 'text', entry: 'int', n: 'int', ledger: 'text', amount: 'int' } as const

/** Stores entries; the database checks each as it comes, so that its postings are there first. */
export async function insertEntries(
  trx: Transaction<Database>,
  entries: readonly EntryRow[],
  postings: readonly PostingRow[],
): Promise<void> {
  await insertRows(trx, 'posting', POSTING_COLUMNS, postings)
  await insertRows(trx, 'journal_entry', ENTRY_COLUMNS, entries)
}

export function findEntry(db: Kysely<Database>, account: string, seq: number): Promise<EntryRow | undefined> {
  return db
    .selectFrom('journal_entry')
    .selectAll()
    .where('account', '=', account)
    .where('seq', '=', seq)
    .executeTakeFirst()
}

/** The entry that takes another one back, if there is one. */
export function findReversalOf(db: Kysely<Database>, account: string, seq: number): Promise<EntryRow | undefined> {
  return db
    .selectFrom('journal_entry')
    .selectAll()
    .where('account', '=', account)
    .where('reverses', '=', seq)
    .executeTakeFirst()
}

export async function postingsOf(
  db: Kysely<Database>,
  account: string,
  entries: readonly number[],
): Promise<ReadonlyMap<number, readonly Posting[]>> {
  if (entries.length === 0) return new Map()
  const rows = await db
    .selectFrom('posting')
    .selectAll()
    .where('account', '=', account)
    .where('entry', 'in', entries)
    .orderBy('entry')
    .orderBy('n')
    .execute()
  const groups = Map.groupBy(rows, ({ entry }) => entry)
  return new Map([...groups].map(([entry, own]) => [entry, own.map(toPosting)]))
}

function toPosting({ ledger, amount }: { ledger: LedgerAccount; amount: number }): Posting {
  return { ledger, amount: amount as MinorUnits }
}

/** Documents of an account that still ask for money. */
export async function openDocuments(db: Kysely<Database>, account: string): Promise<readonly OpenDocument[]> {
  const rows = await db
    .selectFrom('asking_document')
    .select(['number', 'issued_on', 'open'])
    .where('account', '=', account)
    .where('open', '>', 0)
    .orderBy('issued_on')
    .orderBy('number')
    .execute()
  return rows.map(({ number, issued_on, open }) => ({ number, issuedOn: issued_on, open: open as MinorUnits }))
}

/** Credits of an account of which something is given to no document. What was taken back is no credit any more. */
export async function freeCredits(db: Kysely<Database>, account: string): Promise<readonly FreeCredit[]> {
  const { rows } = await sql<{ entry: number; free: MinorUnits }>`
    select e.seq as entry, e.amount - coalesce(sum(a.amount), 0) as free
    from journal_entry e left join allocation a on a.account = e.account and a.credit = e.seq
    where e.account = ${account} and e.amount > 0
      and not exists (select 1 from journal_entry r where r.account = e.account and r.reverses = e.seq)
    group by e.seq, e.amount having e.amount - coalesce(sum(a.amount), 0) > 0
    order by e.seq`.execute(db)
  return rows
}

export async function allocationsOfCredit(
  db: Kysely<Database>,
  account: string,
  credit: number,
): Promise<readonly Allocation[]> {
  const rows = await db
    .selectFrom('allocation')
    .select(['credit', 'document', 'amount'])
    .where('account', '=', account)
    .where('credit', '=', credit)
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({ ...row, amount: row.amount as MinorUnits }))
}

/** Stores allocations and moves what their documents still ask for. `from` is the last number given out. */
export async function insertAllocations(
  trx: Transaction<Database>,
  account: string,
  from: number,
  allocations: readonly Allocation[],
  at: string,
): Promise<void> {
  if (allocations.length === 0) return
  const rows = allocations.map((one, index) => ({ account, seq: from + index + 1, ...one, at }))
  await trx.insertInto('allocation').values(rows).execute()
  for (const { document, amount } of allocations) {
    await trx
      .updateTable('asking_document')
      .set((eb) => ({ open: eb('open', '-', amount) }))
      .where('account', '=', account)
      .where('number', '=', document)
      .execute()
  }
}

/** Notes documents that ask for money. */
export async function insertAskingDocuments(
  trx: Transaction<Database>,
  rows: readonly LedgerTables['asking_document'][],
): Promise<void> {
  const columns = {
    account: 'text',
    number: 'text',
    issued_on: 'text',
    due_on: 'text',
    asked: 'int',
    open: 'int',
  } as const
  await insertRows(trx, 'asking_document', columns, rows)
}

/** A document that asks for money, or did: `isCancelled` once credit notes took back all of it. */
export async function findAskingDocument(db: Kysely<Database>, account: string, number: string) {
  const { rows } = await sql<{ open: number; due_on: string | null; is_cancelled: number | null }>`
    select a.open, a.due_on, case when d.total <= (select sum(n.total) from document n
      where n.account = d.account and n.original = d.number and n.revision = 1) then 1 end as is_cancelled
    from asking_document a left join document d on d.account = a.account and d.number = a.number and d.revision = 1
    where a.account = ${account} and a.number = ${number}`.execute(db)
  const [row] = rows
  return row && { open: row.open, due_on: row.due_on, isCancelled: row.is_cancelled !== null }
}
