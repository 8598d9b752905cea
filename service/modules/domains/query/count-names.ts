import { type Kysely, sql } from 'kysely'
import { invariant } from '../../../../core/base/invariant.ts'
import type { Database } from '../../../storage/database.ts'
import { dialectOf } from '../../../storage/dialects/dialect.ts'
import { idList } from '../../../storage/json-list.ts'
import {
  type Branch,
  bothClasses,
  type NameIndex,
  type NameMatch,
  narrowed,
  type RowCondition,
} from './name-condition.ts'
import { allOf, classesCondition, classesSought, domainBy, matchCondition, rowCondition } from './name-sql.ts'

/** What a match comes to: how many names it has, and the condition that finds the fewest, if there is one. */
export type Analysis = { readonly total: number; readonly leading: RowCondition | null }

/** How many names match, exactly. */
export async function countNames(db: Kysely<Database>, match: NameMatch): Promise<number> {
  return (await analyseMatch(db, match)).total
}

export async function analyseMatch(db: Kysely<Database>, match: NameMatch): Promise<Analysis> {
  if (match.classes?.size === 0) return { total: 0, leading: null }
  if (match.conditions.length === 0) return { total: await countClasses(db, match), leading: null }
  if (dialectOf(db) === 'postgres') return { total: await countPlainly(db, match), leading: null }
  return analyseByIndex(db, match)
}

/** The classes know how many names they have. */
async function countClasses(db: Kysely<Database>, { account, classes }: NameMatch): Promise<number> {
  const inClasses = classes === null ? sql`1 = 1` : sql`id in ${idList(dialectOf(db), [...classes])}`
  const { rows } = await sql<{ names: number | null }>`
    select sum(names) as names from renewal_class where account = ${account} and ${inClasses}`.execute(db)
  return rows[0]?.names ?? 0
}

async function countPlainly(db: Kysely<Database>, match: NameMatch): Promise<number> {
  const { rows } = await sql<{ names: number }>`
    select count(*) as names from domain where ${matchCondition(db, match)}`.execute(db)
  return rows[0]?.names ?? 0
}

/**
 * SQLite counts fast where one index holds everything that is asked, so negations are counted as what is left over:
 * without them there is always a condition that an index answers.
 */
async function analyseByIndex(db: Kysely<Database>, match: NameMatch): Promise<Analysis> {
  const negation = match.conditions.find((condition) => condition.isNegated)
  if (negation) {
    const rest = { ...match, conditions: match.conditions.filter((condition) => condition !== negation) }
    const { total, leading } = await analyseMatch(db, rest)
    const without = narrowed(rest, { condition: { ...negation, isNegated: false } })
    return { total: total - (await countNames(db, without)), leading }
  }
  const leading = await mostSelective(db, match)
  const others = { ...match, conditions: match.conditions.filter((condition) => condition !== leading) }
  let total = 0
  for (const branch of leading.branches) total += await countBranch(db, others, branch)
  return { total, leading }
}

/** Counting each condition by itself is cheap; looking up rows for the wrong one is not. */
async function mostSelective(db: Kysely<Database>, match: NameMatch): Promise<RowCondition> {
  const [first, ...others] = match.conditions
  invariant(first, 'a match with conditions has one')
  if (others.length === 0) return first
  const alone = { ...match, classes: null, conditions: [] }
  let best = { condition: first, names: Number.POSITIVE_INFINITY }
  for (const condition of match.conditions) {
    let names = 0
    for (const branch of condition.branches) names += await countBranch(db, alone, branch)
    if (names < best.names) best = { condition, names }
  }
  return best.condition
}

async function countBranch(db: Kysely<Database>, match: NameMatch, branch: Branch): Promise<number> {
  const classes = bothClasses(match.classes, branch.classes)
  if (classes?.size === 0) return 0
  const isByClass = classes !== null && branch.index === 'domain_by_class'
  const inClasses = isByClass ? [classesSought(db, classes)] : classesCondition(db, match.book, classes)
  const index = branch.index === 'domain_by_class' && !isByClass ? 'domain_by_expiry' : branch.index
  const conditions = [
    sql<boolean>`domain.account = ${match.account}`,
    branch.sql,
    ...inClasses,
    ...match.conditions.map((condition) => rowCondition(db, match.book, condition)),
  ]
  const { rows } = await sql<{ names: number }>`
    select count(*) as names from ${domainBy(db, index)} where ${allOf(conditions)}`.execute(db)
  return rows[0]?.names ?? 0
}

/** How many names of each class match, by class id. */
export async function countNamesPerClass(
  db: Kysely<Database>,
  match: NameMatch,
  leading: RowCondition | null,
): Promise<ReadonlyMap<number, number>> {
  const { rows } =
    match.conditions.length === 0
      ? await sql<{ id: number; names: number }>`
          select id, names from renewal_class where account = ${match.account} and names > 0`.execute(db)
      : await sql<{ id: number; names: number }>`
          select domain.class_id as id, count(*) as names from ${domainBy(db, soleIndex(leading))}
          where ${matchCondition(db, match)} group by domain.class_id`.execute(db)
  return new Map(rows.filter(({ id }) => match.classes?.has(id) ?? true).map(({ id, names }) => [id, names]))
}

function soleIndex(leading: RowCondition | null): NameIndex | null {
  const [branch, ...others] = leading?.branches ?? []
  return branch && others.length === 0 && branch.index !== 'domain_by_class' ? branch.index : null
}
