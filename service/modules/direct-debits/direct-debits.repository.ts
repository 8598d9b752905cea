import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import { type Page, readPage } from '../../storage/read-page.ts'
import type { DirectDebitTables } from './direct-debits.table.ts'

export type DirectDebitRow = Omit<DirectDebitTables['direct_debit'], 'content' | 'request_key' | 'result_content'>
export type DebitLineRow = DirectDebitTables['direct_debit_line']
export type DebitPayerRow = DirectDebitTables['debit_payer']

const LINES_AT_ONCE = 500

export async function insertRequest(
  trx: Transaction<Database>,
  request: DirectDebitTables['direct_debit'],
  lines: readonly DebitLineRow[],
): Promise<void> {
  await trx.insertInto('direct_debit').values(request).execute()
  for (let from = 0; from < lines.length; from += LINES_AT_ONCE) {
    await trx
      .insertInto('direct_debit_line')
      .values(lines.slice(from, from + LINES_AT_ONCE))
      .execute()
  }
}

const REQUEST_COLUMNS = [
  'issuer',
  'id',
  'debit_on',
  'consignor',
  'state',
  'person',
  'created_at',
  'result_sha256',
  'answered_by',
  'answered_at',
] as const

export function findRequest(db: Kysely<Database>, issuer: string, id: string): Promise<DirectDebitRow | undefined> {
  return db
    .selectFrom('direct_debit')
    .select(REQUEST_COLUMNS)
    .where('issuer', '=', issuer)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function readRequestFile(db: Kysely<Database>, issuer: string, id: string): Promise<Uint8Array | null> {
  const row = await db
    .selectFrom('direct_debit')
    .select('content')
    .where('issuer', '=', issuer)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.content ?? null
}

/** The request that a person made under an Idempotency-Key before. */
export function findByKey(db: Kysely<Database>, issuer: string, person: string, key: string) {
  return db
    .selectFrom('direct_debit')
    .select(['id', 'debit_on', 'content'])
    .where('issuer', '=', issuer)
    .where('person', '=', person)
    .where('request_key', '=', key)
    .executeTakeFirst()
}

/** Newest first. */
export function listRequests(db: Kysely<Database>, issuer: string, page: Page) {
  const requests = db
    .selectFrom('direct_debit')
    .where('issuer', '=', issuer)
    .select(REQUEST_COLUMNS)
    .orderBy('id', 'desc')
  return readPage(requests, page)
}

/** What each request asks for, and what of it was paid. */
export async function sumsOf(db: Kysely<Database>, issuer: string, requests: readonly string[]) {
  if (requests.length === 0) return new Map<string, RequestSums>()
  const rows = await db
    .selectFrom('direct_debit_line')
    .select('request')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.sum<number>('amount').as('sum')])
    .select(sql<number>`coalesce(sum(case when result = '0' then 1 else 0 end), 0)`.as('paid_count'))
    .select(sql<number>`coalesce(sum(case when result = '0' then amount else 0 end), 0)`.as('paid_sum'))
    .where('issuer', '=', issuer)
    .where('request', 'in', requests)
    .groupBy('request')
    .execute()
  return new Map<string, RequestSums>(rows.map((row) => [row.request, row]))
}

export type RequestSums = {
  readonly count: number
  readonly sum: number
  readonly paid_count: number
  readonly paid_sum: number
}

export type NamedDebitLine = DebitLineRow & { readonly account_name: string }

export function linesOf(db: Kysely<Database>, issuer: string, request: string): Promise<NamedDebitLine[]> {
  return db
    .selectFrom('direct_debit_line as l')
    .innerJoin('account as a', 'a.id', 'l.account')
    .selectAll('l')
    .select('a.name as account_name')
    .where('l.issuer', '=', issuer)
    .where('l.request', '=', request)
    .orderBy('l.n')
    .execute()
}

export async function updateRequest(
  trx: Transaction<Database>,
  request: Pick<DirectDebitRow, 'issuer' | 'id'>,
  patch: Partial<
    Pick<
      DirectDebitTables['direct_debit'],
      'state' | 'result_sha256' | 'result_content' | 'answered_by' | 'answered_at'
    >
  >,
): Promise<void> {
  await trx
    .updateTable('direct_debit')
    .set(patch)
    .where('issuer', '=', request.issuer)
    .where('id', '=', request.id)
    .execute()
}

export async function setResult(
  trx: Transaction<Database>,
  line: Pick<DebitLineRow, 'issuer' | 'request' | 'n'>,
  patch: Pick<DebitLineRow, 'result' | 'follow_up'>,
): Promise<void> {
  await trx
    .updateTable('direct_debit_line')
    .set(patch)
    .where('issuer', '=', line.issuer)
    .where('request', '=', line.request)
    .where('n', '=', line.n)
    .execute()
}

export async function insertPayers(trx: Transaction<Database>, payers: readonly DebitPayerRow[]): Promise<void> {
  for (let from = 0; from < payers.length; from += LINES_AT_ONCE) {
    await trx
      .insertInto('debit_payer')
      .values(payers.slice(from, from + LINES_AT_ONCE))
      .execute()
  }
}

/** Stops debits of an account after a result, or with null resumes them; false where the account was never debited. */
export async function setStopped(
  trx: Transaction<Database>,
  payer: Pick<DebitPayerRow, 'issuer' | 'account'>,
  stopped: { readonly by: string; readonly at: string } | null,
): Promise<boolean> {
  const row = await trx
    .updateTable('debit_payer')
    .set({ stopped_by: stopped?.by ?? null, stopped_at: stopped?.at ?? null })
    .where('issuer', '=', payer.issuer)
    .where('account', '=', payer.account)
    .returning('account')
    .executeTakeFirst()
  return row !== undefined
}
