import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import { type Page, readPage } from '../../storage/read-page.ts'
import type { BankFileTables } from './bank-files.table.ts'

export type PayerNameRow = BankFileTables['payer_name']

/** Notes how an account pays; what is known already stays as it was learned first. */
export async function learnPayerNames(trx: Transaction<Database>, rows: readonly PayerNameRow[]): Promise<void> {
  if (rows.length === 0) return
  await trx
    .insertInto('payer_name')
    .values([...rows])
    .onConflict((conflict) => conflict.columns(['issuer', 'kind', 'key', 'account']).doNothing())
    .execute()
}

/** Forgets what a line has taught, as it was decided wrongly. */
export async function unlearnLine(
  trx: Transaction<Database>,
  { issuer, file, n }: { readonly issuer: string; readonly file: string; readonly n: number },
): Promise<void> {
  await trx
    .deleteFrom('payer_name')
    .where('issuer', '=', issuer)
    .where('file', '=', file)
    .where('line', '=', n)
    .execute()
}

export async function deletePayerName(trx: Transaction<Database>, issuer: string, id: string): Promise<boolean> {
  const row = await trx
    .deleteFrom('payer_name')
    .where('issuer', '=', issuer)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** By account and name, with the account's name. */
export function listPayerNames(db: Kysely<Database>, issuer: string, page: Page) {
  const names = db
    .selectFrom('payer_name as n')
    .innerJoin('account as a', 'a.id', 'n.account')
    .where('n.issuer', '=', issuer)
    .selectAll('n')
    .select('a.name as account_name')
    .orderBy('a.name')
    .orderBy('n.written')
    .orderBy('n.id')
  return readPage(names, page)
}
