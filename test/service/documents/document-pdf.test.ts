import { describe, expect, it } from 'vitest'
import { documentContentSchema, type PrintedDocument } from '../../../core/billing/document.ts'
import { documentNumber } from '../../../core/billing/document-number.ts'
import { parseInstant } from '../../../core/calendar/iso-date.ts'
import type { DocumentLanguage } from '../../../core/renewal/notice-document.ts'
import { documentPdf } from '../../../service/modules/documents/exports/document-pdf.ts'
import {
  balanceRequest,
  creditNote,
  invoice,
  issuer,
  quote,
  receipt,
  recipient,
  statement,
  use,
  uses,
  yen,
} from '../../support/document-builder.ts'
import { attachmentOfPdf, hasTool, pageCount, runOnPdf, textOfPdf } from '../../support/pdf-tools.ts'

const MADE_AT = parseInstant('2026-12-01T00:05:00+09:00')

function pdfOf(document: PrintedDocument, language: DocumentLanguage = 'ja'): Uint8Array {
  if (!MADE_AT) throw new Error('not an instant')
  return documentPdf(document, language, MADE_AT)
}

const latin1 = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1')
const pagesOf = (pdf: Uint8Array) => textOfPdf(pdf).split('\f').filter(Boolean)

const EXAMPLE_2 = invoice([use({ amount: yen(20_000), detail: { operation: 'register', years: 1 } })], 10_000)
const ONE_OF_EACH = [
  EXAMPLE_2,
  statement([use()]),
  balanceRequest(5_000),
  creditNote([use()]),
  quote(uses(3)),
  receipt(10_000),
]

