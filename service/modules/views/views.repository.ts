import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import type { ViewTables } from './views.table.ts'

export type ViewRow = ViewTables['saved_view']

/** A person's own views and those that others share with the account. */
export function listVisibleViews(db: Kysely<Database>, account: string, person: string): Promise<ViewRow[]> {
  return db
    .selectFrom('saved_view')
    .selectAll()
    .where('account', '=', account)
    .where((eb) => eb.or([eb('person', '=', person), eb('is_shared', '=', 1)]))
    .orderBy('name')
    .orderBy('id')
    .execute()
}

export function findView(db: Kysely<Database>, account: string, id: string): Promise<ViewRow | undefined> {
  return db.selectFrom('saved_view').selectAll().where('account', '=', account).where('id', '=', id).executeTakeFirst()
}

export async function insertView(trx: Transaction<Database>, view: ViewRow): Promise<void> {
  await trx.insertInto('saved_view').values(view).execute()
}

export async function updateView(
  trx: Transaction<Database>,
  account: string,
  id: string,
  patch: Partial<ViewRow>,
): Promise<void> {
  await trx.updateTable('saved_view').set(patch).where('account', '=', account).where('id', '=', id).execute()
}

export async function deleteView(trx: Transaction<Database>, account: string, id: string): Promise<void> {
  await trx.deleteFrom('saved_view').where('account', '=', account).where('id', '=', id).execute()
}
