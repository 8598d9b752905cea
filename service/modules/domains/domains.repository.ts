import type { Kysely } from 'kysely'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { idList, textList } from '../../storage/json-list.ts'
import { keyOfClass, type RenewalClassRow } from '../renewal-rules/class-store.ts'
import { type DomainRow, type StoredDomain, stateOfRow } from './domain-state.ts'
import { isNameOf } from './names-by-id.ts'

/** Which names: by id, or by A-label. */
export type NameSelection = { readonly ids: readonly number[] } | { readonly names: readonly string[] }

/** Names as they are stored, in no particular order; those that the account does not have are left out. */
export async function findDomains(
  db: Kysely<Database>,
  account: string,
  selection: NameSelection,
): Promise<readonly StoredDomain[]> {
  const rows = await findDomainRows(db, account, selection)
  const classes = await findClassRows(
    db,
    account,
    rows.map((row) => row.class_id),
  )
  return rows.flatMap((row) => {
    const found = classes.get(row.class_id)
    return found ? [{ id: row.id, row, state: stateOfRow(row, keyOfClass(found)) }] : []
  })
}

async function findDomainRows(
  db: Kysely<Database>,
  account: string,
  selection: NameSelection,
): Promise<readonly DomainRow[]> {
  const rows = db.selectFrom('domain').selectAll()
  return 'ids' in selection
    ? rows.where(isNameOf(db, account, selection.ids)).execute()
    : rows
        .where('account', '=', account)
        .where('name', 'in', textList(dialectOf(db), selection.names))
        .execute()
}

/** Classes by their ids. */
export async function findClassRows(
  db: Kysely<Database>,
  account: string,
  ids: readonly number[],
): Promise<ReadonlyMap<number, RenewalClassRow>> {
  const rows = await db
    .selectFrom('renewal_class')
    .selectAll()
    .where('account', '=', account)
    .where('id', 'in', idList(dialectOf(db), [...new Set(ids)]))
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
