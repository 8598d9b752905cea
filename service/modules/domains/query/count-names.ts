import { type Kysely, type RawBuilder, sql } from 'kysely'
import { invariant } from '../../../../core/base/invariant.ts'
import type { Database } from '../../../storage/database.ts'
import { dialectOf } from '../../../storage/dialects/dialect.ts'
import type { ClassNames } from '../../renewal-rules/class-book.ts'
import {
  type Branch,
  bothClasses,
  indexOf,
  isCovered,
  type NameMatch,
  narrowed,
  positive,
  type RowCondition,
} from './name-condition.ts'
import {
  allOf,
  classesCondition,
  classesSought,
  complementOf,
  domainBy,
  matchCondition,
  testCondition,
} from './name-sql.ts'

/** What a match comes to: how many names it has, and the condition that finds the fewest, if there is one. */
export type Analysis = { readonly total: number; readonly leading: RowCondition | null }

/** How many names match, exactly. */
export async function countNames(
  db: Kysely<Database>,
  match: NameMatch,
  known: RowCondition | null = null,
): Promise<number> {
  return (await analyseMatch(db, match, known)).total
}

export async function analyseMatch(
  db: Kysely<Database>,
  match: NameMatch,
  known: RowCondition | null = null,
): Promise<Analysis> {
  if (match.classes?.size === 0) return { total: 0, leading: null }
  if (match.conditions.length === 0) return { total: namesIn(match.names, match.classes), leading: null }
  if (dialectOf(db) === 'postgres') return { total: await countPlainly(db, match), leading: null }
  return analyseByIndex(db, match, known)
}

/** How many names these classes have; null stands for all. */
export function namesIn(names: ClassNames, classes: ReadonlySet<number> | null): number {
  let sum = 0
  if (classes === null) for (const count of names.values()) sum += count
  else for (const id of classes) sum += names.get(id) ?? 0
  return sum
}

async function countPlainly(db: Kysely<Database>, match: NameMatch): Promise<number> {
  return readCount(db, sql`select count(*) as names from domain where ${matchCondition(db, match)}`)
}

/**
 * SQLite counts fast where one index holds everything that is asked, so negations are counted as what is left over:
 * without them there is always a condition that an index answers. `known` finds the fewest names as far as is known.
 */
async function analyseByIndex(db: Kysely<Database>, match: NameMatch, known: RowCondition | null): Promise<Analysis> {
  const negation = match.conditions.find((condition) => condition.isNegated)
  if (negation) {
    const rest = { ...match, conditions: match.conditions.filter((condition) => condition !== negation) }
    const { total, leading } = await analyseMatch(db, rest, known)
    const without = narrowed(rest, { condition: { ...negation, isNegated: false } })
    return { total: total - (await countNames(db, without, known)), leading }
  }
  const { leading } = await leadingOf(db, match, known)
  invariant(leading, 'a match with conditions has a leading one')
  const others = { ...match, conditions: match.conditions.filter((condition) => condition !== leading) }
  let total = 0
  for (const branch of leading.branches) total += await countBranch(db, others, branch)
  return { total, leading }
}

/** The condition that finds the fewest names, and how many these are at most. */
export async function leadingOf(
  db: Kysely<Database>,
  match: NameMatch,
  known: RowCondition | null,
): Promise<{ readonly leading: RowCondition | null; readonly atMost: number }> {
  const inClasses = namesIn(match.names, match.classes)
  const few = inFewClasses(match)
  if (few) return { leading: few, atMost: Math.min(inClasses, FEW_NAMES) }
  if (known && match.conditions.includes(known)) return { leading: known, atMost: inClasses }
  return mostSelective(db, match, inClasses)
}

/** The condition whose classes have few names, if there is one. */
export function inFewClasses(match: NameMatch): RowCondition | null {
  let best: { readonly condition: RowCondition; readonly names: number } | null = null
  for (const condition of match.conditions) {
    if (condition.isNegated) continue
    let names = 0
    for (const { classes } of condition.branches) names += namesIn(match.names, bothClasses(match.classes, classes))
    if (names <= FEW_NAMES && names < (best?.names ?? Number.POSITIVE_INFINITY)) best = { condition, names }
  }
  return best?.condition ?? null
}

/** So many names are looked through class by class in a few milliseconds. */
const FEW_NAMES = 30_000

/** Counting each condition by itself is cheap; looking up rows for the wrong one is not. */
async function mostSelective(db: Kysely<Database>, match: NameMatch, inClasses: number) {
  const positives = match.conditions.filter((condition) => !condition.isNegated)
  const [only, ...more] = positives
  if (!only || more.length === 0) return { leading: only ?? null, atMost: inClasses }
  const alone = { ...match, classes: null, conditions: [] }
  let best = { leading: only, atMost: Number.POSITIVE_INFINITY }
  for (const condition of positives) {
    let names = 0
    for (const branch of condition.branches) names += await countBranch(db, alone, branch)
    if (names < best.atMost) best = { leading: condition, atMost: names }
  }
  return { ...best, atMost: Math.min(best.atMost, inClasses) }
}

