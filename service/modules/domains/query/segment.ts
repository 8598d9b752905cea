import type { Kysely } from 'kysely'
import type { Database } from '../../../storage/database.ts'
import type { Place, SortValues } from './name-order.ts'
import { type ListFacts, readPage } from './read-page.ts'
import type { PlacedName, Walk } from './walk-names.ts'

/** Where to begin in a segment: behind a place, or after so many names. */
export type Start = { readonly after: Place } | { readonly skip: number }

/** A part of a sorted list that is read in one way; the list is its segments, one after the other. */
export type Segment = {
  /** Where a place lies: before the segment (negative), in it (0), or behind it (positive). */
  readonly sideOf: (place: Place) => number
  readonly size: () => Promise<number>
  readonly read: (start: Start, limit: number) => Promise<readonly PlacedName[]>
}

/** A segment that is read along one index; `shared` are the values of all its names where the index does not tell. */
export function walkedSegment(
  db: Kysely<Database>,
  facts: ListFacts,
  walk: Walk,
  part: Pick<Segment, 'sideOf' | 'size'>,
  shared: SortValues | null = null,
): Segment {
  const placed = (names: readonly PlacedName[]) => (shared ? names.map((name) => ({ ...name, values: shared })) : names)
  const read = async (start: Start, limit: number) => placed(await readPart(start, limit))
  const readPart = async (start: Start, limit: number): Promise<readonly PlacedName[]> => {
    if ('after' in start) return readPage(db, facts, { ...walk, after: start.after }, 0, limit)
    if (start.skip < facts.tuning.far) return readPage(db, facts, walk, start.skip, limit)
    const size = await part.size()
    const left = size - start.skip
    if (left >= start.skip) return readPage(db, facts, walk, start.skip, limit)
    if (left <= 0) return []
    const taken = Math.min(limit, left)
    const backwards: Walk = { ...walk, direction: walk.direction === 'up' ? 'down' : 'up' }
    return (await readPage(db, facts, backwards, left - taken, taken)).toReversed()
  }
  return { ...part, read }
}

/** Computes a size at most once. */
export function once<T>(compute: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined
  return () => {
    known ??= compute()
    return known
  }
}
