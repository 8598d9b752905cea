import type { Kysely } from 'kysely'
import type { RenewalClassKey } from '../../../core/renewal/renewal-class.ts'
import type { RenewalMode } from '../../../core/renewal/renewal-mode.ts'
import type { Database } from '../../storage/database.ts'
import { findClassRows } from '../domains/domains.repository.ts'
import { keyOfClass } from '../renewal-rules/class-store.ts'

/** A name's class as far as bulk work looks at it. */
export type NameClass = { readonly key: RenewalClassKey; readonly mode: RenewalMode }

/** Adds to `known` the classes of these names that are not there yet, by id; a class is never removed. */
export async function readClasses(
  db: Kysely<Database>,
  account: string,
  names: readonly { readonly class_id: number }[],
  known: Map<number, NameClass>,
): Promise<void> {
  const missing = new Set(names.map((name) => name.class_id).filter((id) => !known.has(id)))
  if (missing.size === 0) return
  for (const row of (await findClassRows(db, account, [...missing])).values()) {
    known.set(row.id, { key: keyOfClass(row), mode: row.mode })
  }
}
