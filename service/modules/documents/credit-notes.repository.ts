import { type Kysely, sql } from 'kysely'
import type { LedgerUse } from '../../../core/billing/document-lines.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { DomainName } from '../../../core/domains/domain-name.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { Database } from '../../storage/database.ts'
import { isInPiece } from '../closing/piece-entries.ts'

/** An entry that takes back a charge, as the line of a credit note: at the rate of the day of supply. */
export type TakenBackCharge = {
  readonly account: string
  readonly charge: number
  readonly returnedOn: string
  readonly use: LedgerUse
}

type TakenBackRow = {
  seq: number
  amount: number
  occurred_on: string
  charge: number
  supplied_on: string
  domain: string | null
  rate_code: string | null
  detail: string
}

export async function findTakenBack(
  db: Kysely<Database>,
  account: string,
  seq: number,
): Promise<TakenBackCharge | null> {
  const { rows } = await sql<TakenBackRow>`
    select e.seq, e.amount, e.occurred_on, c.seq as charge, c.occurred_on as supplied_on, c.domain, c.rate_code, c.detail
    from journal_entry e join journal_entry c on c.account = e.account and c.seq = e.reverses and c.kind = 'charge'
    where e.account = ${account} and e.seq = ${seq}`.execute(db)
  const [row] = rows
  if (!row) return null
  const use: LedgerUse = {
    entry: row.seq,
    occurredOn: row.supplied_on as IsoDate,
    ratedOn: row.supplied_on as IsoDate,
    amount: row.amount as MinorUnits,
    domain: row.domain as DomainName | null,
    rateCode: row.rate_code,
    detail: JSON.parse(row.detail) as Readonly<Record<string, unknown>>,
  }
  return { account, charge: row.charge, returnedOn: row.occurred_on, use }
}

/** The number of the document that a charge stands on; null while its period is open, or where it got none. */
export async function documentOfCharge(db: Kysely<Database>, account: string, seq: number): Promise<string | null> {
  const { rows } = await sql<{ document: string | null }>`
    select k.document from journal_entry c join closing k on k.account = c.account and ${isInPiece('c', 'k')}
    where c.account = ${account} and c.seq = ${seq} and c.kind = 'charge'`.execute(db)
  return rows[0]?.document ?? null
}
