import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BOOKS, type JournalEvent, journalLines } from '../../../../core/billing/journals/journal-line.ts'
import { JOURNAL_FORMATS, journalProfiles } from '../../../../core/billing/journals/journal-profile.ts'
import { journalHeader, journalRows } from '../../../../core/billing/journals/journal-table.ts'
import { taxGroups } from '../../../../core/billing/tax.ts'
import { isoDate } from '../../../../core/calendar/iso-date.ts'
import { yen } from '../../../support/document-builder.ts'

const day = isoDate('2026-11-30')
const groups = taxGroups([{ code: 'standard', percent: 10, total: yen(11_000) }])
const deposit: JournalEvent = {
  kind: 'money',
  day,
  number: '',
  description: 'アカウント残高への入金',
  method: 'bankTransfer',
  amount: yen(110_000),
  fee: yen(0),
}
const spent: JournalEvent = {
  kind: 'use',
  day,
  number: 'INV-2026-000123',
  description: 'ドメイン更新',
  groups,
  isQualified: true,
}
const returned: JournalEvent = { ...spent, kind: 'return', number: 'CRN-2026-000001' }

const rowsOf = (
  format: (typeof JOURNAL_FORMATS)[number],
  books: (typeof BOOKS)[number],
  events: readonly JournalEvent[],
) =>
  journalRows(
    journalProfiles[format],
    books,
    events.flatMap((event) => journalLines(event, books)),
    '株式会社サンプル',
  ).map((row) => row.join(','))

describe('journals for 弥生会計', () => {
  it('have 25 columns and no header', () => {
    expect(journalHeader(journalProfiles.yayoi)).toBeNull()
    expect(journalProfiles.yayoi.columns).toHaveLength(25)
  })

  it('of a customer: money goes to 前払金 and is used up from there, taxed as a qualified purchase', () => {
    expect(rowsOf('yayoi', 'buyer', [deposit, spent])).toEqual([
      '2000,,,2026/11/30,前払金,,,対象外,110000,,普通預金,,,対象外,110000,,アカウント残高への入金,,,0,,,0,0,no',
      '2000,,,2026/11/30,通信費,,,課対仕入込10%適格,11000,1000,前払金,,,対象外,11000,,INV-2026-000123 ドメイン更新,,,0,,,0,0,no',
    ])
  })

  it('of the issuer: the same from the other side, 前受金 kept by customer', () => {
    expect(rowsOf('yayoi', 'issuer', [deposit, spent])).toEqual([
      '2000,,,2026/11/30,普通預金,,,対象外,110000,,前受金,株式会社サンプル,,対象外,110000,,アカウント残高への入金,,,0,,,0,0,no',
      '2000,,,2026/11/30,前受金,株式会社サンプル,,対象外,11000,,売上高,,,課税売上込10%,11000,1000,INV-2026-000123 ドメイン更新,,,0,,,0,0,no',
    ])
  })

  it('cut a long counterparty to 24 half-width characters', () => {
    const lines = journalLines(deposit, 'issuer')
    const [row] = journalRows(journalProfiles.yayoi, 'issuer', lines, '株式会社みなとネットワークスAB')
    expect(row?.[11]).toBe('株式会社みなとネットワー')
  })
})

describe('journals for マネーフォワード', () => {
  it('have 27 columns under their header, and mark the qualified side', () => {
    expect(journalHeader(journalProfiles.moneyforward)?.join(',')).toBe(
      '取引No,取引日,借方勘定科目,借方補助科目,借方部門,借方取引先,借方税区分,借方インボイス,借方金額(円),借方税額,貸方勘定科目,貸方補助科目,貸方部門,貸方取引先,貸方税区分,貸方インボイス,貸方金額(円),貸方税額,摘要,仕訳メモ,タグ,MF仕訳タイプ,決算整理仕訳,作成日時,作成者,最終更新日時,最終更新者',
    )
    expect(rowsOf('moneyforward', 'buyer', [spent])).toEqual([
      '1,2026/11/30,通信費,,,株式会社サンプル,課税仕入 10%,適格,11000,1000,前払金,,,株式会社サンプル,対象外,,11000,,INV-2026-000123 ドメイン更新,,,,,,,,',
    ])
  })
})

