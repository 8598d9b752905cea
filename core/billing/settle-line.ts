import { ok, type Result, refused } from '../base/result.ts'
import type { LedgerAccount, Posting } from '../ledger/entry.ts'
import type { MinorUnits } from '../money/money.ts'
import { type DocumentShare, TRANSFER_FEES } from './amount-fit.ts'

/** One entry that a line of a bank file becomes: for one document, or for the account's balance. */
export type LinePart = { readonly document: string | null; readonly postings: readonly Posting[] }

export type SettlementFault = 'documents_exceed_amount' | 'fee_not_allowed'

/**
 * Splits money that came in into one part for each document and one for the rest, which stays on the account. A fee that
 * the payer took off is ours to bear (`transferFee`), so that its document is paid in full.
 */
export function settleLine(
  amount: MinorUnits,
  shares: readonly DocumentShare[],
  fee: MinorUnits,
): Result<readonly LinePart[], SettlementFault> {
  const rest = amount + fee - shares.reduce((sum, share) => sum + share.amount, 0)
  if (rest < 0) return refused('documents_exceed_amount')
  if (fee !== 0 && (rest > 0 || !mayBear(shares, fee))) return refused('fee_not_allowed')
  const bearer = largest(shares)
  const parts = shares.map((share) => ({
    document: share.number,
    postings: postingsOf(share.amount, share === bearer ? fee : 0),
  }))
  return ok(rest > 0 ? [...parts, { document: null, postings: postingsOf(rest, 0) }] : parts)
}

/** A fee is small, and taken off a document that is worth more than it. */
function mayBear(shares: readonly DocumentShare[], fee: number): boolean {
  return fee > 0 && fee <= TRANSFER_FEES.max && (largest(shares)?.amount ?? 0) > fee
}

function largest(shares: readonly DocumentShare[]): DocumentShare | undefined {
  return [...shares].sort((a, b) => b.amount - a.amount)[0]
}

function postingsOf(amount: number, fee: number): readonly Posting[] {
  const posting = (ledger: LedgerAccount, minor: number): Posting => ({ ledger, amount: minor as MinorUnits })
  const received = [posting('customer', amount), posting('cash:bankTransfer', fee - amount)]
  return fee === 0 ? received : [...received, posting('transferFee', -fee)]
}
