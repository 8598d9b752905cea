import type { Kysely } from 'kysely'
import type { Database } from '../../../storage/database.ts'
import { countFound } from './count-names.ts'
import { namesIn } from './found-names.ts'
import type { ListTuning } from './list-tuning.ts'
import {
  type Branch,
  hasColumns,
  indexOf,
  isCovered,
  type NameIndex,
  type NameMatch,
  type RowCondition,
} from './name-condition.ts'
import { COST } from './query-cost.ts'
import { isWalkCovered, type Walk } from './walk-names.ts'

/** One of so many names is in the classes of the match. */
export function shareOf({ names, classes }: NameMatch): number {
  return namesIn(names, null) / Math.max(1, namesIn(names, classes))
}

/** What an entry costs that a walk comes past. */
export function costPerEntry(walk: Walk): number {
  return isWalkCovered(walk) ? COST.entry : COST.row
}

/** What it takes to look through all names of the classes. */
export function costOfClasses({ match, columns }: Walk): number {
  const { names, classes, conditions } = match
  if (classes === null) return Number.POSITIVE_INFINITY
  const isEntry = hasColumns('domain_by_class', columns) && areCovered('domain_by_class', conditions)
  return classes.size * COST.soughtClass + namesIn(names, classes) * (isEntry ? COST.entry : COST.row)
}

/** What it takes to walk to the end; ids of `matches` are gathered for what the index does not say. */
export function costOfWalking(walk: Walk, matches: number): number {
  const passing = namesIn(walk.match.names, null) * COST.entry
  return isWalkCovered(walk) ? passing : passing + matches * COST.gathered
}

/** How names are best found without walking: by a condition, or (null) by their classes. */
export type Finder = { readonly leading: RowCondition | null; readonly cost: number; readonly names: number }

/** `leading` finds the fewest names of a list of `total`; where these are many, a part of it may be found sooner. */
export async function finderOf(
  db: Kysely<Database>,
  walk: Walk,
  leading: RowCondition | null,
  { total, tuning }: { readonly total: number; readonly tuning: ListTuning },
): Promise<Finder> {
  const { match } = walk
  let best: Finder = { leading: null, cost: costOfClasses(walk), names: namesIn(match.names, match.classes) }
  const conditions = match.conditions.filter(({ isNegated, isPlace }) => !isNegated && !isPlace)
  const isKnown = leading !== null && total <= tuning.maxSorted && conditions.includes(leading)
  const share = total / Math.max(1, namesIn(match.names, null))
  for (const condition of isKnown ? [leading] : conditions) {
    let names = 0
    for (const branch of condition.branches) names += await countFound(db, match, branch)
    const cost = costOfFinding(walk, condition, names, condition === leading ? total : names * share)
    if (cost < best.cost) best = { leading: condition, cost, names }
  }
  return best
}

/** What it takes to find so many names by a condition, and to look up the rows of those that match if need be. */
export function costOfFinding(walk: Walk, condition: RowCondition, names: number, matches: number): number {
  const others = walk.match.conditions.filter((other) => other !== condition)
  if (condition.branches.every((branch) => isFoundWith(branch, walk, others))) return names * COST.entry
  const areFound = condition.branches.every((branch) => indexOf(branch) !== null)
  return areFound ? names * COST.entry + Math.min(names, matches) * COST.row : names * COST.row
}

/** Whether the index by which a branch finds its names says all else that is asked of them. */
function isFoundWith(branch: Branch, { columns }: Walk, others: readonly RowCondition[]): boolean {
  const index = indexOf(branch)
  return index !== null && hasColumns(index, columns) && areCovered(index, others)
}

function areCovered(index: NameIndex, conditions: readonly RowCondition[]): boolean {
  return conditions.every((condition) => isCovered(index, condition))
}
