import { describe, expect, it } from 'vitest'
import { noticePdf } from '../../../service/modules/notices/exports/notice-pdf.ts'
import { money, noticeDocument, noticeRow, noticeRows } from '../../support/notice-builder.ts'
import { hasTool, pageCount, runOnPdf, textOfPdf } from '../../support/pdf-tools.ts'

const latin1 = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1')

const EVERY_SCRIPT = [
  noticeRow({ name: 'xn--3cs9m.jp', unicodeName: '株式会社𠮷野.jp' }),
  noticeRow({ name: 'xn--cg4bki.kr', unicodeName: '삼성.kr' }),
  noticeRow({ name: 'xn--o3cw4h.com', unicodeName: 'ไทย.com' }),
  noticeRow({ name: 'xn--mgbcd4a2b0d2b.com', unicodeName: 'العربية.com' }),
  noticeRow({ name: 'xn--e28h.jp', unicodeName: '😀.jp' }),
]

describe('the notice as PDF', () => {
  it('is PDF/A-3b, in the language of the account, dated as the notice', () => {
    const pdf = latin1(noticePdf(noticeDocument(EVERY_SCRIPT)))
    expect(pdf.slice(0, 5)).toBe('%PDF-')
    expect(pdf).toMatch(/<pdfaid:part>3<\/pdfaid:part>/)
    expect(pdf).toMatch(/<pdfaid:conformance>B<\/pdfaid:conformance>/)
    expect(pdf).toMatch(/\/Lang\s*\(ja/)
    expect(pdf).toContain('2026-10-31T15:05:00')
  })

  it('is the same to the byte for the same notice', () => {
    const notice = noticeDocument(noticeRows(30))
    expect(Buffer.from(noticePdf(notice)).equals(noticePdf(notice))).toBe(true)
  })

  it('embeds only fonts that come with the app', () => {
    const fonts = [...latin1(noticePdf(noticeDocument(EVERY_SCRIPT))).matchAll(/\/FontName\s*\/[A-Z]{6}\+(\w+)/g)]
    const families = new Set(fonts.map((match) => match[1]))
    expect(families).toEqual(new Set(['BIZUDPGothic', 'NotoSansJP', 'NotoSansKR', 'NotoSansThai', 'NotoSansArabic']))
  })

  it('has a page for no names, and none of names when there are more than 2,000', () => {
    expect(pageCount(noticePdf(noticeDocument([])))).toBe(1)
    expect(pageCount(noticePdf(noticeDocument(noticeRows(200))))).toBeGreaterThan(3)
    expect(pageCount(noticePdf(noticeDocument(noticeRows(2_001))))).toBe(1)
  })

  it('lists 2,000 names', () => {
    expect(pageCount(noticePdf(noticeDocument(noticeRows(2_000))))).toBeGreaterThan(30)
  })
})

describe.skipIf(!hasTool('pdftotext'))('the text of the notice (needs pdftotext)', () => {
  it('says to whom, for which month and days, when it was made, and how much', () => {
    const rows = [
      noticeRow({ name: 'keep.jp', price: money(3980) }),
      noticeRow({ name: 'dollar.com', price: money(1899, 'USD') }),
      noticeRow({ name: 'unpriced.com', price: null }),
      noticeRow({ name: 'drop.jp', mode: 'expire', scope: 'decision', price: money(5000) }),
    ]
    const text = textOfPdf(noticePdf(noticeDocument(rows)))
    expect(text).toContain('株式会社みらい 御中')
    expect(text).toContain('2026年11月分')
    expect(text).toContain('2026年11月1日から2027年1月30日まで')
    expect(text).toContain('2026年11月1日 0:05 (Asia/Tokyo)')
    expect(text).toContain('料金未設定の1件')
    expect(text).toMatch(/自動更新 3 ¥3,980\s+USD 18\.99\s+自動失効 1 —\s+合計 4 ¥3,980/)
    expect(text).toMatch(/2027\/01\/18からの週 4 3 ¥3,980/)
    expect(text).toContain('drop.jp 2027/01/31 2027/01/24 自動失効 判断 ¥5,000')
  })

  it('says the same in English', () => {
    const text = textOfPdf(noticePdf(noticeDocument([noticeRow()], { language: 'en', accountName: 'Mirai, Inc.' })))
    expect(text).toContain('To: Mirai, Inc.')
    expect(text).toContain('November 2026')
    expect(text).toContain('expiring from 1 November 2026 to 30 January 2027')
    expect(text).toContain('example.jp 2027-01-31 2027-01-24 auto-renew account ¥3,980')
    expect(text).not.toMatch(/更新|失効|件/)
  })

  it('keeps a long name whole, for whoever searches or copies it', () => {
    const label = 'long'.repeat(15)
    const text = textOfPdf(noticePdf(noticeDocument([noticeRow({ name: `${label}.co.jp` })])))
    expect(text.replace(/\s/g, '')).toContain(`${label}.co.jp`)
    expect(text).not.toContain('\u200b')
  })

  it('prints a name that no font has as its A-label', () => {
    const text = textOfPdf(noticePdf(noticeDocument(EVERY_SCRIPT)))
    expect(text).toContain('株式会社𠮷野.jp')
    expect(text).toContain('삼성.kr')
    expect(text).toContain('ไทย.com')
    expect(text).toContain('xn--e28h.jp')
  })

  it('repeats the headings and numbers each page', () => {
    const pages = textOfPdf(noticePdf(noticeDocument(noticeRows(120))))
      .split('\f')
      .filter(Boolean)
    expect(pages.length).toBeGreaterThan(2)
    for (const [index, page] of pages.entries()) {
      expect(page).toContain('変更期限')
      expect(page).toContain(`${index + 1} / ${pages.length}`)
    }
  })

  it('points to the sheet when there are more names than it lists', () => {
    const text = textOfPdf(noticePdf(noticeDocument([], { total: 2_001 })))
    expect(text.replace(/\s/g, '')).toContain('2,000件を超えるため')
  })
})

describe.skipIf(!hasTool('qpdf'))('the file of the notice (needs qpdf)', () => {
  it('passes a check of its structure', () => {
    expect(runOnPdf('qpdf', noticePdf(noticeDocument(EVERY_SCRIPT)), ['--check']).status).toBe(0)
  })
})
