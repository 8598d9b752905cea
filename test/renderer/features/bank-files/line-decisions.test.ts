import { describe, expect, it } from 'vitest'
import type { IsoDate } from '../../../../core/calendar/iso-date.ts'
import type { Currency, WireMoney } from '../../../../core/money/money.ts'
import type { BankLine, Proposal } from '../../../../renderer/features/bank-files/api/bank-files.ts'
import {
  assigned,
  confirmed,
  stillSure,
  sureDecisions,
  sureProposal,
} from '../../../../renderer/features/bank-files/line-decisions.ts'

const yen = (amount: string): WireMoney => ({ amount, currency: 'JPY' as Currency })

const proposal = (values: Partial<Proposal> = {}): Proposal => ({
  account: 'sample',
  accountName: 'サンプル商事',
  evidence: 'name',
  fit: 'exact',
  documents: [{ number: 'S-1', amount: yen('11000') }],
  fee: yen('0'),
  rest: yen('0'),
  announcement: null,
  ...values,
})

const line = (values: Partial<BankLine> = {}): BankLine => ({
  file: 'f1',
  line: 2,
  state: 'open',
  bookedOn: '2026-11-24' as IsoDate,
  direction: 'in',
  transactionType: '11',
  amount: yen('11000'),
  payerName: 'ｶ)ｻﾝﾌﾟﾙｼﾖｳｼﾞ',
  payerCode: '0000000000',
  payerBank: '',
  payerBranch: '',
  summary: '',
  edi: '',
  inquiryNumber: '1',
  bank: { code: '0005', branch: '001', type: '1', number: '1234567' },
  account: null,
  accountName: null,
  fee: yen('0'),
  note: null,
  decidedAt: null,
  counterpart: null,
  resembles: null,
  collectedBy: null,
  collections: [],
  refunds: [],
  proposals: [proposal()],
  cancels: [],
  ...values,
})

describe('a proposal that is taken over', () => {
  it('names its documents, its fee and its announcement', () => {
    const taken = confirmed(
      line(),
      proposal({ fee: yen('440'), documents: [{ number: 'S-1', amount: yen('11440') }], announcement: 'a1' }),
    )
    expect(taken).toEqual({
      line: 2,
      to: 'account',
      account: 'sample',
      documents: [{ number: 'S-1', amount: '11440' }],
      fee: '440',
      announcement: 'a1',
    })
  })
})

describe('what needs no second look', () => {
  it.each([
    ['a payer known by name and an exact amount', {}, true],
    ['several documents to the yen', { proposals: [proposal({ fit: 'several' })] }, true],
    ['an amount less a fee', { proposals: [proposal({ fit: 'fee', fee: yen('440') })] }, false],
    ['a name that was cut off', { proposals: [proposal({ evidence: 'cutName' })] }, false],
    ['two accounts that fit alike', { proposals: [proposal(), proposal({ account: 'other' })] }, false],
    [
      'an exact one behind one that is stronger by its number',
      { proposals: [proposal({ evidence: 'documentNumber', fit: 'part' }), proposal({ account: 'other' })] },
      false,
    ],
    ['a movement that another file has as well', { resembles: { file: 'f0', line: 1 } }, false],
    ['a line that is booked already', { state: 'account' as const }, false],
    ['nothing that is proposed', { proposals: [] }, false],
  ])('%s: %#', (_, values, isSure) => {
    expect(sureProposal(line(values)) !== null).toBe(isSure)
  })
})

describe('lines that are booked together', () => {
  it('are told apart by their files', () => {
    const other = proposal({ account: 'other', documents: [{ number: 'S-2', amount: yen('11000') }] })
    const decisions = sureDecisions([line(), line({ file: 'f2', line: 5, proposals: [other] })])
    expect(decisions.map(({ file, lines }) => [file, lines.map((one) => one.line)])).toEqual([
      ['f1', [2]],
      ['f2', [5]],
    ])
  })

  it('leave the second of two payments for one document to a person', () => {
    const decisions = sureDecisions([line(), line({ line: 3 })])
    expect(decisions.flatMap(({ lines }) => lines.map((one) => one.line))).toEqual([2])
  })
})

describe('money for an account that a person chose', () => {
  const first = { number: 'S-1', open: '8000' }
  const second = { number: 'S-2', open: '5000' }
  const decided = (amount: string, documents: Parameters<typeof assigned>[2]) => {
    const {
      line: _line,
      to: _to,
      account: _account,
      ...rest
    } = assigned(line({ amount: yen(amount) }), 'sample', documents)
    return rest
  }

  it.each([
    ['pays the documents that were named', '13000', [first, second], ['8000', '5000'], undefined],
    ['leaves the rest to the account', '20000', [first, second], ['8000', '5000'], undefined],
    ['goes as far as it reaches, in their order', '10000', [first, second], ['8000', '2000'], undefined],
    ['has the issuer bear a transfer fee that is all that lacks', '12560', [first, second], ['8000', '5000'], '440'],
    ['takes no fee of more than 880 yen', '12000', [first, second], ['8000', '4000'], undefined],
  ] as const)('%s', (_title, amount, documents, shares, fee) => {
    expect(decided(amount, documents)).toEqual({
      documents: documents.map(({ number }, n) => ({ number, amount: shares[n] })),
      ...(fee !== undefined && { fee }),
    })
  })

  it('names no document where none was chosen', () => {
    expect(decided('13000', [])).toEqual({})
  })
})

it('decides nothing that came or changed while a person was asked', () => {
  const other = proposal({ account: 'other', documents: [] })
  const asked = sureDecisions([line({ line: 2, proposals: [proposal()] }), line({ line: 3, proposals: [other] })])
  const moved = proposal({ account: 'third', documents: [] })
  const now = sureDecisions([
    line({ line: 2, proposals: [proposal()] }),
    line({ line: 3, proposals: [moved] }),
    line({ line: 4, proposals: [proposal({ account: 'fourth', documents: [] })] }),
  ])
  expect(stillSure(asked, now).flatMap(({ lines }) => lines.map((one) => one.line))).toEqual([2])
  expect(stillSure(asked, [])).toEqual([])
})
