import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../storage/database.ts'
import { compareByCodePoint } from './code-point-order.ts'
import { foundBy, sourcesOf } from './found-names.ts'
import {
  isCovered,
  type NameIndex,
  type NameMatch,
  type RowCondition,
  rangeSql,
  type SortColumn,
  stretchOf,
} from './name-condition.ts'
import { compareValues, type Place } from './name-order.ts'
import { allOf, classesCondition, domainBy, testCondition } from './name-sql.ts'

/** Names read along an index: by its columns, if any, and then by name. */
export type Walk = {
  readonly match: NameMatch
  readonly index: NameIndex
  readonly columns: readonly SortColumn[]
  /** `mixed`: values downwards, names of equal values upwards. An index is then read downwards. */
  readonly direction: 'up' | 'down' | 'mixed'
  /** Begins behind this place. */
  readonly after: Place | null
}

/** A walk along the names. */
export function byName(match: NameMatch): Walk {
  return { match, index: 'domain_by_name', columns: [], direction: 'up', after: null }
}

/** A name at its place in a list. */
export type PlacedName = Place & { readonly id: number }

/** Puts names in the order of a walk. */
export function inWalkOrder(names: readonly PlacedName[], { direction }: Walk): readonly PlacedName[] {
  const valueSign = direction === 'up' ? 1 : -1
  const nameSign = direction === 'down' ? -1 : 1
  return names.toSorted(
    (a, b) => valueSign * compareValues(a.values, b.values, 1) || nameSign * compareByCodePoint(a.name, b.name),
  )
}

/** Whether the index alone says which names match. */
export function isWalkCovered({ match, index }: Walk): boolean {
  return match.conditions.every((condition) => isCovered(index, condition))
}

/** The names of a walk; rows are looked up for what the index does not hold. */
export function walkNames(
  db: Kysely<Database>,
  walk: Walk,
  skip: number,
  limit: number,
): Promise<readonly PlacedName[]> {
  return readWalk(db, walk, { skip, limit, end: null, conditions: 'tested' })
}

/**
 * The names of a walk's first so many entries, if they fill the page; null where they do not, and further looking up of
 * rows could take seconds.
 */
export async function walkStretch(
  db: Kysely<Database>,
  walk: Walk,
  entries: number,
  limit: number,
): Promise<readonly PlacedName[] | null> {
  const [end] = await readWalk(db, walk, { skip: entries, limit: 1, end: null, conditions: 'places' })
  if (!end) return walkNames(db, walk, 0, limit)
  const found = await readWalk(db, walk, { skip: 0, limit, end, conditions: 'tested' })
  return found.length === limit ? found : null
}

/** The names of a walk, where those that meet its conditions are gathered by their own indexes first. */
export function walkGathered(
  db: Kysely<Database>,
  walk: Walk,
  skip: number,
  limit: number,
): Promise<readonly PlacedName[]> {
  return readWalk(db, walk, { skip, limit, end: null, conditions: 'gathered' })
}

/** The names of a walk, found by their conditions' own indexes and put in order by the database. */
export async function sortFound(
  db: Kysely<Database>,
  walk: Walk,
  leading: RowCondition | null,
  skip: number,
  limit: number,
): Promise<readonly PlacedName[]> {
  const { bounds } = boundsOf({ ...walk, match: { ...walk.match, conditions: [] } }, null)
  const behind = bounds.length === 0 ? sql`` : sql`and ${allOf(bounds)}`
  const found: PlacedName[] = []
  for (const from of sourcesOf(db, walk.match, leading)) {
    found.push(...(await readOrdered(db, walk, sql`${from} ${behind}`, 0, skip + limit)))
  }
  return inWalkOrder(found, walk).slice(skip, skip + limit)
}

/** A condition as a set of ids. */
function gathered(db: Kysely<Database>, match: NameMatch, { branches, isNegated }: RowCondition): RawBuilder<boolean> {
  const alone = { ...match, classes: null, conditions: [] }
  const sets = branches.map((branch) =>
    branch.classes === null && 'ids' in branch.found
      ? branch.found.ids
      : sql`select domain.id ${foundBy(db, alone, branch, branch.classes)}`,
  )
  if (sets.length === 0) return isNegated ? sql`1 = 1` : sql`1 = 0`
  return sql`domain.id ${sql.raw(isNegated ? 'not in' : 'in')} (${sql.join(sets, sql` union all `)})`
}

