import { describe, expect, it } from 'vitest'
import type { IsoDate } from '../../../../core/calendar/iso-date.ts'
import type { Currency, WireMoney } from '../../../../core/money/money.ts'
import type { BankLine, Proposal } from '../../../../renderer/features/bank-files/api/bank-files.ts'
import { confirmed, sureDecisions, sureProposal } from '../../../../renderer/features/bank-files/line-decisions.ts'

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
