import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  linesToAdd,
  livingLines,
  PRICED_OPERATIONS,
  type PriceKey,
  type PriceLine,
  priceBook,
  standingLines,
} from '../../../core/billing/price-list.ts'
import { addDays, isoDate } from '../../../core/calendar/iso-date.ts'
import type { Suffix } from '../../../core/domains/suffix.ts'
import type { MinorUnits } from '../../../core/money/money.ts'

const RENEW_COM: PriceKey = { suffix: 'com' as Suffix, operation: 'renew', years: 1 }

function line(from: string, amount: number | null, more: Partial<PriceLine> = {}): PriceLine {
  return { ...RENEW_COM, from: isoDate(from), n: 1, amount: amount as MinorUnits | null, isExample: false, ...more }
}

const amountOn = (list: readonly PriceLine[], day: string, overrides: readonly PriceLine[] = []) =>
  priceBook(list, overrides, isoDate(day)).priceOf(RENEW_COM)?.amount ?? null

describe('the price of a day', () => {
  const list = [line('2026-04-01', 1000), line('2027-01-01', 1200), line('2027-06-01', null)]
  it.each([
    ['the day before the first price', '2026-03-31', null],
    ['its first day', '2026-04-01', 1000],
    ['the last day before the next price', '2026-12-31', 1000],
    ['the first day of the next price', '2027-01-01', 1200],
    ['the day from which it is not sold any more', '2027-06-01', null],
  ])('is found on %s', (_, day, amount) => {
    expect(amountOn(list, day)).toBe(amount)
  })

  it('is the one written last where two begin on the same day', () => {
    const corrected = [line('2026-04-01', 1000), line('2026-04-01', 900, { n: 2 })]
    expect(amountOn(corrected, '2026-04-01')).toBe(900)
    expect(amountOn(corrected.toReversed(), '2026-04-01')).toBe(900)
  })

  it('is for one term: no other term is derived from it', () => {
    const book = priceBook([line('2026-04-01', 1000)], [], isoDate('2026-05-01'))
    expect(book.priceOf({ ...RENEW_COM, years: 2 })).toBeNull()
    expect(book.priceOf({ ...RENEW_COM, operation: 'restore' })).toBeNull()
    expect(book.priceOf({ ...RENEW_COM, suffix: 'net' as Suffix })).toBeNull()
  })

  it('is the account’s own where it has one, and the list’s again when that ends', () => {
    const own = [line('2026-05-01', 800), line('2026-08-01', null)]
    expect(amountOn(list, '2026-04-30', own)).toBe(1000)
    expect(amountOn(list, '2026-05-01', own)).toBe(800)
    expect(amountOn(list, '2026-08-01', own)).toBe(1000)
    expect(amountOn([], '2026-06-01', own)).toBe(800)
  })

  it('stands in the book once for each key, in the order of suffix, operation and years', () => {
    const lines = PRICED_OPERATIONS.toReversed().flatMap((operation) =>
      [2, 1].flatMap((years) =>
        ['net', 'com'].map((suffix) => line('2026-01-01', 100, { operation, years, suffix: suffix as Suffix })),
      ),
    )
    const { prices } = priceBook(lines, [], isoDate('2026-01-01'))
    expect(prices.map(({ suffix, operation, years }) => `${suffix} ${operation} ${years}`).slice(0, 4)).toEqual([
      'com register 1',
      'com register 2',
      'com renew 1',
      'com renew 2',
    ])
    expect(prices).toHaveLength(16)
  })
})

describe('lines that still mean something', () => {
  it('are those that hold and those that are to come, without those that were replaced', () => {
    const lines = [line('2026-01-01', 1), line('2026-02-01', 2), line('2026-03-01', 3), line('2026-03-01', 4, { n: 2 })]
    expect(livingLines(lines, isoDate('2026-02-10')).map(({ amount }) => amount)).toEqual([2, 4])
  })

  it('give the same prices from their day on as all lines ever written', () => {
    const anyLine = fc
      .record({
        day: fc.integer({ min: 0, max: 20 }),
        amount: fc.option(fc.integer({ min: 1, max: 99 })),
        years: fc.integer({ min: 1, max: 2 }),
      })
      .map(({ day, amount, years }) => ({
        ...line('2026-01-01', amount, { years }),
        from: addDays(isoDate('2026-01-01'), day),
      }))
    const numbered = fc
      .array(anyLine, { maxLength: 30 })
      .map((lines) => lines.map((one, index) => ({ ...one, n: index + 1 })))
    fc.assert(
      fc.property(numbered, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }), (lines, kept, later) => {
        const today = addDays(isoDate('2026-01-01'), kept)
        const day = addDays(today, later)
        const sorted = (some: readonly PriceLine[]) =>
          standingLines(some, day)
            .map(({ years, amount }) => [years, amount])
            .toSorted()
        expect(sorted(livingLines(lines, today))).toEqual(sorted(lines))
      }),
    )
  })
})

describe('prices that are set', () => {
  const known = [line('2026-04-01', 1000), line('2026-04-01', 900, { n: 2 })]
  const change = (from: string, amount: number | null, more: Partial<PriceKey> = {}) => ({
    ...RENEW_COM,
    ...more,
    from: isoDate(from),
    amount: amount as MinorUnits | null,
  })

  it.each([
    ['what the last line of the day says already', change('2026-04-01', 900), null],
    ['what an earlier line of the day said', change('2026-04-01', 1000), 3],
    ['another day', change('2026-05-01', 900), 1],
    ['another term', change('2026-04-01', 900, { years: 2 }), 1],
    ['the end of a price', change('2026-05-01', null), 1],
    ['the end of what has no price', change('2026-05-01', null, { years: 2 }), null],
    ['the end of a price before it began', change('2026-03-01', null), null],
  ])('add a line only where they are news: %s', (_, one, n) => {
    expect(linesToAdd(known, [one], false).map((added) => added.n)).toEqual(n === null ? [] : [n])
  })

  it('count once for each key and day, the last of them', () => {
    const added = linesToAdd([], [change('2026-04-01', 5), change('2026-04-01', 6)], true)
    expect(added).toEqual([{ ...change('2026-04-01', 6), n: 1, isExample: true }])
  })

  it('are no news once they have been added', () => {
    const changes = [change('2026-04-01', 5), change('2026-06-01', null), change('2026-05-01', 7, { years: 3 })]
    expect(linesToAdd([...known, ...linesToAdd(known, changes, false)], changes, false)).toEqual([])
  })
})
