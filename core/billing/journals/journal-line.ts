import { assertNever } from '../../base/invariant.ts'
import type { IsoDate } from '../../calendar/iso-date.ts'
import type { MinorUnits } from '../../money/money.ts'
import type { TaxGroup } from '../tax.ts'

/** Whose books: the customer's, who pays in advance, or the issuer's, who is paid in advance. */
export const BOOKS = ['buyer', 'issuer'] as const
export type Books = (typeof BOOKS)[number]

/** Accounts by what they are for; a profile gives them the names that a company's books have. */
export const JOURNAL_ACCOUNTS = [
  'bankTransfer',
  'creditCard',
  'directDebit',
  'other',
  'prepaid',
  'use',
  'fee',
  'adjustment',
] as const
export type JournalAccount = (typeof JOURNAL_ACCOUNTS)[number]

type MoneyAccount = Extract<JournalAccount, 'bankTransfer' | 'creditCard' | 'directDebit' | 'other'>

/** Something that books record. Words and references come from the caller, in the language of the books. */
export type JournalEvent = { readonly day: IsoDate; readonly number: string; readonly description: string } & (
  | {
      /** Paid in, or taken back where negative; `fee` of it the issuer bore, so that less arrived. */
      readonly kind: 'money'
      readonly method: MoneyAccount
      readonly amount: MinorUnits
      readonly fee: MinorUnits
    }
  | {
      /** A document of tax: use, or what a credit note gives back. */
      readonly kind: 'use' | 'return'
      readonly groups: readonly TaxGroup[]
      /** Whether it is a qualified invoice (適格), on which the buyer's deduction rests. */
      readonly isQualified: boolean
    }
  | { readonly kind: 'adjustment'; readonly amount: MinorUnits }
)

/** One debit and one credit of the same amount, tax included; at most one side is taxed. */
export type JournalLine = {
  readonly day: IsoDate
  readonly number: string
  readonly description: string
  readonly debit: JournalAccount
  readonly credit: JournalAccount
  readonly amount: MinorUnits
  /** The side that says what it was for; the other one is how it was settled. */
  readonly purpose: 'debit' | 'credit'
  readonly taxed: (Pick<TaxGroup, 'code' | 'percent' | 'tax'> & { readonly isQualified: boolean }) | null
}

/** What books record of an event. Amounts are positive: what is taken back stands on the other side. */
export function journalLines(event: JournalEvent, books: Books): readonly JournalLine[] {
  return movements(event, books).flatMap((movement) => (movement.amount === 0 ? [] : toLine(event, movement)))
}

/** Money that goes from `credit` to `debit`, or back where the amount is negative. */
type Movement = Pick<JournalLine, 'debit' | 'credit' | 'amount' | 'purpose' | 'taxed'>

function movements(event: JournalEvent, books: Books): readonly Movement[] {
  switch (event.kind) {
    case 'money':
      return books === 'buyer' ? [paidIn(event.method, event.amount)] : received(event)
    case 'adjustment':
      return [books === 'buyer' ? paidIn('adjustment', event.amount) : taken('adjustment', event.amount)]
    case 'use':
    case 'return': {
      const sign = event.kind === 'use' ? 1 : -1
      return event.groups.map((group) => used(group, event.isQualified, books, sign))
    }
    default:
      return assertNever(event, 'journal event')
  }
}

function paidIn(from: JournalAccount, amount: MinorUnits): Movement {
  return { debit: 'prepaid', credit: from, amount, purpose: 'debit', taxed: null }
}

function taken(to: JournalAccount, amount: MinorUnits, purpose: 'debit' | 'credit' = 'credit'): Movement {
  return { debit: to, credit: 'prepaid', amount, purpose, taxed: null }
}

function received({ method, amount, fee }: Extract<JournalEvent, { kind: 'money' }>): readonly Movement[] {
  return [taken(method, (amount - fee) as MinorUnits), taken('fee', fee, 'debit')]
}

function used(group: TaxGroup, isQualified: boolean, books: Books, sign: 1 | -1): Movement {
  const { code, percent, tax, total } = group
  const amount = (total * sign) as MinorUnits
  const taxed = { code, percent, tax: (tax * sign) as MinorUnits, isQualified }
  return books === 'buyer'
    ? { debit: 'use', credit: 'prepaid', amount, purpose: 'debit', taxed }
    : { debit: 'prepaid', credit: 'use', amount, purpose: 'credit', taxed }
}

function toLine({ day, number, description }: JournalEvent, movement: Movement): JournalLine {
  const line = { day, number, description, ...movement }
  if (movement.amount > 0) return line
  const { debit, credit, amount, purpose, taxed } = movement
  return {
    ...line,
    debit: credit,
    credit: debit,
    amount: -amount as MinorUnits,
    purpose: purpose === 'debit' ? 'credit' : 'debit',
    taxed: taxed && { ...taxed, tax: -taxed.tax as MinorUnits },
  }
}
