import { livingLines, type PriceChange, type PriceLine } from '../../../core/billing/price-list.ts'
import {
  PRICE_CURRENCY,
  type PriceCells,
  type PriceField,
  type PriceRowRefusal,
  priceFieldOf,
  readPriceRow,
} from '../../../core/billing/price-row.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { unicodeSuffix } from '../../../core/domains/suffix.ts'
import { csvChunks } from '../../adapters/sheets/csv-writer.ts'
import type { SheetColumn } from '../../adapters/sheets/sheet.ts'
import { Refusal } from '../../refusal.ts'
import { type FileSource, withHead } from '../imports/reader/byte-source.ts'
import { csvRows, type FileRow } from '../imports/reader/csv-rows.ts'
import { decodeText } from '../imports/reader/decode-text.ts'
import { findDelimiter } from '../imports/reader/delimiter.ts'
import { refusalOfFile } from '../imports/refusal-of-file.ts'

/** Rows of a price file as far as they could be read. */
export type PriceFile = {
  readonly changes: readonly PriceChange[]
  readonly refused: readonly { readonly line: number; readonly code: PriceRowRefusal; readonly detail: string }[]
}

/** Every suffix of the world for every operation and term fits; more is no price list. */
const MAX_CHARACTERS = 32 * 1024 * 1024
const SAMPLE_CHARACTERS = 64 * 1024

const DETAILS: Readonly<Record<PriceRowRefusal, string>> = {
  bad_suffix: 'The public suffix list knows no such suffix.',
  unknown_operation: 'The operation is one of register, renew, transfer, restore.',
  bad_years: 'Years are a whole number from 1 to 10.',
  bad_amount: 'The amount is a positive whole number of yen.',
  bad_currency: 'Prices are in JPY.',
  bad_day: 'The day is written as YYYY-MM-DD.',
}

/** Reads prices out of a CSV file; a row that cannot be read is set aside with its reason. */
export async function readPriceFile(source: FileSource, today: IsoDate): Promise<PriceFile> {
  try {
    const [header, ...rows] = await readCsv(source)
    const fields = header?.cells.map(priceFieldOf) ?? []
    for (const needed of ['suffix', 'operation', 'amount'] as const) {
      if (!fields.includes(needed)) throw notAPriceList(needed)
    }
    const [changes, refused]: [PriceChange[], PriceFile['refused'][number][]] = [[], []]
    for (const { line, cells } of rows) {
      const read = readPriceRow(cellsByField(fields, cells), today)
      if (read.ok) changes.push(read.value)
      else refused.push({ line, code: read.error, detail: DETAILS[read.error] })
    }
    return { changes, refused }
  } catch (error) {
    throw refusalOfFile(error)
  }
}

/** The rows of a CSV file in any encoding and with any separator that a spreadsheet saves; blank rows are left out. */
async function readCsv(source: FileSource): Promise<readonly FileRow[]> {
  const { head, bytes } = await withHead(source)
  let text = ''
  for await (const piece of decodeText(head, bytes).text) {
    text += piece
    if (text.length > MAX_CHARACTERS)
      throw new Refusal('too_large', { detail: 'The price list is larger than 32 MiB.' })
  }
  const rows: FileRow[] = []
  for await (const block of csvRows(eachOf([text]), findDelimiter(text.slice(0, SAMPLE_CHARACTERS)))) {
    for (const row of block) if (row.cells.some((cell) => cell.trim() !== '')) rows.push(row)
  }
  return rows
}

async function* eachOf<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items
}

function cellsByField(fields: readonly (PriceField | null)[], cells: readonly string[]): PriceCells {
  const byField: Partial<Record<PriceField, string>> = {}
  for (const [index, field] of fields.entries()) if (field) byField[field] ??= cells[index] ?? ''
  return byField
}

function notAPriceList(missing: PriceField): Refusal {
  return new Refusal('unreadable_file', {
    detail: `The file has no column "${missing}"; it needs suffix, operation and amount.`,
    args: { reason: 'not_a_price_list' },
  })
}

const HEADINGS: Readonly<Record<'ja' | 'en', Readonly<Record<PriceField, string>>>> = {
  ja: {
    suffix: 'ドメインの種類',
    operation: '手続き',
    years: '年数',
    amount: '料金（税込）',
    currency: '通貨',
    from: '適用開始日',
  },
  en: {
    suffix: 'suffix',
    operation: 'operation',
    years: 'years',
    amount: 'amount',
    currency: 'currency',
    from: 'from',
  },
}

/** The list as CSV: what holds on the day and what is to come. An empty amount is the end of a price. */
export function priceFile(
  lines: readonly PriceLine[],
  day: IsoDate,
  language: 'ja' | 'en',
): ReadableStream<Uint8Array> {
  const headings = HEADINGS[language]
  const text = (field: PriceField, value: (line: PriceLine) => string): SheetColumn<PriceLine> => {
    return { kind: 'text', heading: headings[field], width: 16, value }
  }
  const columns: readonly SheetColumn<PriceLine>[] = [
    text('suffix', ({ suffix }) => unicodeSuffix(suffix)),
    text('operation', ({ operation }) => operation),
    text('years', ({ years }) => String(years)),
    {
      kind: 'amount',
      heading: headings.amount,
      width: 16,
      value: ({ amount }) => (amount === null ? null : { minor: amount, currency: PRICE_CURRENCY }),
    },
    text('currency', () => PRICE_CURRENCY),
    { kind: 'day', heading: headings.from, width: 12, value: ({ from }) => from },
  ]
  return ReadableStream.from(csvChunks({ columns }, [livingLines(lines, day)]))
}