/** In microseconds, measured: an entry of an index, a class held against a list, a row looked up. */
const COST = { entry: 0.03, classCheck: 0.12, row: 2.5 }

async function countBranch(db: Kysely<Database>, match: NameMatch, branch: Branch): Promise<number> {
  const classes = bothClasses(match.classes, branch.classes)
  if (classes?.size === 0) return 0
  if (match.conditions.length > 0) return countChecked(db, match, branch, classes)
  if (classes === null) return countWhole(db, match, branch)
  return countInClasses(db, match, branch, classes)
}

/**
 * Holding each entry's class against a list takes several times as long as counting it, so that it is cheaper to count
 * all and take off those of the other classes, or to look through the few names of the wanted ones.
 */
async function countInClasses(
  db: Kysely<Database>,
  match: NameMatch,
  branch: Branch,
  classes: ReadonlySet<number>,
): Promise<number> {
  const perName = isCovered('domain_by_class', positive(branch)) ? COST.entry : COST.row
  const inside = namesIn(match.names, classes)
  if (inside * perName < 1_000) return countByClass(db, match, branch, classes)
  const all = await countWhole(db, match, branch)
  const outside = namesIn(match.names, null) - inside
  const checking = all * COST.classCheck
  if (outside === 0 || all === 0) return all
  if (outside * perName <= checking && outside <= inside) {
    return all - (await countByClass(db, match, branch, complementOf(match.book, classes)))
  }
  if (inside * perName <= checking) return countByClass(db, match, branch, classes)
  return countChecked(db, match, branch, classes)
}

/** The branch without regard to classes. */
function countWhole(db: Kysely<Database>, { account }: NameMatch, { found, test }: Branch): Promise<number> {
  if ('count' in found) return readCount(db, found.count)
  const conditions = [sql<boolean>`domain.account = ${account}`, test]
  return readCount(db, sql`select count(*) as names from ${domainBy(db, found.by)} where ${allOf(conditions)}`)
}

/** Class by class, each name of theirs held against the branch. */
function countByClass(
  db: Kysely<Database>,
  { account }: NameMatch,
  { test }: Branch,
  classes: ReadonlySet<number>,
): Promise<number> {
  const conditions = [sql<boolean>`domain.account = ${account}`, classesSought(db, classes), test]
  return readCount(db, sql`select count(*) as names from ${domainBy(db, 'domain_by_class')} where ${allOf(conditions)}`)
}

/** The names of the branch, each held against the classes and the other conditions. */
function countChecked(
  db: Kysely<Database>,
  match: NameMatch,
  branch: Branch,
  classes: ReadonlySet<number> | null,
): Promise<number> {
  return readCount(db, sql`select count(*) as names ${foundBy(db, match, branch, classes)}`)
}

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
    sql<boolean>`domain.account = ${match.account}`,
    'ids' in found ? sql<boolean>`domain.id in (${found.ids})` : test,
    ...(isByClass ? [classesSought(db, classes)] : classesCondition(db, match.book, classes)),
    ...match.conditions.map((condition) => testCondition(db, match.book, condition, index)),
  ]
  return sql`from ${domainBy(db, index)} where ${allOf(conditions)}`
}

/** Looking through all names of the classes is quicker then than holding a class against each name of the branch. */
function hasFewNames(match: NameMatch, branch: Branch, classes: ReadonlySet<number>): boolean {
  if (!('by' in branch.found) || !isCovered('domain_by_class', positive(branch))) return false
  return namesIn(match.names, classes) <= FEW_NAMES
}

/** How many names of each class match, by class id. */
export async function countNamesPerClass(
  db: Kysely<Database>,
  match: NameMatch,
  leading: RowCondition | null,
): Promise<ReadonlyMap<number, number>> {
  if (match.conditions.length === 0) return namesOf(match)
  const [branch, ...others] = leading?.branches ?? []
  const isFound = leading && branch && others.length === 0 && !leading.isNegated
  const rest = { ...match, conditions: match.conditions.filter((condition) => condition !== leading) }
  const from = isFound
    ? foundBy(db, rest, branch, bothClasses(match.classes, branch.classes))
    : sql`from domain where ${matchCondition(db, match)}`
  const { rows } = await sql<{ id: number; names: number }>`
    select domain.class_id as id, count(*) as names ${from} group by domain.class_id`.execute(db)
  return new Map(rows.map(({ id, names }) => [id, names]))
}

function namesOf({ names, classes }: NameMatch): ReadonlyMap<number, number> {
  return classes === null ? names : new Map([...names].filter(([id]) => classes.has(id)))
}

async function readCount(db: Kysely<Database>, query: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ names: number }>`${query}`.execute(db)
  return rows[0]?.names ?? 0
}
