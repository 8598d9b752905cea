import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBankFile } from '../../../../core/billing/zengin/bank-file.ts'
import type { DayTerms } from '../../../../core/billing/zengin/bank-line.ts'
import { textOfBytes } from '../../../../core/billing/zengin/jis-x0201.ts'
import { readShortDay, writeShortDay } from '../../../../core/billing/zengin/short-day.ts'
import { addDays, isoDate } from '../../../../core/calendar/iso-date.ts'
import {
  movement,
  noticeFile,
  noticeGroup,
  statementFile,
  statementGroup,
  transfer,
} from '../../../support/zengin-files.ts'

const DAYS: DayTerms = { count: 'era', today: isoDate('2026-11-27'), maxDaysAway: 400 }

const read = (text: string, days: Partial<DayTerms> = {}) => readBankFile(text, { ...DAYS, ...days })
const faultOf = (text: string, days: Partial<DayTerms> = {}) => {
  const file = read(text, days)
  return file.ok ? null : file.error
}

const TWO_ACCOUNTS = new URL('../../../fixtures/zengin/transfer-notice-two-accounts.txt', import.meta.url)
const NOTICE = noticeFile([noticeGroup([transfer(), transfer({ inquiryNumber: '000002', amount: 22_000 })])])

const TWO_MOVEMENTS = statementGroup([movement(), movement({ inquiryNumber: '00000002', direction: '2', amount: 300 })])
const STATEMENT = statementFile([TWO_MOVEMENTS])

/** The file with some characters of one record replaced. */
function spoil(text: string, record: number, at: number, by: string): string {
  const records = text.split('\r\n')
  const old = records[record - 1] ?? ''
  records[record - 1] = old.slice(0, at) + by + old.slice(at + by.length)
  return records.join('\r\n')
}

describe('a transfer notice', () => {
  it('tells the account and each transfer with its day', () => {
    const file = read(NOTICE)
    expect(file).toMatchObject({
      ok: true,
      value: {
        kind: '01',
        groups: [
          {
            account: { bank: '0001', branch: '001', accountType: '1', accountNumber: '1234567', holder: 'ｶ)ﾄﾞﾒｲﾝｶﾝﾘ' },
            lines: [
              { record: 2, bookedOn: '2026-11-24', direction: 'in', amount: 11_000, payerName: 'ｶ)ｻﾝﾌﾟﾙｼﾖｳｼﾞ' },
              { record: 3, bookedOn: '2026-11-24', direction: 'in', amount: 22_000, inquiryNumber: '000002' },
            ],
          },
        ],
      },
    })
  })

  it('may hold several accounts, byte for byte as the standard has them', () => {
    const text = textOfBytes(readFileSync(TWO_ACCOUNTS))
    expect(read(text)).toMatchObject({
      ok: true,
      value: {
        kind: '01',
        groups: [
          {
            account: { branch: '001', accountNumber: '1234567' },
            lines: [
              { record: 2, amount: 11_000, payerName: 'ｶ)ｻﾝﾌﾟﾙｼﾖｳｼﾞ', edi: 'INV-2026-000123', direction: 'in' },
              { record: 3, amount: 22_000, payerName: 'ﾔﾏﾀﾞ ﾀﾛｳ' },
            ],
          },
          {
            account: { branch: '210', accountNumber: '7654321' },
            lines: [
              { record: 6, amount: 500, direction: 'in' },
              { record: 7, amount: 500, direction: 'cancel' },
            ],
          },
        ],
      },
    })
    const group = (
      branch: string,
      branchName: string,
      accountNumber: string,
      rows: Parameters<typeof noticeGroup>[0],
    ) => noticeGroup(rows, { branch, branchName, accountNumber })
    const edi = 'INV-2026-000123'
    const other = { payerName: 'ﾐﾎﾝ(ｶ', amount: 500 }
    expect(
      noticeFile(
        [
          group('001', 'ﾄｳｷﾖｳｴｲｷﾞﾖｳﾌﾞ', '1234567', [
            transfer({ edi }),
            transfer({ inquiryNumber: '000002', amount: 22_000, payerName: 'ﾔﾏﾀﾞ ﾀﾛｳ' }),
          ]),
          group('210', 'ｼﾝｼﾞﾕｸ', '7654321', [
            transfer(other),
            transfer({ ...other, inquiryNumber: '000002', cancelled: '1' }),
          ]),
        ],
        'none',
      ),
    ).toBe(text)
  })

  it('counts what was cancelled by itself, and takes a bank’s word that leaves that part out', () => {
    const rows = [transfer(), transfer({ amount: 500 }), transfer({ amount: 500, cancelled: '1' })]
    const group = noticeGroup(rows)
    const directions = (text: string) => {
      const file = read(text)
      return file.ok ? file.value.groups[0]?.lines.map(({ direction }) => direction) : file.error.code
    }
    expect(directions(noticeFile([group]))).toEqual(['in', 'in', 'cancel'])
    const none = { cancelledCount: 0, cancelledSum: 0 }
    expect(directions(noticeFile([{ ...group, trailer: { ...group.trailer, ...none } }]))).toHaveLength(3)
    const together = { ...group, trailer: { count: 3, sum: 12_000, ...none } }
    expect(directions(noticeFile([together]))).toHaveLength(3)
    const wrong = { ...group, trailer: { ...group.trailer, cancelledCount: 2 } }
    expect(directions(noticeFile([wrong]))).toBe('count_mismatch')
  })
})

