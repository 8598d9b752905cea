import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settleLine } from '../../../core/billing/settle-line.ts'
import { isBalanced } from '../../../core/ledger/entry.ts'
import type { MinorUnits } from '../../../core/money/money.ts'

const yen = (amount: number) => amount as MinorUnits
const share = (number: string, amount: number) => ({ number, amount: yen(amount) })

/** Parts as `[document, ledger amounts]`. */
function parts(amount: number, shares: readonly ReturnType<typeof share>[], fee = 0) {
  const settled = settleLine(yen(amount), shares, yen(fee))
  if (!settled.ok) return settled.error
  return settled.value.map(({ document, postings }) => [
    document,
    Object.fromEntries(postings.map((posting) => [posting.ledger, posting.amount])),
  ])
}

describe('money of a bank line', () => {
  it('goes to the account where no document is named', () => {
    expect(parts(5_000, [])).toEqual([[null, { customer: 5_000, 'cash:bankTransfer': -5_000 }]])
  })

  it('pays each document, and the rest stays on the account', () => {
    expect(parts(10_000, [share('A', 3_000), share('B', 6_000)])).toEqual([
      ['A', { customer: 3_000, 'cash:bankTransfer': -3_000 }],
      ['B', { customer: 6_000, 'cash:bankTransfer': -6_000 }],
      [null, { customer: 1_000, 'cash:bankTransfer': -1_000 }],
    ])
  })

  it('pays a document in full from which the payer took the fee off', () => {
    expect(parts(10_780, [share('A', 11_000)], 220)).toEqual([
      ['A', { customer: 11_000, 'cash:bankTransfer': -10_780, transferFee: -220 }],
    ])
  })

  it('takes the fee from the largest of several documents', () => {
    expect(parts(2_670, [share('A', 110), share('B', 3_000)], 440)).toEqual([
      ['A', { customer: 110, 'cash:bankTransfer': -110 }],
      ['B', { customer: 3_000, 'cash:bankTransfer': -2_560, transferFee: -440 }],
    ])
  })

  it.each([
    ['documents for more than there is', 1_000, [share('A', 1_001)], 0, 'documents_exceed_amount'],
    ['a fee without a document', 1_000, [], 110, 'fee_not_allowed'],
    ['a fee that leaves something over', 1_000, [share('A', 1_000)], 110, 'fee_not_allowed'],
    ['a fee larger than fees are', 10_000, [share('A', 10_881)], 881, 'fee_not_allowed'],
    ['a fee as large as its document', 110, [share('A', 110), share('B', 110)], 110, 'fee_not_allowed'],
    ['a negative fee', 1_000, [share('A', 890)], -110, 'fee_not_allowed'],
  ])('is refused with %s', (_, amount, shares, fee, fault) => {
    expect(parts(amount, shares, fee)).toBe(fault)
  })

  it('is posted to the yen, in entries that each add up to zero', () => {
    const shares = fc.array(fc.integer({ min: 1, max: 5_000 }), { maxLength: 5 })
    fc.assert(
      fc.property(
        shares,
        fc.integer({ min: 1, max: 20_000 }),
        fc.integer({ min: 0, max: 900 }),
        (amounts, amount, fee) => {
          const settled = settleLine(
            yen(amount),
            amounts.map((one, n) => share(`D${n}`, one)),
            yen(fee),
          )
          if (!settled.ok) return
          const postings = settled.value.flatMap((part) => part.postings)
          const sum = (ledger: string) =>
            postings
              .filter((posting) => posting.ledger === ledger)
              .reduce((total, posting) => total + posting.amount, 0)
          for (const part of settled.value) expect(isBalanced(part.postings)).toBe(true)
          expect(sum('cash:bankTransfer')).toBe(-amount)
          expect(sum('transferFee') + 0).toBe(0 - fee)
          expect(sum('customer')).toBe(amount + fee)
        },
      ),
    )
  })
})
