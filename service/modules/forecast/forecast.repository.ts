import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { ReaderScope } from '../../../core/access/reader-scope.ts'
import { addDays, type IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Suffix } from '../../../core/domains/suffix.ts'
import type { DueGroup } from '../../../core/renewal/forecast.ts'
import type { RenewalMode } from '../../../core/renewal/renewal-mode.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { textList } from '../../storage/json-list.ts'
import { priceOfRow } from '../domains/domain-state.ts'
import { type DueRange, isDueIn, namesByDecideBy } from '../renewal-rules/due-names.ts'

type Row = Parameters<typeof priceOfRow>[0] & {
  readonly decideBy: IsoDate
  readonly mode: RenewalMode
  readonly names: number
  readonly repriced: Suffix | null
}

/** Held names of a range that the reader sees, by day, effective mode and currency, those of suffixes to be repriced apart. */
export async function groupDueNames(
  db: Kysely<Database>,
  account: string,
  scope: ReaderScope,
  range: DueRange,
  repriced: readonly Suffix[],
): Promise<readonly DueGroup[]> {
  const { rows } = await sql<Row>`
    select decide_by as "decideBy", c.mode, ${ownSuffix(db, repriced)} as repriced, price_currency, count(*) as names,
      sum(price_minor) as price_minor
    from ${namesByDecideBy(db)} cross join renewal_class c
    where ${isDueIn(db, account, scope, range)} and c.account = domain.account and c.id = domain.class_id
    group by decide_by, c.mode, repriced, price_currency`.execute(db)
  return rows.map(({ decideBy, mode, names, repriced: suffix, ...price }) => ({
    renewsOn: addDays(decideBy, 1),
    mode,
    names,
    money: priceOfRow(price),
    repriced: suffix,
  }))
}

/** The suffix of a class of names that are ordered at the price list, where its price will change. */
function ownSuffix(db: Kysely<Database>, repriced: readonly Suffix[]): RawBuilder<Suffix | null> {
  if (repriced.length === 0) return sql`cast(null as text)`
  return sql`case when c.suffix in ${textList(dialectOf(db), repriced)} and exists (
    select 1 from connection o where o.account = c.account and o.id = c.connection and o.gateway <> 'none')
    then c.suffix end`
}
