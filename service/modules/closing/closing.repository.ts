import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { textList } from '../../storage/json-list.ts'
import { insertRows, updateRowsByKey } from '../../storage/many-rows.ts'
import type { BillingProfileTables } from '../billing-profile/billing-profile.table.ts'
import type { ClosingTables } from './closing.table.ts'

export type ClosingRow = ClosingTables['closing']
export type CalendarRow = ClosingTables['billing_piece']

/** An account with what a closing needs of it. */
export type ClosingAccount = BillingProfileTables['billing_profile'] & {
  readonly name: string
  readonly created_at: string
  readonly entries: number
  readonly hash: string
  readonly audit_seq: number
  readonly audit_hash: string
}

/**
 * Takes the write locks of accounts, in the order of their names, so that two closings never wait for each other, and
 * gives each its next change number.
 */
export async function lockAccounts(trx: Transaction<Database>, accounts: readonly string[]): Promise<void> {
  const list = textList(dialectOf(trx), accounts)
  if (dialectOf(trx) === 'postgres') {
    await sql`select account from account_counter where account in ${list} order by account for update`.execute(trx)
  }
  await sql`update account_counter set change_seq = change_seq + 1, billing_seq = change_seq + 1
    where account in ${list}`.execute(trx)
}

export async function readClosingAccounts(
  db: Kysely<Database>,
  accounts: readonly string[],
): Promise<readonly ClosingAccount[]> {
  const { rows } = await sql<ClosingAccount>`
    select p.*, a.name, a.created_at, b.entries, b.hash, n.audit_seq, n.audit_hash
    from billing_profile p
    join account a on a.id = p.account
    join ledger_book b on b.account = p.account
    join account_counter n on n.account = p.account
    where p.account in ${textList(dialectOf(db), accounts)}
    order by p.account`.execute(db)
  return rows
}

/** The last closed piece of each account. */
export async function lastClosings(
  db: Kysely<Database>,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, ClosingRow>> {
  const { rows } = await sql<ClosingRow>`
    select k.* from ledger_book b
    join closing k on k.account = b.account and (k.period, k.part) = (
      select l.period, l.part from closing l where l.account = b.account order by l.period desc, l.part desc limit 1)
    where b.account in ${textList(dialectOf(db), accounts)}`.execute(db)
  return new Map(rows.map((row) => [row.account, row]))
}

export function readCalendar(db: Kysely<Database>, accounts: readonly string[]): Promise<CalendarRow[]> {
  return db
    .selectFrom('billing_piece')
    .selectAll()
    .where('account', 'in', textList(dialectOf(db), accounts))
    .orderBy('period')
    .orderBy('part')
    .execute()
}

export async function replaceCalendar(
  trx: Transaction<Database>,
  account: string,
  period: string,
  rows: readonly CalendarRow[],
): Promise<void> {
  await trx.deleteFrom('billing_piece').where('account', '=', account).where('period', '=', period).execute()
  if (rows.length > 0) await trx.insertInto('billing_piece').values(rows).execute()
}

/** Accounts that may have something to close: those whose last closed day lies before a month's end, in their order. */
export async function accountsBehind(
  db: Kysely<Database>,
  issuer: string,
  { lastDay, monthStart, month }: { readonly lastDay: string; readonly monthStart: string; readonly month: string },
  after: string,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ account: string }>`
    select b.account from ledger_book b join account a on a.id = b.account
    where b.issuer = ${issuer} and b.account > ${after}
      and (b.closed_through < ${lastDay} or (b.closed_through is null and a.created_at < ${monthStart})
        or exists (select 1 from billing_piece p where p.account = b.account and p.period = ${month}))
    order by b.account limit ${limit}`.execute(db)
  return rows.map(({ account }) => account)
}

const CLOSING_COLUMNS: Readonly<Record<keyof ClosingRow, 'int' | 'text'>> = {
  account: 'text',
  period: 'text',
  part: 'int',
  from_day: 'text',
  to_day: 'text',
  cut_from: 'text',
  cut_until: 'text',
  is_last: 'int',
  after_seq: 'int',
  through_seq: 'int',
  channel: 'text',
  payment_style: 'text',
  balance: 'int',
  ask: 'int',
  document: 'text',
  balance_request: 'text',
  closed_on: 'text',
  closed_at: 'text',
  person: 'text',
}

/** Notes pieces as closed; from then on nothing is posted into their days. */
export async function insertClosings(
  trx: Transaction<Database>,
  rows: readonly (ClosingRow & { readonly closed_through: string })[],
): Promise<void> {
  await insertRows(trx, 'closing', CLOSING_COLUMNS, rows)
  await updateRowsByKey(trx, 'ledger_book', { account: 'text' }, { closed_through: 'text' }, rows)
}

export function listClosings(db: Kysely<Database>, account: string, period?: string): Promise<ClosingRow[]> {
  let query = db.selectFrom('closing').selectAll().where('account', '=', account)
  if (period !== undefined) query = query.where('period', '=', period)
  return query.orderBy('period').orderBy('part').execute()
}
