import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACCOUNT_STATEMENT } from '../../../../core/billing/zengin/account-statement-format.ts'
import { DIRECT_DEBIT } from '../../../../core/billing/zengin/direct-debit-format.ts'
import {
  type Field,
  type Layout,
  lengthOf,
  readRecord,
  writeRecord,
} from '../../../../core/billing/zengin/record-layout.ts'
import { splitRecords } from '../../../../core/billing/zengin/record-text.ts'
import { TRANSFER_NOTICE } from '../../../../core/billing/zengin/transfer-notice-format.ts'
import { readZengin, writeZengin, type ZenginFormat } from '../../../../core/billing/zengin/zengin-file.ts'

const FORMATS: readonly ZenginFormat[] = [TRANSFER_NOTICE, ACCOUNT_STATEMENT, DIRECT_DEBIT]
const CHARACTERS = {
  party: 'ｱｲｳｶﾞﾊﾟﾝAZ09 ().-',
  bank: 'ｱﾐｽﾞﾎﾊﾟUFJ0 -',
  edi: 'ｦｱﾞ\\｢｣/A0 .',
} as const

/** Offsets of fields as the facts give them. */
const OFFSETS: readonly (readonly [string, Layout, Readonly<Record<string, number>>])[] = [
  [
    'header 01',
    TRANSFER_NOTICE.header,
    { createdOn: 4, bank: 22, branch: 41, accountType: 59, accountNumber: 60, holder: 67, rest: 107 },
  ],
  [
    'data 01',
    TRANSFER_NOTICE.data,
    {
      bookedOn: 7,
      valueOn: 13,
      amount: 19,
      uncleared: 29,
      payerCode: 39,
      payerName: 49,
      payerBank: 97,
      payerBranch: 112,
      cancelled: 127,
      edi: 128,
      rest: 148,
    },
  ],
  ['trailer 01', TRANSFER_NOTICE.trailer, { sum: 7, cancelledCount: 19, cancelledSum: 25, rest: 37 }],
  [
    'header 03',
    ACCOUNT_STATEMENT.header,
    {
      branchName: 44,
      zeros: 59,
      accountType: 62,
      accountNumber: 63,
      holder: 73,
      overdrawnBefore: 113,
      bookType: 114,
      balanceBefore: 115,
      rest: 129,
    },
  ],
  [
    'data 03',
    ACCOUNT_STATEMENT.data,
    {
      bookedOn: 9,
      valueOn: 15,
      direction: 21,
      transactionType: 22,
      amount: 24,
      uncleared: 36,
      presentedOn: 48,
      returnedOn: 54,
      billType: 60,
      billNumber: 61,
      sisterBranch: 68,
      payerCode: 71,
      payerName: 81,
      payerBank: 129,
      payerBranch: 144,
      summary: 159,
      edi: 179,
      rest: 199,
    },
  ],
  [
    'trailer 03',
    ACCOUNT_STATEMENT.trailer,
    { inSum: 7, outCount: 20, outSum: 26, overdrawnAfter: 39, balanceAfter: 40, count: 54, rest: 61 },
  ],
  ['end 03', ACCOUNT_STATEMENT.end, { records: 1, accounts: 11, rest: 16 }],
  [
    'header 91',
    DIRECT_DEBIT.header,
    {
      consignor: 4,
      consignorName: 14,
      debitOn: 54,
      bank: 58,
      bankName: 62,
      branch: 77,
      branchName: 80,
      accountType: 95,
      accountNumber: 96,
      rest: 103,
    },
  ],
  [
    'data 91',
    DIRECT_DEBIT.data,
    {
      bank: 1,
      bankName: 5,
      branch: 20,
      branchName: 23,
      clearing: 38,
      accountType: 42,
      accountNumber: 43,
      holder: 50,
      amount: 80,
      change: 90,
      customerNumber: 91,
      result: 111,
      rest: 112,
    },
  ],
  [
    'trailer 91',
    DIRECT_DEBIT.trailer,
    { sum: 7, paidCount: 19, paidSum: 25, failedCount: 37, failedSum: 43, rest: 55 },
  ],
]

const digits = (length: number) =>
  fc.array(fc.constantFrom(...'0123456789'), { minLength: length, maxLength: length }).map((all) => all.join(''))

function anyValue(field: Field): fc.Arbitrary<string | number> | null {
  switch (field.kind) {
    case 'amount':
      return fc.integer({ min: 0, max: Math.min(10 ** field.length - 1, Number.MAX_SAFE_INTEGER) })
    case 'code':
      return digits(field.length)
    case 'text':
      return fc
        .array(fc.constantFrom(...CHARACTERS[field.charset]), { maxLength: field.length })
        .map((all) => all.join('').trimEnd())
    case 'constant':
    case 'spare':
      return null
  }
}

/** Any record that fits a layout. */
function recordOf(layout: Layout): fc.Arbitrary<Record<string, string | number>> {
  const fields = Object.entries(layout).flatMap(([name, field]) => {
    const value = anyValue(field)
    return value ? [[name, value] as const] : []
  })
  return fc.record(Object.fromEntries(fields))
}

