import { type Kysely, sql, type Transaction } from 'kysely'
import type { ReaderScope } from '../../../core/access/reader-scope.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { textList } from '../../storage/json-list.ts'
import { type Page, readPage } from '../../storage/read-page.ts'
import { scopeCondition } from '../domains/scope-condition.ts'
import type { ReversalTables } from './reversals.table.ts'

export type ReversalRow = ReversalTables['reversal']

export async function insertReversal(trx: Transaction<Database>, row: ReversalRow): Promise<void> {
  await trx.insertInto('reversal').values(row).execute()
}

/** Reversals by their ids, which are those of the orders that carry them out. */
export function findReversals(db: Kysely<Database>, account: string, ids: readonly string[]): Promise<ReversalRow[]> {
  return db
    .selectFrom('reversal')
    .selectAll()
    .where('account', '=', account)
    .where('id', 'in', textList(dialectOf(db), ids))
    .execute()
}

type Reader = { readonly account: string; readonly scope: ReaderScope }

/** Reversals of names that the reader sees, newest first. */
export function listReversals(db: Kysely<Database>, reader: Reader, page: Page) {
  return readPage(seenBy(db, reader).selectAll('r').orderBy('r.requested_at', 'desc').orderBy('r.id'), page)
}

function seenBy(db: Kysely<Database>, { account, scope }: Reader) {
  const inScope = scopeCondition(db, account, scope) ?? sql<boolean>`1 = 1`
  return db
    .selectFrom('reversal as r')
    .innerJoin('domain', (join) => join.onRef('domain.account', '=', 'r.account').onRef('domain.name', '=', 'r.name'))
    .where('r.account', '=', account)
    .where(inScope)
}

export async function updateReversal(
  trx: Transaction<Database>,
  account: string,
  id: string,
  patch: Partial<Pick<ReversalRow, 'state' | 'unlocked_at' | 'parked_at' | 'relinquished_at' | 'credit_note'>>,
): Promise<void> {
  await trx.updateTable('reversal').set(patch).where('account', '=', account).where('id', '=', id).execute()
}

/** The credit note of a reversal whose charge came onto a document only afterwards. */
export async function noteCreditNote(
  trx: Transaction<Database>,
  account: string,
  credit: number,
  number: string,
): Promise<void> {
  await trx
    .updateTable('reversal')
    .set({ credit_note: number })
    .where('account', '=', account)
    .where('credit_entry', '=', credit)
    .execute()
}
