import type { Transaction } from 'kysely'
import { invalidField, Refusal } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import { findAskingDocument } from './ledger.repository.ts'

/**
 * A document that still asks for money, and how much; `pointer` is where the request names it. Refuses one that is not
 * there, is paid already, or was cancelled.
 */
export async function payableDocument(
  trx: Transaction<Database>,
  account: string,
  number: string,
  pointer: string,
): Promise<{ readonly open: number }> {
  const document = await findAskingDocument(trx, account, number)
  if (!document) throw invalidField(pointer, 'unknown_document', `No document "${number}" asks for money.`)
  if (document.open > 0) return document
  throw new Refusal(document.isCancelled ? 'document_cancelled' : 'document_paid', { args: { number } })
}
