import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import type { DocumentTables } from '../documents/documents.table.ts'

type QuoteOrderRow = DocumentTables['quote_order']

export function findQuoteOrder(
  db: Kysely<Database>,
  account: string,
  number: string,
): Promise<QuoteOrderRow | undefined> {
  return db
    .selectFrom('quote_order')
    .selectAll()
    .where('account', '=', account)
    .where('number', '=', number)
    .executeTakeFirst()
}

export async function insertQuoteOrder(trx: Transaction<Database>, row: QuoteOrderRow): Promise<void> {
  await trx.insertInto('quote_order').values(row).execute()
}
