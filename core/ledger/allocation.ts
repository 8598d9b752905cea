import type { MinorUnits } from '../money/money.ts'

/** A document that still asks for money. */
export type OpenDocument = { readonly number: string; readonly issuedOn: string; readonly open: MinorUnits }

/** What of a credit (deposit, payment, reversal, correction) is not given to a document; `entry` is its number. */
export type FreeCredit = { readonly entry: number; readonly free: MinorUnits }

/** So much of a credit is for a document; negative where that is undone. */
export type Allocation = { readonly credit: number; readonly document: string; readonly amount: MinorUnits }

/** Gives a new credit to the document it names, then to the oldest open ones. */
export function allocateCredit(
  credit: FreeCredit,
  documents: readonly OpenDocument[],
  named: string | null = null,
): readonly Allocation[] {
  const inOrder = [...documents].sort((a, b) => rankOf(a, named) - rankOf(b, named) || byAge(a, b))
  return fill([credit], inOrder)
}

/**
 * What is to be allocated so that documents never ask for more than is owed: `sum(open) <= max(0, -balance)`. Use that no
 * document asks for has spent the credits that came in first; of the others the oldest give to the oldest documents.
 */
export function restoreInvariant(
  balance: MinorUnits,
  documents: readonly OpenDocument[],
  credits: readonly FreeCredit[],
): readonly Allocation[] {
  const open = documents.reduce((sum, document) => sum + document.open, 0)
  const excess = open - Math.max(0, -balance)
  if (excess <= 0) return []
  const oldest = [...credits].sort((a, b) => a.entry - b.entry)
  const free = credits.reduce((sum, credit) => sum + credit.free, 0)
  const spent = Math.max(0, free - open - balance)
  return fill(upTo(excess, behind(spent, oldest)), [...documents].sort(byAge))
}

/** Takes a credit's allocations back, e.g. when its payment bounced. */
export function undoAllocations(made: readonly Allocation[]): readonly Allocation[] {
  const sums = new Map<string, Allocation>()
  for (const one of made) {
    const key = `${one.credit} ${one.document}`
    sums.set(key, { ...one, amount: ((sums.get(key)?.amount ?? 0) + one.amount) as MinorUnits })
  }
  return [...sums.values()]
    .filter(({ amount }) => amount !== 0)
    .map((one) => ({ ...one, amount: -one.amount as MinorUnits }))
}

function fill(credits: readonly FreeCredit[], documents: readonly OpenDocument[]): readonly Allocation[] {
  const allocations: Allocation[] = []
  const open = documents.map((document) => ({ ...document, open: document.open as number }))
  for (const { entry, free } of credits) {
    let left: number = free
    for (const document of open) {
      const amount = Math.min(left, document.open)
      if (amount <= 0) continue
      document.open -= amount
      left -= amount
      allocations.push({ credit: entry, document: document.number, amount: amount as MinorUnits })
    }
  }
  return allocations
}

/** What of the credits, in their order, is left when an amount of them is spent. */
function behind(amount: number, credits: readonly FreeCredit[]): readonly FreeCredit[] {
  let left = amount
  return credits.flatMap(({ entry, free }) => {
    const spent = Math.min(free, left)
    left -= spent
    return free > spent ? [{ entry, free: (free - spent) as MinorUnits }] : []
  })
}

/** As much of the credits, in their order, as adds up to an amount. */
function upTo(amount: number, credits: readonly FreeCredit[]): readonly FreeCredit[] {
  let left = amount
  return credits.flatMap(({ entry, free }) => {
    const taken = Math.min(free, left)
    left -= taken
    return taken > 0 ? [{ entry, free: taken as MinorUnits }] : []
  })
}

function rankOf(document: OpenDocument, named: string | null): number {
  return document.number === named ? 0 : 1
}

function byAge(a: OpenDocument, b: OpenDocument): number {
  if (a.issuedOn !== b.issuedOn) return a.issuedOn < b.issuedOn ? -1 : 1
  return a.number < b.number ? -1 : a.number > b.number ? 1 : 0
}
