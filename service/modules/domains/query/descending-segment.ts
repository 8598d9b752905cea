import type { Kysely } from 'kysely'
import type { Database } from '../../../storage/database.ts'
import { countNames } from './count-names.ts'
import { type NameMatch, narrowed } from './name-condition.ts'
import type { SortValues } from './name-order.ts'
import { atMost, equalTo, greaterThan, lessThan, type SortedBy } from './place-conditions.ts'
import { type ListFacts, readPage } from './read-page.ts'
import type { Segment, Start } from './segment.ts'
import type { PlacedName, Walk } from './walk-names.ts'

/** Names with a value, by these columns from the last to the first. */
export type DescendingPart = SortedBy & { readonly match: NameMatch }

/**
 * Values run downwards while names of equal values still run from A to Z. The group of equal values in which a page
 * begins is read by itself, and then from below it.
 */
export function descendingSegment(
  db: Kysely<Database>,
  facts: ListFacts,
  part: DescendingPart,
  { sideOf, size }: Pick<Segment, 'sideOf' | 'size'>,
): Segment {
  const walkTo = (direction: Walk['direction'], match = part.match): Walk => ({
    ...part,
    match,
    direction,
    after: null,
  })

  const readGroup = async (values: SortValues, start: Start, limit: number): Promise<readonly PlacedName[]> => {
    const match = narrowed(part.match, { condition: equalTo(part, values) })
    const after = 'after' in start ? { values: [], name: start.after.name } : null
    const walk: Walk = { match, index: part.index, columns: [], direction: 'up', after }
    const group = await readPage(db, facts, walk, 'skip' in start ? start.skip : 0, limit)
    return group.map((name) => ({ ...name, values }))
  }

  /** From the top, or from below a value. */
  const readDown = async (below: SortValues | null, limit: number): Promise<readonly PlacedName[]> => {
    if (limit <= 0) return []
    const match = below === null ? part.match : narrowed(part.match, { condition: lessThan(part, below) })
    return readPage(db, facts, walkTo('mixed', match), 0, limit)
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
      ? await readPage(db, facts, walkTo('down'), start.skip, 1)
      : await readPage(db, facts, walkTo('up'), all - 1 - start.skip, 1)
    if (!at) return []
    const isBeside = isNear ? greaterThan(part, at.values) : atMost(part, at.values)
    const beside = await countNames(db, narrowed(part.match, { condition: isBeside }), facts.leading)
    return readFromGroup(at.values, { skip: start.skip - (isNear ? beside : all - beside) }, limit)
  }

  return { sideOf, size, read }
}
