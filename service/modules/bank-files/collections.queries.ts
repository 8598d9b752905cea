import { type Kysely, sql } from 'kysely'
import type { Collection } from '../../../core/billing/collection.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { Database } from '../../storage/database.ts'

/** Requests of which the bank has collected more than has arrived, the oldest first. */
export async function readCollections(db: Kysely<Database>, issuer: string): Promise<readonly Collection[]> {
  const { rows } = await sql<{ id: string; debit_on: string; debits: number; missing: number }>`
    select d.id, d.debit_on, p.debits, p.paid - coalesce(a.arrived, 0) as missing
    from direct_debit d
    join (
      select request, count(*) as debits, sum(amount) as paid
      from direct_debit_line where issuer = ${issuer} and result = '0' group by request
    ) p on p.request = d.id
    left join (
      select collected_by, sum(amount + fee) as arrived
      from bank_line where issuer = ${issuer} and collected_by is not null group by collected_by
    ) a on a.collected_by = d.id
    where d.issuer = ${issuer} and d.state = 'answered' and p.paid > coalesce(a.arrived, 0)
    order by d.debit_on, d.id`.execute(db)
  return rows.map(({ id, debit_on, debits, missing }) => ({
    request: id,
    debitOn: debit_on as IsoDate,
    debits: Number(debits),
    missing: Number(missing) as MinorUnits,
  }))
}

/** What has arrived of each request, the fees included that banks kept. */
export async function arrivedOf(
  db: Kysely<Database>,
  issuer: string,
  requests: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (requests.length === 0) return new Map()
  const rows = await db
    .selectFrom('bank_line')
    .select('collected_by as request')
    .select(sql<number>`sum(amount + fee)`.as('arrived'))
    .where('issuer', '=', issuer)
    .where('collected_by', 'in', requests)
    .groupBy('collected_by')
    .execute()
  return new Map(rows.map(({ request, arrived }) => [request ?? '', Number(arrived)]))
}
