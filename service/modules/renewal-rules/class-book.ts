import type { Kysely } from 'kysely'
import type { CutOff } from '../../../core/renewal/deadlines.ts'
import type { RenewalClassKey } from '../../../core/renewal/renewal-class.ts'
import type { RenewalMode, RuleScope } from '../../../core/renewal/renewal-mode.ts'
import type { Database } from '../../storage/database.ts'
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

type Kept = { readonly seq: number; readonly book: ClassBook }

/** What each connection has read last, by account; valid as long as the account's `classes_seq` stands. */
const kept = new WeakMap<Kysely<Database>, Map<string, Kept>>()

/** A few thousand classes serve a million names: they are read once and again only when one was made or resolved. */
export async function readClassBook(db: Kysely<Database>, account: string): Promise<ClassBook> {
  // What a transaction sees may be rolled back.
  if (db.isTransaction) return loadClassBook(db, account)
  const counter = await db
    .selectFrom('account_counter')
    .select('classes_seq')
    .where('account', '=', account)
    .executeTakeFirst()
  const seq = counter?.classes_seq ?? 0
  const own = kept.get(db) ?? new Map<string, Kept>()
  kept.set(db, own)
  const last = own.get(account)
  if (last?.seq === seq) return last.book
  const book = await loadClassBook(db, account)
  own.set(account, { seq, book })
  return book
}

async function loadClassBook(db: Kysely<Database>, account: string): Promise<ClassBook> {
  const rows = await db.selectFrom('renewal_class').selectAll().where('account', '=', account).execute()
  return new Map(
    rows.map((row) => {
      const { id, mode, scope } = row
      const contradiction = row.contradiction === 1
      return [id, { id, key: keyOfClass(row), mode, scope, contradiction, cutOff: cutOffOfClass(row) }]
    }),
  )
}
