import type { EntryKind } from '../ledger/entry.ts'
import type { MinorUnits } from '../money/money.ts'
import type { PaymentStyle } from './billing-period.ts'
import type { DocumentNumber } from './document-number.ts'
import type { AccountSums, OtherMovements } from './document-parts.ts'

/** What a piece of an account comes to, everything as of its end: later entries belong to later pieces. */
export type ClosingFigures = {
  /** When the piece began, opening balances that were entered within it included. */
  readonly balanceBefore: MinorUnits
  /** Charges, tax included, less what was given back of the piece's own. */
  readonly use: MinorUnits
  /** Whether there is any such line, however small their sum. */
  readonly hasLines: boolean
  /** Everything else that moved the balance: money in, money back, credit notes, corrections. */
  readonly credits: MinorUnits
  /** Of `credits`, what is no money that came in. */
  readonly otherMovements: OtherMovements
  /** What documents of earlier pieces still asked for. */
  readonly open: MinorUnits
  readonly paymentStyle: PaymentStyle
}

/** What a closing does. `ask` is split: what the piece's own use asks for, and what is owed beyond it. */
export type ClosingPlan = {
  readonly ask: MinorUnits
  readonly document: { readonly kind: 'invoice' | 'statement'; readonly due: MinorUnits } | null
  readonly balanceRequest: MinorUnits | null
}

/**
 * `ask = max(0, -balance - open)`: what is owed and not asked for yet. A piece with lines gets exactly one document of
 * tax, which asks for its own use at most; the rest is asked by a balance request, which is none. A piece whose orders
 * were paid one by one gets nothing; what is owed of it is asked with the next.
 */
export function planClosing(figures: ClosingFigures): ClosingPlan {
  if (figures.paymentStyle === 'perTransaction') return { ask: zero, document: null, balanceRequest: null }
  const ask = positive(-balanceAfter(figures) - figures.open)
  const due = figures.hasLines ? (Math.min(ask, positive(figures.use)) as MinorUnits) : zero
  return {
    ask,
    document: figures.hasLines ? { kind: due > 0 ? 'invoice' : 'statement', due } : null,
    balanceRequest: ask > due ? ((ask - due) as MinorUnits) : null,
  }
}

/** A document that is asked with already, so that the one at hand does not ask again. */
export type Requested = { readonly number: DocumentNumber; readonly amount: MinorUnits }

/** The sums that a document prints; what others ask for, the piece's other document included, is taken off. */
export function accountSums(figures: ClosingFigures, requested: readonly Requested[]): AccountSums {
  const { balanceBefore, credits, use, otherMovements } = figures
  const { bounced, refunded, adjusted } = otherMovements
  const carriedOver = sumOf(-balanceBefore, -credits)
  const amount = sumOf(...requested.map((one) => one.amount))
  return {
    previousRequest: positive(-balanceBefore),
    payments: sumOf(credits, bounced, refunded, -adjusted),
    carriedOver,
    thisUse: use,
    alreadyRequested: { amount, numbers: requested.map(({ number }) => number) },
    thisRequest: positive(carriedOver + use - amount),
    prepaidBefore: positive(balanceBefore),
    otherMovements,
  }
}

/** An entry that is no use, as what it was: money that came in, or one of the movements that are told apart. */
export function movementOf(kind: EntryKind, takenBack: EntryKind | null): 'payments' | keyof OtherMovements {
  switch (kind === 'correction' ? takenBack : kind) {
    case 'deposit':
    case 'payment':
      return 'payments'
    case 'bounce':
      return 'bounced'
    case 'refund':
      return 'refunded'
    default:
      return 'adjusted'
  }
}

export function balanceAfter({ balanceBefore, credits, use }: ClosingFigures): MinorUnits {
  return sumOf(balanceBefore, credits, -use)
}

const zero = 0 as MinorUnits

function positive(amount: number): MinorUnits {
  return Math.max(amount, 0) as MinorUnits
}

/** Never -0, which JSON and comparisons tell from 0. */
function sumOf(...amounts: readonly number[]): MinorUnits {
  return amounts.reduce((sum, amount) => sum + amount, 0) as MinorUnits
}
