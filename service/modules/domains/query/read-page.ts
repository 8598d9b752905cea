import type { Kysely } from 'kysely'
import type { Database } from '../../../storage/database.ts'
import { dialectOf } from '../../../storage/dialects/dialect.ts'
import { compareByCodePoint } from './code-point-order.ts'
import type { OrderedBy } from './collect-names.ts'
import { countFound } from './count-names.ts'
import { namesIn } from './found-names.ts'
import type { ListTuning } from './list-tuning.ts'
import {
  type Branch,
  bothClasses,
  hasColumns,
  indexOf,
  isCovered,
  type NameIndex,
  type NameMatch,
  type RowCondition,
  withoutImpossible,
} from './name-condition.ts'
import { compareValues } from './name-order.ts'
import { COST } from './query-cost.ts'
import {
  isWalkCovered,
  type PlacedName,
  sortFound,
  type Walk,
  walkGathered,
  walkNames,
  walkStretch,
} from './walk-names.ts'

/** What is known of a list before a page of it is read. */
export type ListFacts = OrderedBy & {
  readonly total: number
  /** The condition that finds the fewest names, if there is one. */
  readonly leading: RowCondition | null
  readonly tuning: ListTuning
}

/**
 * Reads a page along an index. Names in one of several branches are read branch by branch and put together, because
 * each branch by itself is a stretch of an index, and all of them together are not; far behind, where that would be
 * much to put together, the index is walked for all of them at once.
 */
export async function readPage(
  db: Kysely<Database>,
  facts: ListFacts,
  walk: Walk,
  skip: number,
  limit: number,
): Promise<readonly PlacedName[]> {
  if (dialectOf(db) === 'postgres') return walkNames(db, walk, skip, limit)
  const parts = partsOf(walk.match, facts.leading)
  const [only, ...others] = parts
  if (!only) return []
  if (others.length === 0) return readPart(db, facts, walk, only, skip, limit)
  if (skip > facts.tuning.maxSkippedWithRows)
    return readPart(db, facts, walk, { ...facts, match: walk.match }, skip, limit)
  const names: PlacedName[] = []
  for (const part of parts) names.push(...(await readPart(db, facts, walk, part, 0, skip + limit)))
  const sign = walk.descending ? -1 : 1
  names.sort((a, b) => sign * (compareValues(a.values, b.values, 1) || compareByCodePoint(a.name, b.name)))
  return names.slice(skip, skip + limit)
}

/** A match without choices, and the condition in it that finds the fewest names as far as that is known. */
type Part = { readonly match: NameMatch; readonly leading: RowCondition | null }

/** One part for each branch of the first condition that has several. */
function partsOf(match: NameMatch, leading: RowCondition | null): readonly Part[] {
  const choice = match.conditions.find(({ isNegated, branches }) => !isNegated && branches.length !== 1)
  if (!choice) return [{ match, leading }]
  return choice.branches.flatMap((branch): readonly Part[] => {
    const own: RowCondition = { ...choice, branches: [branch] }
    const conditions = match.conditions.map((condition) => (condition === choice ? own : condition))
    const part = withoutImpossible({ ...match, classes: bothClasses(match.classes, branch.classes), conditions })
    const isPossible =
      part.classes?.size !== 0 && part.conditions.every((one) => one.isNegated || one.branches.length > 0)
    return isPossible ? [{ match: part, leading: leading === choice ? own : leading }] : []
  })
}

/**
 * Most pages end within a short stretch of the index. Behind it names are counted, to know what is shorter: to find and
 * sort them, or to walk on. Walking on is tried for half as long as finding would take, because matches that stand
 * together are met sooner than their number says.
 */
async function readPart(
  db: Kysely<Database>,
  facts: ListFacts,
  walk: Walk,
  { match, leading }: Part,
  skip: number,
  limit: number,
): Promise<readonly PlacedName[]> {
  const own = { ...walk, match }
  const isWalked = isWalkCovered(own)
  const wanted = skip + limit
  const perEntry = isWalked ? COST.entry : COST.row
  const tried = async (cost: number) => {
    const entries = Math.max(Math.round(cost / perEntry), facts.tuning.leastStretch)
    return (await walkStretch(db, own, entries, wanted))?.slice(skip)
  }
  const byClasses = costOfClasses(own)
  const passed = wanted * shareOf(match) * perEntry
  if (byClasses < passed) return sortFound(db, own, null, skip, limit)
  const isNear = skip <= (isWalked ? facts.tuning.far : facts.tuning.maxSkippedWithRows)
  const first = Math.min(Math.max(FIRST_TRY, passed * MARGIN), byClasses)
  const near = isNear ? await tried(first) : null
  if (near) return near
  const finder = await finderOf(db, own, leading, byClasses)
  const isLong = Number.isFinite(finder.cost) && finder.cost > MARGIN * first
  const further = isNear && isLong ? await tried(finder.cost / 2) : null
  if (further) return further
  const walking = namesIn(match.names, null) * COST.entry + (isWalked ? 0 : finder.names * COST.gathered)
  if (finder.cost < walking) return sortFound(db, own, finder.leading, skip, limit)
  return isWalked ? walkNames(db, own, skip, limit) : walkGathered(db, own, skip, limit)
}

/** In microseconds. */
const FIRST_TRY = 1_000

/** Matches are never spread quite evenly. */
const MARGIN = 4

/** One of so many names is in the classes of the match. */
function shareOf({ names, classes }: NameMatch): number {
  return namesIn(names, null) / Math.max(1, namesIn(names, classes))
}

/** What it takes to look through all names of the classes. */
function costOfClasses({ match, columns }: Walk): number {
  const { names, classes, conditions } = match
  if (classes === null) return Number.POSITIVE_INFINITY
  const isEntry = hasColumns('domain_by_class', columns) && areCovered('domain_by_class', conditions)
  return classes.size * COST.soughtClass + namesIn(names, classes) * (isEntry ? COST.entry : COST.row)
}

function areCovered(index: NameIndex, conditions: readonly RowCondition[]): boolean {
  return conditions.every((condition) => isCovered(index, condition))
}

/** How names are best found without walking: by a condition, or (null) by their classes. */
type Finder = { readonly leading: RowCondition | null; readonly cost: number; readonly names: number }

async function finderOf(
  db: Kysely<Database>,
  walk: Walk,
  leading: RowCondition | null,
  byClasses: number,
): Promise<Finder> {
  const { match } = walk
  let best: Finder = { leading: null, cost: byClasses, names: namesIn(match.names, match.classes) }
  const conditions = match.conditions.filter(({ isNegated, isPlace }) => !isNegated && !isPlace)
  for (const condition of leading && conditions.includes(leading) ? [leading] : conditions) {
    let cost = 0
    let names = 0
    for (const branch of condition.branches) {
      const found = await countFound(db, match, branch)
      names += found
      cost += found * costOfFinding(walk, condition, branch)
    }
    if (cost < best.cost) best = { leading: condition, cost, names }
  }
  return best
}

/** Whether the index by which a branch finds its names says all else that is asked of them. */
function costOfFinding({ match, columns }: Walk, condition: RowCondition, branch: Branch): number {
  const index = indexOf(branch)
  const others = match.conditions.filter((other) => other !== condition)
  return index !== null && hasColumns(index, columns) && areCovered(index, others) ? COST.entry : COST.row
}
