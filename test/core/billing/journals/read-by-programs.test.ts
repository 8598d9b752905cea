import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BOOKS,
  type Books,
  type JournalEvent,
  type JournalLine,
  journalLines,
} from '../../../../core/billing/journals/journal-line.ts'
import { journalProfiles } from '../../../../core/billing/journals/journal-profile.ts'
import { journalHeader, journalRows } from '../../../../core/billing/journals/journal-table.ts'
import { taxGroups } from '../../../../core/billing/tax.ts'
import { isoDate } from '../../../../core/calendar/iso-date.ts'
import { yen } from '../../../support/document-builder.ts'

/** One side of an entry as a program has it after it took a file in. */
type Side = { readonly account: string; readonly taxClass: string; readonly amount: number; readonly tax: number }
type Entry = { readonly day: string; readonly debit: Side; readonly credit: Side }

const DAY = /^\d{4}\/\d{2}\/\d{2}$/
const WHOLE = /^(0|[1-9]\d{0,9})$/

/** The names that the programs have for tax at a rate; everything else is not taxed. */
const PERCENT_OF: Readonly<Record<string, number>> = {
  // 弥生会計, books with tax included.
  '課対仕入込10%適格': 10,
  '課対仕入込10%': 10,
  '課対仕入込8%': 8,
  '課対仕入込軽減8%適格': 8,
  '課対仕入込軽減8%': 8,
  '課税売上込10%': 10,
  '課税売上込8%': 8,
  '課税売上込軽減8%': 8,
  // freee.
  '課対仕入10%': 10,
  '課対仕入8%': 8,
  '課対仕入8%（軽）': 8,
  '課税売上10%': 10,
  '課税売上8%': 8,
  '課税売上8%（軽）': 8,
  // マネーフォワード.
  '課税仕入 10%': 10,
  '課税仕入 8%': 8,
  '課税仕入 (軽)8%': 8,
  '課税売上 10%': 10,
  '課税売上 8%': 8,
  '課税売上 (軽)8%': 8,
  対象外: 0,
}

function sideOf(account: string, taxClass: string, amount: string, tax: string): Side {
  expect(account).not.toBe('')
  expect(Object.keys(PERCENT_OF)).toContain(taxClass)
  expect(amount).toMatch(WHOLE)
  expect(tax === '' ? '0' : tax).toMatch(WHOLE)
  return { account, taxClass, amount: Number(amount), tax: Number(tax) }
}

/** 弥生会計, 25 columns without a header: https://support.yayoi-kk.co.jp/subcontents.html?page_id=18545. */
function readYayoi(rows: readonly (readonly string[])[]): readonly Entry[] {
  return rows.map((row) => {
    expect(row).toHaveLength(25)
    const [flag, slip, adjustment, day = '', ...rest] = row
    // 2000 is a journal of one row, which needs no slip number; 2111, 2110, 2100 and 2101 are slips.
    expect([flag, slip, adjustment]).toEqual(['2000', '', ''])
    expect(day).toMatch(DAY)
    const [dAccount = '', dSub = '', , dClass = '', dAmount = '', dTax = ''] = rest
    const [cAccount = '', cSub = '', , cClass = '', cAmount = '', cTax = ''] = rest.slice(6)
    for (const name of [dAccount, dSub, cAccount, cSub]) expect(width(name)).toBeLessThanOrEqual(24)
    expect(width(row[16] ?? '')).toBeLessThanOrEqual(64)
    // Type 0 is a journal; no stickers, no adjustment.
    expect([row[19], row[22], row[23], row[24]]).toEqual(['0', '0', '0', 'no'])
    const debit = sideOf(dAccount, dClass, dAmount, dTax)
    return { day, debit, credit: sideOf(cAccount, cClass, cAmount, cTax) }
  })
}

/** マネーフォワード: rows of one number and day that balance are one entry. */
function readMoneyForward(rows: readonly (readonly string[])[]): readonly Entry[] {
  return rows.map((row, index) => {
    expect(row).toHaveLength(27)
    expect(row[0]).toBe(String(index + 1))
    expect(row[1]).toMatch(DAY)
    const text = (place: number) => row[place] ?? ''
    for (const mark of [text(7), text(15)]) expect(['', '適格']).toContain(mark)
    const debit = sideOf(text(2), text(6), text(8), text(9))
    return { day: text(1), debit, credit: sideOf(text(10), text(14), text(16), text(17)) }
  })
}

/** freee deals (取引): one account, and how it was settled on which day. */
function readFreee(rows: readonly (readonly string[])[]): readonly Entry[] {
  return rows.map((row) => {
    expect(row).toHaveLength(21)
    const text = (place: number) => row[place] ?? ''
    expect(['収入', '支出']).toContain(text(0))
    expect([text(2), text(18)]).toEqual([expect.stringMatching(DAY), text(2)])
    const deal = sideOf(text(6), text(7), text(8), text(10))
    expect(text(9)).toBe(deal.taxClass === '対象外' ? '' : '内税')
    const settled = sideOf(text(19), '対象外', text(20), '')
    return text(0) === '支出'
      ? { day: text(2), debit: deal, credit: settled }
      : { day: text(2), debit: settled, credit: deal }
  })
}

const READERS = { yayoi: readYayoi, freee: readFreee, moneyforward: readMoneyForward } as const
type Format = keyof typeof READERS
const FORMATS = Object.keys(READERS) as Format[]

