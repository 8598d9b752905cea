import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { ReaderScope } from '../../../core/access/reader-scope.ts'
import { addDays, type IsoDate, minDay } from '../../../core/calendar/iso-date.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { scopeCondition } from '../domains/scope-condition.ts'

/**
 * By when names are to be decided: `late` is before today though the expiry is still to come, `between` has its first
 * day included and its last day not. Only held names have such a day.
 */
export type DueRange =
  | { readonly kind: 'late'; readonly today: IsoDate }
  | { readonly kind: 'between'; readonly from: IsoDate; readonly before: IsoDate }

/** `domain`, read by the index that holds all that sums need: on its own SQLite would rather walk the table. */
export function namesByDecideBy(db: Kysely<Database>): RawBuilder<unknown> {
  return sql.raw(dialectOf(db) === 'sqlite' ? 'domain indexed by domain_by_decide_by' : 'domain')
}

/** The names of a range that a reader sees, as a condition on `domain`. */
export function isDueIn(
  db: Kysely<Database>,
  account: string,
  scope: ReaderScope,
  range: DueRange,
): RawBuilder<unknown> {
  const inScope = scopeCondition(db, account, scope) ?? sql`1 = 1`
  return sql`domain.account = ${account} and ${inRange(range)} and ${inScope}`
}

function inRange(range: DueRange): RawBuilder<unknown> {
  return range.kind === 'late'
    ? sql`domain.decide_by < ${range.today} and domain.expires_on >= ${range.today}`
    : sql`domain.decide_by >= ${range.from} and domain.decide_by < ${range.before}`
}

/** Days of a slice: at a million names it reads some 80,000 of them in 30 ms, and other requests go on in between. */
const SLICE_DAYS = 30

/** The days from `from` to before `before` in slices. */
export function sliceDays(from: IsoDate, before: IsoDate): readonly DueRange[] {
  const slices: DueRange[] = []
  for (let day = from; day < before; day = addDays(day, SLICE_DAYS)) {
    slices.push({ kind: 'between', from: day, before: minDay(addDays(day, SLICE_DAYS), before) })
  }
  return slices
}
