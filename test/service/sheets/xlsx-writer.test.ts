import { strFromU8, unzipSync } from 'fflate'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { type IsoDate, isoDate } from '../../../core/calendar/iso-date.ts'
import type { Money } from '../../../core/money/money.ts'
import type { Sheet } from '../../../service/adapters/sheets/sheet.ts'
import { xlsxChunks } from '../../../service/adapters/sheets/xlsx-writer.ts'
import { money } from '../../support/notice-builder.ts'

type Row = { readonly text: string | null; readonly day: IsoDate | null; readonly price: Money | null }

const sheet: Sheet<Row> = {
  title: "A & B's",
  dayFormat: 'yyyy/mm/dd',
  fontName: 'Yu Gothic',
  columns: [
    { kind: 'text', heading: 'text', width: 20, value: (row) => row.text },
    { kind: 'day', heading: 'day', width: 12, value: (row) => row.day },
    { kind: 'amount', heading: 'price', width: 12, value: (row) => row.price },
    {
      kind: 'text',
      heading: '判断',
      width: 12,
      value: () => null,
      choices: { values: ['更新する', '更新しない'], errorTitle: '判断', error: '選んでください' },
    },
  ],
}

const row = (change: Partial<Row> = {}): Row => ({ text: null, day: null, price: null, ...change })

async function workbook(rows: readonly Row[]): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const chunk of xlsxChunks(sheet, [rows])) parts.push(chunk)
  return Buffer.concat(parts)
}

async function sheetXml(rows: readonly Row[]): Promise<string> {
  const files = unzipSync(await workbook(rows))
  return strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
}

describe('XLSX', () => {
  it('gives back text, days and amounts to a reader', async () => {
    const rows = [
      row({ text: ' 株式会社𠮷野 <&"> \n x', day: isoDate('2027-01-31'), price: money(-3980) }),
      row({ text: '_x0041_', price: money(1899, 'USD') }),
    ]
    expect(await readSheet(await workbook(rows), { trim: false })).toEqual([
      ['text', 'day', 'price', '判断'],
      [' 株式会社𠮷野 <&"> \n x', new Date('2027-01-31T00:00:00Z'), -3980, null],
      ['_x0041_', null, 18.99, null],
    ])
  })

  it('has its heading when there are no rows', async () => {
    expect(await readSheet(await workbook([]))).toEqual([['text', 'day', 'price', '判断']])
  })

  it('lets no spreadsheet run a text, whatever stands before it', async () => {
    const texts = ['=1+1', '+1', '-1', '@x', '\t=1', '\u0000=1', '\ud800=1'.slice(1)]
    const cells = await readSheet(await workbook(texts.map((text) => row({ text }))), { trim: false })
    for (const cell of cells.slice(1)) expect(cell[0]).toMatch(/^'/)
    expect(await sheetXml(texts.map((text) => row({ text })))).not.toContain('<f>')
  })

  it('drops what XML cannot hold and cuts what a cell cannot', async () => {
    const [, first, second] = await readSheet(
      await workbook([row({ text: 'a\u0000\u0008b\ud800c\ufffe' }), row({ text: 'x'.repeat(40_000) })]),
    )
    expect(first?.[0]).toBe('ab\ufffdc')
    expect(String(second?.[0]).length).toBe(32_767)
  })

  it('offers the choices on every row of data and nothing else', async () => {
    const xml = await sheetXml([row(), row(), row()])
    expect(xml).toMatch(/<dataValidations count="1"><dataValidation type="list" allowBlank="1"[^>]*sqref="D2:D4">/)
    expect(xml).toContain('<formula1>&quot;更新する,更新しない&quot;</formula1>')
    expect(await sheetXml([])).not.toContain('dataValidation')
  })

  it('freezes and filters the heading, sets widths, and keeps the order of the schema', async () => {
    const xml = await sheetXml([row()])
    expect(xml).toContain('<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>')
    expect(xml).toContain('<col min="1" max="1" width="20" customWidth="1"/>')
    expect(xml).toContain('<autoFilter ref="A1:D2"/>')
    const order = [
      'sheetPr',
      'sheetViews',
      'sheetFormatPr',
      'cols',
      'sheetData',
      'autoFilter',
      'dataValidations',
      'pageMargins',
      'pageSetup',
      'headerFooter',
    ]
    expect(order.map((element) => xml.indexOf(`<${element}`)).toSorted((a, b) => a - b)).toEqual(
      order.map((element) => xml.indexOf(`<${element}`)),
    )
  })

  it('writes a day before March 1900 as text, where the calendar of spreadsheets is wrong', async () => {
    const cells = await readSheet(
      await workbook([row({ day: isoDate('1900-03-01') }), row({ day: isoDate('1899-12-31') })]),
    )
    expect(cells[1]?.[1]).toEqual(new Date('1900-03-01T00:00:00Z'))
    expect(cells[2]?.[1]).toBe('1899-12-31')
  })

  it('is the same to the byte for the same rows', async () => {
    const rows = [row({ text: 'a' })]
    expect((await workbook(rows)).equals(await workbook(rows))).toBe(true)
  })

  it('passes on a failure of its rows, and stops asking for rows when its reader stops', async () => {
    async function* failing() {
      yield [row()]
      throw new Error('the database went away')
    }
    await expect(async () => {
      for await (const _ of xlsxChunks(sheet, failing()));
    }).rejects.toThrow('the database went away')
    let given = 0
    async function* endless() {
      for (;;) {
        given += 1
        yield Array.from({ length: 1000 }, (_, index) =>
          row({ text: `row ${given} ${Math.sin(given * 1000 + index)}` }),
        )
      }
    }
    for await (const chunk of xlsxChunks(sheet, endless())) if (chunk.length > 1000) break
    const asked = given
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(given).toBe(asked)
  })
})
