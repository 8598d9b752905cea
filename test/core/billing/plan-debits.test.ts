import { describe, expect, it } from 'vitest'
import type { BankAccount } from '../../../core/billing/bank-account.ts'
import { type DebitPayer, debitFields, planDebits } from '../../../core/billing/plan-debits.ts'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import type { MinorUnits } from '../../../core/money/money.ts'

const DAY = isoDate('2026-12-28')
const BANK: BankAccount = {
  bankCode: '0005',
  bankName: 'ミツビシＵＦＪ',
  branchCode: '123',
  branchName: 'シンジュク',
  type: 'current',
  number: '54321',
  holder: 'カ）サンプルショウジ',
}
const FIELDS = {
  bank: '0005',
  bankName: 'ﾐﾂﾋﾞｼUFJ',
  branch: '123',
  branchName: 'ｼﾝｼﾞﾕｸ',
  accountType: '2',
  accountNumber: '0054321',
  holder: 'ｶ)ｻﾝﾌﾟﾙｼﾖｳｼﾞ',
}

const doc = (number: string, open: number, dueOn: string | null = '2026-12-25') => ({
  number,
  issuedOn: '2026-12-01',
  open: open as MinorUnits,
  dueOn: dueOn === null ? null : isoDate(dueOn),
})

const payer = (more: Partial<DebitPayer> = {}): DebitPayer => ({
  account: 'sample',
  debitAccount: BANK,
  customerNumber: '00000000000000000001',
  lastDebited: null,
  isStopped: false,
  documents: [doc('A', 11_000)],
  ...more,
})

describe('a plan of direct debits', () => {
  it('debits each account once, for all that is due by the day', () => {
    const documents = [doc('A', 11_000), doc('B', 500, '2026-12-28'), doc('C', 700, '2026-12-29'), doc('D', 30, null)]
    expect(planDebits([payer({ documents })], DAY)).toEqual({
      debits: [
        {
          account: 'sample',
          debit: { ...FIELDS, amount: 11_530, change: '1', customerNumber: '00000000000000000001' },
          documents: [
            { number: 'A', amount: 11_000 },
            { number: 'B', amount: 500 },
            { number: 'D', amount: 30 },
          ],
        },
      ],
      skipped: [],
    })
  })

  it('tells the bank whether the debit is the first, after a change, or like the one before', () => {
    const changeOf = (lastDebited: DebitPayer['lastDebited']) =>
      planDebits([payer({ lastDebited })], DAY).debits[0]?.debit.change
    expect(changeOf(null)).toBe('1')
    expect(changeOf(FIELDS)).toBe('0')
    expect(changeOf({ ...FIELDS, bankName: '', branchName: '' })).toBe('0')
    expect(changeOf({ ...FIELDS, accountNumber: '0000001' })).toBe('2')
  })

  it.each([
    ['nothing is due', { documents: [doc('A', 11_000, '2027-01-05')] }, null],
    ['no bank account is known', { debitAccount: null }, 'no_debit_account'],
    ['the account is a savings account', { debitAccount: { ...BANK, type: 'savings' as const } }, 'account_type'],
    ['the holder is written in kanji', { debitAccount: { ...BANK, holder: '株式会社見本' } }, 'holder_unusable'],
    ['the holder’s name is too long', { debitAccount: { ...BANK, holder: 'ガ'.repeat(16) } }, 'holder_unusable'],
    ['the holder has no name', { debitAccount: { ...BANK, holder: ' ' } }, 'holder_unusable'],
    ['the bank has no mandate', { isStopped: true }, 'stopped'],
    ['it is more than the file can say', { documents: [doc('A', 9_999_999_999), doc('B', 1)] }, 'too_much'],
  ])('leaves an account out when %s', (_, more, reason) => {
    const skipped = reason === null ? [] : [{ account: 'sample', reason }]
    expect(planDebits([payer(more)], DAY)).toEqual({ debits: [], skipped })
  })

  it('leaves the name of a bank to its number where it is no bank text', () => {
    expect(debitFields({ ...BANK, bankName: '三菱UFJ銀行', branchName: '新宿支店' })).toEqual({
      ok: true,
      value: { ...FIELDS, bankName: '', branchName: '' },
    })
  })
})
