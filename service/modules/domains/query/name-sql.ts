import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../storage/database.ts'
import { dialectOf } from '../../../storage/dialects/dialect.ts'
import { idListOf } from '../../../storage/json-list.ts'
import type { ClassBook } from '../../renewal-rules/class-book.ts'
import { type Branch, isCovered, type NameIndex, type NameMatch, NEVER, type RowCondition } from './name-condition.ts'

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
  return others.size === 0 ? [] : [sql<boolean>`domain.class_id not in ${classList(db, others)}`]
}

/** The classes as a list to be sought one by one. */
export function classesSought(db: Kysely<Database>, classes: ReadonlySet<number>): RawBuilder<boolean> {
  return sql`domain.class_id in ${classList(db, classes)}`
}

/** Sets of classes live as long as the classes they were made from; what follows from them is made once. */
const complements = new WeakMap<ReadonlySet<number>, ReadonlySet<number>>()
const texts = new WeakMap<ReadonlySet<number>, string>()

export function complementOf(book: ClassBook, classes: ReadonlySet<number>): ReadonlySet<number> {
  const known = complements.get(classes)
  if (known) return known
  const others = new Set<number>()
  for (const id of book.keys()) if (!classes.has(id)) others.add(id)
  complements.set(classes, others)
  return others
}

function classList(db: Kysely<Database>, classes: ReadonlySet<number>): RawBuilder<number> {
  const text = texts.get(classes) ?? JSON.stringify([...classes])
  texts.set(classes, text)
  return idListOf(dialectOf(db), text)
}

/** A condition to be held against names that are read by an index (null: row by row) anyway. */
export function testCondition(
  db: Kysely<Database>,
  book: ClassBook,
  condition: RowCondition,
  index: NameIndex | null,
): RawBuilder<boolean> {
  const isCheap = dialectOf(db) === 'postgres' || (index !== null && isCovered(index, condition))
  return anyOf(db, book, condition, ({ test }, classes) => {
    // SQLite puts what has no subquery first: it would look up each row to find that its class does not count.
    return isCheap || classes.length === 0
      ? allOf([test, ...classes])
      : sql`case when ${allOf(classes)} then ${test} else 0 end`
  })
}

/** A condition that finds its names by itself where it can. */
function memberCondition(db: Kysely<Database>, book: ClassBook, condition: RowCondition): RawBuilder<boolean> {
  return anyOf(db, book, condition, ({ found, test }, classes) =>
    allOf(['ids' in found ? sql<boolean>`domain.id in (${found.ids})` : test, ...classes]),
  )
}

function anyOf(
  db: Kysely<Database>,
  book: ClassBook,
  { branches, isNegated }: RowCondition,
  sqlOf: (branch: Branch, classes: readonly RawBuilder<boolean>[]) => RawBuilder<boolean>,
): RawBuilder<boolean> {
  if (branches.length === 0) return isNegated ? sql`1 = 1` : NEVER
  const each = branches.map((branch) => sqlOf(branch, classesCondition(db, book, branch.classes)))
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
