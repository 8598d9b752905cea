import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  allocateCredit,
  type FreeCredit,
  type OpenDocument,
  restoreInvariant,
  undoAllocations,
} from '../../../core/ledger/allocation.ts'
import type { MinorUnits } from '../../../core/money/money.ts'

const yen = (amount: number) => amount as MinorUnits
const document = (number: string, issuedOn: string, open: number): OpenDocument => ({
  number,
  issuedOn,
  open: yen(open),
})
const NOVEMBER = document('I-1', '2026-12-01', 10_000)
const DECEMBER = document('I-2', '2027-01-01', 5_000)

describe('a credit', () => {
  it('goes to the document that it names first, what is over to the oldest open one', () => {
    const credit: FreeCredit = { entry: 7, free: yen(6_000) }
    expect(allocateCredit(credit, [NOVEMBER, DECEMBER], 'I-2')).toEqual([
      { credit: 7, document: 'I-2', amount: 5_000 },
      { credit: 7, document: 'I-1', amount: 1_000 },
    ])
  })

  it('goes to the oldest open document where it names none, or one that is paid', () => {
    const credit: FreeCredit = { entry: 7, free: yen(6_000) }
    const expected = [{ credit: 7, document: 'I-1', amount: 6_000 }]
    expect(allocateCredit(credit, [DECEMBER, NOVEMBER])).toEqual(expected)
    expect(allocateCredit(credit, [DECEMBER, NOVEMBER], 'I-0')).toEqual(expected)
  })
})

describe('a bounced payment', () => {
  it('takes back what is left of its allocations', () => {
    const made = [
      { credit: 3, document: 'I-1', amount: yen(10_000) },
      { credit: 3, document: 'I-2', amount: yen(2_000) },
      { credit: 3, document: 'I-2', amount: yen(-2_000) },
    ]
    expect(undoAllocations(made)).toEqual([{ credit: 3, document: 'I-1', amount: -10_000 }])
  })

  it('leaves no document asking for more than is owed: other credits take its place', () => {
    // 10,000 asked and paid; a later credit of 3,000 is free; the payment bounces and 7,000 are owed.
    expect(restoreInvariant(yen(-7_000), [NOVEMBER], [{ entry: 9, free: yen(3_000) }])).toEqual([
      { credit: 9, document: 'I-1', amount: 3_000 },
    ])
  })

  it('has been spent first where it came in first: what a document asks for is paid by what came after that', () => {
    // 10,000 paid in and 20,000 used; the document asks for the other 10,000, which have come in meanwhile.
    const credits = [
      { entry: 1, free: yen(10_000) },
      { entry: 3, free: yen(10_000) },
    ]
    expect(restoreInvariant(yen(0), [NOVEMBER], credits)).toEqual([{ credit: 3, document: 'I-1', amount: 10_000 }])
  })
})

describe('allocation', () => {
  const documents = fc
    .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 9_999 })), {
      selector: ([n]) => n,
    })
    .map((all) => all.map(([n, open]) => document(`I-${n}`, `2026-01-${String(n).padStart(2, '0')}`, open)))
  const credits = fc
    .array(fc.integer({ min: 1, max: 9_999 }), { maxLength: 5 })
    .map((all) => all.map((free, index): FreeCredit => ({ entry: index + 1, free: yen(free) })))

  it('never gives more than a credit has, nor a document more than it asks for, and gives all it can', () => {
    fc.assert(
      fc.property(documents, fc.integer({ min: 1, max: 50_000 }), (open, free) => {
        const made = allocateCredit({ entry: 1, free: yen(free) }, open)
        const given = made.reduce((sum, { amount }) => sum + amount, 0)
        const asked = open.reduce((sum, one) => sum + one.open, 0)
        expect(given).toBe(Math.min(free, asked))
        for (const one of open) {
          const own = made.filter(({ document: number }) => number === one.number)
          expect(own.reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(one.open)
        }
      }),
    )
  })

  it('restores the invariant exactly, wherever the free credits are enough for it', () => {
    fc.assert(
      fc.property(documents, credits, fc.integer({ min: -30_000, max: 5_000 }), (open, free, balance) => {
        const asked = open.reduce((sum, one) => sum + one.open, 0)
        const owed = Math.max(0, -balance)
        const available = free.reduce((sum, one) => sum + one.free, 0)
        const given = restoreInvariant(yen(balance), open, free).reduce((sum, { amount }) => sum + amount, 0)
        expect(given).toBe(Math.min(Math.max(0, asked - owed), available))
      }),
    )
  })
})
