import type { Transaction } from 'kysely'
import { invariant } from '../../../core/base/invariant.ts'
import { dayInZone, type Instant, type IsoDate } from '../../../core/calendar/iso-date.ts'
import { customerAmount, type EntryDraft, isBalanced } from '../../../core/ledger/entry.ts'
import { postingDay } from '../../../core/ledger/posting-day.ts'
import { sha256 } from '../../ids.ts'
import type { Database } from '../../storage/database.ts'
import * as repository from './ledger.repository.ts'
import { settleBook } from './settle-book.ts'

/** An entry as it stands in its book. `isNew` is false where its key was posted before. */
export type PostedEntry = { readonly seq: number; readonly postedOn: IsoDate; readonly isNew: boolean }

export type BookEntry = { readonly account: string; readonly draft: EntryDraft }

/**
 * Posts one entry: moves the book's sums, chains its hash, allocates a credit and keeps the documents' claims within
 * what is owed. The caller holds the account's write lock (`nextChange(trx, account, 'billing')`).
 */
export async function postEntry(
  trx: Transaction<Database>,
  account: string,
  draft: EntryDraft,
  now: Instant,
): Promise<PostedEntry> {
  const [posted] = await postEntries(trx, [{ account, draft }], now)
  invariant(posted, 'each draft is posted')
  return posted
}

/** Posts entries of any number of books at once, in their order; each account's write lock is held by the caller. */
export async function postEntries(
  trx: Transaction<Database>,
  entries: readonly BookEntry[],
  now: Instant,
): Promise<readonly PostedEntry[]> {
  if (entries.length === 0) return []
  for (const { draft } of entries) invariant(isBalanced(draft.postings), `postings of ${draft.kind} add up to zero`)
  const accounts = [...new Set(entries.map(({ account }) => account))]
  const books = new Map((await repository.readBooks(trx, accounts)).map((book) => [book.account, book]))
  const known = await findPosted(trx, entries)
  const rows: repository.EntryRow[] = []
  const postings: repository.PostingRow[] = []
  const posted = entries.map(({ account, draft }) => {
    const before = books.get(account)
    invariant(before, `account ${account} has a book`)
    const same = draft.key == null ? undefined : known.get(keyText(account, draft.key))
    if (same) return repeated(same, draft)
    const row = rowOf(before, draft, now)
    rows.push(row)
    postings.push(...draft.postings.map((posting, n) => ({ account, entry: row.seq, n: n + 1, ...posting })))
    books.set(account, { ...before, entries: row.seq, balance: row.balance, hash: row.hash })
    if (draft.key != null) known.set(keyText(account, draft.key), row)
    return { seq: row.seq, postedOn: row.posted_on as IsoDate, isNew: true }
  })
  await repository.insertEntries(trx, rows, postings)
  const settled: repository.BookRow[] = []
  for (const [account, own] of Map.groupBy(rows, (row) => row.account)) {
    const book = books.get(account)
    invariant(book, 'a book that was posted to')
    settled.push(await settleBook(trx, book, own, now))
  }
  await repository.updateBooks(trx, settled)
  return posted
}

async function findPosted(trx: Transaction<Database>, entries: readonly BookEntry[]) {
  const keys = entries.flatMap(({ account, draft }) => (draft.key == null ? [] : [{ account, key: draft.key }]))
  const found = keys.length === 0 ? [] : await repository.findEntriesByKey(trx, keys)
  return new Map(found.map((row) => [keyText(row.account, row.key ?? ''), row]))
}

const keyText = (account: string, key: string) => JSON.stringify([account, key])

/** The same key with another content would be two payments that pass for one. */
function repeated(row: repository.EntryRow, draft: EntryDraft): PostedEntry {
  const isSame = row.kind === draft.kind && row.amount === customerAmount(draft.postings)
  invariant(isSame, `key ${row.key} was posted with another content`)
  return { seq: row.seq, postedOn: row.posted_on as IsoDate, isNew: false }
}

function rowOf(book: repository.BookRow, draft: EntryDraft, now: Instant): repository.EntryRow {
  const amount = customerAmount(draft.postings)
  const row = {
    account: book.account,
    seq: book.entries + 1,
    kind: draft.kind,
    occurred_on: draft.occurredOn,
    posted_on: postingDay(dayInZone(now, book.zone), book.closed_through as IsoDate | null),
    posted_at: now,
    amount,
    balance: book.balance + amount,
    key: draft.key ?? null,
    person: draft.person ?? null,
    reference: draft.reference ?? null,
    domain: draft.domain ?? null,
    rate_code: draft.rateCode ?? null,
    detail: JSON.stringify(draft.detail ?? {}),
    reverses: draft.reverses ?? null,
    document: draft.document ?? null,
    prev_hash: book.hash,
  }
  return { ...row, hash: entryHash(row, draft.postings) }
}

/** Covers everything of the entry, its postings, and through `prev_hash` every entry before it. */
export function entryHash(row: Omit<repository.EntryRow, 'hash'>, postings: EntryDraft['postings']): string {
  return sha256(JSON.stringify([row, postings.map(({ ledger, amount }) => [ledger, amount])]))
}
