import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { openSqliteWriter } from '../../../service/storage/dialects/sqlite.ts'

const AT_ONCE = 200

/**
 * The rows that renewals leave in a ledger, and nothing else: a hold each, then its end and an entry with two postings,
 * the book's sums moved with each batch. The same tables, indexes, triggers and hashes, prepared statements. Returns the
 * milliseconds that it took.
 */
export function writeLedgerBare(file: string, account: string, names: readonly string[], amount: number): number {
  const db = openSqliteWriter(file)
  const startedAt = performance.now()
  const holds = db.prepare('insert into hold (account, id, amount, reference, domain, created_at) values (?,?,?,?,?,?)')
  const held = db.prepare('update ledger_book set held = held + ? where account = ?')
  const at = '2026-11-23T00:00:00.000Z'
  inBatches(
    db,
    names,
    (name, n) => holds.run(account, `bare:${n}`, amount, `bare:${n}`, name, at),
    (count) => {
      held.run(count * amount, account)
    },
  )
  const post = preparePosting(db, account, amount, at)
  inBatches(db, names, post.entry, post.book)
  const ms = performance.now() - startedAt
  db.close()
  return ms
}

function preparePosting(db: DatabaseSync, account: string, amount: number, at: string) {
  const posting = db.prepare('insert into posting (account, entry, n, ledger, amount) values (?,?,?,?,?)')
  const entry = db.prepare(`insert into journal_entry (account, seq, kind, occurred_on, posted_on, posted_at, amount,
    balance, key, reference, domain, rate_code, detail, prev_hash, hash) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`)
  const end = db.prepare('insert into hold_end (account, hold, kind, entry, at) values (?,?,?,?,?)')
  const book =
    db.prepare(`update ledger_book set balance = balance - ?, held = held - ?, entries = entries + ?, hash = ?
    where account = ?`)
  let { entries, balance, hash } = db
    .prepare('select entries, balance, hash from ledger_book where account = ?')
    .get(account) as { entries: number; balance: number; hash: string }
  const day = at.slice(0, 10)
  return {
    entry: (name: string, n: number) => {
      entries += 1
      balance -= amount
      posting.run(account, entries, 1, 'customer', -amount)
      posting.run(account, entries, 2, 'revenueIncl', amount)
      const detail = JSON.stringify({ operation: 'renew', years: 1 })
      const prev = hash
      hash = createHash('sha256')
        .update(JSON.stringify([account, entries, name, amount, balance, detail, prev]))
        .digest('hex')
      const key = `bare:${n}`
      entry.run(
        account,
        entries,
        'charge',
        day,
        day,
        at,
        -amount,
        balance,
        key,
        key,
        name,
        'standard',
        detail,
        prev,
        hash,
      )
      end.run(account, key, 'captured', entries, at)
    },
    book: (count: number) => {
      book.run(count * amount, count * amount, count, hash, account)
    },
  }
}

function inBatches(
  db: DatabaseSync,
  names: readonly string[],
  write: (name: string, n: number) => unknown,
  finish: (count: number) => void,
): void {
  for (let from = 0; from < names.length; from += AT_ONCE) {
    const batch = names.slice(from, from + AT_ONCE)
    db.exec('begin immediate')
    for (const [index, name] of batch.entries()) write(name, from + index)
    finish(batch.length)
    db.exec('commit')
  }
}
