import type { Transaction } from 'kysely'
import type { Instant } from '../../../core/calendar/iso-date.ts'
import {
  type Allocation,
  allocateCredit,
  type OpenDocument,
  restoreInvariant,
  undoAllocations,
} from '../../../core/ledger/allocation.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { Database } from '../../storage/database.ts'
import * as repository from './ledger.repository.ts'

/**
 * Gives the credits among new entries to documents, takes the allocations of reversed ones back, and then keeps
 * `sum(open) <= max(0, -balance)`. Returns the book with what is open now.
 */
export async function settleBook(
  trx: Transaction<Database>,
  book: repository.BookRow,
  entries: readonly repository.EntryRow[],
  now: Instant,
): Promise<repository.BookRow> {
  let settled = book
  for (const entry of entries) {
    if (entry.reverses !== null && entry.amount < 0) {
      const made = await repository.allocationsOfCredit(trx, book.account, entry.reverses)
      settled = await allocate(trx, settled, undoAllocations(made), now)
    }
    if (entry.amount > 0 && settled.open > 0) {
      const documents = await repository.openDocuments(trx, book.account)
      const credit = { entry: entry.seq, free: entry.amount as MinorUnits }
      settled = await allocate(trx, settled, allocateCredit(credit, documents, entry.document), now)
    }
  }
  return keepClaimsWithinDebt(trx, settled, now)
}

async function keepClaimsWithinDebt(
  trx: Transaction<Database>,
  book: repository.BookRow,
  now: Instant,
): Promise<repository.BookRow> {
  if (book.open <= Math.max(0, -book.balance)) return book
  const documents = await repository.openDocuments(trx, book.account)
  const credits = await repository.freeCredits(trx, book.account)
  return allocate(trx, book, restoreInvariant(book.balance as MinorUnits, documents, credits), now)
}

async function allocate(
  trx: Transaction<Database>,
  book: repository.BookRow,
  allocations: readonly Allocation[],
  now: Instant,
): Promise<repository.BookRow> {
  await repository.insertAllocations(trx, book.account, book.allocations, allocations, now)
  const sum = allocations.reduce((total, { amount }) => total + amount, 0)
  return { ...book, open: book.open - sum, allocations: book.allocations + allocations.length }
}

/** A document that begins to ask for money. */
export type AskingDocument = OpenDocument & { readonly account: string; readonly dueOn: string | null }

/** Opens documents; money that came in after the day they ask for goes to them at once. */
export async function askFor(
  trx: Transaction<Database>,
  asked: readonly AskingDocument[],
  now: Instant,
): Promise<void> {
  if (asked.length === 0) return
  const byAccount = Map.groupBy(asked, ({ account }) => account)
  const rows = asked.map(({ account, number, issuedOn, dueOn, open }) => ({
    account,
    number,
    issued_on: issuedOn,
    due_on: dueOn,
    asked: open,
    open,
  }))
  await repository.insertAskingDocuments(trx, rows)
  const books: repository.BookRow[] = []
  for (const book of await repository.readBooks(trx, [...byAccount.keys()])) {
    const sum = (byAccount.get(book.account) ?? []).reduce((total, { open }) => total + open, 0)
    books.push(await keepClaimsWithinDebt(trx, { ...book, open: book.open + sum }, now))
  }
  await repository.updateBooks(trx, books)
}
