import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import type { NoticeRow } from '../../../core/renewal/notice-document.ts'
import { FileRefusal } from '../../../service/modules/imports/reader/file-refusal.ts'
import { readDecisionSheet } from '../../../service/modules/notices/decision-sheet.ts'
import { noticeCsv, noticeXlsx } from '../../../service/modules/notices/exports/notice-sheet.ts'
import { noticeDocument, noticeRow } from '../../support/notice-builder.ts'

const ROWS = [
  noticeRow({ name: 'example.jp', expiresOn: isoDate('2027-01-05') }),
  noticeRow({ name: 'xn--cg4bki.kr', unicodeName: '삼성.kr', expiresOn: isoDate('2027-01-31'), tags: ['a, b', '=1'] }),
  noticeRow({ name: 'other.com', expiresOn: isoDate('2026-11-12'), price: null }),
]

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts)
}

const csv = async (language: 'ja' | 'en', rows: readonly NoticeRow[] = ROWS) =>
  (await bytesOf(noticeCsv(noticeDocument(rows, { language }), [rows]))).toString('utf8')

/** What `ROWS` read as, with these decisions. */
const expected = (...decisions: string[]) => [
  { row: 2, name: 'example.jp', expiresOn: '2027-01-05', month: '2026-11', decision: decisions[0] ?? '' },
  { row: 3, name: 'xn--cg4bki.kr', expiresOn: '2027-01-31', month: '2026-11', decision: decisions[1] ?? '' },
  { row: 4, name: 'other.com', expiresOn: '2026-11-12', month: '2026-11', decision: decisions[2] ?? '' },
]

const read = async (text: string | Uint8Array) => {
  const result = await readDecisionSheet(typeof text === 'string' ? Buffer.from(text, 'utf8') : text)
  return result.ok ? result.value : result.error
}

describe('a returned decision sheet', () => {
  it.each(['ja', 'en'] as const)('is read as it was handed out, in CSV and XLSX (%s)', async (language) => {
    const notice = noticeDocument(ROWS, { language })
    expect(await read(await csv(language))).toEqual(expected())
    expect(await read(await bytesOf(noticeXlsx(notice, [ROWS])))).toEqual(expected())
  })

  it('has the decisions that were filled in', async () => {
    const filled = (await csv('ja'))
      .replace('自動更新,,', '自動更新,更新しない,')
      .replace(/自動更新,,(?=.*other)/, '自動更新, 更新する ,')
    expect(await read(filled)).toEqual(expected('更新しない', '', '更新する'))
  })

  it('is read after Japanese Excel saved it as CP932, which has no Hangul', async () => {
    const resaved = iconv.encode(
      (await csv('ja')).replace('\ufeff', '').replaceAll('-0', '/').replaceAll('삼성', '??'),
      'cp932',
    )
    expect(await read(resaved)).toMatchObject([
      { name: 'example.jp' },
      { name: 'xn--cg4bki.kr' },
      { name: 'other.com' },
    ])
  })

  it('is read with semicolons, with tabs, and as UTF-16', async () => {
    const plain = (await csv('en', [ROWS[0] ?? noticeRow()])).replace('\ufeff', '')
    const [first] = expected()
    expect(await read(plain.replaceAll(',', ';'))).toEqual([first])
    expect(await read(iconv.encode(plain.replaceAll(',', '\t'), 'utf-16le', { addBOM: true }))).toEqual([first])
  })

  it('is read with columns moved, added and removed, and rows sorted', async () => {
    const text =
      'memo,decision,ASCII name,notice,expires on\r\nx,renew,other.com,notice 2026-11,2026-11-12\r\n\r\n,,,,\r\ny,expire,example.jp,notice 2026-11,2027/1/5\r\n'
    expect(await read(text)).toMatchObject([
      { name: 'other.com', expiresOn: '2026-11-12', month: '2026-11', decision: 'renew' },
      { name: 'example.jp', expiresOn: '2027-01-05', month: '2026-11', decision: 'expire' },
    ])
  })

  it.each([
    ['Decision (renew/expire),Domain,Expiry date', 'expire,EXAMPLE.jp,2027-01-05'],
    ['判断（更新する・更新しない）,ドメイン,有効期限日', '更新しない,example.jp,2027年1月5日'],
  ])('is read with headers that people have renamed: %s', async (header, row) => {
    expect(await read(`${header}\r\n${row}\r\n`)).toMatchObject([
      { name: 'example.jp', expiresOn: '2027-01-05', decision: row.split(',')[0] },
    ])
  })

  it('takes the name that people read where the ASCII column is gone', async () => {
    expect(
      await read('ドメイン名,判断,有効期限,更新案内\r\n삼성.KR,更新する,2027年1月31日,2026年11月分\r\n'),
    ).toMatchObject([{ name: 'xn--cg4bki.kr', expiresOn: '2027-01-31', month: '2026-11' }])
  })

  it.each([
    ['American', '1/5/2027', '1/31/2027', '11/12/2026'],
    ['British', '05/01/2027', '31/01/2027', '12/11/2026'],
    ['German', '05.01.2027', '31.01.2027', '12.11.2026'],
  ])('reads the days that an %s Excel wrote, by what the column allows', async (_, ...days) => {
    const names = ['example.jp', 'xn--cg4bki.kr', 'other.com']
    const lines = names.map((name, index) => `${name};${days[index]};renew;notice 2026-11`)
    expect(await read(['name;expires on;decision;notice', ...lines].join('\r\n'))).toMatchObject([
      { expiresOn: '2027-01-05' },
      { expiresOn: '2027-01-31' },
      { expiresOn: '2026-11-12' },
    ])
  })

  it('tells day from month by the window of the notice where the numbers leave it open', async () => {
    const sheet = (day: string, month: string) =>
      `name,expires on,decision,notice\r\nexample.jp,${day},renew,notice ${month}\r\n`
    expect(await read(sheet('01/05/2027', '2026-11'))).toMatchObject([{ expiresOn: '2027-01-05' }])
    expect(await read(sheet('05/01/2027', '2026-11'))).toMatchObject([{ expiresOn: '2027-01-05' }])
    expect(await read(sheet('11/12/2026', '2026-11'))).toMatchObject([{ expiresOn: null }])
  })

  it('keeps what it cannot make sense of, for a person to see', async () => {
    expect(await read('name,expires on,decision,notice\r\nnot a name!,soon,maybe,later\r\n')).toEqual([
      { row: 2, name: 'not a name!', expiresOn: null, month: null, decision: 'maybe' },
    ])
  })

  it('is refused when it has no column for decisions or no names', async () => {
    expect(await read('name,expires on\r\nexample.jp,2027-01-05\r\n')).toBe('not_a_decision_sheet')
    expect(await read('判断,有効期限\r\n更新する,2027-01-05\r\n')).toBe('not_a_decision_sheet')
  })

  it('is refused with the reason when it is no table', async () => {
    await expect(readDecisionSheet(Buffer.from('%PDF-1.7 ...'))).rejects.toThrow(FileRefusal)
  })
})
