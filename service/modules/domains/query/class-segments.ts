import type { Kysely } from 'kysely'
import type { Database } from '../../../storage/database.ts'
import { dialectOf } from '../../../storage/dialects/dialect.ts'
import { type ClassGroup, classGroups } from './class-groups.ts'
import { collectNames } from './collect-names.ts'
import { type Analysis, countNamesPerClass } from './count-names.ts'
import { namesIn } from './found-names.ts'
import type { ListTuning } from './list-tuning.ts'
import { bothClasses, indexOf, type NameMatch, narrowed, type RowCondition } from './name-condition.ts'
import { type ClassOrder, comparePlaces, compareValues } from './name-order.ts'
import type { ListFacts } from './read-page.ts'
import { once, type Segment, type Start, walkedSegment } from './segment.ts'
import { byName, type PlacedName } from './walk-names.ts'

/** A group with how many of its names match: exactly where that was counted, else at most. */
type SizedGroup = ClassGroup & { readonly names: number }

/** Neighbours that have few names together, or one group. */
type Bundle = { readonly groups: readonly SizedGroup[]; readonly names: number }

/** One segment for each value, or for several that have few names together. */
export async function classSegments(
  db: Kysely<Database>,
  facts: ListFacts,
  match: NameMatch,
  analysis: Analysis,
  order: ClassOrder,
): Promise<readonly Segment[]> {
  const exact = once(() => countNamesPerClass(db, match, analysis.leading))
  const sizes = isCountedFirst(db, facts, analysis) ? await exact() : match.names
  const sign = facts.sort.descending ? -1 : 1
  const groups = classGroups(match.book, order).flatMap(({ value, classes }): readonly SizedGroup[] => {
    const own = bothClasses(match.classes, classes) ?? classes
    const names = namesIn(sizes, own)
    return names === 0 ? [] : [{ value, classes: own, names }]
  })
  return bundlesOf(sign === 1 ? groups : groups.toReversed(), facts.tuning).map((bundle) => {
    const size = once(async () => {
      const numbers = await exact()
      return bundle.groups.reduce((sum, { classes }) => sum + namesIn(numbers, classes), 0)
    })
    return bundleSegment(db, facts, match, bundle, { sideOf: sideOfValues(bundle.groups, sign), size })
  })
}

/** Where the matches are found by an index, they are soon counted per class, and empty groups need not be looked at. */
function isCountedFirst(db: Kysely<Database>, { tuning }: ListFacts, { total, leading }: Analysis): boolean {
  if (dialectOf(db) === 'postgres' || leading === null || total > tuning.maxSorted) return false
  return isFoundByIndexes(leading)
}

function isFoundByIndexes({ branches }: RowCondition): boolean {
  return branches.every((branch) => indexOf(branch) !== null)
}

/**
 * Most pages end within the first few hundred names, so that the first bundles are small; to find few matches among many
 * names, later ones grow.
 */
function bundlesOf(groups: readonly SizedGroup[], { maxCollected }: ListTuning): readonly Bundle[] {
  const bundles: Bundle[] = []
  let max = Math.min(FIRST_BUNDLE, maxCollected)
  for (const group of groups) {
    const last = bundles.at(-1)
    if (last && last.names + group.names <= max) {
      bundles[bundles.length - 1] = { groups: [...last.groups, group], names: last.names + group.names }
      continue
    }
    if (last) max = Math.min(2 * max, maxCollected)
    bundles.push({ groups: [group], names: group.names })
  }
  return bundles
}

const FIRST_BUNDLE = 500

function sideOfValues(groups: readonly ClassGroup[], sign: number): Segment['sideOf'] {
  const first = [groups[0]?.value ?? '']
  const last = [groups.at(-1)?.value ?? '']
  return ({ values }) => {
    if (compareValues(values, first, sign) < 0) return -1
    return compareValues(values, last, sign) > 0 ? 1 : 0
  }
}

function bundleSegment(
  db: Kysely<Database>,
  facts: ListFacts,
  match: NameMatch,
  { groups, names }: Bundle,
  part: Pick<Segment, 'sideOf' | 'size'>,
): Segment {
  const [first] = groups
  if (first && names > facts.tuning.maxCollected) {
    return walkedSegment(db, facts, byName(narrowed(match, { classes: first.classes })), part, [first.value])
  }
  const finder = facts.leading && isFoundByIndexes(facts.leading) ? facts.leading : null
  const all = once(() => {
    const classes = new Set(groups.flatMap((group) => [...group.classes]))
    return collectNames(db, narrowed(match, { classes }), finder, facts)
  })
  const read = async (start: Start, limit: number): Promise<readonly PlacedName[]> => {
    const collected = await all()
    if ('skip' in start) return collected.slice(start.skip, start.skip + limit)
    return collected.filter((name) => comparePlaces(name, start.after, facts.sort) > 0).slice(0, limit)
  }
  return { ...part, size: once(async () => (await all()).length), read }
}
