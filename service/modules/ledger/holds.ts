import type { Kysely, Transaction } from 'kysely'
import { invariant } from '../../../core/base/invariant.ts'
import { ok, type Result, refused } from '../../../core/base/result.ts'
import { dayInZone, type Instant } from '../../../core/calendar/iso-date.ts'
import type { DomainName } from '../../../core/domains/domain-name.ts'
import type { EntryDraft } from '../../../core/ledger/entry.ts'
import { canHold } from '../../../core/ledger/overdraft.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { Database } from '../../storage/database.ts'
import { readOverdraft } from '../billing-profile/overdraft.ts'
import { type BookRow, readBook, updateBooks } from './ledger.repository.ts'
import { type PostedEntry, postEntry } from './post-entry.ts'

/** Money set aside for something that is under way; no entry yet, and on no document. */
export type HoldRequest = {
  readonly id: string
  readonly amount: MinorUnits
  /** What it is for: `order:<id>/<n>`. */
  readonly reference: string
  readonly domain: DomainName | null
}

/**
 * Sets money aside if the account has it or may go below zero so far; a hold that is there already is honoured. The
 * caller holds the account's write lock, so that two writers never spend the same money.
 */
export async function placeHold(
  trx: Transaction<Database>,
  account: string,
  { id, amount, reference, domain }: HoldRequest,
  now: Instant,
): Promise<Result<void, 'insufficient_funds'>> {
  if (await findHold(trx, account, id)) return ok(undefined)
  const book = await bookOf(trx, account)
  const available = (book.balance - book.held) as MinorUnits
  const overdraft = await readOverdraft(trx, account)
  if (!canHold(available, amount, overdraft, dayInZone(now, book.zone))) return refused('insufficient_funds')
  await trx.insertInto('hold').values({ account, id, amount, reference, domain, created_at: now }).execute()
  await updateBooks(trx, [{ ...book, held: book.held + amount }])
  return ok(undefined)
}

/** Gives held money back. Nothing happens where the hold has ended already. */
export async function releaseHold(
  trx: Transaction<Database>,
  account: string,
  id: string,
  now: Instant,
): Promise<void> {
  await endHold(trx, account, id, { kind: 'released', entry: null, at: now })
}

/** Turns a hold into its charge: posted once, however often it is called. */
export async function captureHold(
  trx: Transaction<Database>,
  account: string,
  id: string,
  draft: EntryDraft,
  now: Instant,
): Promise<PostedEntry> {
  const posted = await postEntry(trx, account, { ...draft, key: draft.key ?? `hold:${id}` }, now)
  await endHold(trx, account, id, { kind: 'captured', entry: posted.seq, at: now })
  return posted
}

type HoldEnd = { readonly kind: 'captured' | 'released'; readonly entry: number | null; readonly at: Instant }

async function endHold(trx: Transaction<Database>, account: string, id: string, end: HoldEnd): Promise<void> {
  const hold = await findHold(trx, account, id)
  invariant(hold, `hold ${id} was placed`)
  if (hold.ended_as !== null) {
    invariant(hold.ended_as === end.kind, `hold ${id} ended as ${hold.ended_as}`)
    return
  }
  await trx
    .insertInto('hold_end')
    .values({ account, hold: id, ...end })
    .execute()
  const book = await bookOf(trx, account)
  await updateBooks(trx, [{ ...book, held: book.held - hold.amount }])
}

function findHold(db: Kysely<Database>, account: string, id: string) {
  return db
    .selectFrom('hold as h')
    .leftJoin('hold_end as e', (join) => join.onRef('e.account', '=', 'h.account').onRef('e.hold', '=', 'h.id'))
    .select(['h.amount', 'e.kind as ended_as'])
    .where('h.account', '=', account)
    .where('h.id', '=', id)
    .executeTakeFirst()
}

async function bookOf(trx: Transaction<Database>, account: string): Promise<BookRow> {
  const book = await readBook(trx, account)
  invariant(book, `account ${account} has a book`)
  return book
}