describe('a layout', () => {
  it('fills its record to the byte', () => {
    for (const { recordLength, ...layouts } of FORMATS) {
      for (const layout of [layouts.header, layouts.data, layouts.trailer, layouts.end]) {
        expect(lengthOf(layout)).toBe(recordLength)
      }
    }
  })

  it.each(OFFSETS)('of the %s has its fields where the standard has them', (_, layout, offsets) => {
    let at = 0
    const found: Record<string, number> = {}
    for (const [name, field] of Object.entries(layout)) {
      found[name] = at
      at += field.length
    }
    expect(found).toMatchObject(offsets)
  })

  it('reads any record back that it has written', () => {
    const layouts = FORMATS.flatMap(({ header, data, trailer, end }) => [header, data, trailer, end])
    const anyRecord = fc.constantFrom(...layouts).chain((layout) => fc.tuple(fc.constant(layout), recordOf(layout)))
    fc.assert(
      fc.property(anyRecord, ([layout, record]) => {
        const written = writeRecord(layout, record, 1)
        expect(written).toMatchObject({ ok: true })
        if (!written.ok) return
        expect(written.value).toHaveLength(lengthOf(layout))
        expect(readRecord(layout, written.value, 1)).toEqual({ ok: true, value: record })
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['amount', 12_345_678_901, 'too_long'],
    ['amount', -1, 'bad_number'],
    ['amount', 1.5, 'bad_number'],
    ['customerNumber', '420', 'bad_number'],
    ['holder', 'ｱ'.repeat(31), 'too_long'],
    ['holder', '株', 'bad_character'],
    ['bankName', 'ｱ)', 'bad_character'],
  ])('refuses %s %s as %s and cuts nothing', (field, value, code) => {
    const debit = {
      bank: '0005',
      bankName: 'ﾐﾂﾋﾞｼUFJ',
      branch: '123',
      branchName: 'ｼﾝｼﾞﾕｸ',
      accountType: '2',
      accountNumber: '7654321',
      holder: 'ｶ)ｻﾝﾌﾟﾙｼﾖｳｼﾞ',
      amount: 11_000,
      change: '1',
      customerNumber: '00000000000010000042',
      result: '0',
    }
    const refusal = { code, record: 7, field, found: String(value) }
    expect(writeRecord(DIRECT_DEBIT.data, { ...debit, [field]: value }, 7)).toEqual({ ok: false, error: refusal })
  })
})

describe('the records of a file', () => {
  it.each([
    ['nothing', ''],
    ['LF', '\n'],
    ['CR and LF', '\r\n'],
    ['CR', '\r'],
  ])('may have %s between them', (_, lineEnd) => {
    const records = ['1aa', '2bb', '9cc']
    for (const end of ['', lineEnd, `${lineEnd}\u001a`]) {
      expect(splitRecords(records.join(lineEnd) + end, 3)).toEqual({ ok: true, value: records })
    }
  })

  it.each([
    ['1aa2b', { code: 'record_length', record: 2, found: '2', expected: '3' }],
    ['1aa\n2b\n9cc', { code: 'record_length', record: 2, found: '2', expected: '3' }],
    ['1aa\n\n9cc', { code: 'record_length', record: 2, found: '0', expected: '3' }],
    ['1aa2bb\n9cc', { code: 'record_length', record: 1, found: '6', expected: '3' }],
    ['', { code: 'empty', record: 0 }],
    ['\r\n\u001a', { code: 'empty', record: 0 }],
  ])('%j is refused where a length is wrong', (text, error) => {
    expect(splitRecords(text, 3)).toEqual({ ok: false, error })
  })
})

describe('a file', () => {
  const anyFile = fc
    .tuple(fc.constantFrom(...FORMATS), fc.constantFrom('none' as const, 'lf' as const, 'crlf' as const))
    .chain(([format, lineEnd]) =>
      fc.record({
        format: fc.constant(format),
        lineEnd: fc.constant(lineEnd),
        end: recordOf(format.end),
        groups: fc.array(
          fc.record({
            header: recordOf(format.header),
            data: fc.array(recordOf(format.data), { maxLength: 3 }),
            trailer: recordOf(format.trailer),
          }),
          { minLength: 1, maxLength: 3 },
        ),
      }),
    )

  it('reads back as it was written, with any line end and any number of groups', () => {
    fc.assert(
      fc.property(anyFile, ({ format, lineEnd, groups, end }) => {
        const text = writeZengin(format, { groups, end }, lineEnd)
        expect(text).toMatchObject({ ok: true })
        if (!text.ok) return
        const read = readZengin(format, text.value)
        expect(read).toMatchObject({ ok: true })
        if (!read.ok) return
        expect(read.value.end).toEqual(end)
        const values = read.value.groups.map(({ header, data, trailer }) => ({
          header,
          data: data.map(({ value }) => value),
          trailer,
        }))
        expect(values).toEqual(groups)
      }),
      { numRuns: 200 },
    )
  })

  it('is refused, never misread, when bytes are lost at its end', () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), ({ format, lineEnd, groups, end }, lost) => {
        const text = writeZengin(format, { groups, end }, lineEnd)
        if (!text.ok) return
        const kept = text.value.trimEnd().length
        expect(readZengin(format, text.value.slice(0, lost % kept)).ok).toBe(false)
      }),
      { numRuns: 200 },
    )
  })
})
