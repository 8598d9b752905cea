import type { EntryKind, LedgerAccount, PaymentMethod } from '../../../core/ledger/entry.ts'

export type LedgerTables = {
  /** An account's book, or an issuer's own (`issuer:main`). The sums move with the entries. */
  ledger_book: {
    account: string
    issuer: string
    currency: string
    balance: number
    held: number
    /** The sum of what documents still ask for. */
    open: number
    /** Numbers given out. */
    entries: number
    allocations: number
    /** Last day of the last closed period. */
    closed_through: string | null
    hash: string
  }
  journal_entry: {
    account: string
    seq: number
    kind: EntryKind
    occurred_on: string
    posted_on: string
    posted_at: string
    /** What it does to the balance, and the balance after it. */
    amount: number
    balance: number
    key: string | null
    person: string | null
    reference: string | null
    domain: string | null
    rate_code: string | null
    detail: string
    reverses: number | null
    document: string | null
    prev_hash: string
    hash: string
  }
  posting: { account: string; entry: number; n: number; ledger: LedgerAccount; amount: number }
  hold: { account: string; id: string; amount: number; reference: string; domain: string | null; created_at: string }
  hold_end: { account: string; hold: string; kind: 'captured' | 'released'; entry: number | null; at: string }
  /** A document that asks for money. */
  asking_document: {
    account: string
    number: string
    issued_on: string
    due_on: string | null
    asked: number
    open: number
  }
  allocation: { account: string; seq: number; credit: number; document: string; amount: number; at: string }
  announcement: {
    account: string
    id: string
    person: string
    amount: number
    method: PaymentMethod
    document: string | null
    state: 'expected' | 'received' | 'withdrawn'
    entry: number | null
    created_at: string
  }
}
