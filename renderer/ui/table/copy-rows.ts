import { neutraliseCell } from '../../../core/portfolio/export-cell.ts'
import type { GridColumn } from './grid-column.ts'

/** Rows as tab-separated text with a head, as spreadsheets take it from the clipboard. */
export function toTabSeparated<Row>(columns: readonly GridColumn<Row>[], rows: readonly Row[]): string {
  const head = columns.map(({ title }) => title)
  const lines = rows.map((row) => columns.map((column) => column.text(row)))
  return [head, ...lines].map((cells) => cells.map(oneCell).join('\t')).join('\n')
}

/** Separators become spaces, and nothing is left that a spreadsheet would run as a formula. */
function oneCell(text: string): string {
  return neutraliseCell(text.replace(/[\t\r\n]+/g, ' '))
}
