import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitAmount } from '../../../core/billing/amount-fit.ts'
import { findDocumentsFor } from '../../../core/billing/document-sum.ts'
import { type IncomingMoney, proposeMatches } from '../../../core/billing/match-money.ts'
import { payerKey } from '../../../core/billing/payer-name.ts'
import { indexPayers, type PayingAccount } from '../../../core/billing/paying-accounts.ts'
import type { OpenDocument } from '../../../core/ledger/allocation.ts'
import type { MinorUnits } from '../../../core/money/money.ts'

const yen = (amount: number) => amount as MinorUnits
const doc = (n: number, open: number): OpenDocument => ({
  number: `INV-2026-${String(n).padStart(6, '0')}`,
  issuedOn: '2026-11-01',
  open: yen(open),
})

function payer(account: string, name: string, documents: readonly OpenDocument[], more: Partial<PayingAccount> = {}) {
  return { account, names: [payerKey(name)], codes: [], documents, announced: [], ...more }
}

function money(amount: number, name: string, more: Partial<IncomingMoney> = {}): IncomingMoney {
  return { amount: yen(amount), payer: payerKey(name), payerCode: '0000000000', edi: '', ...more }
}

const SAMPLE = payer('sample', 'サンプルショウジ', [doc(1, 11_000), doc(2, 22_000), doc(3, 5_500)])
const MIZUHO = payer('mizuhoshi', 'ミズホシドメイン', [doc(11, 11_000)], { codes: ['0000123456'] })
const CORNER = payer('corner', 'サンプルショウジコーナー', [])
const ALL = [SAMPLE, MIZUHO, CORNER]

function first(incoming: IncomingMoney, accounts: readonly PayingAccount[] = ALL) {
  const [best] = proposeMatches(incoming, indexPayers(accounts))
  return best
    ? [
        best.account,
        best.evidence,
        best.fit,
        best.documents.map(({ number }) => Number(number.slice(-6))),
        best.fee,
        best.rest,
      ]
    : null
}

describe('money that came in', () => {
  it.each([
    [
      'its document’s number',
      money(11_000, 'ﾀﾞﾚｶ', { edi: 'INV2026000011' }),
      ['mizuhoshi', 'documentNumber', 'exact', [11], 0, 0],
    ],
    [
      'the number among other words',
      money(22_000, 'ﾀﾞﾚｶ', { edi: 'ｾｲｷﾕｳ INV-2026-000002' }),
      ['sample', 'documentNumber', 'exact', [2], 0, 0],
    ],
    [
      'the number, less a fee',
      money(21_340, 'ﾀﾞﾚｶ', { edi: 'INV-2026-000002' }),
      ['sample', 'documentNumber', 'fee', [2], 660, 0],
    ],
    [
      'the number, in part',
      money(5_000, 'ﾀﾞﾚｶ', { edi: 'INV-2026-000002' }),
      ['sample', 'documentNumber', 'part', [2], 0, 0],
    ],
    [
      'the number, with something over',
      money(30_000, 'ﾀﾞﾚｶ', { edi: 'INV-2026-000002' }),
      ['sample', 'documentNumber', 'part', [2], 0, 8_000],
    ],
    [
      'the code of a payer or virtual account',
      money(10_890, 'ﾀﾞﾚｶ', { payerCode: '0000123456' }),
      ['mizuhoshi', 'payerCode', 'fee', [11], 110, 0],
    ],
    ['the name and the exact amount', money(11_000, 'ｶ)ｻﾝﾌﾟﾙｼﾖｳｼﾞ'), ['sample', 'name', 'exact', [1], 0, 0]],
    ['the name and the amount less a fee', money(21_560, 'ｻﾝﾌﾟﾙｼﾖｳｼﾞ(ｶ'), ['sample', 'name', 'fee', [2], 440, 0]],
    ['the sum of several documents', money(33_000, 'ｶ)ｻﾝﾌﾟﾙｼﾖｳｼﾞ'), ['sample', 'name', 'several', [1, 2], 0, 0]],
    ['the sum of some documents', money(16_500, 'ｶ)ｻﾝﾌﾟﾙｼﾖｳｼﾞ'), ['sample', 'name', 'several', [1, 3], 0, 0]],
    [
      'the sum of all, less a fee',
      money(37_840, 'ｶ)ｻﾝﾌﾟﾙｼﾖｳｼﾞ'),
      ['sample', 'name', 'severalWithFee', [1, 2, 3], 660, 0],
    ],
    ['the name alone', money(99_999, 'ｶ)ｻﾝﾌﾟﾙｼﾖｳｼﾞ'), ['sample', 'name', 'none', [], 0, 99_999]],
    ['the beginning of the name', money(11_000, 'ｶ)ﾐｽﾞﾎｼﾄﾞﾒ'), ['mizuhoshi', 'cutName', 'exact', [11], 0, 0]],
    [
      'the name with a cut legal form behind it',
      money(11_000, 'ﾐｽﾞﾎｼﾄﾞﾒｲﾝｶﾌﾞｼｷｶﾞ'),
      ['mizuhoshi', 'cutName', 'exact', [11], 0, 0],
    ],
  ])('is proposed by %s', (_, incoming, expected) => {
    expect(first(incoming)).toEqual(expected)
  })

  it.each([
    ['a name that nobody has', money(11_000, 'ﾔﾏﾀﾞﾀﾛｳ')],
    ['no name', money(11_000, '')],
    ['too little of a name', money(11_000, 'ｻﾝﾌﾟﾙ')],
    ['a code of zeros', money(11_000, 'ﾀﾞﾚｶ', { payerCode: '0000000000' })],
    ['a number that goes on', money(11_000, 'ﾀﾞﾚｶ', { edi: 'INV-2026-0000112' })],
  ])('is left to a person with %s', (_, incoming) => {
    expect(first(incoming)).toBeNull()
  })

  it('goes by number and code before names, and by the amount among names', () => {
    const accounts = (incoming: IncomingMoney, all: readonly PayingAccount[] = ALL) =>
      proposeMatches(incoming, indexPayers(all)).map(({ account }) => account)
    expect(accounts(money(11_000, 'ｶ)ｻﾝﾌﾟﾙｼﾖｳｼﾞ', { edi: 'INV-2026-000011' }))).toEqual(['mizuhoshi', 'sample', 'corner'])
    const namesake = payer('namesake', 'サンプルショウジ', [doc(21, 7_000)])
    expect(accounts(money(7_000, 'ｶ)ｻﾝﾌﾟﾙｼﾖｳｼﾞ'), [SAMPLE, namesake])).toEqual(['namesake', 'sample'])
    expect(accounts(money(1, 'ｶ)ｻﾝﾌﾟﾙｼﾖｳｼﾞ'), [SAMPLE, namesake])).toEqual(['namesake', 'sample'])
  })

  it('is what the account has announced, for the document that it named', () => {
    const announced = [{ id: 'a1', amount: yen(50_000), document: null }]
    const best = proposeMatches(money(50_000, 'ｻﾝﾌﾟﾙｼﾖｳｼﾞ'), indexPayers([{ ...SAMPLE, announced }]))[0]
    expect(best).toMatchObject({ fit: 'announced', announcement: 'a1', documents: [], rest: 50_000 })
    const part = [{ id: 'a2', amount: yen(10_000), document: doc(2, 0).number }]
    expect(proposeMatches(money(10_000, 'ｻﾝﾌﾟﾙｼﾖｳｼﾞ'), indexPayers([{ ...SAMPLE, announced: part }]))[0]).toMatchObject({
      announcement: 'a2',
      documents: [{ number: doc(2, 0).number, amount: 10_000 }],
    })
  })
})