describe('a billing document as PDF', () => {
  it.each(ONE_OF_EACH)('of a $kind is PDF/A-3b in either language, dated as it was made', (document) => {
    for (const language of ['ja', 'en'] as const) {
      const pdf = latin1(pdfOf(document, language))
      expect(pdf).toMatch(/<pdfaid:part>3<\/pdfaid:part>/)
      expect(pdf).toMatch(/<pdfaid:conformance>B<\/pdfaid:conformance>/)
      expect(pdf).toMatch(language === 'ja' ? /\/Lang\s*\(ja/ : /\/Lang\s*\(en/)
      expect(pdf).toContain('2026-11-30T15:05:00')
    }
  })

  it('is the same to the byte for the same content', () => {
    const document = invoice(uses(30))
    expect(Buffer.from(pdfOf(document)).equals(pdfOf(document))).toBe(true)
  })

  it('fits 20 lines with all sums and the bank account on one page', () => {
    expect(pageCount(pdfOf(invoice(uses(20), 1_000)))).toBe(1)
    expect(pageCount(pdfOf(invoice(uses(20), 1_000), 'en'))).toBe(1)
  })

  it('has tags for screen readers unless its list is very long', () => {
    expect(latin1(pdfOf(EXAMPLE_2))).toContain('/StructTreeRoot')
    expect(pdfOf(invoice(uses(400))).length).toBeLessThan(300_000)
  })

  it('is made for a name that a font lacks, and for an issuer that has stated nothing', () => {
    const nobody = { ...issuer, name: '', registrationNumber: null, postalCode: null, address: null, phone: null }
    const document = invoice([use({ domain: 'xn--e28h.jp' })], 0, {
      issuer: { ...nobody, email: null, bankAccount: null },
      recipient: { ...recipient, name: '😀商事' },
      note: '\u0007注文 "PO-77" #let x = 1',
    })
    expect(pageCount(pdfOf(document))).toBe(1)
  })
})

describe.skipIf(!hasTool('pdftotext'))('the text of a document (needs pdftotext)', () => {
  it('of an invoice carries every item that the law asks for', () => {
    const text = textOfPdf(pdfOf(EXAMPLE_2))
    for (const item of [
      '請求書',
      'みずほし商事株式会社',
      '情報システム部 御中',
      '株式会社みなとネットワークス',
      '登録番号 T7123456789012',
      'INV-2026-000123',
      '2026年12月1日',
      '2026年11月1日〜2026年11月30日',
      '2027年1月4日',
    ]) {
      expect(text).toContain(item)
    }
    expect(text).toMatch(/1 2026\/11\/10 example\.jp 新規登録 1年 10% ¥18,182 ¥20,000/)
    expect(text).toMatch(/10%対象 ¥18,182 ¥1,818 ¥20,000/)
    expect(text).toMatch(/アカウント残高より充当 -¥10,000\s+ご請求金額 ¥10,000/)
  })

  it('prints the six sums and what they rest on', () => {
    const sums = {
      previousRequest: yen(12_000),
      payments: yen(5_000),
      carriedOver: yen(7_000),
      thisUse: yen(20_000),
      alreadyRequested: { amount: yen(7_000), numbers: [documentNumber('invoice', 2026, 98)] },
      thisRequest: yen(20_000),
      prepaidBefore: yen(0),
      otherMovements: { bounced: yen(0), refunded: yen(820), adjusted: yen(820) },
    }
    const text = textOfPdf(pdfOf(invoice([use({ amount: yen(20_000) })], 0, { sums })))
    expect(text).toContain('前回ご請求額 ご入金額 繰越金額 今回ご利用額 ご請求済額 今回ご請求額')
    expect(text).toContain('¥12,000 ¥5,000 ¥7,000 ¥20,000 ¥7,000 ¥20,000')
    expect(text).toContain('ご請求中の金額です: INV-2026-000098')
    expect(text).toContain('払い戻し額: ¥820')
    expect(text).toContain('返還・調整額: ¥820')
    expect(text).not.toContain('入金取消額')
  })

  it('says where and until when to pay, and why the day moved', () => {
    const text = textOfPdf(pdfOf(EXAMPLE_2))
    expect(text).toContain('みずほ銀行(0001) 東京営業部(001)')
    expect(text).toContain('普通 1234567')
    expect(text).toContain('ｶ)ﾐﾅﾄﾈﾂﾄﾜ-ｸｽ')
    expect(text).toContain('2026年12月31日が金融機関の休業日のため、2027年1月4日といたしました')
    const card = { ...EXAMPLE_2.payment, method: 'creditCard' as const }
    const byCard = textOfPdf(pdfOf({ ...EXAMPLE_2, payment: card }))
    expect(byCard).toContain('クレジットカードにて')
    expect(byCard).not.toContain('お振込先')
  })

  it('of a statement is a qualified invoice with nothing to pay', () => {
    const text = textOfPdf(pdfOf(statement([use()])))
    expect(text).toContain('ご利用明細書兼適格請求書')
    expect(text).toMatch(/お支払額 ¥0/)
    const unregistered = statement([use()], { issuer: { ...issuer, registrationNumber: null } })
    expect(textOfPdf(pdfOf(unregistered))).not.toContain('適格')
  })

  it('of a balance request says that it is no qualified invoice', () => {
    const text = textOfPdf(pdfOf(balanceRequest(5_000)))
    expect(text).toContain('残高のご請求')
    expect(text).toContain('本書は適格請求書ではありません')
    expect(text).not.toContain('10%')
  })

  it('of a credit note names the day, the document and the period that it goes back to', () => {
    const text = textOfPdf(pdfOf(creditNote([use()])))
    expect(text).toContain('適格返還請求書')
    expect(text).toContain('INV-2026-000123(2026年12月1日発行)')
    expect(text).toMatch(/返還日 2026年12月8日/)
    expect(text).toMatch(/10%対象 ¥909 ¥91 ¥1,000/)
  })

  it('of a quote says how long it holds, of a receipt what it is for', () => {
    expect(textOfPdf(pdfOf(quote(uses(2))))).toMatch(/有効期限 2026年12月31日/)
    expect(textOfPdf(pdfOf(receipt(10_000)))).toContain('但し、INV-2026-000098のお支払いとして')
    expect(textOfPdf(pdfOf(receipt(10_000, { paid: [] })))).toContain('前受金')
  })

  it('says that it is a re-issue, and marks reduced rates', () => {
    const document = invoice([use({ rateCode: 'reduced' }), use({ entry: 2 })], 0, { revision: 2 })
    const text = textOfPdf(pdfOf(document))
    expect(text).toContain('再発行(第2版)')
    expect(text).toContain('8%対象※')
    expect(text).toContain('※は軽減税率対象です')
  })

  it('is as complete in English, without a Japanese word of ours', () => {
    const english = {
      issuer: { ...issuer, name: 'Minato Networks, Inc.', address: 'Toranomon, Tokyo', bankAccount: null },
      recipient: { ...recipient, name: 'Mizuhoshi Trading', department: null, address: 'Umeda, Osaka' },
    }
    for (const document of ONE_OF_EACH) {
      const plain = document.kind === 'quote' ? { subject: null } : {}
      const text = textOfPdf(pdfOf({ ...document, ...english, ...plain } as PrintedDocument, 'en'))
      expect(text).not.toMatch(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u)
      expect(text).not.toMatch(/\{\{|undefined|null/)
    }
  })

  it('carries the sums over every page break, whatever the number of lines', () => {
    for (const count of [1, 34, 35, 36, 120]) {
      const pages = pagesOf(pdfOf(invoice(uses(count))))
      let carried: string | undefined
      for (const [index, page] of pages.entries()) {
        expect(page).toContain(`${index + 1} / ${pages.length}`)
        expect(/前頁より繰越 (\S+ \S+)/.exec(page)?.[1]).toBe(carried)
        carried = /次頁へ繰越 (\S+ \S+)/.exec(page)?.[1]
        const last = [...page.matchAll(/^(\d+) 2026\/11/gm)].at(-1)?.[1]
        if (carried) expect(carried).toBe(sumsThrough(count, Number(last)))
      }
      expect(carried).toBeUndefined()
    }
  })

  it('lists 2,000 lines, each once, and carries their sums through 40 pages', () => {
    const pages = pagesOf(pdfOf(invoice(uses(2_000))))
    expect(pages.length).toBeGreaterThan(35)
    const listed = pages.flatMap((page) => [...page.matchAll(/^(\d+) 2026\/11/gm)].map((match) => Number(match[1])))
    expect(listed).toEqual(Array.from({ length: 2_000 }, (_, index) => index + 1))
    expect(pages.slice(0, -1).every((page) => page.includes('次頁へ繰越'))).toBe(true)
    expect(pages.slice(1).every((page) => page.includes('前頁より繰越'))).toBe(true)
  })

  it('prints names of every script, and a name that no font has as its A-label', () => {
    const names = ['xn--3cs9m.jp', 'xn--cg4bki.kr', 'xn--o3cw4h.com', 'xn--e28h.jp', 'xn--fiqs8s.cn']
    const text = textOfPdf(pdfOf(invoice(names.map((domain, index) => use({ domain, entry: index + 1 })))))
    for (const name of ['삼성.kr', 'ไทย.com', 'xn--e28h.jp', '中国.cn']) expect(text).toContain(name)
  })
})

/** What a page carries over after so many lines of `uses(count)`. */
function sumsThrough(count: number, lines: number): string {
  const printed = invoice(uses(count)).lines.slice(0, lines)
  const yenText = (amount: number) => `¥${amount.toLocaleString('en-US')}`
  const sum = (field: 'base' | 'total') => printed.reduce((total, line) => total + line[field], 0)
  return `${yenText(sum('base'))} ${yenText(sum('total'))}`
}

describe.skipIf(!hasTool('qpdf'))('the file of a document (needs qpdf)', () => {
  it.each(ONE_OF_EACH)('of a $kind passes a check of its structure and carries its content', (document) => {
    const pdf = pdfOf(document)
    expect(runOnPdf('qpdf', pdf, ['--check']).status).toBe(0)
    const attached = JSON.parse(attachmentOfPdf(pdf, `${document.number}.json`))
    expect(documentContentSchema.parse(attached)).toEqual(document)
  })
})
