import type { Kysely } from 'kysely'
import type { Database } from '../../../storage/database.ts'
import { dialectOf } from '../../../storage/dialects/dialect.ts'
import type { OrderedBy } from './collect-names.ts'
import { namesIn } from './found-names.ts'
import type { ListTuning } from './list-tuning.ts'
import { bothClasses, type NameMatch, narrowed, type RowCondition, withoutImpossible } from './name-condition.ts'
import { compareValues } from './name-order.ts'
import { costOfClasses, costOfFinding, costOfWalking, costPerEntry, finderOf, shareOf } from './page-cost.ts'
import { equalTo } from './place-conditions.ts'
import {
  inWalkOrder,
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

/** A match without choices, and the condition in it that finds the fewest names as far as that is known. */
type Part = { readonly match: NameMatch; readonly leading: RowCondition | null }

/**
 * Reads a page along an index. Names in one of several branches are read branch by branch and put together, because
 * each branch by itself is a stretch of an index, and all of them together are not; far behind, where that would be
 * much to put together, the index is walked for all of them at once. `mixed` walks begin at their start.
 */
export async function readPage(
  db: Kysely<Database>,
  facts: ListFacts,
  walk: Walk,
  skip: number,
  limit: number,
): Promise<readonly PlacedName[]> {
  const whole: Part = { match: walk.match, leading: facts.leading }
  if (dialectOf(db) === 'postgres') {
    return inGroups(db, facts, walk, whole, await walkNames(db, walk, skip, limit), limit)
  }
  const choice = walk.match.conditions.find(({ isNegated, branches }) => !isNegated && branches.length !== 1)
  const isFar = skip > facts.tuning.maxSkippedWithRows
  if (!choice || isFar || isFoundOtherwise(facts, walk, choice)) return readPart(db, facts, walk, whole, skip, limit)
  const isDense = facts.total * SPARSE > namesIn(walk.match.names, null)
  const near = isDense ? await tryStretch(db, facts, walk, whole, FIRST_TRY, skip, limit) : null
  if (near) return near
  const names: PlacedName[] = []
  for (const part of partsOf(whole, choice)) names.push(...(await readPart(db, facts, walk, part, 0, skip + limit)))
  return inWalkOrder(names, walk).slice(skip, skip + limit)
}

/** One match of so many names is what a first stretch shows a page of. */
const SPARSE = 20

/** Another condition finds the names that soon that the choice is better held against them. */
function isFoundOtherwise({ leading, total }: ListFacts, walk: Walk, choice: RowCondition): boolean {
  if (leading === null || leading === choice || !walk.match.conditions.includes(leading)) return false
  const cost = costOfFinding(walk, leading, total, total)
  return cost < Math.min(SOON, costOfClasses({ ...walk, match: narrowed(walk.match, { classes: classesOf(choice) }) }))
}

/** All classes of a choice; null where a branch is about every class. */
function classesOf({ branches }: RowCondition): ReadonlySet<number> | null {
  let all: ReadonlySet<number> | null = new Set()
  for (const { classes } of branches) all = all && classes && all.union(classes)
  return all
}

/** One part for each branch of the choice. */
function partsOf({ match, leading }: Part, choice: RowCondition): readonly Part[] {
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
  part: Part,
  skip: number,
  limit: number,
): Promise<readonly PlacedName[]> {
  const own = { ...walk, match: part.match }
  const byClasses = costOfClasses(own)
  const passed = (skip + limit) * shareOf(part.match) * costPerEntry(own)
  if (byClasses < passed) return sortFound(db, own, null, skip, limit)
  const first = Math.min(Math.max(FIRST_TRY, passed * MARGIN), byClasses)
  const near = await tryStretch(db, facts, own, part, first, skip, limit)
  if (near) return near
  const finder = await finderOf(db, own, part.leading, facts)
  if (Number.isFinite(finder.cost) && finder.cost > MARGIN * first) {
    const further = await tryStretch(db, facts, own, part, finder.cost / 2, skip, limit)
    if (further) return further
  }
  if (finder.cost < costOfWalking(own, finder.names)) return sortFound(db, own, finder.leading, skip, limit)
  const read = isWalkCovered(own) ? walkNames : walkGathered
  return inGroups(db, facts, own, part, await read(db, own, skip, limit), limit)
}

/** In microseconds. */
const FIRST_TRY = 1_000
const SOON = 30_000

/** Matches are never spread quite evenly. */
const MARGIN = 4

/** A page from the first entries of a walk, as many as may be passed for this cost; null where they have no page. */
async function tryStretch(
  db: Kysely<Database>,
  facts: ListFacts,
  walk: Walk,
  { match, leading }: Part,
  cost: number,
  skip: number,
  limit: number,
): Promise<readonly PlacedName[] | null> {
  const { far, maxSkippedWithRows, leastStretch } = facts.tuning
  if (skip > (isWalkCovered(walk) ? far : maxSkippedWithRows)) return null
  const entries = Math.max(Math.round(cost / costPerEntry(walk)), leastStretch)
  const found = await walkStretch(db, { ...walk, match }, entries, skip + limit)
  return found && inGroups(db, facts, walk, { match, leading }, found.slice(skip), limit)
}

/**
 * An index read downwards has the names of equal values from Z to A. Where they are wanted from A to Z, whole groups are
 * put in order, and the group in which the page ends is read from its start.
 */
async function inGroups(
  db: Kysely<Database>,
  facts: ListFacts,
  walk: Walk,
  { match, leading }: Part,
  found: readonly PlacedName[],
  limit: number,
): Promise<readonly PlacedName[]> {
  const last = found.at(-1)
  if (walk.direction !== 'mixed' || !last) return found
  const ordered = inWalkOrder(found, walk)
  if (found.length < limit) return ordered
  const whole = ordered.filter(({ values }) => compareValues(values, last.values, 1) !== 0)
  const own = narrowed(match, { condition: equalTo(walk, last.values) })
  const upwards: Walk = { match: own, index: walk.index, columns: [], direction: 'up', after: null }
  const wanted = limit - whole.length
  const group =
    dialectOf(db) === 'postgres'
      ? await walkNames(db, upwards, 0, wanted)
      : await readPart(db, facts, upwards, { match: own, leading }, 0, wanted)
  return [...whole, ...group.map((name) => ({ ...name, values: last.values }))]
}
