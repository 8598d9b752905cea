import type { Kysely } from 'kysely'
import type { Database } from '../../../storage/database.ts'
import { dialectOf } from '../../../storage/dialects/dialect.ts'
import type { OrderedBy } from './collect-names.ts'
import { inFewClasses, leadingOf, namesIn } from './count-names.ts'
import type { ListTuning } from './list-tuning.ts'
import { hasColumns, indexOf, type RowCondition, type SortColumn } from './name-condition.ts'
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
const COST = { sorted: 0.5, row: 2.5, gathered: 0.7, entry: 0.2 }

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
 * Reads a page along an index, for a stretch that is enough unless the matches stand far behind. Rows are looked up for
 * what the index does not hold. Behind the stretch it depends on numbers whether the names are better found by their
 * conditions and sorted, or the index is walked to its end.
 */
export async function readPage(
  db: Kysely<Database>,
  facts: ListFacts,
  walk: Walk,
  skip: number,
  limit: number,
): Promise<readonly PlacedName[]> {
  if (dialectOf(db) === 'postgres') return walkNames(db, walk, skip, limit)
  const few = walk.index === 'domain_by_name' ? inFewClasses(walk.match) : null
  if (few) return sortFound(db, walk, few, skip, limit)
  if (isSortedFirst(facts, walk)) return sortFound(db, walk, facts.leading, skip, limit)
  const isNear = isWalkCovered(walk) ? skip === 0 : skip <= facts.tuning.maxSkippedWithRows
  for (const entries of isNear ? stretchesFor(facts, walk, skip + limit) : []) {
    const found = await walkStretch(db, walk, entries, skip + limit)
    if (found) return found.slice(skip)
  }
  return readScattered(db, facts, walk, skip, limit)
}

/** Names are in the index of every condition: a list that is not too long is read from there. */
function isSortedFirst({ leading, total, tuning }: ListFacts, { index }: Walk): boolean {
  return index === 'domain_by_name' && leading !== null && total <= tuning.maxSorted
}

/**
 * Entries for a full page if matches are spread evenly, with a margin, but never dearer than the other ways. Where no
 * row has to be looked up, a second and longer stretch is still cheaper than those.
 */
function stretchesFor({ namesPerMatch, total, tuning }: ListFacts, walk: Walk, wanted: number): readonly number[] {
  const { least, margin } = tuning.stretch
  const entries = Math.round(Math.max(least, wanted * namesPerMatch * margin))
  if (isWalkCovered(walk)) return [entries, Math.round(entries * (COST.row / COST.entry))]
  const gathering = total * COST.gathered + namesIn(walk.match.names, null) * COST.entry
  return [Math.round(Math.min(entries, gathering / COST.row, total))]
}

/** Matches that stand far apart, or far behind. */
async function readScattered(
  db: Kysely<Database>,
  facts: ListFacts,
  walk: Walk,
  skip: number,
  limit: number,
): Promise<readonly PlacedName[]> {
  const everyName = namesIn(walk.match.names, null)
  const isByName = walk.index === 'domain_by_name'
  const known = facts.total <= facts.tuning.maxSorted ? facts.leading : null
  const { leading, atMost } = isByName ? await leadingOf(db, walk.match, known) : { ...facts, atMost: facts.total }
  const isSortCovered = isByName || isFoundWith(leading, walk.columns)
  const sorting = atMost * (isSortCovered ? COST.sorted : COST.row)
  const isCovered = isWalkCovered(walk)
  const walking = everyName * COST.entry + (isCovered ? 0 : atMost * COST.gathered)
  if (sorting < walking) return sortFound(db, walk, leading, skip, limit)
  return isCovered ? walkNames(db, walk, skip, limit) : walkGathered(db, walk, skip, limit)
}

/** Whether the index by which a condition finds its names holds these columns as well. */
function isFoundWith(leading: RowCondition | null, columns: readonly SortColumn[]): boolean {
  const branches = leading?.branches.map((branch) => indexOf(branch)) ?? ['domain_by_class' as const]
  return branches.every((index) => index !== null && hasColumns(index, columns))
}
