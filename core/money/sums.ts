import type { Currency, MinorUnits, Money } from './money.ts'

/** Adds money up by currency, never across currencies; sorted by currency code, without currencies that nobody used. */
export function sumByCurrency(amounts: Iterable<Money>): readonly Money[] {
  const sums = new Map<Currency, number>()
  for (const { currency, minor } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + minor)
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, minor]) => ({ currency, minor: minor as MinorUnits }))
}
