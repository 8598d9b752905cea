import type { Kysely } from 'kysely'
import type { Database } from '../../../storage/database.ts'
import { collectNames, type OrderedBy } from './collect-names.ts'
import { analyseMatch, namesIn } from './count-names.ts'
import type { ListTuning } from './list-tuning.ts'
import type { RowCondition } from './name-condition.ts'
import { comparePlaces } from './name-order.ts'
import {
  isWalkCovered,
  type PlacedName,
  sortFound,
  type Walk,
  walkGathered,
  walkNames,
  walkStretch,
} from './walk-names.ts'

/** In microseconds, measured: a name found and sorted, one looked up for it, one gathered, an entry walked over. */
const COST = { sorted: 0.5, row: 2.5, gathered: 0.7, walked: 0.05 }

/** What is known of a list before a page of it is read. */
export type ListFacts = OrderedBy & {
  readonly total: number
  /** One of so many of the account's names matches. */
  readonly namesPerMatch: number
  /** The condition that finds the fewest names, if there is one. */
  readonly leading: RowCondition | null
  readonly tuning: ListTuning
}

/**
 * Reads a page along an index. Where the index does not hold what a condition asks, rows are looked up for a stretch,
 * which is enough unless the matches stand far behind; then few names are sorted in memory, and for many the index is
 * walked against the gathered ids.
 */
export async function readPage(
  db: Kysely<Database>,
  facts: ListFacts,
  walk: Walk,
  skip: number,
  limit: number,
): Promise<readonly PlacedName[]> {
  if (isWalkCovered(db, walk)) return walkNames(db, walk, skip, limit)
  const { maxCollected, maxSkippedWithRows, stretch } = facts.tuning
  // Names are in the index of every condition.
  if (walk.index === 'domain_by_name' && facts.leading && facts.total <= facts.tuning.maxSorted) {
    return sortFound(db, walk, facts.leading, skip, limit)
  }
  if (skip <= maxSkippedWithRows) {
    const entries = Math.round((skip + limit) * facts.namesPerMatch * stretch.safety)
    const bounded = Math.min(stretch.most, Math.max(stretch.least, entries))
    const found = await walkStretch(db, walk, bounded, skip + limit)
    if (found) return found.slice(skip)
  }
  const { total, leading } = await analyseMatch(db, walk.match, facts.leading)
  if (total > maxCollected) {
    const perName = walk.index === 'domain_by_name' ? COST.sorted : COST.row
    const isFewer = total * (perName - COST.gathered) < namesIn(walk.match.names, null) * COST.walked
    return isFewer ? sortFound(db, walk, leading, skip, limit) : walkGathered(db, walk, skip, limit)
  }
  return (await collectWalk(db, facts, walk, leading)).slice(skip, skip + limit)
}

/** The whole walk, sorted in memory. */
async function collectWalk(
  db: Kysely<Database>,
  facts: ListFacts,
  walk: Walk,
  leading: RowCondition | null,
): Promise<readonly PlacedName[]> {
  const { columns, descending, after } = walk
  const order =
    columns.length === 0 ? NAME : { kind: 'columns' as const, columns, index: walk.index, isNullable: false }
  const sort = { field: columns.length === 0 ? ('name' as const) : facts.sort.field, descending }
  const names = await collectNames(db, walk.match, leading, { order, sort, today: facts.today })
  return after ? names.filter((name) => comparePlaces(name, after, sort) > 0) : names
}

const NAME = { kind: 'name' } as const
