import { type Kysely, sql } from 'kysely'
import type { LedgerUse } from '../../../core/billing/document-lines.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { DomainName } from '../../../core/domains/domain-name.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { Database } from '../../storage/database.ts'
import { entriesOf, isInPiece, isLine } from '../closing/piece-entries.ts'

type UseRow = {
  seq: number
  amount: number
  occurred_on: string
  rated_on: string
  domain: string | null
  rate_code: string | null
  detail: string
}

/** What a closing put on its document: the lines of its piece, in the order in which they were posted. */
export async function usesOfDocument(
  db: Kysely<Database>,
  account: string,
  number: string,
): Promise<readonly LedgerUse[]> {
  const own = sql`(select * from closing where account = ${account} and document = ${number})`
  const { rows } = await sql<UseRow>`
    select e.seq, e.amount, e.occurred_on, coalesce(c.occurred_on, e.occurred_on) as rated_on, e.domain, e.rate_code,
      coalesce(c.detail, e.detail) as detail
    from ${entriesOf(own)}
    where e.amount <> 0 and ${isInPiece('e', 'p')} and ${isLine}
    order by e.seq`.execute(db)
  return rows.map((row) => ({
    entry: row.seq,
    occurredOn: row.occurred_on as IsoDate,
    ratedOn: row.rated_on as IsoDate,
    amount: (0 - row.amount) as MinorUnits,
    domain: row.domain as DomainName | null,
    rateCode: row.rate_code,
    detail: JSON.parse(row.detail) as Readonly<Record<string, unknown>>,
  }))
}
