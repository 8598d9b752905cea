import { z } from 'zod'
import type { IsoDate } from '../calendar/iso-date.ts'
import type { Suffix } from '../domains/suffix.ts'
import type { MinorUnits, Money } from '../money/money.ts'

/** What can be bought for a name. */
export const PRICED_OPERATIONS = ['register', 'renew', 'transfer', 'restore'] as const
export type PricedOperation = (typeof PRICED_OPERATIONS)[number]
export const pricedOperationSchema = z.enum(PRICED_OPERATIONS)

/** Terms that a price list can name: ten years is the longest that registries sell, in steps of a year. */
export const MAX_PRICED_YEARS = 10
export const pricedYearsSchema = z.int().min(1).max(MAX_PRICED_YEARS)

/** What a price is for. Each term has a price of its own: a name without one for two years is not sold for two years. */
export type PriceKey = {
  readonly suffix: Suffix
  readonly operation: PricedOperation
  readonly years: number
}

/**
 * A line of a price list, tax included, in minor units of yen; never changed. It holds from its day until a line with a
 * later day begins; of several lines for the same day the one written last counts. An amount of null: not sold any more
 * (in a list), or the list's own price again (in an account's overrides).
 */
export type PriceLine = PriceKey & {
  readonly from: IsoDate
  /** Which line for this key and day it is, counted from 1. */
  readonly n: number
  readonly amount: MinorUnits | null
  readonly isExample: boolean
}

/** A price as an account pays it. */
export type Price = PriceKey & {
  readonly amount: MinorUnits
  readonly from: IsoDate
  readonly source: 'list' | 'override'
  readonly isExample: boolean
}

/** All prices of one account on one day. */
export type PriceBook = {
  readonly priceOf: (key: PriceKey) => Price | null
  /** By suffix, operation and years. */
  readonly prices: readonly Price[]
}

/** What a year's renewal costs on a day ahead; undefined where today's price is all that is known. */
export type PriceAhead = (suffix: Suffix, day: IsoDate) => Money | null | undefined

/** The prices of a day: the account's own where it has one, else the list's. */
export function priceBook(list: readonly PriceLine[], overrides: readonly PriceLine[], day: IsoDate): PriceBook {
  const found = new Map<string, Price>()
  for (const [source, lines] of [['list', list] as const, ['override', overrides] as const]) {
    for (const { amount, n: _, ...line } of standingLines(lines, day)) {
      if (amount !== null) found.set(keyText(line), { ...line, amount, source })
    }
  }
  return {
    priceOf: (key) => found.get(keyText(key)) ?? null,
    prices: [...found.values()].toSorted(byKey),
  }
}

/** The prices of a day and of the days after it, as far as they are known on it. */
export type PricesAhead = {
  readonly on: (day: IsoDate) => PriceBook
  /** The days after it on which a price begins. */
  readonly changesOn: readonly IsoDate[]
}

export function pricesAhead(list: readonly PriceLine[], overrides: readonly PriceLine[], today: IsoDate): PricesAhead {
  const begin = new Set([...list, ...overrides].map(({ from }) => from).filter((from) => from > today))
  const changesOn = [...begin].toSorted()
  const books = new Map<IsoDate, PriceBook>()
  const on = (day: IsoDate) => {
    const since = changesOn.findLast((from) => from <= day) ?? today
    const book = books.get(since) ?? priceBook(list, overrides, since)
    books.set(since, book)
    return book
  }
  return { on, changesOn }
}

/** Of each key the line that holds on a day; those that begin later are not there yet. */
export function standingLines(lines: readonly PriceLine[], day: IsoDate): readonly PriceLine[] {
  const standing = new Map<string, PriceLine>()
  for (const line of lines) {
    if (line.from > day) continue
    const key = keyText(line)
    const known = standing.get(key)
    if (!known || isLater(line, known)) standing.set(key, line)
  }
  return [...standing.values()]
}

/** Lines that still mean something on a day: those that hold and those that will, by key and day. */
export function livingLines(lines: readonly PriceLine[], day: IsoDate): readonly PriceLine[] {
  const coming = new Map<string, PriceLine>()
  for (const line of lines) {
    if (line.from <= day) continue
    const known = coming.get(placeText(line))
    if (!known || isLater(line, known)) coming.set(placeText(line), line)
  }
  return [...standingLines(lines, day), ...coming.values()].toSorted(
    (a, b) => byKey(a, b) || (a.from < b.from ? -1 : a.from > b.from ? 1 : 0),
  )
}

/** A price as somebody sets it; an amount of null ends it. */
export type PriceChange = PriceKey & { readonly amount: MinorUnits | null; readonly from: IsoDate }

/**
 * The lines that changes add to those that are known: one for each key and day that says something new. Of several
 * changes for one key and day the last is meant; ending what has no price says nothing.
 */
export function linesToAdd(
  known: readonly PriceLine[],
  changes: readonly PriceChange[],
  isExample: boolean,
): readonly PriceLine[] {
  const last = new Map<string, PriceLine>()
  for (const line of known) if (line.n > (last.get(placeText(line))?.n ?? 0)) last.set(placeText(line), line)
  const wanted = new Map(changes.map((change) => [placeText(change), change]))
  return [...wanted].flatMap(([place, change]) => {
    const before = last.get(place)
    const isNews = before ? before.amount !== change.amount : change.amount !== null || hasPrice(known, change)
    const { suffix, operation, years, amount, from } = change
    return isNews ? [{ suffix, operation, years, amount, from, n: (before?.n ?? 0) + 1, isExample }] : []
  })
}

function hasPrice(lines: readonly PriceLine[], change: PriceChange): boolean {
  const own = lines.filter((line) => keyText(line) === keyText(change))
  return standingLines(own, change.from).some(({ amount }) => amount !== null)
}

function placeText(line: PriceKey & { readonly from: IsoDate }): string {
  return `${keyText(line)} ${line.from}`
}

/** One text per key, equal exactly for equal keys. */
function keyText({ suffix, operation, years }: PriceKey): string {
  return `${suffix} ${operation} ${years}`
}

function isLater(a: PriceLine, b: PriceLine): boolean {
  return a.from === b.from ? a.n > b.n : a.from > b.from
}

function byKey(a: PriceKey, b: PriceKey): number {
  if (a.suffix !== b.suffix) return a.suffix < b.suffix ? -1 : 1
  return PRICED_OPERATIONS.indexOf(a.operation) - PRICED_OPERATIONS.indexOf(b.operation) || a.years - b.years
}
