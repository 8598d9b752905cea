import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accountSums,
  balanceAfter,
  type ClosingFigures,
  movementOf,
  planClosing,
} from '../../../core/billing/closing.ts'
import { documentNumber } from '../../../core/billing/document-number.ts'
import { NO_OTHER_MOVEMENTS } from '../../../core/billing/document-parts.ts'
import { allocateCredit, type OpenDocument, restoreInvariant } from '../../../core/ledger/allocation.ts'
import { yen } from '../../support/document-builder.ts'

type Drawn = { readonly [K in keyof ClosingFigures]?: ClosingFigures[K] extends number ? number : ClosingFigures[K] }

const figures = (change: Drawn): ClosingFigures => {
  const all = { balanceBefore: 0, use: 0, credits: 0, open: 0, otherMovements: NO_OTHER_MOVEMENTS, ...change }
  return { paymentStyle: 'account', hasLines: all.use !== 0, ...(all as Partial<ClosingFigures>) } as ClosingFigures
}

const moneyOf = ({ bounced, refunded, adjusted }: Record<'bounced' | 'refunded' | 'adjusted', number>) => ({
  bounced: yen(bounced),
  refunded: yen(refunded),
  adjusted: yen(adjusted),
})

describe('closing a period', () => {
  it('example 1 of the notice: 10,000 paid in, 1,000 used: a statement, nothing is asked', () => {
    expect(planClosing(figures({ credits: 10_000, use: 1_000 }))).toEqual({
      ask: 0,
      document: { kind: 'statement', due: 0 },
      balanceRequest: null,
    })
  })

  it('example 2 of the notice: 10,000 paid in, 20,000 used: an invoice over 10,000', () => {
    expect(planClosing(figures({ balanceBefore: 10_000, use: 20_000 }))).toEqual({
      ask: 10_000,
      document: { kind: 'invoice', due: 10_000 },
      balanceRequest: null,
    })
  })

  it.each([
    ['nothing happened', { balanceBefore: 5_000 }, [0, null, null]],
    ['only money came in', { credits: 5_000 }, [0, null, null]],
    ['what is owed was asked before', { balanceBefore: -8_000, open: 8_000 }, [0, null, null]],
    [
      'what is owed was asked before and more was used',
      { balanceBefore: -8_000, open: 8_000, use: 3_000 },
      [3_000, 3_000, null],
    ],
    ['an opening debt was never asked', { balanceBefore: -5_000 }, [5_000, null, 5_000]],
    ['an opening debt comes on top of use', { balanceBefore: -5_000, use: 1_000 }, [6_000, 1_000, 5_000]],
    ['a payment bounced that no document named', { credits: -4_000 }, [4_000, null, 4_000]],
    ['use was given back whole', { use: 0, hasLines: true }, [0, 0, null]],
    ['use was given back, and a debt remains', { use: 0, hasLines: true, balanceBefore: -700 }, [700, 0, 700]],
    [
      'a part of earlier requests was paid',
      { balanceBefore: -8_000, credits: 3_000, open: 5_000, use: 100 },
      [100, 100, null],
    ],
  ])('asks rightly when %s', (_, change, [ask, due, request]) => {
    const plan = planClosing(figures(change))
    expect([plan.ask, plan.document?.due ?? null, plan.balanceRequest]).toEqual([ask, due, request])
  })

  it('makes nothing of a piece whose orders were paid one by one, and asks for what is owed with the next', () => {
    const first = figures({ use: 2_000, paymentStyle: 'perTransaction' })
    expect(planClosing(first)).toEqual({ ask: 0, document: null, balanceRequest: null })
    const second = figures({ balanceBefore: balanceAfter(first), use: 500 })
    expect(planClosing(second)).toMatchObject({ ask: 2_500, document: { due: 500 }, balanceRequest: 2_000 })
  })
})

describe('the printed sums', () => {
  it('of example 2', () => {
    expect(accountSums(figures({ balanceBefore: 10_000, use: 20_000 }), [])).toEqual({
      previousRequest: 0,
      payments: 0,
      carriedOver: -10_000,
      thisUse: 20_000,
      alreadyRequested: { amount: 0, numbers: [] },
      thisRequest: 10_000,
      prepaidBefore: 10_000,
      otherMovements: NO_OTHER_MOVEMENTS,
    })
  })

  it('tell what came in from what the bank took back, what was paid back, and what was given', () => {
    const otherMovements = { bounced: yen(3_000), refunded: yen(820), adjusted: yen(500) }
    expect(accountSums(figures({ balanceBefore: -3_000, credits: 4_680, otherMovements }), [])).toMatchObject({
      previousRequest: 3_000,
      payments: 8_000,
      carriedOver: -1_680,
      otherMovements,
    })
  })

  it.each([
    ['deposit', null, 'payments'],
    ['payment', null, 'payments'],
    ['correction', 'deposit', 'payments'],
    ['bounce', 'payment', 'bounced'],
    ['refund', null, 'refunded'],
    ['correction', 'refund', 'refunded'],
    ['reversal', 'charge', 'adjusted'],
    ['adjustment', null, 'adjusted'],
    ['correction', 'adjustment', 'adjusted'],
  ] as const)('have a %s, of a %s, among %s', (kind, takenBack, movement) => {
    expect(movementOf(kind, takenBack)).toBe(movement)
  })

  it('name what is asked for already, the other document of the same closing included', () => {
    const both = figures({ balanceBefore: -5_000, use: 1_000 })
    const [invoice, request] = [documentNumber('invoice', 2026, 1), documentNumber('balanceRequest', 2026, 1)]
    expect(accountSums(both, [{ number: request, amount: yen(5_000) }])).toMatchObject({
      previousRequest: 5_000,
      thisRequest: 1_000,
      alreadyRequested: { amount: 5_000, numbers: [request] },
    })
    expect(accountSums(both, [{ number: invoice, amount: yen(1_000) }]).thisRequest).toBe(5_000)
  })

  it('lead from one to the next', () => {
    const amount = fc.integer({ min: -100_000, max: 100_000 })
    const natural = fc.nat({ max: 100_000 })
    const movements = fc.record({ bounced: natural, refunded: natural, adjusted: amount }).map(moneyOf)
    fc.assert(
      fc.property(amount, natural, amount, natural, movements, (balanceBefore, use, credits, open, otherMovements) => {
        const sums = accountSums(figures({ balanceBefore, use, credits, open, otherMovements }), [
          { number: documentNumber('invoice', 2026, 1), amount: yen(open) },
        ])
        const { bounced, refunded, adjusted } = sums.otherMovements
        const notPaid = bounced + refunded - adjusted
        expect(sums.previousRequest - sums.prepaidBefore - sums.payments + notPaid).toBe(sums.carriedOver)
        expect(Math.max(0, sums.carriedOver + sums.thisUse - sums.alreadyRequested.amount)).toBe(sums.thisRequest)
        expect(Object.is(sums.carriedOver, -0)).toBe(false)
      }),
    )
  })
})