describe('journals for freee', () => {
  it('have 21 columns under their header, one row for each deal with how it was settled', () => {
    expect(journalHeader(journalProfiles.freee)).toHaveLength(21)
    expect(rowsOf('freee', 'buyer', [deposit, spent])).toEqual([
      '支出,,2026/11/30,,,株式会社サンプル,前払金,対象外,110000,,0,アカウント残高への入金,,,,,,,2026/11/30,普通預金,110000',
      '支出,INV-2026-000123,2026/11/30,,,株式会社サンプル,通信費,課対仕入10%,11000,内税,1000,INV-2026-000123 ドメイン更新,,,,,,,2026/11/30,前払金,11000',
    ])
    expect(rowsOf('freee', 'issuer', [spent])[0]).toMatch(
      /^収入,.*,売上高,課税売上10%,11000,内税,1000,.*,前受金,11000$/,
    )
  })
})

describe('what journals record', () => {
  it('puts what a credit note gives back, and money that was taken back, on the other side', () => {
    const bounced: JournalEvent = { ...deposit, amount: yen(-110_000) }
    const [back] = journalLines(bounced, 'buyer')
    expect(back).toMatchObject({ debit: 'bankTransfer', credit: 'prepaid', amount: 110_000 })
    const [refund] = journalLines(returned, 'buyer')
    expect(refund).toMatchObject({ debit: 'prepaid', credit: 'use', amount: 11_000, purpose: 'credit' })
    expect(refund?.taxed?.tax).toBe(1_000)
  })

  it('books a fee that the issuer bore: less arrived, the customer is credited in full', () => {
    const short: JournalEvent = { ...deposit, amount: yen(10_000), fee: yen(330) }
    expect(journalLines(short, 'issuer').map(({ debit, credit, amount }) => [debit, credit, amount])).toEqual([
      ['bankTransfer', 'prepaid', 9_670],
      ['fee', 'prepaid', 330],
    ])
    expect(journalLines(short, 'buyer')).toHaveLength(1)
  })

  it('names no qualified class for an issuer without a registration number', () => {
    const plain: JournalEvent = { ...spent, isQualified: false }
    expect(rowsOf('yayoi', 'buyer', [plain])[0]).toContain(',課対仕入込10%,')
    expect(rowsOf('moneyforward', 'buyer', [plain])[0]).not.toContain('適格')
  })

  it('never lets a cell run as a formula', () => {
    const [row] = rowsOf('moneyforward', 'buyer', [{ ...deposit, description: '=1+1' }])
    expect(row).toContain(",'=1+1,")
  })

  it('has positive amounts, balances, and leaves the same 前払金 and 前受金', () => {
    const money = fc.record({ kind: fc.constant('money' as const), amount: fc.integer({ min: -50_000, max: 50_000 }) })
    const use = fc.record({
      kind: fc.constantFrom('use' as const, 'return' as const),
      amount: fc.integer({ min: 1, max: 50_000 }),
    })
    fc.assert(
      fc.property(fc.array(fc.oneof(money, use), { maxLength: 20 }), (drawn) => {
        const events = drawn.map(
          ({ kind, amount }): JournalEvent =>
            kind === 'money'
              ? { ...deposit, amount: yen(amount) }
              : { ...spent, kind, groups: taxGroups([{ code: 'standard', percent: 10, total: yen(amount) }]) },
        )
        const expected = drawn.reduce((sum, { kind, amount }) => sum + (kind === 'use' ? -amount : amount), 0)
        for (const books of BOOKS) {
          const lines = events.flatMap((event) => journalLines(event, books))
          expect(lines.every(({ amount }) => amount > 0)).toBe(true)
          const prepaid = lines.reduce((sum, { debit, credit, amount }) => {
            return sum + (debit === 'prepaid' ? amount : 0) - (credit === 'prepaid' ? amount : 0)
          }, 0)
          expect(books === 'buyer' ? prepaid : 0 - prepaid).toBe(expected)
          for (const format of JOURNAL_FORMATS) {
            for (const row of journalRows(journalProfiles[format], books, lines, 'A')) {
              expect(row).toHaveLength(journalProfiles[format].columns.length)
            }
          }
        }
      }),
    )
  })
})
