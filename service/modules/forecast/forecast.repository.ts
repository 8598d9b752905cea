import { type Kysely, sql } from 'kysely'
import type { ReaderScope } from '../../../core/access/reader-scope.ts'
import { addDays, type IsoDate } from '../../../core/calendar/iso-date.ts'
import type { DueGroup } from '../../../core/renewal/forecast.ts'
import type { RenewalMode } from '../../../core/renewal/renewal-mode.ts'
import type { Database } from '../../storage/database.ts'
import { priceOfRow } from '../domains/domain-state.ts'
import { type DueRange, isDueIn, namesByDecideBy } from '../renewal-rules/due-names.ts'

type Row = Parameters<typeof priceOfRow>[0] & {
  readonly decideBy: IsoDate
  readonly mode: RenewalMode
  readonly names: number
}

/** Held names of a range that the reader sees, by day, effective mode and currency. */
export async function groupDueNames(
  db: Kysely<Database>,
  account: string,
  scope: ReaderScope,
  range: DueRange,
): Promise<readonly DueGroup[]> {
  const { rows } = await sql<Row>`
    select decide_by as "decideBy", c.mode, price_currency, count(*) as names, sum(price_minor) as price_minor
    from ${namesByDecideBy(db)} cross join renewal_class c
    where ${isDueIn(db, account, scope, range)} and c.account = domain.account and c.id = domain.class_id
    group by decide_by, c.mode, price_currency`.execute(db)
  return rows.map(({ decideBy, mode, names, ...price }) => ({
    renewsOn: addDays(decideBy, 1),
    mode,
    names,
    money: priceOfRow(price),
  }))
}