type Step = { readonly kind: 'charge' | 'credit' | 'debit' | 'close'; readonly amount: number }

/** An account as a careful clerk would keep it: who asks for what, and what has come in. */
function keepAccount(steps: readonly Step[]) {
  let balance = 0
  let documents: OpenDocument[] = []
  let began = { balance: 0, use: 0, credits: 0, hasLines: false }
  const asked: number[] = []
  const invoiced: number[] = []
  const credits: { entry: number; free: number }[] = []
  const take = (allocations: readonly { document: string; credit: number; amount: number }[]) => {
    documents = documents
      .map((one) => {
        const own = allocations.filter(({ document }) => document === one.number)
        return { ...one, open: yen(own.reduce((left, { amount }) => left - amount, one.open as number)) }
      })
      .filter(({ open }) => open > 0)
    for (const { credit, amount } of allocations) {
      const from = credits.find(({ entry }) => entry === credit)
      if (from) from.free -= amount
    }
  }
  const free = () => credits.filter((one) => one.free > 0).map(({ entry, free }) => ({ entry, free: yen(free) }))
  for (const [n, { kind, amount }] of steps.entries()) {
    if (kind === 'charge') {
      balance -= amount
      began = { ...began, use: began.use + amount, hasLines: true }
    } else if (kind === 'credit' || kind === 'debit') {
      const signed = kind === 'credit' ? amount : -amount
      balance += signed
      began = { ...began, credits: began.credits + signed }
      if (signed > 0) {
        credits.push({ entry: n, free: signed })
        take(allocateCredit({ entry: n, free: yen(signed) }, documents))
      }
      take(restoreInvariant(yen(balance), documents, free()))
    } else {
      const open = documents.reduce((sum, one) => sum + one.open, 0)
      const plan = planClosing(
        figures({
          balanceBefore: began.balance,
          use: began.use,
          credits: began.credits,
          open,
          hasLines: began.hasLines,
        }),
      )
      asked.push(plan.ask)
      if (plan.document) invoiced.push(began.use)
      for (const [series, due] of [
        ['invoice', plan.document?.due ?? 0],
        ['balanceRequest', plan.balanceRequest ?? 0],
      ] as const) {
        if (due > 0)
          documents.push({
            number: documentNumber(series, 2026, n),
            issuedOn: String(n).padStart(4, '0'),
            open: yen(due),
          })
      }
      expect(Math.max(0, -balance)).toBe(documents.reduce((sum, one) => sum + one.open, 0))
      began = { balance, use: 0, credits: 0, hasLines: false }
    }
    expect(documents.reduce((sum, one) => sum + one.open, 0)).toBeLessThanOrEqual(Math.max(0, -balance))
  }
  return { asked, invoiced, balance }
}

describe('closing after closing', () => {
  const step = fc.record({
    kind: fc.constantFrom<Step['kind']>('charge', 'charge', 'credit', 'debit', 'close'),
    amount: fc.integer({ min: 1, max: 30_000 }),
  })

  it('asks for everything that is owed and for nothing twice, and documents every charge once', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (drawn) => {
        const steps: Step[] = [...drawn, { kind: 'close', amount: 1 }]
        const { asked, invoiced, balance } = keepAccount(steps)
        const sumOf = (kind: Step['kind']) => steps.reduce((sum, one) => sum + (one.kind === kind ? one.amount : 0), 0)
        expect(invoiced.reduce((sum, use) => sum + use, 0)).toBe(sumOf('charge'))
        expect(balance).toBe(sumOf('credit') - sumOf('debit') - sumOf('charge'))
        expect(asked.every((amount) => amount >= 0)).toBe(true)
        // What was asked is never more than all that ever went off the account.
        expect(asked.reduce((sum, amount) => sum + amount, 0)).toBeLessThanOrEqual(sumOf('charge') + sumOf('debit'))
      }),
      { numRuns: 400 },
    )
  })
})
