import { type Currency, decimalsOf } from '../../../core/money/money.ts'
import type { Sheet } from './sheet.ts'
import { xmlText } from './xml-text.ts'

/** Indexes into `cellXfs` of the style sheet below. */
export const STYLE = { heading: 1, text: 2, choice: 3, day: 4, amount: [5, 6, 7, 8] } as const

/** The style of an amount: as many decimals as its currency has. */
export function amountStyle(currency: Currency): number {
  return STYLE.amount[Math.min(decimalsOf(currency), 3) as 0 | 1 | 2 | 3]
}

const TEXT_FORMAT = 49
const DAY_FORMAT = 164
const AMOUNT_FORMATS = [
  [165, '#,##0'],
  [166, '#,##0.0'],
  [167, '#,##0.00'],
  [168, '#,##0.000'],
] as const

const NO_FILL = 0
const HEADING_FILL = 2
const CHOICE_FILL = 3
const HAIRLINE = 1

/** Text is formatted as text, so that a value that a person corrects there is not turned into a date or a number. */
export function stylesXml(sheet: Pick<Sheet<never>, 'dayFormat' | 'fontName'>): string {
  const font = `<sz val="11"/><name val="${xmlText(sheet.fontName)}"/>`
  const formats = [[DAY_FORMAT, sheet.dayFormat] as const, ...AMOUNT_FORMATS]
  const styles = [
    cellStyle(0, NO_FILL, 0),
    `<xf numFmtId="0" fontId="1" fillId="${HEADING_FILL}" borderId="${HAIRLINE}" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>`,
    cellStyle(TEXT_FORMAT, NO_FILL, 0),
    cellStyle(TEXT_FORMAT, CHOICE_FILL, HAIRLINE),
    cellStyle(DAY_FORMAT, NO_FILL, 0),
    ...AMOUNT_FORMATS.map(([id]) => cellStyle(id, NO_FILL, 0)),
  ]
  return [
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    counted(
      'numFmts',
      formats.map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${xmlText(code)}"/>`),
    ),
    counted('fonts', [`<font>${font}</font>`, `<font><b/>${font}</font>`]),
    counted('fills', [
      '<fill><patternFill patternType="none"/></fill>',
      '<fill><patternFill patternType="gray125"/></fill>',
      solidFill('FFEDEFF2'),
      solidFill('FFFFFBE6'),
    ]),
    counted('borders', [
      '<border><left/><right/><top/><bottom/><diagonal/></border>',
      '<border><left/><right/><top/><bottom style="thin"><color rgb="FFC4C9D0"/></bottom><diagonal/></border>',
    ]),
    counted('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']),
    counted('cellXfs', styles),
    counted('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']),
    '</styleSheet>',
  ].join('')
}

function cellStyle(format: number, fill: number, border: number): string {
  const isAmount = AMOUNT_FORMATS.some(([id]) => id === format)
  return `<xf numFmtId="${format}" fontId="0" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="${isAmount ? 'right' : 'left'}"/></xf>`
}

function solidFill(argb: string): string {
  return `<fill><patternFill patternType="solid"><fgColor rgb="${argb}"/><bgColor indexed="64"/></patternFill></fill>`
}

function counted(element: string, items: readonly string[]): string {
  return `<${element} count="${items.length}">${items.join('')}</${element}>`
}
