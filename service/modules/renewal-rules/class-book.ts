import { type Kysely, sql } from 'kysely'
import type { CutOff } from '../../../core/renewal/deadlines.ts'
import type { RenewalClassKey } from '../../../core/renewal/renewal-class.ts'
import type { RenewalMode, RuleScope } from '../../../core/renewal/renewal-mode.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { cutOffOfClass, keyOfClass } from './class-store.ts'

/** A renewal class with what follows from it. */
export type RenewalClass = {
  readonly id: number
  readonly key: RenewalClassKey
  readonly mode: RenewalMode
  readonly scope: RuleScope
  readonly contradiction: boolean
  readonly cutOff: CutOff
}

/** All classes of an account, by id. */
export type ClassBook = ReadonlyMap<number, RenewalClass>

/** How many names each class has, by its id; those without any are left out. */
export type ClassNames = ReadonlyMap<number, number>

/**
 * A few thousand classes serve a million names, so they are kept in memory: the classes until one is made or resolved
 * again (`classes_seq`), their numbers of names until anything changes (`change_seq`).
 */
type Kept = {
  readonly classesSeq: number
  readonly book: ClassBook
  readonly changeSeq: number
  readonly names: ClassNames
}

/** What each connection has read last, by account. */
const kept = new WeakMap<Kysely<Database>, Map<string, Kept>>()

export async function readClassBook(db: Kysely<Database>, account: string): Promise<ClassBook> {
  return (await readClasses(db, account)).book
}

/** The classes together with how many names they have. */
export async function readClasses(
  db: Kysely<Database>,
  account: string,
): Promise<{ readonly book: ClassBook; readonly names: ClassNames }> {
  // What a transaction sees may be rolled back.
  if (db.isTransaction) return { book: await loadBook(db, account), names: await loadNames(db, account) }
  const { classesSeq, changeSeq } = await readSequences(db, account)
  const own = kept.get(db) ?? new Map<string, Kept>()
  kept.set(db, own)
  const last = own.get(account)
  if (last?.changeSeq === changeSeq) return last
  const book = last?.classesSeq === classesSeq ? last.book : await loadBook(db, account)
  const now = { classesSeq, book, changeSeq, names: await loadNames(db, account) }
  own.set(account, now)
  return now
}

async function readSequences(db: Kysely<Database>, account: string) {
  const counter = await db
    .selectFrom('account_counter')
    .select(['classes_seq', 'change_seq'])
    .where('account', '=', account)
    .executeTakeFirst()
  return { classesSeq: counter?.classes_seq ?? 0, changeSeq: counter?.change_seq ?? 0 }
}

async function loadBook(db: Kysely<Database>, account: string): Promise<ClassBook> {
  const rows = await db.selectFrom('renewal_class').selectAll().where('account', '=', account).execute()
  return new Map(
    rows.map((row) => {
      const { id, mode, scope } = row
      const contradiction = row.contradiction === 1
      return [id, { id, key: keyOfClass(row), mode, scope, contradiction, cutOff: cutOffOfClass(row) }]
    }),
  )
}

/** As two lists of numbers: thousands of rows would take longer to be made into objects than to be read. */
async function loadNames(db: Kysely<Database>, account: string): Promise<ClassNames> {
  const list = (column: string) =>
    dialectOf(db) === 'sqlite' ? sql`json_group_array(${sql.ref(column)})` : sql`json_agg(${sql.ref(column)})::text`
  const { rows } = await sql<{ ids: string | null; numbers: string | null }>`
    select ${list('id')} as ids, ${list('names')} as numbers from renewal_class
    where account = ${account} and names > 0`.execute(db)
  const [ids, numbers] = [numbersIn(rows[0]?.ids), numbersIn(rows[0]?.numbers)]
  return new Map(ids.map((id, index) => [id, numbers[index] ?? 0]))
}

function numbersIn(json: string | null | undefined): readonly number[] {
  return json ? (JSON.parse(json) as readonly number[]) : []
}
