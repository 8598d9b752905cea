import { type Kysely, type RawBuilder, sql } from 'kysely'
import { invariant } from '../../../../core/base/invariant.ts'
import type { Database } from '../../../storage/database.ts'
import { dialectOf } from '../../../storage/dialects/dialect.ts'
import type { ClassNames } from '../../renewal-rules/class-book.ts'
import { FEW_NAMES, foundBy, namesIn, sourcesOf } from './found-names.ts'
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
import { allOf, complementOf, domainBy, fromClasses, matchCondition } from './name-sql.ts'
import { COST } from './query-cost.ts'
import { rememberedRows } from './remembered-rows.ts'

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

async function countPlainly(db: Kysely<Database>, match: NameMatch): Promise<number> {
  return readCount(db, match, sql`select count(*) as names from domain where ${matchCondition(db, match)}`)
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
  const most = mostByTimeline(match)
  if (most) {
    const others = await countBranches(db, { ...match, conditions: [] }, most.otherwise())
    return { total: namesIn(match.names, match.classes) - others, leading: most.condition }
  }
  const { leading } = await leadingOf(db, match, known)
  invariant(leading, 'a match with conditions has a leading one')
  const others = { ...match, conditions: match.conditions.filter((condition) => condition !== leading) }
  return { total: await countBranches(db, others, leading), leading }
}

/** Nothing but the state is asked for, and it is the one that most names are in: the others are counted sooner. */
function mostByTimeline({ conditions, timeline }: NameMatch): NameMatch['timeline'] | null {
  const isSole = timeline !== undefined && conditions.length === 1 && conditions[0] === timeline.condition
  return isSole && timeline.states.includes('active') ? timeline : null
}

async function countBranches(db: Kysely<Database>, match: NameMatch, { branches }: RowCondition): Promise<number> {
  let names = 0
  for (const branch of branches) names += await countBranch(db, match, branch)
  return names
}

/** The condition that finds the fewest names, and how many these are at most. */
async function leadingOf(
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
function inFewClasses(match: NameMatch): RowCondition | null {
  let best: { readonly condition: RowCondition; readonly names: number } | null = null
  for (const condition of match.conditions) {
    if (condition.isNegated) continue
    let names = 0
    for (const { classes } of condition.branches) names += namesIn(match.names, bothClasses(match.classes, classes))
    if (names <= FEW_NAMES && names < (best?.names ?? Number.POSITIVE_INFINITY)) best = { condition, names }
  }
  return best?.condition ?? null
}

/** Counting each condition by itself is cheap; looking up rows for the wrong one is not. */
async function mostSelective(db: Kysely<Database>, match: NameMatch, inClasses: number) {
  const positives = match.conditions.filter((condition) => !condition.isNegated)
  const [only, ...more] = positives
  if (!only || more.length === 0) return { leading: only ?? null, atMost: inClasses }
  const alone = { ...match, classes: null, conditions: [] }
  let best = { leading: only, atMost: Number.POSITIVE_INFINITY }
  for (const condition of positives) {
    const names = await countBranches(db, alone, condition)
    if (names < best.atMost) best = { leading: condition, atMost: names }
  }
  return { ...best, atMost: Math.min(best.atMost, inClasses) }
}

async function countBranch(db: Kysely<Database>, match: NameMatch, branch: Branch): Promise<number> {
  const classes = bothClasses(match.classes, branch.classes)
  if (classes?.size === 0) return 0
  if (match.conditions.length > 0) return countChecked(db, match, branch, classes)
  if (classes === null) return countWhole(db, match, branch)
  return countInClasses(db, match, branch, classes)
}

/**
 * Holding each entry's class against a set takes longer than counting it, so that it may be cheaper to count all and
 * take off those of the other classes, or to look through the few names of the wanted ones.
 */
async function countInClasses(
  db: Kysely<Database>,
  match: NameMatch,
  branch: Branch,
  classes: ReadonlySet<number>,
): Promise<number> {
  const others = complementOf(match.book, classes)
  const byClass = costByClass(match, branch, classes)
  if (byClass < SOON) return countByClass(db, match, branch, classes)
  const all = await countWhole(db, match, branch)
  if (all === 0 || namesIn(match.names, others) === 0) return all
  const byOthers = costByClass(match, branch, others)
  const checking = all * ('count' in branch.found ? COST.row : COST.counted + COST.classCheck)
  if (byOthers <= Math.min(checking, byClass)) return all - (await countByClass(db, match, branch, others))
  return byClass <= checking
    ? countByClass(db, match, branch, classes)
    : countChecked(db, { ...match, conditions: [] }, branch, classes)
}

/** In microseconds; how many there are outside of the classes is not known yet. */
const SOON = 8_000

function costByClass({ names }: NameMatch, branch: Branch, classes: ReadonlySet<number>): number {
  const perName = isCovered('domain_by_class', positive(branch)) ? COST.entry : COST.row
  return classes.size * COST.soughtClass + namesIn(names, classes) * perName
}

/** How many names the index (or whatever else) finds that a branch is found by. */
export async function countFound(db: Kysely<Database>, match: NameMatch, branch: Branch): Promise<number> {
  return indexOf(branch) === 'domain_by_class' ? namesIn(match.names, branch.classes) : countWhole(db, match, branch)
}

/** The branch without regard to classes. */
function countWhole(db: Kysely<Database>, match: NameMatch, { found, test }: Branch): Promise<number> {
  if ('count' in found) return readCount(db, match, found.count)
  const conditions = [sql<boolean>`domain.account = ${match.account}`, test]
  return readCount(db, match, sql`select count(*) as names from ${domainBy(db, found.by)} where ${allOf(conditions)}`)
}

/** Class by class, each name of theirs held against the branch. */
function countByClass(
  db: Kysely<Database>,
  match: NameMatch,
  { test }: Branch,
  classes: ReadonlySet<number>,
): Promise<number> {
  return readCount(db, match, sql`select count(*) as names ${fromClasses(db, match.account, classes, [test])}`)
}

/** The names of the branch, each held against the classes and the other conditions. */
function countChecked(
  db: Kysely<Database>,
  match: NameMatch,
  branch: Branch,
  classes: ReadonlySet<number> | null,
): Promise<number> {
  return readCount(db, match, sql`select count(*) as names ${foundBy(db, match, branch, classes)}`)
}

/** How many names of each class match, by class id. */
export async function countNamesPerClass(
  db: Kysely<Database>,
  match: NameMatch,
  leading: RowCondition | null,
): Promise<ClassNames> {
  if (match.conditions.length === 0) return namesOf(match)
  const sources = leading ? sourcesOf(db, match, leading) : [sql`from domain where ${matchCondition(db, match)}`]
  const numbers = new Map<number, number>()
  for (const from of sources) {
    const query = sql<{ id: number; names: number }>`
      select domain.class_id as id, count(*) as names ${from} group by domain.class_id`
    for (const { id, names } of await rememberedRows(db, match.names, query)) {
      numbers.set(id, (numbers.get(id) ?? 0) + names)
    }
  }
  return numbers
}

function namesOf({ names, classes }: NameMatch): ClassNames {
  return classes === null ? names : new Map([...names].filter(([id]) => classes.has(id)))
}

async function readCount(db: Kysely<Database>, { names }: NameMatch, query: RawBuilder<unknown>): Promise<number> {
  const [row] = await rememberedRows(db, names, query as RawBuilder<{ names: number }>)
  return row?.names ?? 0
}
