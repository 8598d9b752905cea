import { describe, expect, it } from 'vitest'
import { type Collection, proposeCollections } from '../../../core/billing/collection.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { MinorUnits } from '../../../core/money/money.ts'

const collection = (request: string, missing: number, debits = 2, debitOn = '2026-12-28'): Collection => ({
  request,
  debitOn: debitOn as IsoDate,
  debits,
  missing: missing as MinorUnits,
})
const money = (amount: number, bookedOn = '2026-12-29') => ({
  amount: amount as MinorUnits,
  bookedOn: bookedOn as IsoDate,
})

describe('money that a bank has collected', () => {
  it.each([
    ['the sum to the yen', 11_500, [['a', 0]]],
    ['the sum less what the bank kept', 11_390, [['a', 110]]],
    ['less than any bank keeps', 9_000, []],
    ['more than was collected', 11_501, []],
  ])('is known by %s', (_, amount, expected) => {
    const proposals = proposeCollections(money(amount), [collection('a', 11_500)])
    expect(proposals.map(({ request, fee }) => [request, fee])).toEqual(expected)
  })

  it('never arrives before it was debited', () => {
    expect(proposeCollections(money(11_500, '2026-12-27'), [collection('a', 11_500)])).toEqual([])
  })

  it('is told to the yen before less a fee, and the oldest first', () => {
    const collections = [
      collection('late', 1_000, 1, '2026-12-28'),
      collection('fee', 1_300, 1, '2026-10-27'),
      collection('early', 1_000, 1, '2026-11-27'),
    ]
    expect(proposeCollections(money(1_000), collections).map(({ request }) => request)).toEqual([
      'early',
      'late',
      'fee',
    ])
  })
})
