import { invariant } from '../base/invariant.ts'
import type { MinorUnits } from '../money/money.ts'
import type { TaxRateCode } from './tax-rate.ts'

/** The rate of a line or a sum: code for the words that are printed, percent for the arithmetic. */
export type LineTax = { readonly code: TaxRateCode; readonly percent: number }

/** The sum of a document at one rate: `total` is `base + tax`. */
export type TaxGroup = LineTax & { readonly total: MinorUnits; readonly base: MinorUnits; readonly tax: MinorUnits }

/**
 * The tax that a total contains, rounded once to the nearest yen (消令70の10; a half cannot occur at 3, 5, 8 or 10 %).
 * Rounding to the nearest is the one way whose result always lies between the floor and the ceiling of base x rate,
 * which JP PINT asks for (aligned-ibrp-051-jp).
 */
export function taxWithin(total: MinorUnits, percent: number): MinorUnits {
  const [exact, divisor] = [BigInt(total) * BigInt(percent), BigInt(100 + percent)]
  const size = exact < 0n ? -exact : exact
  const rounded = Number((2n * size + divisor) / (2n * divisor))
  return (exact < 0n && rounded !== 0 ? -rounded : rounded) as MinorUnits
}

/** Whether a tax lies between the floor and the ceiling of base x rate. */
export function isTaxInBound(base: MinorUnits, tax: MinorUnits, percent: number): boolean {
  const distance = BigInt(tax) * 100n - BigInt(base) * BigInt(percent)
  return distance === 0n || (distance > -100n && distance < 100n)
}

/** Sums by rate, highest percentage first, each with the tax that is rounded once for it. */
export function taxGroups(lines: readonly (LineTax & { readonly total: MinorUnits })[]): readonly TaxGroup[] {
  const sums = new Map<string, LineTax & { total: number }>()
  for (const { code, percent, total } of lines) {
    const key = `${code} ${percent}`
    sums.set(key, { code, percent, total: (sums.get(key)?.total ?? 0) + total })
  }
  return [...sums.values()].sort(byRate).map(({ code, percent, total }) => {
    const tax = taxWithin(total as MinorUnits, percent)
    return { code, percent, total: total as MinorUnits, base: (total - tax) as MinorUnits, tax }
  })
}

/**
 * Spreads the base of a sum over its lines, so that amounts without tax add up to it: each line gets the floor of its
 * exact share, and what is left goes to the largest remainders, the earlier line first.
 */
export function spreadBase(
  totals: readonly MinorUnits[],
  group: Pick<TaxGroup, 'percent' | 'base'>,
): readonly MinorUnits[] {
  const divisor = BigInt(100 + group.percent)
  const shares = totals.map((total, index) => {
    const exact = BigInt(total) * 100n
    const remainder = ((exact % divisor) + divisor) % divisor
    return { index, floor: Number((exact - remainder) / divisor), remainder }
  })
  const left = group.base - shares.reduce((sum, { floor }) => sum + floor, 0)
  invariant(left >= 0 && left <= shares.length, 'the base is the rounded sum of its lines')
  const raised = new Set(
    shares
      .toSorted((a, b) => Number(b.remainder - a.remainder) || a.index - b.index)
      .slice(0, left)
      .map(({ index }) => index),
  )
  return shares.map(({ index, floor }) => (floor + (raised.has(index) ? 1 : 0)) as MinorUnits)
}

/** What has been credited of a document at one rate, and the tax that those credit notes stated. */
export type CreditedBefore = { readonly total: MinorUnits; readonly tax: MinorUnits }

/**
 * The tax of a further credit of a document: the document's tax less that of what then remains, less what earlier credit
 * notes took back, so that crediting all of it takes back exactly its tax. Two roundings can put a single note one yen
 * outside JP PINT's bound; then the yen is left to the next note. The last one takes what remains.
 */
export function creditTax(
  document: Pick<TaxGroup, 'percent' | 'total' | 'tax'>,
  before: CreditedBefore,
  credit: MinorUnits,
): MinorUnits {
  const { percent } = document
  const remaining = (document.total - before.total - credit) as MinorUnits
  const exact = (document.tax - taxWithin(remaining, percent) - before.tax) as MinorUnits
  if (remaining === 0) return exact
  const candidates = [exact, exact - 1, exact + 1].map((tax) => tax as MinorUnits)
  return candidates.find((tax) => isTaxInBound((credit - tax) as MinorUnits, tax, percent)) ?? exact
}

function byRate(a: LineTax, b: LineTax): number {
  return b.percent - a.percent || (a.code < b.code ? 1 : -1)
}