type Reading = {
  readonly skip: number
  readonly limit: number
  /** The last place to be looked at. */
  readonly end: Place | null
  /** How rows are held against what the index does not say: looked up, held against gathered ids, or not at all. */
  readonly conditions: 'tested' | 'gathered' | 'places'
}

async function readWalk(db: Kysely<Database>, walk: Walk, reading: Reading): Promise<readonly PlacedName[]> {
  const { match, index, columns } = walk
  const { bounds, others } = boundsOf(walk, reading.end)
  const conditions = [
    sql<boolean>`domain.account = ${match.account}`,
    ...bounds,
    ...(reading.conditions === 'places' ? [] : classesCondition(db, match.book, match.classes)),
    ...others.flatMap((condition) => {
      if (reading.conditions === 'places' && !condition.isPlace) return []
      if (reading.conditions !== 'gathered' || isCovered(index, condition)) {
        return [testCondition(db, match.book, condition, index)]
      }
      return [gathered(db, match, condition)]
    }),
  ]
  const from = sql`from ${domainBy(db, index)} where ${allOf(conditions)}`
  const direction = walk.direction === 'up' ? 'up' : 'down'
  return readOrdered(db, { columns, direction }, from, reading.skip, reading.limit)
}

async function readOrdered(
  db: Kysely<Database>,
  { columns, direction }: Pick<Walk, 'columns' | 'direction'>,
  from: RawBuilder<unknown>,
  skip: number,
  limit: number,
): Promise<readonly PlacedName[]> {
  const refs = refsOf(columns)
  const byValue = sql.raw(direction === 'up' ? 'asc' : 'desc')
  const byName = sql.raw(direction === 'down' ? 'desc' : 'asc')
  const order = refs.map((ref, index) => sql`${ref} ${index < columns.length ? byValue : byName}`)
  const { rows } = await sql<{ id: number; name: string } & Partial<Record<SortColumn, string | number | null>>>`
    select domain.id, ${sql.join(refs)} ${from}
    order by ${sql.join(order)} limit ${limit} offset ${skip}`.execute(db)
  return rows.map((row) => ({ id: row.id, name: row.name, values: columns.map((column) => row[column] ?? null) }))
}

/**
 * One bound for each end of the stretch: of several, a planner may take the looser one and read what the other drops.
 */
function boundsOf(
  { match, columns, direction, after }: Walk,
  end: Place | null,
): { readonly bounds: readonly RawBuilder<boolean>[]; readonly others: readonly RowCondition[] } {
  const [column] = columns
  const isUp = direction === 'up'
  const [low, high] = isUp ? [after, end] : [end, after]
  const [lowSign, highSign] = isUp ? (['>', '<='] as const) : (['>=', '<'] as const)
  if (!column) {
    const bounds = [...(low ? [beside(columns, lowSign, low)] : []), ...(high ? [beside(columns, highSign, high)] : [])]
    return { bounds, others: match.conditions }
  }
  const { range, others } = stretchOf(match.conditions, column)
  const isAtLeast = (place: Place, least: string) => compareByCodePoint(String(place.values[0] ?? ''), least) >= 0
  const isLow = low !== null && (range.from === null || isAtLeast(low, range.from))
  const isHigh = high !== null && (range.before === null || !isAtLeast(high, range.before))
  const left = { ...range, from: isLow ? null : range.from, before: isHigh ? null : range.before }
  const isOpen = left.from === null && left.before === null
  const bounds = [
    ...(isLow && low ? [beside(columns, lowSign, low)] : []),
    ...(isHigh && high ? [beside(columns, highSign, high)] : []),
    ...(isOpen ? [] : [rangeSql(left)]),
  ]
  return { bounds, others }
}

/** Names on one side of a place. */
function beside(
  columns: readonly SortColumn[],
  comparison: '>' | '<' | '>=' | '<=',
  place: Place,
): RawBuilder<boolean> {
  return sql`(${sql.join(refsOf(columns))}) ${sql.raw(comparison)} (${sql.join([...columns.map((_, i) => place.values[i] ?? null), place.name])})`
}

function refsOf(columns: readonly SortColumn[]) {
  return [...columns, 'name'].map((column) => sql.ref(`domain.${column}`))
}
