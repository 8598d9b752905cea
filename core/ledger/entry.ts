import { z } from 'zod'
import { invariant } from '../base/invariant.ts'
import type { IsoDate } from '../calendar/iso-date.ts'
import type { DomainName } from '../domains/domain-name.ts'
import type { MinorUnits } from '../money/money.ts'

/**
 * The accounts of a book. Amounts are signed and credit-positive: money that a customer has with us is a positive
 * `customer`, what we received is a negative `cash`.
 */
export const LEDGER_ACCOUNTS = [
  'customer',
  'revenueIncl',
  'revenue',
  'taxPayable',
  'cash:bankTransfer',
  'cash:creditCard',
  'cash:directDebit',
  'cash:other',
  'transferFee',
  'suspense',
  'openingBalance',
  'adjustment',
] as const
export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number]

/**
 * What an entry is about. `refund` pays money of the balance out again; `reversal` gives a charge back (S17);
 * `correction` undoes an entry that was wrong.
 */
export const ENTRY_KINDS = [
  'deposit',
  'payment',
  'refund',
  'charge',
  'reversal',
  'bounce',
  'correction',
  'tax',
  'suspense',
  'openingBalance',
  'adjustment',
] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** Money that came in, which a bank may take back. */
export const BOUNCING_KINDS = ['deposit', 'payment'] as const
/** What operators book, and take back by a correction where it was a mistake. */
export const BOOKED_KINDS = [...BOUNCING_KINDS, 'refund', 'openingBalance', 'adjustment'] as const

export function isOneOf(kinds: readonly EntryKind[], kind: EntryKind): boolean {
  return kinds.includes(kind)
}

export const entryKindSchema = z.enum(ENTRY_KINDS)
export const ledgerAccountSchema = z.enum(LEDGER_ACCOUNTS)

/** How money comes in. */
export const PAYMENT_METHODS = ['bankTransfer', 'creditCard', 'directDebit'] as const
export type PaymentMethod = (typeof PAYMENT_METHODS)[number]
export const paymentMethodSchema = z.enum(PAYMENT_METHODS)

/** One side of an entry; minor units of the book's currency. */
export type Posting = { readonly ledger: LedgerAccount; readonly amount: MinorUnits }

/** An entry before it is posted. */
export type EntryDraft = {
  readonly kind: EntryKind
  /** The day of supply, or of the bank (勘定日): decides the tax rate, not the month. */
  readonly occurredOn: IsoDate
  readonly postings: readonly Posting[]
  /** The same key in the same book is the same entry: it is posted once. */
  readonly key?: string | null
  readonly person?: string | null
  /** What it belongs to: `order:<id>/<n>`, `document:<number>`, `bankLine:<id>`. */
  readonly reference?: string | null
  readonly domain?: DomainName | null
  /** Code of the tax rate of a charge. */
  readonly rateCode?: string | null
  /** Plain facts for lists and documents: operation, years, method, reason. */
  readonly detail?: Readonly<Record<string, string | number | null>>
  /** The number of the entry that this one takes back. */
  readonly reverses?: number | null
  /** The document that a credit is for; what is over goes to the oldest open one. */
  readonly document?: string | null
}

export function isBalanced(postings: readonly Posting[]): boolean {
  const isWhole = postings.every(({ amount }) => Number.isSafeInteger(amount) && amount !== 0)
  return isWhole && postings.length >= 2 && sumOf(postings) === 0
}

/** What an entry does to the balance. */
export function customerAmount(postings: readonly Posting[]): MinorUnits {
  return sumOf(postings.filter(({ ledger }) => ledger === 'customer')) as MinorUnits
}

/** The postings that take others back. */
export function reversed(postings: readonly Posting[]): readonly Posting[] {
  return postings.map(({ ledger, amount }) => ({ ledger, amount: -amount as MinorUnits }))
}

/** Money that moves from one account of the book to another. */
export function moved(amount: MinorUnits, from: LedgerAccount, to: LedgerAccount): readonly Posting[] {
  invariant(Number.isSafeInteger(amount) && amount !== 0, 'an amount is a whole number of minor units')
  return [
    { ledger: to, amount },
    { ledger: from, amount: -amount as MinorUnits },
  ]
}

function sumOf(postings: readonly Posting[]): number {
  return postings.reduce((sum, { amount }) => sum + amount, 0)
}
