import { ok, type Result, refused } from '../../../core/base/result.ts'
import { type IsoDate, type IsoMonth, isoMonthSchema } from '../../../core/calendar/iso-date.ts'
import { parseDomainName } from '../../../core/domains/domain-name.ts'
import { cleanCell, narrowCell } from '../../../core/portfolio/import/cell-text.ts'
import { DATE_ORDERS, type DateOrder, readDate } from '../../../core/portfolio/import/date-cell.ts'
import { collectDates, findOrder } from '../../../core/portfolio/import/date-order.ts'
import { genericField } from '../../../core/portfolio/import/generic-headers.ts'
import { headerKey, withoutBrackets } from '../../../core/portfolio/import/header.ts'
import type { DecisionRow } from '../../../core/renewal/decision-diff.ts'
import { noticeWindow } from '../../../core/renewal/notice.ts'
import type { FileSource } from '../imports/reader/byte-source.ts'
import { type FileRow, type OpenedTable, openTable } from '../imports/reader/open-table.ts'

/**
 * One row of a returned sheet as far as it could be read; what it means for the name is for `diffDecision` to say. `row`
 * is the line of the file, from 1; `name` the A-label, or the cell's text where that is no domain name.
 */
export type DecisionSheetRow = DecisionRow & { readonly month: IsoMonth | null }

export type DecisionSheetRefusal = 'not_a_decision_sheet'

type Field = 'name' | 'asciiName' | 'expiresOn' | 'decideBy' | 'month' | 'decision'
type Columns = Readonly<Partial<Record<Field, number>>>

/** Header keys (see `headerKey`) of the sheets that the notice hands out, in all languages, and of the API's fields. */
const FIELD_OF_HEADER: ReadonlyMap<string, Field> = new Map([
  ['ドメイン名', 'name'],
  ['domainname', 'name'],
  ['name', 'name'],
  ['unicodename', 'name'],
  ['ascii表記', 'asciiName'],
  ['asciiname', 'asciiName'],
  ['有効期限', 'expiresOn'],
  ['expireson', 'expiresOn'],
  ['変更期限', 'decideBy'],
  ['decideby', 'decideBy'],
  ['更新案内', 'month'],
  ['notice', 'month'],
  ['month', 'month'],
  ['判断', 'decision'],
  ['decision', 'decision'],
])

/**
 * Reads a returned sheet: XLSX, or CSV in any encoding and with any separator that a spreadsheet saves. Columns may have
 * been moved, added or removed, rows sorted, and days rewritten in the order of a country: where a column of days fits
 * several orders, the window of the notice decides, and where that leaves it open the day is null rather than guessed.
 * Throws `FileRefusal` for what is no table at all.
 */
export async function readDecisionSheet(
  source: FileSource,
): Promise<Result<readonly DecisionSheetRow[], DecisionSheetRefusal>> {
  const table = await openTable(source)
  const columns = columnsOf(table.columns)
  if (columns.decision === undefined || (columns.name === undefined && columns.asciiName === undefined)) {
    return refused('not_a_decision_sheet')
  }
  const rows: FileRow[] = []
  for await (const block of table.blocks) for (const row of block) rows.push(row)
  const order = dateOrder(rows, columns)
  return ok(rows.map((row) => decisionRow(row, columns, order)))
}

/** Fields by the headers that the notice hands out; those that people have renamed by what such headers mean elsewhere. */
function columnsOf(tableColumns: OpenedTable['columns']): Columns {
  const columns: Partial<Record<Field, number>> = {}
  for (const fieldOf of [ownField, renamedField]) {
    for (const { header, index } of tableColumns) {
      const field = fieldOf(header)
      if (field) columns[field] ??= index
    }
  }
  return columns
}

function ownField(header: string): Field | undefined {
  return FIELD_OF_HEADER.get(headerKey(header))
}

function renamedField(header: string): Field | undefined {
  const generic = genericField(headerKey(header), header)?.field
  if (generic === 'name') return 'name'
  if (generic === 'registryExpiresOn') return 'expiresOn'
  return ownField(withoutBrackets(header))
}

function decisionRow({ line, cells }: FileRow, columns: Columns, order: DateOrder | null): DecisionSheetRow {
  const name = textOf(cells, columns.asciiName) || textOf(cells, columns.name)
  const parsed = parseDomainName(name)
  return {
    row: line,
    name: parsed.ok ? parsed.value.name : name,
    expiresOn: dayOf(cells, columns.expiresOn, order),
    month: monthOfCell(cells, columns.month),
    decision: textOf(cells, columns.decision),
  }
}

function textOf(cells: readonly string[], column: number | undefined): string {
  return column === undefined ? '' : cleanCell(cells[column] ?? '')
}

function dayOf(cells: readonly string[], column: number | undefined, order: DateOrder | null): IsoDate | null {
  if (column === undefined) return null
  const reading = readDate(narrowCell(cells[column] ?? ''), { order, century: '2000', utcDays: false })
  return reading.ok ? (reading.value?.day ?? null) : null
}

/** `2026年11月分`, `notice 2026-11`, and what a spreadsheet may make of them: a year followed by a month. */
function monthOfCell(cells: readonly string[], column: number | undefined): IsoMonth | null {
  const match = /(\d{4})\D{1,3}(\d{1,2})/.exec(narrowCell(column === undefined ? '' : (cells[column] ?? '')))
  const month = isoMonthSchema.safeParse(`${match?.[1] ?? ''}-${(match?.[2] ?? '').padStart(2, '0')}`)
  return month.success ? month.data : null
}

/** The order in which the spreadsheet wrote days: all columns of days are of one hand. */
function dateOrder(rows: readonly FileRow[], columns: Columns): DateOrder | null {
  const dates = collectDates()
  for (const { cells } of rows) {
    for (const column of [columns.expiresOn, columns.decideBy]) {
      if (column !== undefined) dates.add(narrowCell(cells[column] ?? ''))
    }
  }
  const finding = findOrder(dates.evidence(), null)
  switch (finding.kind) {
    case 'plain':
      return null
    case 'found':
      return finding.order
    case 'ask':
      return orderInWindow(rows, columns)
  }
}

/** The order that puts the most expiry days into the 90 days of their notice; null when two do so equally. */
function orderInWindow(rows: readonly FileRow[], columns: Columns): DateOrder | null {
  const counts = DATE_ORDERS.map((order) => ({
    order,
    count: rows.filter(({ cells }) => {
      const day = dayOf(cells, columns.expiresOn, order)
      const month = monthOfCell(cells, columns.month)
      if (day === null || month === null) return false
      const { from, to } = noticeWindow(month)
      return day >= from && day <= to
    }).length,
  })).sort((a, b) => b.count - a.count)
  const [best, second] = counts
  return best && second && best.count > second.count ? best.order : null
}
