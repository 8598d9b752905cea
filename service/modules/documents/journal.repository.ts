import { type Kysely, sql } from 'kysely'
import type { SupplyPeriod } from '../../../core/billing/document-parts.ts'
import type { IsoMonth } from '../../../core/calendar/iso-date.ts'
import type { EntryKind } from '../../../core/ledger/entry.ts'
import type { Database } from '../../storage/database.ts'
import type { EntryRow } from '../ledger/ledger.repository.ts'

/** An entry, with the kind of the one that it takes back. */
export type MoneyEntry = EntryRow & { readonly takes_back: EntryKind | null }

/** Entries of a span that moved money, and corrections of such; what has to do with revenue is taken from documents. */
export async function moneyEntries(
  db: Kysely<Database>,
  account: string,
  { from, to }: SupplyPeriod,
): Promise<readonly MoneyEntry[]> {
  const { rows } = await sql<MoneyEntry>`
    select e.*, c.kind as takes_back from journal_entry e
    left join journal_entry c on c.account = e.account and c.seq = e.reverses
    where e.account = ${account} and e.posted_on >= ${from} and e.posted_on <= ${to} and e.amount <> 0
      and not exists (select 1 from posting p
        where p.account = e.account and p.entry = e.seq and p.ledger = 'revenueIncl')
    order by e.seq`.execute(db)
  return rows
}

/** The tax of pieces of a month whose orders were paid one by one, so that no document states it. */
export async function taxWithoutDocument(
  db: Kysely<Database>,
  account: string,
  month: IsoMonth,
): Promise<readonly EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select e.* from journal_entry e
    where e.account = ${account} and e.reference >= ${`closing:${month}/`} and e.reference < ${`closing:${month}0`}
      and e.kind = 'tax'
    order by e.seq`.execute(db)
  return rows
}

/** Documents of tax of a period, and credit notes of its days, in their first revision: re-issues change no amount. */
export function documentsForJournal(
  db: Kysely<Database>,
  account: string,
  month: IsoMonth,
  { from, to }: SupplyPeriod,
): Promise<{ content: string }[]> {
  return db
    .selectFrom('document')
    .select('content')
    .where('account', '=', account)
    .where('revision', '=', 1)
    .where((eb) =>
      eb.or([
        eb.and([eb('series', 'in', ['invoice', 'statement']), eb('period', '=', month)]),
        eb.and([eb('series', '=', 'creditNote'), eb('issued_on', '>=', from), eb('issued_on', '<=', to)]),
      ]),
    )
    .orderBy('number')
    .execute()
}
