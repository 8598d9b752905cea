import type { Kysely } from 'kysely'
import { assertNever } from '../../../../core/base/invariant.ts'
import { TIMELINE_STATES, type TimelineState } from '../../../../core/domains/timeline-rules.ts'
import type { Database } from '../../../storage/database.ts'
import { classSegments } from './class-segments.ts'
import { type Analysis, countNames } from './count-names.ts'
import { descendingSegment } from './descending-segment.ts'
import { type NameMatch, narrowed, withoutImpossible } from './name-condition.ts'
import { compareValues, type NameOrder, type SortValues } from './name-order.ts'
import { hasNoValue, hasValue } from './place-conditions.ts'
import type { ListFacts } from './read-page.ts'
import { once, type Segment, walkedSegment } from './segment.ts'
import { timelineCondition } from './timeline-condition.ts'
import { byName, type Walk } from './walk-names.ts'

/** The list of all that match, cut into segments that can be read page by page. */
export async function segmentsOf(
  db: Kysely<Database>,
  facts: ListFacts,
  match: NameMatch,
  analysis: Analysis,
): Promise<readonly Segment[]> {
  const { order } = facts
  switch (order.kind) {
    case 'name': {
      const size = async () => analysis.total
      const walk: Walk = { ...byName(match), direction: facts.sort.descending ? 'down' : 'up' }
      return [walkedSegment(db, facts, walk, { sideOf: () => 0, size })]
    }
    case 'columns':
      return columnSegments(db, facts, match, analysis, order)
    case 'class':
      return classSegments(db, facts, match, analysis, order)
    case 'timeline':
      return timelineSegments(db, facts, match)
    default:
      return assertNever(order, 'name order')
  }
}

/** Names with a value, then those without. */
function columnSegments(
  db: Kysely<Database>,
  facts: ListFacts,
  match: NameMatch,
  { total }: Analysis,
  order: Extract<NameOrder, { kind: 'columns' }>,
): readonly Segment[] {
  const { columns, index, isNullable } = order
  const without = isNullable ? narrowed(match, { condition: hasNoValue(order) }) : null
  const withValue = isNullable ? narrowed(match, { condition: hasValue(order) }) : match
  const emptySize = once(async () => (without ? countNames(db, without, facts.leading) : 0))
  const part = {
    sideOf: ({ values }: { readonly values: SortValues }) => (values[0] === null ? 1 : 0),
    size: once(async () => total - (await emptySize())),
  }
  const walk: Walk = { match: withValue, index, columns, direction: 'up', after: null }
  const first = facts.sort.descending ? descendingSegment(db, facts, walk, part) : walkedSegment(db, facts, walk, part)
  if (!without) return [first]
  const rest: Walk = { match: without, index, columns: [], direction: 'up', after: null }
  const empty: Pick<Segment, 'sideOf' | 'size'> = {
    sideOf: ({ values }) => (values[0] === null ? 0 : -1),
    size: emptySize,
  }
  const nothing = columns.map(() => null)
  return [first, walkedSegment(db, facts, rest, empty, nothing)]
}

/** One segment for each state; which names are in it follows from their dates, so that each is a condition. */
function timelineSegments(db: Kysely<Database>, facts: ListFacts, match: NameMatch): readonly Segment[] {
  const sign = facts.sort.descending ? -1 : 1
  const asked = match.timeline
  const states = (asked?.states ?? TIMELINE_STATES).toSorted((a, b) => compareValues([a], [b], sign))
  const others = { ...match, conditions: match.conditions.filter((condition) => condition !== asked?.condition) }
  return states.map((state) => {
    const own = once(async () => inState(others, state, facts))
    const size = once(async () => countNames(db, await own(), facts.leading))
    const part = { sideOf: ({ values }: { readonly values: SortValues }) => compareValues(values, [state], sign), size }
    const read: Segment['read'] = async (start, limit) =>
      walkedSegment(db, facts, byName(await own()), part, [state]).read(start, limit)
    return { ...part, read }
  })
}

function inState(match: NameMatch, state: TimelineState, { today }: ListFacts): NameMatch {
  return withoutImpossible(narrowed(match, { condition: timelineCondition([state], today, match.book) }))
}
