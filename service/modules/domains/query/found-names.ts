import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../storage/database.ts'
import type { ClassNames } from '../../renewal-rules/class-book.ts'
import {
  type Branch,
  bothClasses,
  indexOf,
  isCovered,
  type NameMatch,
  positive,
  type RowCondition,
} from './name-condition.ts'
import { allOf, classesCondition, domainBy, fromClasses, testCondition } from './name-sql.ts'

/** How many names these classes have; null stands for all. */
export function namesIn(names: ClassNames, classes: ReadonlySet<number> | null): number {
  let sum = 0
  if (classes === null) for (const count of names.values()) sum += count
  else for (const id of classes) sum += names.get(id) ?? 0
  return sum
}

/** So many names are looked through class by class in a few milliseconds. */
export const FEW_NAMES = 30_000

/** `from domain where …`: the branch's names within classes, as far as they meet the other conditions. */
export function foundBy(
  db: Kysely<Database>,
  match: NameMatch,
  branch: Branch,
  classes: ReadonlySet<number> | null,
): RawBuilder<unknown> {
  const { found, test } = branch
  const isByClass = classes !== null && (indexOf(branch) === 'domain_by_class' || hasFewNames(match, branch, classes))
  const own = indexOf(branch) === 'domain_by_class' ? 'domain_by_expiry' : indexOf(branch)
  const index = isByClass ? 'domain_by_class' : own
  const conditions = [
    'ids' in found ? sql<boolean>`domain.id in (${found.ids})` : test,
    ...match.conditions.map((condition) => testCondition(db, match.book, condition, index)),
  ]
  if (isByClass) return fromClasses(db, match.account, classes, conditions)
  const within = [sql<boolean>`domain.account = ${match.account}`, ...classesCondition(db, match.book, classes)]
  return sql`from ${domainBy(db, index)} where ${allOf([...within, ...conditions])}`
}

/** Looking through all names of the classes is quicker then than holding a class against each name of the branch. */
function hasFewNames(match: NameMatch, branch: Branch, classes: ReadonlySet<number>): boolean {
  if (!('by' in branch.found) || !isCovered('domain_by_class', positive(branch))) return false
  return namesIn(match.names, classes) <= FEW_NAMES
}

/** `from domain where …` for each branch of the leading condition; together they have each name once. */
export function sourcesOf(
  db: Kysely<Database>,
  match: NameMatch,
  leading: RowCondition | null,
): readonly RawBuilder<unknown>[] {
  const others = { ...match, conditions: match.conditions.filter((condition) => condition !== leading) }
  const branches = leading?.branches ?? [everyName(match)]
  return branches
    .map((branch) => ({ branch, classes: bothClasses(match.classes, branch.classes) }))
    .filter(({ classes }) => classes?.size !== 0)
    .map(({ branch, classes }) => foundBy(db, others, branch, classes))
}

/** Without a condition that finds names, those of the classes, or all by the index that answers a negation. */
function everyName({ classes, conditions }: NameMatch): Branch {
  const found = conditions[0]?.branches[0]?.found
  const by = classes === null && found && 'by' in found ? found.by : 'domain_by_class'
  return { classes: null, test: sql`1 = 1`, columns: [], found: { by } }
}
