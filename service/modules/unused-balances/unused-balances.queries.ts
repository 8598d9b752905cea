import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Database } from '../../storage/database.ts'
import type { Page } from '../../storage/read-page.ts'

export type UnusedBalance = { readonly account: string; readonly name: string; readonly balance: number }

/** Balances above zero at the end of a day: money counts from the day on which it was posted to the account. */
const unused = (issuer: string, day: IsoDate): RawBuilder<UnusedBalance> => sql<UnusedBalance>`
  select e.account, a.name, sum(e.amount) as balance
  from ledger_book b join account a on a.id = b.account
  join journal_entry e on e.account = b.account
  where b.issuer = ${issuer} and e.posted_on <= ${day}
  group by e.account, a.name having sum(e.amount) > 0`

/** `unusedBalance(issuer, day)` of 3-rules §6. */
export async function unusedBalance(db: Kysely<Database>, issuer: string, day: IsoDate) {
  const { rows } = await sql<{ total: number; accounts: number }>`
    select coalesce(sum(u.balance), 0) as total, count(*) as accounts from (${unused(issuer, day)}) u`.execute(db)
  return { total: Number(rows[0]?.total ?? 0), accounts: Number(rows[0]?.accounts ?? 0) }
}

/** The largest first. */
export async function listUnused(
  db: Kysely<Database>,
  issuer: string,
  day: IsoDate,
  { offset, limit }: Page,
): Promise<readonly UnusedBalance[]> {
  const { rows } = await sql<UnusedBalance>`select u.* from (${unused(issuer, day)}) u
    order by u.balance desc, u.account limit ${limit} offset ${offset}`.execute(db)
  return rows.map((row) => ({ ...row, balance: Number(row.balance) }))
}

/** The same sum as of now, from the books themselves. */
export async function unusedNow(db: Kysely<Database>, issuer: string): Promise<number> {
  const { rows } = await sql<{ total: number }>`select coalesce(sum(b.balance), 0) as total
    from ledger_book b join account a on a.id = b.account where b.issuer = ${issuer} and b.balance > 0`.execute(db)
  return Number(rows[0]?.total ?? 0)
}
