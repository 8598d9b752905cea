import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../storage/database.ts'
import { dialectOf } from '../../../storage/dialects/dialect.ts'
import { idList } from '../../../storage/json-list.ts'
import { type Branch, type NameMatch, NEVER, type RowCondition } from './name-condition.ts'

/** The names of a match as one condition on `domain`, account included. */
export function matchCondition(db: Kysely<Database>, account: string, match: NameMatch): RawBuilder<boolean> {
  return allOf([
    sql<boolean>`domain.account = ${account}`,
    ...classesCondition(db, match.classes),
    ...match.conditions.map((condition) => rowCondition(db, condition)),
  ])
}

/** Nothing where all classes are meant. */
export function classesCondition(
  db: Kysely<Database>,
  classes: ReadonlySet<number> | null,
): readonly RawBuilder<boolean>[] {
  if (classes === null) return []
  if (classes.size === 0) return [NEVER]
  return [sql<boolean>`domain.class_id in ${idList(dialectOf(db), [...classes])}`]
}

export function branchCondition(db: Kysely<Database>, branch: Branch): RawBuilder<boolean> {
  return allOf([branch.sql, ...classesCondition(db, branch.classes)])
}

export function rowCondition(db: Kysely<Database>, { branches, isNegated }: RowCondition): RawBuilder<boolean> {
  if (branches.length === 0) return isNegated ? sql`1 = 1` : NEVER
  const any = sql<boolean>`(${sql.join(
    branches.map((branch) => branchCondition(db, branch)),
    sql` or `,
  )})`
  // A date that is absent makes a comparison null, which is neither true nor false.
  return isNegated ? sql`not coalesce(${any}, 1 = 0)` : any
}

export function allOf(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return sql`(${sql.join(conditions, sql` and `)})`
}
