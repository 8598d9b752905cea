import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import { csvChunks } from '../../../service/adapters/sheets/csv-writer.ts'
import type { SheetColumn } from '../../../service/adapters/sheets/sheet.ts'
import { money } from '../../support/notice-builder.ts'

const words: readonly SheetColumn<readonly string[]>[] = [0, 1].map((index) => ({
  kind: 'text',
  heading: `c${index}`,
  width: 10,
  value: (row: readonly string[]) => row[index] ?? null,
}))

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts).toString('utf8')
}

describe('CSV', () => {
  it('begins with the byte order mark and ends each line with CRLF', async () => {
    expect(await textOf(csvChunks({ columns: words }, [[['日本', 'b']], [], [['c', 'd']]]))).toBe(
      '\ufeffc0,c1\r\n日本,b\r\nc,d\r\n',
    )
  })

  it('quotes what would break a line or a cell', async () => {
    const text = await textOf(
      csvChunks({ columns: words }, [
        [
          ['a,b', 'say "x"\r\nnow'],
          [' a', 'b '],
        ],
      ]),
    )
    expect(text).toBe('\ufeffc0,c1\r\n"a,b","say ""x""\r\nnow"\r\n" a","b "\r\n')
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\u0000=1', '\ufffe@x'])(
    'lets no spreadsheet run the text %j',
    async (text) => {
      const [row] = parse(await textOf(csvChunks({ columns: words }, [[[text, '']]])), { bom: true, from: 2 })
      expect(row?.[0]).toMatch(/^'/)
    },
  )

  it('leaves days and negative amounts as they are', async () => {
    const columns: readonly SheetColumn<null>[] = [
      { kind: 'day', heading: 'd', width: 1, value: () => isoDate('2027-01-31') },
      { kind: 'amount', heading: 'm', width: 1, value: () => money(-1899, 'USD') },
      { kind: 'day', heading: 'e', width: 1, value: () => null },
      { kind: 'amount', heading: 'n', width: 1, value: () => null },
    ]
    expect(await textOf(csvChunks({ columns }, [[null]]))).toBe('\ufeffd,m,e,n\r\n2027-01-31,-18.99,,\r\n')
  })

  it('gives back the same cells to a reader, whatever they hold', async () => {
    const cell = fc.string({ unit: 'grapheme' }).filter((text) => !/^[=+\-@\t\r]|\p{Cc}/u.test(text))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), async (rows) => {
        const text = await textOf(csvChunks({ columns: words }, [rows]))
        expect(parse(text, { bom: true, from: 2, record_delimiter: '\r\n', relax_quotes: false })).toEqual(rows)
      }),
    )
  })
})
