import { formatAmount } from '../../../core/money/money.ts'
import { neutraliseCell } from '../../../core/portfolio/export-cell.ts'
import { type RowBatches, type Sheet, type SheetColumn, storableText } from './sheet.ts'

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/

/**
 * The rows as CSV (RFC 4180): UTF-8 with the byte order mark without which Excel takes it for the system's code page,
 * CRLF, text cells neutralised. One chunk per batch: memory does not grow with the number of rows.
 */
export async function* csvChunks<Row>(
  sheet: Pick<Sheet<Row>, 'columns'>,
  batches: RowBatches<Row>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(`\ufeff${line(sheet.columns.map((column) => quoted(column.heading)))}`)
  for await (const rows of batches) {
    let text = ''
    for (const row of rows) text += line(sheet.columns.map((column) => csvCell(column, row)))
    if (text !== '') yield encoder.encode(text)
  }
}

function line(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`
}

function csvCell<Row>(column: SheetColumn<Row>, row: Row): string {
  if (column.kind === 'day') return column.value(row) ?? ''
  if (column.kind === 'amount') {
    const money = column.value(row)
    return money ? formatAmount(money) : ''
  }
  return quoted(neutraliseCell(storableText(column.value(row) ?? '')))
}

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
