import { type Kysely, sql } from 'kysely'
import type { Database } from '../../../storage/database.ts'
import type { Span } from './column-span.ts'
import { countNames } from './count-names.ts'
import {
  type NameIndex,
  type NameMatch,
  narrowed,
  placeCondition,
  type RowCondition,
  rangeCondition,
  type SortColumn,
} from './name-condition.ts'
import { comparePlaces, compareValues, type SortValues } from './name-order.ts'
import { type ListFacts, readPage } from './read-page.ts'
import type { Segment, Start } from './segment.ts'
import type { PlacedName, Walk } from './walk-names.ts'

/** Names with a value, by these columns from the last to the first. */
export type DescendingPart = {
  readonly match: NameMatch
  readonly index: NameIndex
  readonly columns: readonly SortColumn[]
}

/**
 * Values run downwards while names of equal values still run from A to Z, which no index does in one go: whole groups
 * of equal values are put in order in memory, and the group in which the page ends is read along its names.
 */
export function descendingSegment(
  db: Kysely<Database>,
  facts: ListFacts,
  part: DescendingPart,
  { sideOf, size }: Pick<Segment, 'sideOf' | 'size'>,
): Segment {
  const downwards = (match: NameMatch): Walk => ({ ...part, match, descending: true, after: null })
  const upwards = (match: NameMatch): Walk => ({ ...part, match, descending: false, after: null })

  const readGroup = async (values: SortValues, start: Start, limit: number): Promise<readonly PlacedName[]> => {
    const match = narrowed(part.match, { condition: equalTo(part, values) })
    const after = 'after' in start ? { values: [], name: start.after.name } : null
    const walk: Walk = { match, index: part.index, columns: [], descending: false, after }
    const group = await readPage(db, facts, walk, 'skip' in start ? start.skip : 0, limit)
    return group.map((name) => ({ ...name, values }))
  }

  /** From the top, or from below a value. */
  const readDown = async (below: SortValues | null, limit: number): Promise<readonly PlacedName[]> => {
    if (limit <= 0) return []
    const match = below === null ? part.match : narrowed(part.match, { condition: lessThan(part, below) })
    const found = await readPage(db, facts, downwards(match), 0, limit)
    const last = found.at(-1)
    const ordered = found.toSorted((a, b) => comparePlaces(a, b, facts.sort))
    if (!last || found.length < limit) return ordered
    const whole = ordered.filter(({ values }) => compareValues(values, last.values, 1) !== 0)
    return [...whole, ...(await readGroup(last.values, { skip: 0 }, limit - whole.length))]
  }

  const readFromGroup = async (values: SortValues, start: Start, limit: number): Promise<readonly PlacedName[]> => {
    const group = await readGroup(values, start, limit)
    return [...group, ...(await readDown(values, limit - group.length))]
  }

  const read = async (start: Start, limit: number): Promise<readonly PlacedName[]> => {
    if ('after' in start) return readFromGroup(start.after.values, start, limit)
    if (start.skip === 0) return readDown(null, limit)
    const all = await size()
    if (start.skip >= all) return []
    const isNear = start.skip <= all / 2
    const [at] = isNear
      ? await readPage(db, facts, downwards(part.match), start.skip, 1)
      : await readPage(db, facts, upwards(part.match), all - 1 - start.skip, 1)
    if (!at) return []
    const isBeside = isNear ? greaterThan(part, at.values) : atMost(part, at.values)
    const beside = await countNames(db, narrowed(part.match, { condition: isBeside }), facts.leading)
    return readFromGroup(at.values, { skip: start.skip - (isNear ? beside : all - beside) }, limit)
  }

  return { sideOf, size, read }
}

function equalTo({ columns, index }: DescendingPart, values: SortValues): RowCondition {
  const parts = columns.map((column, i) => sql<boolean>`${sql.ref(`domain.${column}`)} = ${values[i]}`)
  const spans = Object.fromEntries(columns.map((column, i) => [column, spanOfValue(values[i] ?? null)]))
  return placeCondition(index, columns, sql`(${sql.join(parts, sql` and `)})`, spans)
}

/** Between a text and the same with the least character behind it there is nothing. */
function spanOfValue(value: string | number | null): Span {
  return typeof value === 'string'
    ? { absent: 'never', from: value, before: `${value}\u0001` }
    : { absent: 'never', from: null, before: null }
}

function lessThan(part: DescendingPart, values: SortValues): RowCondition {
  const [column, ...others] = part.columns
  const [value] = values
  if (column && others.length === 0 && typeof value === 'string') {
    return { ...rangeCondition({ column, from: null, before: value }, part.index), isPlace: true }
  }
  return compared(part, '<', values)
}

function atMost(part: DescendingPart, values: SortValues): RowCondition {
  return compared(part, '<=', values)
}

function greaterThan(part: DescendingPart, values: SortValues): RowCondition {
  return compared(part, '>', values)
}

function compared({ columns, index }: DescendingPart, sign: '<' | '<=' | '>', values: SortValues): RowCondition {
  const refs = columns.map((column) => sql.ref(`domain.${column}`))
  const condition = sql<boolean>`(${sql.join(refs)}) ${sql.raw(sign)} (${sql.join(values)})`
  return placeCondition(index, columns, condition)
}
