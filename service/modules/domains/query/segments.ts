import { type Kysely, sql } from 'kysely'
import { assertNever } from '../../../../core/base/invariant.ts'
import { TIMELINE_STATES, type TimelineState } from '../../../../core/domains/timeline-rules.ts'
import type { Database } from '../../../storage/database.ts'
import type { RenewalClass } from '../../renewal-rules/class-book.ts'
import { collectNames } from './collect-names.ts'
import { type Analysis, countNames, countNamesPerClass } from './count-names.ts'
import { descendingSegment } from './descending-segment.ts'
import {
  type NameMatch,
  narrowed,
  placeCondition,
  type RowCondition,
  rangeCondition,
  withoutImpossible,
} from './name-condition.ts'
import { comparePlaces, compareValues, type NameOrder, type SortValues } from './name-order.ts'
import type { ListFacts } from './read-page.ts'
import { once, type Segment, type Start, walkedSegment } from './segment.ts'
import { timelineCondition } from './timeline-condition.ts'
import type { PlacedName, Walk } from './walk-names.ts'

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
      const walk = { ...byName(match), descending: facts.sort.descending }
      return [walkedSegment(db, facts, walk, { sideOf: () => 0, size })]
    }
    case 'columns':
      return columnSegments(db, facts, match, analysis, order)
    case 'class':
      return classSegments(db, facts, match, analysis, order.valueOf)
    case 'timeline':
      return timelineSegments(db, facts, match)
    default:
      return assertNever(order, 'name order')
  }
}

function byName(match: NameMatch): Walk {
  return { match, index: 'domain_by_name', columns: [], descending: false, after: null }
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
  const walk = { match: withValue, index, columns, descending: false, after: null }
  const first = facts.sort.descending ? descendingSegment(db, facts, walk, part) : walkedSegment(db, facts, walk, part)
  if (!without) return [first]
  const rest = { match: without, index, columns: [], descending: false, after: null }
  const empty: Pick<Segment, 'sideOf' | 'size'> = {
    sideOf: ({ values }) => (values[0] === null ? 0 : -1),
    size: emptySize,
  }
  const nothing = columns.map(() => null)
  return [first, walkedSegment(db, facts, rest, empty, nothing)]
}

type ColumnOrder = Extract<NameOrder, { kind: 'columns' }>

/** As a range, so that a database looks for it in the index; no value of these columns is the empty text. */
function hasValue({ columns, index }: ColumnOrder): RowCondition {
  const [column = 'expires_on'] = columns
  return rangeCondition({ column, from: '', before: null }, index)
}

function hasNoValue({ columns, index }: ColumnOrder): RowCondition {
  const parts = columns.map((column) => sql<boolean>`${sql.ref(`domain.${column}`)} is null`)
  return placeCondition(index, columns, sql`(${sql.join(parts, sql` and `)})`)
}

type ClassGroup = { readonly value: string; readonly classes: Set<number>; names: number }

/** One segment for each value, or for several that have few names together. */
async function classSegments(
  db: Kysely<Database>,
  facts: ListFacts,
  match: NameMatch,
  { leading }: Analysis,
  readValue: (one: RenewalClass) => string,
): Promise<readonly Segment[]> {
  const atMost = await countNamesPerClass(db, { ...match, conditions: [] }, null)
  const exact = once(async () => (match.conditions.length === 0 ? atMost : countNamesPerClass(db, match, leading)))
  const groups = new Map<string, ClassGroup>()
  for (const [id, names] of atMost) {
    const one = match.book.get(id)
    if (!one) continue
    const value = readValue(one)
    const group = groups.get(value) ?? { value, classes: new Set(), names: 0 }
    group.classes.add(id)
    group.names += names
    groups.set(value, group)
  }
  const sign = facts.sort.descending ? -1 : 1
  const sorted = [...groups.values()].sort((a, b) => compareValues([a.value], [b.value], sign))
  return bundled(sorted, facts.tuning.maxCollected).map((bundle) => {
    const classes = new Set(bundle.flatMap((group) => [...group.classes]))
    const part = { sideOf: sideOfValues(bundle, sign), size: once(async () => sumOf(await exact(), classes)) }
    const own = narrowed(match, { classes })
    const names = bundle.reduce((sum, group) => sum + group.names, 0)
    return names > facts.tuning.maxCollected
      ? walkedSegment(db, facts, byName(own), part, [bundle[0]?.value ?? null])
      : collectedSegment(db, facts, own, part)
  })
}

/** Neighbours that are small together. */
function bundled(groups: readonly ClassGroup[], maxNames: number): readonly (readonly ClassGroup[])[] {
  const bundles: ClassGroup[][] = []
  let room = 0
  for (const group of groups) {
    const last = bundles.at(-1)
    if (last && group.names <= room) {
      last.push(group)
      room -= group.names
    } else {
      bundles.push([group])
      room = maxNames - group.names
    }
  }
  return bundles
}

function sideOfValues(bundle: readonly { readonly value: string }[], sign: number): Segment['sideOf'] {
  const first = [bundle[0]?.value ?? '']
  const last = [bundle.at(-1)?.value ?? '']
  return ({ values }) => {
    if (compareValues(values, first, sign) < 0) return -1
    return compareValues(values, last, sign) > 0 ? 1 : 0
  }
}

function sumOf(names: ReadonlyMap<number, number>, classes: ReadonlySet<number>): number {
  let sum = 0
  for (const id of classes) sum += names.get(id) ?? 0
  return sum
}

/** A segment so small that it is read as a whole. */
function collectedSegment(
  db: Kysely<Database>,
  facts: ListFacts,
  match: NameMatch,
  part: Pick<Segment, 'sideOf' | 'size'>,
): Segment {
  const all = once(() => collectNames(db, match, null, facts))
  const read = async (start: Start, limit: number): Promise<readonly PlacedName[]> => {
    const names = await all()
    if ('skip' in start) return names.slice(start.skip, start.skip + limit)
    return names.filter((name) => comparePlaces(name, start.after, facts.sort) > 0).slice(0, limit)
  }
  return { ...part, size: once(async () => (await all()).length), read }
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
    const part = { sideOf: sideOfValues([{ value: state }], sign), size }
    const read: Segment['read'] = async (start, limit) =>
      walkedSegment(db, facts, byName(await own()), part, [state]).read(start, limit)
    return { ...part, read }
  })
}

function inState(match: NameMatch, state: TimelineState, { today }: ListFacts): NameMatch {
  return withoutImpossible(narrowed(match, { condition: timelineCondition([state], today, match.book) }))
}
