import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { noticeCsv, noticeXlsx } from '../../../service/modules/notices/exports/notice-sheet.ts'
import { money, noticeDocument, noticeRow } from '../../support/notice-builder.ts'

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts)
}

const ROWS = [
  noticeRow({ name: 'xn--wgv71a.jp', unicodeName: '日本.jp', tags: ['本番', '=HYPERLINK("x")'] }),
  noticeRow({ mode: 'expire', scope: 'decision', price: money(1899, 'USD'), department: '@IT', tags: ['=x', 'y'] }),
]

describe('the notice as a sheet', () => {
  it('has a row for each name with an empty column for the decision (CSV)', async () => {
    const text = await bytesOf(noticeCsv(noticeDocument(ROWS), [ROWS]))
    expect(parse(text, { bom: true })).toEqual([
      [
        'ドメイン名',
        '有効期限',
        '変更期限',
        '適用中の設定',
        '判断',
        '設定元',
        '料金(税込)',
        '通貨',
        '部署',
        'タグ',
        'ASCII表記',
        '更新案内',
      ],
      [
        '日本.jp',
        '2027-01-31',
        '2027-01-24',
        '自動更新',
        '',
        'アカウント',
        '3980',
        'JPY',
        '情報システム部',
        '本番; =HYPERLINK("x")',
        'xn--wgv71a.jp',
        '2026年11月分',
      ],
      [
        'example.jp',
        '2027-01-31',
        '2027-01-24',
        '自動失効',
        '',
        '今回の判断',
        '18.99',
        'USD',
        "'@IT",
        "'=x; y",
        'example.jp',
        '2026年11月分',
      ],
    ])
  })

  it('has real days and amounts, and its words in English (XLSX)', async () => {
    const notice = noticeDocument(ROWS, { language: 'en' })
    const [headings, first] = await readSheet(await bytesOf(noticeXlsx(notice, [ROWS])))
    expect(headings?.[4]).toBe('decision')
    expect(first).toEqual([
      '日本.jp',
      new Date('2027-01-31T00:00:00Z'),
      new Date('2027-01-24T00:00:00Z'),
      'auto-renew',
      null,
      'account',
      3980,
      'JPY',
      '情報システム部',
      '本番; =HYPERLINK("x")',
      'xn--wgv71a.jp',
      'notice 2026-11',
    ])
  })

  it.each([
    ['ja', '更新する,更新しない'],
    ['en', 'renew,expire'],
  ] as const)('offers the two decisions in %s', async (language, choices) => {
    const files = unzipSync(await bytesOf(noticeXlsx(noticeDocument(ROWS, { language }), [ROWS])))
    const xml = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    expect(xml).toContain(`sqref="E2:E3"><formula1>&quot;${choices}&quot;</formula1>`)
  })

  it('has only its headings when no name expires', async () => {
    const text = await bytesOf(noticeCsv(noticeDocument([]), [[]]))
    expect(parse(text, { bom: true })).toHaveLength(1)
  })
})
