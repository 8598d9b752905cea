import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../storage/database.ts'
import { dialectOf } from '../../../storage/dialects/dialect.ts'
import { idList } from '../../../storage/json-list.ts'
import type { ClassBook } from '../../renewal-rules/class-book.ts'
import { type Branch, type NameIndex, type NameMatch, NEVER, type RowCondition } from './name-condition.ts'

/** The names of a match as one condition on `domain`, account included. */
export function matchCondition(db: Kysely<Database>, match: NameMatch): RawBuilder<boolean> {
  return allOf([
    sql<boolean>`domain.account = ${match.account}`,
    ...classesCondition(db, match.book, match.classes),
    ...match.conditions.map((condition) => memberCondition(db, match.book, condition)),
  ])
}

/** Nothing where all classes are meant; the shorter of the two lists otherwise, those that are or are not. */
export function classesCondition(
  db: Kysely<Database>,
  book: ClassBook,
  classes: ReadonlySet<number> | null,
): readonly RawBuilder<boolean>[] {
  if (classes === null) return []
  if (classes.size === 0) return [NEVER]
  if (classes.size <= book.size / 2) return [classesSought(db, classes)]
  const others = complementOf(book, classes)
  return others.size === 0 ? [] : [sql<boolean>`domain.class_id not in ${idList(dialectOf(db), [...others])}`]
}

/** The classes as a list to be sought one by one. */
export function classesSought(db: Kysely<Database>, classes: ReadonlySet<number>): RawBuilder<boolean> {
  return sql`domain.class_id in ${idList(dialectOf(db), [...classes])}`
}

export function complementOf(book: ClassBook, classes: ReadonlySet<number>): ReadonlySet<number> {
  const others = new Set<number>()
  for (const id of book.keys()) if (!classes.has(id)) others.add(id)
  return others
}

/** A condition to be held against rows that are read anyway. */
export function testCondition(db: Kysely<Database>, book: ClassBook, condition: RowCondition): RawBuilder<boolean> {
  return anyOf(db, book, condition, ({ test }) => test)
}

/** A condition that finds its names by itself where it can. */
export function memberCondition(db: Kysely<Database>, book: ClassBook, condition: RowCondition): RawBuilder<boolean> {
  return anyOf(db, book, condition, ({ found, test }) => ('ids' in found ? sql`domain.id in (${found.ids})` : test))
}

function anyOf(
  db: Kysely<Database>,
  book: ClassBook,
  { branches, isNegated }: RowCondition,
  sqlOf: (branch: Branch) => RawBuilder<boolean>,
): RawBuilder<boolean> {
  if (branches.length === 0) return isNegated ? sql`1 = 1` : NEVER
  const each = branches.map((branch) => allOf([sqlOf(branch), ...classesCondition(db, book, branch.classes)]))
  const any = sql<boolean>`(${sql.join(each, sql` or `)})`
  // A date that is absent makes a comparison null, which is neither true nor false.
  return isNegated ? sql`not coalesce(${any}, 1 = 0)` : any
}

export function allOf(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return sql`(${sql.join(conditions, sql` and `)})`
}

/** `domain`, on SQLite read by the given index: its planner errs where an account's names are all in one. */
export function domainBy(db: Kysely<Database>, index: NameIndex | null): RawBuilder<unknown> {
  return sql.raw(index !== null && dialectOf(db) === 'sqlite' ? `domain indexed by ${index}` : 'domain')
}