describe('an account statement', () => {
  it('tells what came in and what went out', () => {
    expect(read(STATEMENT)).toMatchObject({
      ok: true,
      value: {
        kind: '03',
        groups: [
          {
            account: { accountNumber: '0001234567' },
            lines: [
              { direction: 'in', transactionType: '11', amount: 11_000 },
              { direction: 'out', amount: 300 },
            ],
          },
        ],
      },
    })
  })

  it('may hold several accounts', () => {
    const other = statementGroup([movement({ amount: 777 })], { branch: '002', accountNumber: '0007654321' })
    const file = read(statementFile([statementGroup([movement()]), other], 'none'))
    expect(file).toMatchObject({
      ok: true,
      value: {
        groups: [
          { account: { branch: '001' }, lines: [{ record: 2 }] },
          { account: { branch: '002', accountNumber: '0007654321' }, lines: [{ record: 5, amount: 777 }] },
        ],
      },
    })
  })

  it('may hold an account on which nothing moved', () => {
    expect(read(statementFile([statementGroup([])]))).toMatchObject({ ok: true, value: { groups: [{ lines: [] }] } })
  })

  it.each([
    ['every record', 5],
    ['every record but its own', 4],
    ['the movements', 2],
    ['nothing', 0],
  ])('may count %s in its end record', (_, records) => {
    expect(faultOf(statementFile([TWO_MOVEMENTS], 'crlf', { records }))).toBeNull()
  })

  it.each([
    ['both balances', {}, {}],
    ['both balances, as zeros', { balanceBefore: 0, overdrawnBefore: '0' }, { balanceAfter: 0, overdrawnAfter: '0' }],
    ['the total of the movements', {}, { count: 0 }],
  ])('may leave out %s', (what, header, trailer) => {
    const group = { ...TWO_MOVEMENTS, header: { ...TWO_MOVEMENTS.header, ...header } }
    const text = statementFile([{ ...group, trailer: { ...group.trailer, ...trailer } }])
    const blank = what === 'both balances' ? spoil(spoil(text, 1, 113, ' '.repeat(16)), 4, 39, ' '.repeat(15)) : text
    expect(faultOf(blank)).toBeNull()
  })

  it('may go below zero and come back', () => {
    const rows = [movement({ direction: '2', amount: 1_500_000 })]
    const down = statementGroup(rows)
    const below = { ...down, trailer: { ...down.trailer, overdrawnAfter: '2', balanceAfter: 500_000 } }
    expect(faultOf(statementFile([below]))).toBeNull()
    const up = statementGroup([movement({ amount: 500_001 })], { overdrawnBefore: '2', balanceBefore: 500_000 })
    const above = { ...up, trailer: { ...up.trailer, balanceAfter: 1 } }
    expect(faultOf(statementFile([above]))).toBeNull()
  })

  it('keeps codes that are not known', () => {
    const group = statementGroup([movement({ direction: '7', transactionType: '99', billType: '5' })])
    expect(read(statementFile([group]))).toMatchObject({
      ok: true,
      value: { groups: [{ lines: [{ direction: 'other', transactionType: '99', amount: 11_000 }] }] },
    })
  })
})

