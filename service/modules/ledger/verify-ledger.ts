import type { Kysely } from 'kysely'
import { invariant } from '../../../core/base/invariant.ts'
import type { Anchor } from '../../../core/ledger/anchor.ts'
import { isBalanced, type Posting } from '../../../core/ledger/entry.ts'
import type { Database } from '../../storage/database.ts'
import { type ChainProof, type Link, verifyChain } from '../../storage/verify-chain.ts'
import { type EntryRow, postingsOf, readBook } from './ledger.repository.ts'
import { entryHash } from './post-entry.ts'

const PAGE = 1_000
const NOTHING_BEFORE = '0'.repeat(64)

/** An entry with the row that it was read from; none before the first. */
type EntryLink = Link & { readonly balance: number; readonly row: EntryRow | null }

/**
 * Goes through a book from its first entry: numbers without gaps, each hash from the entry, its postings and the hash
 * before it, running balances, and at the end the sums beside the entries.
 */
export async function verifyLedger(
  db: Kysely<Database>,
  account: string,
  anchor: Anchor | null,
): Promise<ChainProof | null> {
  if (!(await readBook(db, account))) return null
  return verifyChain<EntryLink>(
    {
      start: { seq: 0, hash: NOTHING_BEFORE, balance: 0, row: null },
      pageSize: PAGE,
      readHead: async () => {
        const book = await readBook(db, account)
        invariant(book, 'no book goes away')
        return { seq: book.entries, isOf: ({ hash, balance }) => hash === book.hash && balance === book.balance }
      },
      pageAfter: async (seq) => {
        const rows = await pageAfter(db, account, seq)
        return rows.map((row) => ({ seq: row.seq, hash: row.hash, balance: row.balance, row }))
      },
      following: async (page) => {
        const numbers = page.map(({ seq }) => seq)
        const postings = await postingsOf(db, account, numbers)
        return ({ row }, last) => row !== null && isFollowing(row, last) && isSound(row, postings.get(row.seq) ?? [])
      },
    },
    anchor,
  )
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

function isFollowing(row: EntryRow, last: EntryLink): boolean {
  return row.prev_hash === last.hash && row.balance === last.balance + row.amount
}

function isSound(row: EntryRow, postings: readonly Posting[]): boolean {
  return isBalanced(postings) && entryHash(withoutHash(row), postings) === row.hash
}

/** The columns in the order in which they were hashed. */
function withoutHash(row: EntryRow): Omit<EntryRow, 'hash'> {
  const { account, seq, kind, occurred_on, posted_on, posted_at, amount, balance, key, person, reference } = row
  const { domain, rate_code, detail, reverses, document, prev_hash } = row
  const first = { account, seq, kind, occurred_on, posted_on, posted_at, amount, balance, key, person, reference }
  return { ...first, domain, rate_code, detail, reverses, document, prev_hash }
}
