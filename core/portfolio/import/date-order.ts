import { DATE_ORDERS, type DateOrder, dateDoubt } from './date-cell.ts'

const MAX_SAMPLES = 5

/** What all cells of one date column say together. Counts are of cells whose order the cell itself does not settle. */
export type DateEvidence = {
  readonly doubtful: number
  readonly fits: Readonly<Record<DateOrder, number>>
  readonly shortYears: number
  readonly samples: readonly string[]
}

/** Collects the evidence of one column, cell by cell; a column has few different days, so each is judged once. */
export function collectDates(): { readonly add: (text: string) => void; readonly evidence: () => DateEvidence } {
  const seen = new Map<string, ReturnType<typeof dateDoubt>>()
  const fits = { dayFirst: 0, monthFirst: 0, yearFirst: 0 }
  const samples: string[] = []
  let doubtful = 0
  let shortYears = 0
  const add = (text: string) => {
    let doubt = seen.get(text)
    if (doubt === undefined) {
      doubt = dateDoubt(text)
      if (seen.size < 50_000) seen.set(text, doubt)
      if (doubt && samples.length < MAX_SAMPLES) samples.push(text)
    }
    if (!doubt) return
    if (doubt.isShortYear) shortYears += 1
    if (doubt.orders.length === 0) return
    doubtful += 1
    for (const order of doubt.orders) fits[order] += 1
  }
  return { add, evidence: () => ({ doubtful, fits: { ...fits }, shortYears, samples: [...samples] }) }
}

/** The order of a column: found, needed from a person (with what is possible), or of no concern. */
export type OrderFinding =
  | { readonly kind: 'plain' }
  | { readonly kind: 'found'; readonly order: DateOrder }
  | { readonly kind: 'ask'; readonly options: readonly DateOrder[] }

/**
 * Decides the order of a column. `documented` is the order that the recognised export always uses; it settles what the
 * values leave open, and the values overrule it. A column whose values contradict one another is asked about: whatever
 * the answer, the cells that do not fit it are refused.
 */
export function findOrder(evidence: DateEvidence, documented: DateOrder | null): OrderFinding {
  if (evidence.doubtful === 0) return { kind: 'plain' }
  const consistent = DATE_ORDERS.filter((order) => evidence.fits[order] === evidence.doubtful)
  const [only] = consistent
  if (only !== undefined && consistent.length === 1) return { kind: 'found', order: only }
  if (documented !== null && (consistent.length === 0 || consistent.includes(documented))) {
    return { kind: 'found', order: documented }
  }
  const possible = DATE_ORDERS.filter((order) => evidence.fits[order] > 0)
  return { kind: 'ask', options: consistent.length > 0 ? consistent : possible }
}
