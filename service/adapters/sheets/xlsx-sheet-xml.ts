import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { daysBetween, isoDate } from '../../../core/calendar/iso-date.ts'
import { formatAmount, type Money } from '../../../core/money/money.ts'
import { neutraliseCell } from '../../../core/portfolio/export-cell.ts'
import { type Sheet, type SheetColumn, storableText } from './sheet.ts'
import { amountStyle, STYLE } from './xlsx-styles.ts'
import { xmlText } from './xml-text.ts'

const HEADING_HEIGHT = 28
const LONGEST_TEXT = 32_767
/** Readers drop such blanks unless they are told not to; it is said only there, for it makes a large sheet a third longer. */
const BLANKS_THAT_COUNT = /^\s|\s$|\s\s|\n/
/** Day 0 of the 1900 date system as it is from March 1900 on; Excel counts a 29 February 1900 that never was. */
const DAY_ZERO = isoDate('1899-12-30')
const FIRST_DAY = isoDate('1900-03-01')

/** Everything of a worksheet before its first row; the order of the elements is the schema's. */
export function sheetStart<Row>(sheet: Sheet<Row>): string {
  const widths = sheet.columns.map(
    (column, index) => `<col min="${index + 1}" max="${index + 1}" width="${column.width}" customWidth="1"/>`,
  )
  return [
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    '<sheetViews><sheetView tabSelected="1" workbookViewId="0">',
    '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>',
    '</sheetView></sheetViews>',
    '<sheetFormatPr defaultRowHeight="18"/>',
    `<cols>${widths.join('')}</cols>`,
    '<sheetData>',
  ].join('')
}

export function headingRow<Row>(columns: readonly SheetColumn<Row>[]): string {
  const cells = columns.map((column, index) => textCell(`${columnLetters(index)}1`, column.heading, STYLE.heading))
  return `<row r="1" ht="${HEADING_HEIGHT}" customHeight="1">${cells.join('')}</row>`
}

export function sheetRow<Row>(columns: readonly SheetColumn<Row>[], row: Row, rowNumber: number): string {
  let cells = ''
  for (const [index, column] of columns.entries()) cells += sheetCell(column, row, columnLetters(index) + rowNumber)
  return `<row r="${rowNumber}">${cells}</row>`
}

/** Everything after the last row: filter, choices, and how it prints (landscape, one page wide). */
export function sheetEnd<Row>(columns: readonly SheetColumn<Row>[], lastRow: number): string {
  return [
    '</sheetData>',
    `<autoFilter ref="A1:${columnLetters(columns.length - 1)}${lastRow}"/>`,
    choiceValidations(columns, lastRow),
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    '<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>',
    '</worksheet>',
  ].join('')
}

function sheetCell<Row>(column: SheetColumn<Row>, row: Row, reference: string): string {
  if (column.kind === 'day') return dayCell(reference, column.value(row))
  if (column.kind === 'amount') return amountCell(reference, column.value(row))
  const text = column.value(row) ?? ''
  if (column.choices) return textCell(reference, text, STYLE.choice)
  return text === '' ? '' : textCell(reference, neutraliseCell(storableText(text)), STYLE.text)
}

function textCell(reference: string, text: string, style: number): string {
  if (text === '') return `<c r="${reference}" s="${style}"/>`
  const content = xmlText(text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text)
  const space = BLANKS_THAT_COUNT.test(content) ? ' xml:space="preserve"' : ''
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t${space}>${content}</t></is></c>`
}

function dayCell(reference: string, day: IsoDate | null): string {
  if (day === null) return ''
  if (day < FIRST_DAY) return textCell(reference, day, STYLE.text)
  return `<c r="${reference}" s="${STYLE.day}"><v>${daysBetween(DAY_ZERO, day)}</v></c>`
}

function amountCell(reference: string, money: Money | null): string {
  return money === null
    ? ''
    : `<c r="${reference}" s="${amountStyle(money.currency)}"><v>${formatAmount(money)}</v></c>`
}

/** A list that stands in the formula itself: at most 255 characters, no commas in the values. */
function choiceValidations<Row>(columns: readonly SheetColumn<Row>[], lastRow: number): string {
  const validations = columns.flatMap((column, index) => {
    if (column.kind !== 'text' || !column.choices || lastRow < 2) return []
    const { values, errorTitle, error } = column.choices
    const letters = columnLetters(index)
    return [
      `<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" errorTitle="${xmlText(errorTitle)}" error="${xmlText(error)}" sqref="${letters}2:${letters}${lastRow}"><formula1>${xmlText(`"${values.join(',')}"`)}</formula1></dataValidation>`,
    ]
  })
  if (validations.length === 0) return ''
  return `<dataValidations count="${validations.length}">${validations.join('')}</dataValidations>`
}

/** 0 → A, 25 → Z, 26 → AA. */
function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last
}
