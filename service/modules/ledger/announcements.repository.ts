import type { Kysely, Transaction } from 'kysely'
import { invalidField, Refusal } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import type { LedgerTables } from './ledger.table.ts'

export type AnnouncementRow = LedgerTables['announcement']

export async function insertAnnouncement(trx: Transaction<Database>, row: AnnouncementRow): Promise<void> {
  await trx.insertInto('announcement').values(row).execute()
}

/** Newest first, with who announced. */
export function listAnnouncements(db: Kysely<Database>, account: string) {
  return db
    .selectFrom('announcement as a')
    .leftJoin('person as p', 'p.id', 'a.person')
    .selectAll('a')
    .select('p.name as person_name')
    .where('a.account', '=', account)
    .orderBy('a.created_at', 'desc')
    .orderBy('a.id', 'desc')
    .execute()
}

/** Marks an announcement as received by an entry. */
export async function receive(trx: Transaction<Database>, account: string, id: string, entry: number): Promise<void> {
  const row = await trx
    .updateTable('announcement')
    .set({ state: 'received', entry })
    .where('account', '=', account)
    .where('id', '=', id)
    .where('state', '=', 'expected')
    .returning('id')
    .executeTakeFirst()
  if (!row) throw invalidField('/announcement', 'not_expected', 'This announcement is not waiting for money any more.')
}

/** What was received by entries that were wrong and are taken back now is waited for again. */
export async function expectAgain(
  trx: Transaction<Database>,
  account: string,
  entries: readonly number[],
): Promise<void> {
  if (entries.length === 0) return
  await trx
    .updateTable('announcement')
    .set({ state: 'expected', entry: null })
    .where('account', '=', account)
    .where('state', '=', 'received')
    .where('entry', 'in', entries)
    .execute()
}

export async function withdraw(trx: Transaction<Database>, account: string, id: string): Promise<void> {
  const row = await trx
    .updateTable('announcement')
    .set({ state: 'withdrawn' })
    .where('account', '=', account)
    .where('id', '=', id)
    .where('state', '=', 'expected')
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found')
}
