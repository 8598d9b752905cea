import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { creditTax, isTaxInBound, spreadBase, taxGroups, taxWithin } from '../../../core/billing/tax.ts'
import { taxPercentOn, taxRateCodeOf } from '../../../core/billing/tax-rate.ts'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import type { MinorUnits } from '../../../core/money/money.ts'

const yen = (amount: number) => amount as MinorUnits
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)

const percents = fc.constantFrom(3, 5, 8, 10)
const amounts = fc.oneof(
  fc.integer({ min: 1, max: 300 }),
  fc.integer({ min: 1, max: 10_000_000 }),
  fc.integer({ min: 1, max: 1_000_000_000_000 }),
)
const signed = fc.oneof(
  amounts,
  amounts.map((amount) => -amount),
)

describe('the tax within a total', () => {
  it.each([
    [20_000, 10, 1_818],
    [10_000, 10, 909],
    [1_000, 10, 91],
    [1, 10, 0],
    [6, 10, 1],
    [0, 10, 0],
    [10_800, 8, 800],
    [-20_000, 10, -1_818],
    [-5, 10, 0],
    [1_000, 0, 0],
    [11_346, 10, 1_031],
  ])('of %i at %i %% is %i', (total, percent, tax) => {
    expect(taxWithin(yen(total), percent)).toBe(tax)
  })

  it('is the nearest yen, and never half a yen away from it', () => {
    fc.assert(
      fc.property(signed, percents, (total, percent) => {
        const distance = Math.abs(
          Number(BigInt(taxWithin(yen(total), percent)) * BigInt(100 + percent) - BigInt(total) * BigInt(percent)),
        )
        expect(distance * 2).toBeLessThan(100 + percent)
      }),
    )
  })

  it('lies between the floor and the ceiling of base x rate, where rounding down does not', () => {
    fc.assert(
      fc.property(signed, percents, (total, percent) => {
        const tax = taxWithin(yen(total), percent)
        expect(isTaxInBound(yen(total - tax), tax, percent)).toBe(true)
      }),
    )
    const floor = (total: number) => Math.floor((total * 10) / 110)
    const outside = [10, 1_000, 20_000].filter(
      (total) => !isTaxInBound(yen(total - floor(total)), yen(floor(total)), 10),
    )
    expect(outside).toEqual([10, 1_000])
  })
})

describe('sums by rate', () => {
  it('round once for each rate, not once for each line', () => {
    const line = { code: 'standard', percent: 10, total: yen(115) } as const
    expect(taxGroups([line, line, line])).toEqual([{ code: 'standard', percent: 10, total: 345, base: 314, tax: 31 }])
    expect(taxWithin(line.total, 10) * 3).toBe(30)
  })

  it('keep rates apart, also two of the same percentage', () => {
    const groups = taxGroups([
      { code: 'reduced', percent: 8, total: yen(1_080) },
      { code: 'standard', percent: 10, total: yen(2_200) },
      { code: 'standard', percent: 8, total: yen(540) },
    ])
    expect(groups.map(({ code, percent, tax }) => [code, percent, tax])).toEqual([
      ['standard', 10, 200],
      ['standard', 8, 40],
      ['reduced', 8, 80],
    ])
  })

  it('are spread over the lines without losing or making a yen, each line within one yen of its share', () => {
    fc.assert(
      fc.property(fc.array(signed, { minLength: 1, maxLength: 60 }), percents, (totals, percent) => {
        const lines = totals.map((total) => ({ code: 'standard' as const, percent, total: yen(total) }))
        const [group] = taxGroups(lines)
        if (!group) throw new Error('no group')
        const bases = spreadBase(totals.map(yen), group)
        expect(sum(bases)).toBe(group.base)
        expect(group.base + group.tax).toBe(sum(totals))
        for (const [index, base] of bases.entries()) {
          const away = BigInt(base) * BigInt(100 + percent) - BigInt(totals[index] ?? 0) * 100n
          expect(away > -BigInt(100 + percent) && away < BigInt(100 + percent)).toBe(true)
        }
      }),
    )
  })

  it('give the yen that is left to the largest remainder, the earlier line first', () => {
    expect(spreadBase([yen(105), yen(105), yen(105)], { percent: 10, base: yen(286) })).toEqual([96, 95, 95])
    expect(spreadBase([yen(100), yen(104)], { percent: 10, base: yen(185) })).toEqual([91, 94])
  })
})

describe('the tax of credit notes', () => {
  it('of a document credited at once is the tax of the document', () => {
    const document = { percent: 10, total: yen(20_000), tax: yen(1_818) }
    expect(creditTax(document, { total: yen(0), tax: yen(0) }, yen(20_000))).toBe(1_818)
  })

  it('is the document less what remains', () => {
    const document = { percent: 10, total: yen(20_000), tax: yen(1_818) }
    expect(creditTax(document, { total: yen(0), tax: yen(0) }, yen(1_000))).toBe(1_818 - 1_727)
  })

  it('adds up to the tax of the document however it is credited, each note within the bound', () => {
    fc.assert(
      fc.property(fc.array(amounts, { minLength: 1, maxLength: 30 }), (credits) => {
        const total = sum(credits)
        const document = { percent: 10, total: yen(total), tax: taxWithin(yen(total), 10) }
        let before = { total: yen(0), tax: yen(0) }
        for (const credit of credits) {
          const tax = creditTax(document, before, yen(credit))
          expect(isTaxInBound(yen(credit - tax), tax, 10)).toBe(true)
          before = { total: yen(before.total + credit), tax: yen(before.tax + tax) }
        }
        expect(before.tax).toBe(document.tax)
      }),
      { numRuns: 1_000 },
    )
  })

  it('leaves a yen to the next note rather than leave the bound', () => {
    // 6 contains 0.545, of 12 remain 6: two roundings up and down would make the note's tax 0.909 too small.
    const found = Array.from({ length: 400 }, (_, total) => total).flatMap((total) =>
      Array.from({ length: total }, (_, credit) => ({ total, credit })).filter(({ credit }) => {
        const plain = taxWithin(yen(total), 10) - taxWithin(yen(total - credit), 10)
        return credit > 0 && !isTaxInBound(yen(credit - plain), yen(plain), 10)
      }),
    )
    expect(found.length).toBeGreaterThan(0)
    for (const { total, credit } of found) {
      const document = { percent: 10, total: yen(total), tax: taxWithin(yen(total), 10) }
      const first = creditTax(document, { total: yen(0), tax: yen(0) }, yen(credit))
      const rest = creditTax(document, { total: yen(credit), tax: first }, yen(total - credit))
      expect(isTaxInBound(yen(credit - first), first, 10)).toBe(true)
      expect(isTaxInBound(yen(total - credit - rest), rest, 10)).toBe(true)
      expect(first + rest).toBe(document.tax)
    }
  })
})

describe('the rate of a day', () => {
  it.each([
    ['standard', '1989-03-31', 0],
    ['standard', '1989-04-01', 3],
    ['standard', '2014-03-31', 5],
    ['standard', '2016-04-12', 8],
    ['standard', '2019-09-30', 8],
    ['standard', '2019-10-01', 10],
    ['reduced', '2019-09-30', 0],
    ['reduced', '2026-11-30', 8],
  ] as const)('%s on %s is %i %%', (code, day, percent) => {
    expect(taxPercentOn(code, isoDate(day))).toBe(percent)
  })

  it('is the usual one where an entry names none', () => {
    expect([taxRateCodeOf(null), taxRateCodeOf('reduced'), taxRateCodeOf('nonsense')]).toEqual([
      'standard',
      'reduced',
      'standard',
    ])
  })
})
