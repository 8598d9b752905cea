import type { OpenDocument } from '../ledger/allocation.ts'

/** Inclusive. */
export type AmountRange = { readonly min: number; readonly max: number }

/** The oldest documents of a payer that are tried, and how many sums: a search among n documents has up to 2^n. */
const MOST_DOCUMENTS = 24
const MOST_SUMS = 20_000

/**
 * Two or more documents, oldest first, whose open amounts come to a sum within the range; null where there are none, or
 * none was found among the sums that are tried.
 */
export function findDocumentsFor(
  documents: readonly OpenDocument[],
  range: AmountRange,
): readonly OpenDocument[] | null {
  const tried = documents.slice(0, MOST_DOCUMENTS)
  const left = remainders(tried)
  let budget = MOST_SUMS
  const search = (from: number, sum: number, chosen: readonly OpenDocument[]): readonly OpenDocument[] | null => {
    budget -= 1
    if (chosen.length >= 2 && sum >= range.min && sum <= range.max) return chosen
    for (let n = from; n < tried.length && budget > 0; n++) {
      const document = tried[n]
      if (!document || sum + (left[n] ?? 0) < range.min) return null
      if (sum + document.open > range.max) continue
      const found = search(n + 1, sum + document.open, [...chosen, document])
      if (found) return found
    }
    return null
  }
  return search(0, 0, [])
}

/** What all documents from each one on come to. */
function remainders(documents: readonly OpenDocument[]): readonly number[] {
  const sums: number[] = []
  let sum = 0
  for (const { open } of [...documents].reverse()) {
    sum += open
    sums.unshift(sum)
  }
  return sums
}
