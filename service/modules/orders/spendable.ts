import type { Kysely } from 'kysely'
import { invariant } from '../../../core/base/invariant.ts'
import { dayInZone, type Instant } from '../../../core/calendar/iso-date.ts'
import { overdraftLimit } from '../../../core/ledger/overdraft.ts'
import type { Database } from '../../storage/database.ts'
import { readOverdraft } from '../billing-profile/overdraft.ts'
import { readBook } from '../ledger/ledger.repository.ts'

/** What an account can set aside now: what is available and how far it may go below zero; infinite without a limit. */
export async function readSpendable(db: Kysely<Database>, account: string, now: Instant): Promise<number> {
  const book = await readBook(db, account)
  invariant(book, 'every account has a book')
  const limit = overdraftLimit(await readOverdraft(db, account), dayInZone(now, book.zone))
  return book.balance - book.held + limit
}
