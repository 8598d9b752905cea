import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../storage/database.ts'
import { dialectOf } from '../../../storage/dialects/dialect.ts'
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

/** Names of these classes, held against what is read anyway; nothing where all classes are meant. */
export function classesCondition(
  db: Kysely<Database>,
  book: ClassBook,
  classes: ReadonlySet<number> | null,
): readonly RawBuilder<boolean>[] {
  if (classes === null) return []
  if (classes.size === 0) return [NEVER]
  // SQLite would make a table of a list before it reads the first name, which takes milliseconds for each list.
  if (dialectOf(db) === 'sqlite') return [sql<boolean>`substr(${classBytes(classes)}, domain.class_id, 1) = x'01'`]
  if (classes.size <= book.size / 2) return [classesSought(classes)]
  const others = complementOf(book, classes)
  return others.size === 0 ? [] : [sql<boolean>`domain.class_id <> all(${classArray(others)})`]
}

/** Sets of classes live as long as the classes they were made from; what follows from them is made once. */
const complements = new WeakMap<ReadonlySet<number>, ReadonlySet<number>>()
const texts = new WeakMap<ReadonlySet<number>, string>()
const bytes = new WeakMap<ReadonlySet<number>, Uint8Array>()

export function complementOf(book: ClassBook, classes: ReadonlySet<number>): ReadonlySet<number> {
  const known = complements.get(classes)
  if (known) return known
  const others = new Set<number>()
  for (const id of book.keys()) if (!classes.has(id)) others.add(id)
  complements.set(classes, others)
  return others
}

/** One byte for each id from 1 on: 1 where the class is in the set. */
function classBytes(classes: ReadonlySet<number>): Uint8Array {
  const known = bytes.get(classes)
  if (known) return known
  let last = 0
  for (const id of classes) last = Math.max(last, id)
  const made = new Uint8Array(last)
  for (const id of classes) made[id - 1] = 1
  bytes.set(classes, made)
  return made
}

/** The classes as a list to be sought one by one. */
function classesSought(classes: ReadonlySet<number>): RawBuilder<boolean> {
  return sql`domain.class_id = any(${classArray(classes)})`
}

/** An array that PostgreSQL makes a hash table of; a list that it had to unpack it would go through for each name. */
function classArray(classes: ReadonlySet<number>): RawBuilder<readonly number[]> {
  return sql`${`{${classText(classes).slice(1, -1)}}`}::bigint[]`
}

function classText(classes: ReadonlySet<number>): string {
  const text = texts.get(classes) ?? JSON.stringify([...classes])
  texts.set(classes, text)
  return text
}

/** A condition to be held against names that are read by an index (null: row by row) anyway. */
export function testCondition(
  db: Kysely<Database>,
  book: ClassBook,
  condition: RowCondition,
  index: NameIndex | null,
): RawBuilder<boolean> {
  const isPostgres = dialectOf(db) === 'postgres'
  const isCheap = isPostgres || (index !== null && isCovered(index, condition))
  const any = anyOf(db, book, condition, ({ test }, classes) =>
    // No row is looked up to find that its class does not count.
    isCheap || classes.length === 0
      ? allOf([test, ...classes])
      : sql`case when ${allOf(classes)} then ${test} else 0 end`,
  )
  // An "or" that is open to SQLite makes it look for the halves by themselves, and read all other names for that.
  return isPostgres || condition.branches.length <= 1 ? any : sql`${any} is true`
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

/** `from domain where …`: the names of these classes, class by class, as far as the conditions hold. */
export function fromClasses(
  db: Kysely<Database>,
  account: string,
  classes: ReadonlySet<number>,
  conditions: readonly RawBuilder<boolean>[],
): RawBuilder<unknown> {
  const own = sql<boolean>`domain.account = ${account}`
  if (dialectOf(db) === 'postgres') return sql`from domain where ${allOf([own, classesSought(classes), ...conditions])}`
  // A join in this order and no other: SQLite may take "in" for a test to be made of each name.
  const each = sql<boolean>`domain.class_id = sought.value`
  return sql`from json_each(${classText(classes)}) as sought cross join domain indexed by domain_by_class
    where ${allOf([own, each, ...conditions])}`
}

/** `domain`, on SQLite read by the given index: its planner errs where an account's names are all in one. */
export function domainBy(db: Kysely<Database>, index: NameIndex | null): RawBuilder<unknown> {
  return sql.raw(index !== null && dialectOf(db) === 'sqlite' ? `domain indexed by ${index}` : 'domain')
}
