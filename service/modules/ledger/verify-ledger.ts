import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { isBalanced } from '../../../core/ledger/entry.ts'
import type { Database } from '../../storage/database.ts'
import { type EntryRow, postingsOf, readBook } from './ledger.repository.ts'
import { entryHash } from './post-entry.ts'

const PAGE = 1_000
const NOTHING_BEFORE = '0'.repeat(64)

export type Verification = {
  readonly entries: number
  readonly head: string
  /** The first entry that does not follow from what came before it; null where all do. */
  readonly brokenAt: number | null
  readonly anchoredTo: number | null
}

/** An anchor that was kept outside: the entry's number and its hash. */
export type Anchor = { readonly seq: number; readonly hash: string }

/**
 * Goes through a book from its first entry: numbers without gaps, each hash from the entry, its postings and the hash
 * before it, running balances, and at the end the sums beside the entries. A tail that was cut off only shows against an
 * anchor that was kept elsewhere.
 */
export async function verifyLedger(
  db: Kysely<Database>,
  account: string,
  anchor: Anchor | null,
): Promise<Verification | null> {
  const book = await readBook(db, account)
  if (!book) return null
  let last = { seq: 0, hash: NOTHING_BEFORE, balance: 0 }
  let isAnchored = false
  const found = (brokenAt: number | null): Verification => ({
    entries: last.seq,
    head: `${last.seq}:${last.hash}`,
    brokenAt,
    anchoredTo: isAnchored && anchor ? anchor.seq : null,
  })
  for (;;) {
    const rows = await pageAfter(db, account, last.seq)
    const postings = await postingsOf(
      db,
      account,
      rows.map(({ seq }) => seq),
    )
    for (const row of rows) {
      const own = postings.get(row.seq) ?? []
      if (!isFollowing(row, last) || !isBalanced(own) || entryHash(withoutHash(row), own) !== row.hash) {
        return found(row.seq)
      }
      if (anchor?.seq === row.seq) {
        if (anchor.hash !== row.hash) return found(row.seq)
        isAnchored = true
      }
      last = row
    }
    if (rows.length < PAGE) break
    await nextTurn()
  }
  if (anchor && anchor.seq > last.seq) return found(last.seq + 1)
  const isWhole = book.entries === last.seq && book.hash === last.hash && book.balance === last.balance
  return found(isWhole ? null : last.seq + 1)
}

function pageAfter(db: Kysely<Database>, account: string, seq: number): Promise<EntryRow[]> {
  return db
    .selectFrom('journal_entry')
    .selectAll()
    .where('account', '=', account)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(PAGE)
    .execute()
}

function isFollowing(row: EntryRow, last: { seq: number; hash: string; balance: number }): boolean {
  return row.seq === last.seq + 1 && row.prev_hash === last.hash && row.balance === last.balance + row.amount
}

/** The columns in the order in which they were hashed. */
function withoutHash(row: EntryRow): Omit<EntryRow, 'hash'> {
  const { account, seq, kind, occurred_on, posted_on, posted_at, amount, balance, key, person, reference } = row
  const { domain, rate_code, detail, reverses, document, prev_hash } = row
  const first = { account, seq, kind, occurred_on, posted_on, posted_at, amount, balance, key, person, reference }
  return { ...first, domain, rate_code, detail, reverses, document, prev_hash }
}
