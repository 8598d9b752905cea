import { type RawBuilder, sql } from 'kysely'
import { TAX_RATE_CHANGES } from '../../../core/billing/tax-rate.ts'
import type { DialectName } from '../../storage/dialects/dialect.ts'
import { jsonRows } from '../../storage/json-rows.ts'

/** The span of a piece: what a closing takes, or took. */
export type PieceSpan = {
  readonly account: string
  /** The first day; the very first piece of an account has no lower end. */
  readonly from_day: string
  readonly to_day: string
  readonly cut_from: string | null
  readonly cut_until: string | null
  readonly after_seq: number
}

const SPAN_COLUMNS = {
  account: 'text',
  from_day: 'text',
  to_day: 'text',
  cut_from: 'text',
  cut_until: 'text',
  after_seq: 'int',
} as const

/** Pieces as a table `p` to join entries with. */
export function spanRows(dialect: DialectName, spans: readonly PieceSpan[]): RawBuilder<unknown> {
  const names = Object.keys(SPAN_COLUMNS) as (keyof PieceSpan)[]
  return jsonRows(
    dialect,
    SPAN_COLUMNS,
    spans.map((span) => names.map((name) => span[name])),
  )
}

/**
 * Whether an entry belongs to a piece (both given as table names). Days decide; where a month is cut, the instant of
 * posting does, and an entry that a clock set back puts before the cut belongs to the piece after it once that one's
 * forerunner is closed.
 */
export function isInPiece(entry: string, piece: string): RawBuilder<boolean> {
  const e = (column: string) => sql.ref(`${entry}.${column}`)
  const p = (column: string) => sql.ref(`${piece}.${column}`)
  return sql<boolean>`(${e('posted_on')} >= ${p('from_day')} and ${e('posted_on')} <= ${p('to_day')}
    and (${p('cut_until')} is null or ${e('posted_at')} < ${p('cut_until')})
    and (${p('cut_from')} is null or ${e('posted_at')} >= ${p('cut_from')} or ${e('seq')} > ${p('after_seq')}))`
}

/**
 * Whether an entry `e` is a line of its piece `p`: a charge, or what takes back a charge (`c`) that no document states,
 * because it is of the same piece or of one without a document. What takes back a charge on an earlier document is a
 * credit note's.
 */
export const isLine: RawBuilder<boolean> = sql<boolean>`(e.kind = 'charge' or (c.seq is not null and (
  ${isInPiece('c', 'p')} or not exists (
    select 1 from closing k where k.account = c.account and k.document is not null and ${isInPiece('c', 'k')}))))`

/**
 * Entries that take back others, as a table `e`: few, so that they are found by what they take back. SQLite would walk
 * all entries of a piece instead.
 */
export function takingBack(dialect: DialectName): RawBuilder<unknown> {
  return sql.raw(`journal_entry e ${dialect === 'sqlite' ? 'indexed by journal_entry_reversed' : ''}`)
}

/** The day on which the tax rates of a day of supply began to hold; the very first day before there were any. */
export function ratesSince(day: RawBuilder<string>): RawBuilder<string> {
  const changes = TAX_RATE_CHANGES.map((from) => sql`when ${day} >= ${sql.lit(from)} then ${sql.lit(from)}`)
  return sql<string>`case ${sql.join(changes, sql` `)} else '0001-01-01' end`
}

/** Entries of pieces, each with the charge that it takes back. */
export function entriesOf(spans: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${spans} as p
    join journal_entry e on e.account = p.account and e.posted_on >= p.from_day and e.posted_on <= p.to_day
    left join journal_entry c on c.account = e.account and c.seq = e.reverses and c.kind = 'charge'`
}