function width(text: string): number {
  return [...text].reduce((sum, one) => sum + (/[\u0020-\u007e\uff61-\uff9f]/.test(one) ? 1 : 2), 0)
}

function readBack(format: Format, books: Books, lines: readonly JournalLine[]): readonly Entry[] {
  const rows = journalRows(journalProfiles[format], books, lines, '株式会社とても長い名前の得意先ホールディングス')
  return READERS[format](rows)
}

const day = isoDate('2026-11-30')
const description = 'ドメイン利用料の返還 (INV-2026-000123)'

const money = fc.record({
  kind: fc.constant('money' as const),
  day: fc.constant(day),
  number: fc.constant(''),
  description: fc.constant('アカウント残高への入金'),
  method: fc.constantFrom('bankTransfer' as const, 'creditCard' as const, 'directDebit' as const, 'other' as const),
  amount: fc.integer({ min: -5_000_000, max: 5_000_000 }).map(yen),
  fee: fc.constantFrom(0, 110, 880).map(yen),
})
const rate = fc.constantFrom(
  { code: 'standard' as const, percent: 10 },
  { code: 'standard' as const, percent: 8 },
  { code: 'reduced' as const, percent: 8 },
)
const taxed = fc
  .record({
    kind: fc.constantFrom('use' as const, 'return' as const),
    rates: fc.uniqueArray(rate, { minLength: 1, maxLength: 3 }),
    amount: fc.integer({ min: 1, max: 9_999_999 }),
    isQualified: fc.boolean(),
  })
  .map(({ kind, rates, amount, isQualified }) => {
    const groups = taxGroups(rates.map((one, n) => ({ ...one, total: yen(amount + n) })))
    return { kind, day, number: 'INV-2026-000123', description, groups, isQualified }
  })
const adjustment = fc.integer({ min: -9_999, max: 9_999 }).map((amount) => {
  return { kind: 'adjustment' as const, day, number: '', description: '残高の調整', amount: yen(amount) }
})

describe.each(FORMATS)('a journal for %s, read as the program reads it', (format) => {
  it.each(BOOKS)('has every column, known tax classes and balanced entries in the books of the %s', (books) => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(money, taxed, adjustment), { maxLength: 12 }),
        (events: readonly JournalEvent[]) => {
          const lines = events.flatMap((event) => journalLines(event, books))
          const entries = readBack(format, books, lines)
          expect(entries).toHaveLength(lines.length)
          for (const [n, { debit, credit }] of entries.entries()) {
            const line = lines[n]
            expect([debit.amount, credit.amount]).toEqual([line?.amount, line?.amount])
            expect([debit.tax, credit.tax].filter(Boolean)).toEqual(line?.taxed ? [line.taxed.tax].filter(Boolean) : [])
            for (const side of [debit, credit]) {
              const percent = PERCENT_OF[side.taxClass] ?? 0
              const exact = (side.amount * percent) / (100 + percent)
              expect(Math.abs(side.tax - exact)).toBeLessThan(1)
            }
          }
        },
      ),
    )
  })

  it('ends with the same prepaid money in the books of both sides', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(money, taxed), { maxLength: 12 }), (events: readonly JournalEvent[]) => {
        const prepaid = (books: Books, account: string) =>
          readBack(
            format,
            books,
            events.flatMap((event) => journalLines(event, books)),
          ).reduce(
            (sum, { debit, credit }) =>
              sum + (debit.account === account ? debit.amount : 0) - (credit.account === account ? credit.amount : 0),
            0,
          )
        expect(prepaid('buyer', '前払金')).toBe(0 - prepaid('issuer', '前受金'))
      }),
    )
  })
})

describe('tax classes', () => {
  const classOf = (format: Format, event: JournalEvent) =>
    readBack(format, 'buyer', journalLines(event, 'buyer')).map(({ debit }) => debit.taxClass)
  const bought = (code: 'standard' | 'reduced', percent: number, isQualified: boolean): JournalEvent => {
    const groups = taxGroups([{ code, percent, total: yen(11_000) }])
    return { kind: 'use', day, number: 'INV-2026-000123', description, groups, isQualified }
  }

  it.each([
    ['yayoi', 'standard', 10, true, '課対仕入込10%適格'],
    ['yayoi', 'standard', 10, false, '課対仕入込10%'],
    ['yayoi', 'standard', 8, false, '課対仕入込8%'],
    ['yayoi', 'reduced', 8, true, '課対仕入込軽減8%適格'],
    ['yayoi', 'reduced', 8, false, '課対仕入込軽減8%'],
    ['freee', 'standard', 10, true, '課対仕入10%'],
    ['freee', 'reduced', 8, false, '課対仕入8%（軽）'],
    ['moneyforward', 'standard', 10, true, '課税仕入 10%'],
    ['moneyforward', 'reduced', 8, true, '課税仕入 (軽)8%'],
  ] as const)('%s: %s %d %%, qualified %s, is %s', (format, code, percent, isQualified, expected) => {
    expect(classOf(format, bought(code, percent, isQualified))).toEqual([expected])
  })

  it('headings are those of the programs’ own templates', () => {
    expect(journalHeader(journalProfiles.freee)?.[14]).toBe('メモタグ（複数指定可、カンマ区切り）')
    expect(journalHeader(journalProfiles.moneyforward)?.[8]).toBe('借方金額(円)')
  })
})