describe('the documents that a sum pays', () => {
  const documents = fc
    .array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 10 })
    .map((opens) => opens.map((open, n) => doc(n + 1, open * 100)))
  const sumOf = (some: readonly OpenDocument[]) => some.reduce((sum, { open }) => sum + open, 0)

  it('are found whenever there are some, and come to the sum', () => {
    fc.assert(
      fc.property(documents, fc.nat(), (all, seed) => {
        const chosen = all.filter((_, n) => (seed >> n) & 1)
        const range = { min: sumOf(chosen), max: sumOf(chosen) }
        const found = findDocumentsFor(all, range)
        if (chosen.length >= 2) expect(found).not.toBeNull()
        if (found) {
          expect(sumOf(found)).toBe(range.min)
          expect(found.length).toBeGreaterThanOrEqual(2)
          expect(new Set(found).size).toBe(found.length)
        }
      }),
    )
  })

  it('are given up when there are too many ways, within a moment', () => {
    const many = Array.from({ length: 200 }, (_, n) => doc(n + 1, 2_000 + n * 2))
    expect(findDocumentsFor(many, { min: 30_001, max: 30_001 })).toBeNull()
  })

  it('never take more than the money and its fee, and what is over is told', () => {
    fc.assert(
      fc.property(documents, fc.integer({ min: 1, max: 20_000 }), fc.nat({ max: 3 }), (all, amount, named) => {
        const {
          documents: shares,
          fee,
          rest,
        } = fitAmount(yen(amount), { documents: all, announced: [] }, all.slice(0, named))
        const taken = shares.reduce((sum, share) => sum + share.amount, 0)
        expect(taken + rest).toBe(amount + fee)
        expect(rest).toBeGreaterThanOrEqual(0)
        expect(fee === 0 || (fee >= 110 && fee <= 880)).toBe(true)
        for (const share of shares) {
          const open = all.find(({ number }) => number === share.number)?.open ?? 0
          expect(share.amount).toBeGreaterThan(0)
          expect(share.amount).toBeLessThanOrEqual(open)
        }
      }),
    )
  })
})
