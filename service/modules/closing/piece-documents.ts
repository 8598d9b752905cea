import type { SpecialBankDays } from '../../../core/billing/bank-day.ts'
import {
  accountSums,
  balanceAfter,
  type ClosingFigures,
  type ClosingPlan,
  planClosing,
  type Requested,
} from '../../../core/billing/closing.ts'
import { isEligibleForCorporateTerms } from '../../../core/billing/corporate-service.ts'
import type { BalanceRequest, DocumentContent, Invoice, Statement } from '../../../core/billing/document.ts'
import type { DocumentNumber } from '../../../core/billing/document-number.ts'
import { type IssuerParty, NO_OTHER_MOVEMENTS, type PaymentTerms } from '../../../core/billing/document-parts.ts'
import { type DueTerms, dueDays } from '../../../core/billing/due-day.ts'
import { type TaxGroup, taxGroups } from '../../../core/billing/tax.ts'
import type { IsoDate, IsoMonth } from '../../../core/calendar/iso-date.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import { recipientParty } from '../documents/document-parties.ts'
import type { OpenAtEnd, PieceSums } from './closing-figures.repository.ts'
import type { NextPiece } from './due-pieces.ts'

/** A piece with what its closing makes of it; numbers are not given yet. */
export type PlannedPiece = {
  readonly next: NextPiece
  readonly figures: ClosingFigures
  readonly groups: readonly TaxGroup[]
  readonly open: readonly OpenAtEnd[]
  readonly plan: ClosingPlan
  readonly balance: MinorUnits
}

export function planPiece(next: NextPiece, sums: PieceSums | undefined, open: readonly OpenAtEnd[]): PlannedPiece {
  const groups = taxGroups(sums?.rates ?? [])
  const figures: ClosingFigures = {
    balanceBefore: (next.balanceBefore + (sums?.opening ?? 0)) as MinorUnits,
    use: sumOf(groups, 'total'),
    hasLines: (sums?.lines ?? 0) > 0,
    credits: (sums?.other ?? 0) as MinorUnits,
    otherMovements: sums?.otherMovements ?? NO_OTHER_MOVEMENTS,
    open: open.reduce((sum, { amount }) => sum + amount, 0) as MinorUnits,
    paymentStyle: next.piece.paymentStyle,
  }
  return { next, figures, groups, open, plan: planClosing(figures), balance: balanceAfter(figures) }
}

/** Who issues, and on which day. */
export type Issue = {
  readonly issuer: IssuerParty
  readonly corporateServiceFrom: IsoDate | null
  readonly issuedOn: IsoDate
  /** Until when to pay: few accounts differ in their terms, so that each day is worked out once. */
  readonly dueDays: (terms: DueTerms, period: IsoMonth) => ReturnType<typeof dueDays>
}

export function dueDaysFrom(issuedOn: IsoDate, special: SpecialBankDays): Issue['dueDays'] {
  const known = new Map<string, ReturnType<typeof dueDays>>()
  return (terms, period) => {
    const key = `${terms.terms} ${terms.holidayShift} ${period}`
    const days = known.get(key) ?? dueDays(terms, period, issuedOn, special)
    known.set(key, days)
    return days
  }
}

export type PieceNumbers = { readonly document: DocumentNumber | null; readonly balanceRequest: DocumentNumber | null }

/** The contents of a piece's documents. Each takes the other off as asked already. */
export function pieceDocuments(planned: PlannedPiece, numbers: PieceNumbers, issue: Issue): readonly DocumentContent[] {
  const { document, balanceRequest } = planned.plan
  const taxed = numbers.document && document ? { number: numbers.document, amount: document.due } : null
  const request =
    numbers.balanceRequest && balanceRequest ? { number: numbers.balanceRequest, amount: balanceRequest } : null
  return [
    ...(taxed ? [taxDocument(planned, taxed, request, issue)] : []),
    ...(request ? [requestDocument(planned, request, taxed, issue)] : []),
  ]
}

function taxDocument(
  planned: PlannedPiece,
  own: Requested,
  other: Requested | null,
  issue: Issue,
): Invoice | Statement {
  const { figures, groups, plan } = planned
  const shared = {
    ...head(planned, own.number, issue),
    groups,
    total: figures.use,
    tax: sumOf(groups, 'tax'),
    lines: 'ledger' as const,
    sums: accountSums(figures, others(planned, other)),
    prepaid: (figures.use - own.amount) as MinorUnits,
  }
  return plan.document?.kind === 'invoice'
    ? { ...shared, kind: 'invoice', amountDue: own.amount, payment: paymentTerms(planned, issue) }
    : { ...shared, kind: 'statement' }
}

function requestDocument(planned: PlannedPiece, own: Requested, other: Requested | null, issue: Issue): BalanceRequest {
  return {
    ...head(planned, own.number, issue),
    kind: 'balanceRequest',
    sums: accountSums(planned.figures, others(planned, other)),
    amountDue: own.amount,
    payment: paymentTerms(planned, issue),
  }
}

/** What is asked for by other documents: the earlier ones, and the other of this piece where it asks for anything. */
function others({ open }: PlannedPiece, other: Requested | null): readonly Requested[] {
  return other && other.amount > 0 ? [...open, other] : open
}

function head({ next }: PlannedPiece, number: DocumentNumber, { issuer, issuedOn }: Issue) {
  const { account, piece } = next
  return {
    number,
    revision: 1,
    issuedOn,
    issuer,
    recipient: recipientParty(account),
    note: null,
    period: { from: piece.from, to: piece.to },
    anchors: {
      ledger: `${account.entries}:${account.hash}`,
      audit: `${account.audit_seq}:${account.audit_hash}`,
    },
  }
}

/** Month-end terms hold as long as the account is entitled to them. */
function paymentTerms(
  { next }: PlannedPiece,
  { issuedOn, corporateServiceFrom, dueDays: daysOf }: Issue,
): PaymentTerms {
  const { account, piece } = next
  const isEntitled = isEligibleForCorporateTerms(account.plan, corporateServiceFrom, issuedOn)
  const terms = account.terms === 'corporate' && isEntitled ? 'corporate' : 'standard'
  const due = daysOf({ terms, holidayShift: account.holiday_shift }, piece.period)
  return { method: account.payment_method, terms, ...due }
}

function sumOf(groups: readonly TaxGroup[], field: 'total' | 'tax'): MinorUnits {
  return groups.reduce((sum, group) => sum + group[field], 0) as MinorUnits
}