describe('a bank file that is not right', () => {
  it.each([
    ['nothing in it', '', { code: 'empty' }],
    ['another kind', spoil(NOTICE, 1, 1, '21'), { code: 'unknown_kind', found: '21' }],
    ['a CSV', '"照会口座","番号"\r\n', { code: 'unknown_kind' }],
    ['the code for EBCDIC', spoil(NOTICE, 1, 3, '1'), { code: 'ebcdic', record: 1 }],
    ['bytes of EBCDIC', '\u00f1\u00f0\u00f1\u00f1@@', { code: 'ebcdic', record: 1 }],
    ['a cut record', NOTICE.slice(0, 202 + 150), { code: 'record_length', record: 2, found: '150' }],
    ['no trailer', NOTICE.slice(0, 202 * 3), { code: 'missing_end', record: 3 }],
    ['no end record', NOTICE.slice(0, 202 * 4), { code: 'missing_end', record: 4 }],
    ['something behind its end', NOTICE + NOTICE, { code: 'after_end', record: 6 }],
    ['no header', NOTICE.slice(202), { code: 'unknown_kind', record: 1 }],
    ['two headers', NOTICE.slice(0, 202) + NOTICE, { code: 'record_order', record: 2, found: '1', expected: '2, 8' }],
    ['an unknown record', spoil(NOTICE, 2, 0, '5'), { code: 'record_order', record: 2, found: '5' }],
    ['letters for an amount', spoil(NOTICE, 2, 19, 'ABC'), { code: 'bad_number', record: 2, field: 'amount' }],
    ['another amount than its trailer', spoil(NOTICE, 2, 28, '1'), { code: 'sum_mismatch', record: 4, found: '33000' }],
    ['a line less than its trailer', NOTICE.slice(0, 404) + NOTICE.slice(606), { code: 'count_mismatch', record: 3 }],
    ['no real day', spoil(NOTICE, 2, 7, '081331'), { code: 'bad_day', record: 2, found: '081331' }],
    ['a statement’s wrong sum', spoil(STATEMENT, 4, 19, '9'), { code: 'sum_mismatch', field: 'inCount' }],
    ['a statement’s wrong number of lines', spoil(STATEMENT, 4, 60, '9'), { code: 'count_mismatch', field: 'count' }],
    [
      'a statement’s wrong number of accounts',
      spoil(STATEMENT, 5, 15, '9'),
      { code: 'count_mismatch', field: 'accounts' },
    ],
    [
      'a statement’s balance that does not come out',
      spoil(STATEMENT, 4, 53, '1'),
      { code: 'balance_mismatch', record: 4, field: 'balanceAfter', found: '1010701', expected: '1010700' },
    ],
    [
      'a statement’s balance on the other side of zero',
      spoil(STATEMENT, 4, 39, '2'),
      { code: 'balance_mismatch', found: '-1010700' },
    ],
    [
      'a statement’s wrong number of records',
      spoil(STATEMENT, 5, 10, '6'),
      { code: 'record_count_mismatch', record: 5, field: 'records', found: '6', expected: '5' },
    ],
    ['a statement’s group that was cut out', withoutGroup(), { code: 'count_mismatch', record: 5, field: 'accounts' }],
    ['a movement lost with its trailer made to fit', shortened(), { code: 'balance_mismatch', record: 3 }],
    ['groups of two kinds', noticeThenStatement(), { code: 'unexpected_value', field: 'kind' }],
  ])('is refused whole: %s', (_, text, fault) => {
    expect(faultOf(text)).toMatchObject(fault)
  })

  function withoutGroup(): string {
    const text = statementFile([TWO_MOVEMENTS, statementGroup([], { branch: '002' })])
    return text.slice(0, 202 * 4) + text.slice(202 * 6)
  }

  function shortened(): string {
    const whole = TWO_MOVEMENTS.trailer
    const cut = { ...TWO_MOVEMENTS, data: TWO_MOVEMENTS.data.slice(0, 1) }
    return statementFile([{ ...cut, trailer: { ...whole, outCount: 0, outSum: 0, count: 1 } }])
  }

  function noticeThenStatement(): string {
    return NOTICE.slice(0, 202 * 4) + STATEMENT
  }
})

describe('a day of six digits', () => {
  it.each([
    ['081122', 'era', '2026-11-27', '2026-11-22'],
    ['280503', 'era', '2026-11-27', '2016-05-03'],
    ['010501', 'era', '2019-05-07', '2019-05-01'],
    ['310430', 'era', '2019-05-07', '2019-04-30'],
    ['310507', 'era', '2019-05-07', '2019-05-07'],
    ['640107', 'era', '1989-01-10', '1989-01-07'],
    ['261122', 'western', '2026-11-27', '2026-11-22'],
    ['991231', 'western', '2026-11-27', '1999-12-31'],
  ] as const)('%s by %s read on %s is %s', (text, count, near, expected) => {
    expect(readShortDay(text, count, isoDate(near))).toBe(expected)
  })

  it.each(['', '000000', '081331', '080230', '8 1122', '0811220'])('%j is none', (text) => {
    expect(readShortDay(text, 'era', isoDate('2026-11-27'))).toBeNull()
  })

  it('is read back as the day that was written, for thirty years around', () => {
    const today = isoDate('2026-11-27')
    const day = fc.integer({ min: -5000, max: 5000 }).map((days) => addDays(today, days))
    fc.assert(
      fc.property(day, fc.constantFrom('era' as const, 'western' as const), (expected, count) => {
        expect(readShortDay(writeShortDay(expected, count), count, today)).toBe(expected)
      }),
    )
  })

  it('counted the other way is noticed by its distance, unless any day is taken', () => {
    const western = noticeFile([noticeGroup([transfer({ bookedOn: '261124' })])])
    expect(faultOf(western)).toMatchObject({ code: 'day_far_away', record: 2, found: '2014-11-24' })
    expect(faultOf(NOTICE, { count: 'western' })).toMatchObject({ code: 'day_far_away', found: '2008-11-24' })
    expect(read(western, { count: 'western' })).toMatchObject({
      ok: true,
      value: { groups: [{ lines: [{ bookedOn: '2026-11-24' }] }] },
    })
    expect(read(western, { maxDaysAway: null })).toMatchObject({ ok: true })
  })
})
