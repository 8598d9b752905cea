import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Money } from '../../../core/money/money.ts'

/** What a column holds decides how a cell is written: text is neutralised, days and amounts stay what they are. */
export type SheetColumn<Row> = SheetHeading &
  (
    | { readonly kind: 'text'; readonly value: (row: Row) => string | null; readonly choices?: SheetChoices }
    | { readonly kind: 'day'; readonly value: (row: Row) => IsoDate | null }
    | { readonly kind: 'amount'; readonly value: (row: Row) => Money | null }
  )

type SheetHeading = {
  readonly heading: string
  /** In characters of the default font; a Japanese character takes two. */
  readonly width: number
}

/** The only values that a person may enter in a column, and what the spreadsheet says to any other. */
export type SheetChoices = { readonly values: readonly string[]; readonly errorTitle: string; readonly error: string }

export type Sheet<Row> = {
  /** At most 31 characters, none of `: \ / ? * [ ]`. */
  readonly title: string
  readonly columns: readonly SheetColumn<Row>[]
  /** How days look in XLSX; CSV always says `YYYY-MM-DD`. */
  readonly dayFormat: 'yyyy-mm-dd' | 'yyyy/mm/dd'
  readonly fontName: string
}

/** Rows in batches, so that a million of them pass through without a promise for each. */
export type RowBatches<Row> = Iterable<readonly Row[]> | AsyncIterable<readonly Row[]>

const CONTROL_CHARACTERS = /(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu

/** The text without what neither XML nor a spreadsheet can hold: control characters and halves of surrogate pairs. */
export function storableText(text: string): string {
  return text.toWellFormed().replace(CONTROL_CHARACTERS, '')
}
