/** The columns whose values conditions know something about. */
export type SpanColumn =
  | 'expires_on'
  | 'registry_expires_on'
  | 'decide_by'
  | 'state_until'
  | 'department'
  | 'price_currency'
  | 'price_minor'
  | 'lock_level'
  | 'updated_at'

/** Where the values of a column lie: from `from`, before `before` (null: open), and whether it may have none. */
export type Span = {
  readonly absent: 'never' | 'maybe' | 'always'
  readonly from: string | null
  readonly before: string | null
}

/** What is known of some names, by column; nothing of columns that are not there. */
export type Spans = Readonly<Partial<Record<SpanColumn, Span>>>

/** What both say together; null where no name can be in both. */
export function overlapOf(a: Spans, b: Spans): Spans | null {
  const both: Partial<Record<SpanColumn, Span>> = { ...a }
  for (const [column, span] of Object.entries(b) as [SpanColumn, Span][]) {
    const own = both[column]
    const joint = own ? overlapOfColumn(own, span) : span
    if (!joint) return null
    both[column] = joint
  }
  return withDeadline(both)
}

/** What is known of names in any of the groups: where all of them say something, as far out as any does. */
export function hullOf(groups: readonly Spans[], column: SpanColumn): Pick<Span, 'from' | 'before'> {
  const spans = groups.map((spans) => spans[column]).filter((span) => span?.absent !== 'always')
  return {
    from: endsOf(spans, 'from')?.at(0) ?? null,
    before: endsOf(spans, 'before')?.at(-1) ?? null,
  }
}

/** One side of all spans in ascending order; null where it is open somewhere. */
function endsOf(spans: readonly (Span | undefined)[], side: 'from' | 'before'): readonly string[] | null {
  const ends = spans.flatMap((span) => span?.[side] ?? [])
  return ends.length === spans.length ? ends.toSorted() : null
}

function overlapOfColumn(a: Span, b: Span): Span | null {
  const from = a.from === null || (b.from !== null && b.from > a.from) ? b.from : a.from
  const before = a.before === null || (b.before !== null && b.before < a.before) ? b.before : a.before
  const isEmpty = from !== null && before !== null && from >= before
  const canBeAbsent = a.absent !== 'never' && b.absent !== 'never'
  const mustBeAbsent = a.absent === 'always' || b.absent === 'always' || isEmpty
  if (mustBeAbsent) return canBeAbsent ? { absent: 'always', from: null, before: null } : null
  return { absent: canBeAbsent ? 'maybe' : 'never', from, before }
}

/** A deadline never lies behind the expiry: what bounds one from one side bounds the other. */
export function withDeadline(spans: Spans): Spans | null {
  const { decide_by: decideBy = ANYTHING, expires_on: expiresOn = ANYTHING } = spans
  if (decideBy.absent === 'always' || expiresOn.absent === 'always') return spans
  const latest = overlapOfColumn(decideBy, { ...ANYTHING, before: expiresOn.before })
  if (!latest) return null
  if (latest.absent !== 'never') return { ...spans, decide_by: latest }
  const expiry = overlapOfColumn(expiresOn, { absent: 'never', from: latest.from, before: null })
  return expiry && { ...spans, decide_by: latest, expires_on: expiry }
}

const ANYTHING: Span = { absent: 'maybe', from: null, before: null }
