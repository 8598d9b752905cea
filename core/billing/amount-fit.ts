import type { OpenDocument } from '../ledger/allocation.ts'
import type { MinorUnits } from '../money/money.ts'
import { type AmountRange, findDocumentsFor } from './document-sum.ts'
import type { Announced } from './paying-accounts.ts'

/** Fees of Japanese banks that payers take off what they owe, in yen. */
export const TRANSFER_FEES: AmountRange = { min: 110, max: 880 }

/**
 * How an amount fits what an account owes, best first: one document to the yen; what the account has announced; one
 * document less a transfer fee; several documents; several less a fee; the named documents in part or with something
 * over; nothing in particular.
 */
export const AMOUNT_FITS = ['exact', 'announced', 'fee', 'several', 'severalWithFee', 'part', 'none'] as const
export type AmountFit = (typeof AMOUNT_FITS)[number]

/** So much of the money is for a document, the fee included that was taken off. */
export type DocumentShare = { readonly number: string; readonly amount: MinorUnits }

/** `rest` is what no document takes: it stays on the account, or goes to its oldest open document. */
export type FittedAmount = {
  readonly fit: AmountFit
  readonly documents: readonly DocumentShare[]
  readonly fee: MinorUnits
  readonly rest: MinorUnits
  readonly announcement: string | null
}

type Owed = { readonly documents: readonly OpenDocument[]; readonly announced: readonly Announced[] }

/** Fits an amount to the documents that it names or, where it names none, to all that are open (in order of age). */
export function fitAmount(amount: MinorUnits, owed: Owed, named: readonly OpenDocument[]): FittedAmount {
  if (named.length > 0) return fitNamed(amount, named)
  const { documents } = owed
  const exact = documents.find(({ open }) => open === amount)
  if (exact) return paidInFull('exact', amount, [exact])
  const announced = owed.announced.find((one) => one.amount === amount)
  if (announced) return fitAnnounced(amount, announced, documents)
  const lessFee = documents.filter(({ open }) => isFee(open - amount)).sort((a, b) => a.open - b.open)[0]
  if (lessFee) return paidInFull('fee', amount, [lessFee])
  const several = findDocumentsFor(documents, { min: amount, max: amount })
  if (several) return paidInFull('several', amount, several)
  const { min, max } = TRANSFER_FEES
  const severalLessFee = findDocumentsFor(documents, { min: amount + min, max: amount + max })
  if (severalLessFee) return paidInFull('severalWithFee', amount, severalLessFee)
  return inOrder('none', amount, [])
}

function isFee(difference: number): boolean {
  return difference >= TRANSFER_FEES.min && difference <= TRANSFER_FEES.max
}

function fitNamed(amount: MinorUnits, named: readonly OpenDocument[]): FittedAmount {
  const missing = named.reduce((sum, { open }) => sum + open, 0) - amount
  const isOne = named.length === 1
  if (missing === 0) return paidInFull(isOne ? 'exact' : 'several', amount, named)
  if (isFee(missing)) return paidInFull(isOne ? 'fee' : 'severalWithFee', amount, named)
  return inOrder('part', amount, named)
}

function fitAnnounced(amount: MinorUnits, announced: Announced, documents: readonly OpenDocument[]): FittedAmount {
  const meant = documents.filter(({ number }) => number === announced.document)
  return { ...inOrder('announced', amount, meant), announcement: announced.id }
}

/** Each document is paid to its end; what the amount lacks is the fee. */
function paidInFull(fit: AmountFit, amount: MinorUnits, documents: readonly OpenDocument[]): FittedAmount {
  const shares = documents.map(({ number, open }) => ({ number, amount: open }))
  const fee = (shares.reduce((sum, share) => sum + share.amount, 0) - amount) as MinorUnits
  return { fit, documents: shares, fee, rest: 0 as MinorUnits, announcement: null }
}

/** One document after the other as far as the amount reaches. */
function inOrder(fit: AmountFit, amount: MinorUnits, documents: readonly OpenDocument[]): FittedAmount {
  const shares: DocumentShare[] = []
  let left: number = amount
  for (const { number, open } of documents) {
    const share = Math.min(left, open) as MinorUnits
    if (share > 0) shares.push({ number, amount: share })
    left -= share
  }
  return { fit, documents: shares, fee: 0 as MinorUnits, rest: left as MinorUnits, announcement: null }
}
