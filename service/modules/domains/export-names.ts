import { setImmediate as nextTurn } from 'node:timers/promises'
import type { DomainItem } from '../../../core/contract/http/domains.ts'
import { csvChunks } from '../../adapters/sheets/csv-writer.ts'
import { XLSX_MAX_ROWS, xlsxChunks } from '../../adapters/sheets/xlsx-writer.ts'
import type { Deps } from '../../deps.ts'
import { invalidField, Refusal } from '../../refusal.ts'
import { describeName, readNameContext } from './domain-item.ts'
import { DOMAIN_COLUMNS, type DomainColumn, type DomainSheetReader, domainSheet } from './exports/domain-sheet.ts'
import { listNames, type NameListQuery, readRows, walkList } from './query/list-names.ts'
import type { NameReader } from './query/match-names.ts'

/** Names read at a time: short enough for requests in between. */
const BATCH = 1_000

export type ExportFormat = 'csv' | 'xlsx'

const MEDIA: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** The list as a file that streams, however long it is. `language` null: the API's own words, for programs. */
export async function exportNames(
  deps: Deps,
  reader: NameReader,
  list: Pick<NameListQuery, 'filter' | 'sort'>,
  format: ExportFormat,
  how: { readonly language: DomainSheetReader; readonly columns: string | undefined },
): Promise<Response> {
  const sheet = domainSheet(how.language, readColumns(how.columns))
  if (format === 'xlsx') await assertFits(deps, reader, list)
  const rows = readAll(deps, reader, list)
  const chunks = format === 'csv' ? csvChunks(sheet, rows) : xlsxChunks(sheet, rows)
  return new Response(ReadableStream.from(chunks), {
    headers: {
      'content-type': MEDIA[format],
      'content-disposition': `attachment; filename="domains-${reader.today}.${format}"`,
      'cache-control': 'no-store',
    },
  })
}

function readColumns(columns: string | undefined): readonly DomainColumn[] {
  if (columns === undefined) return DOMAIN_COLUMNS
  return columns.split(',').map((wanted) => {
    const column = DOMAIN_COLUMNS.find((known) => known === wanted.trim())
    if (!column) throw invalidField('/columns', 'unknown', `Columns are ${DOMAIN_COLUMNS.join(', ')}.`)
    return column
  })
}

async function assertFits(deps: Deps, reader: NameReader, list: Pick<NameListQuery, 'filter' | 'sort'>): Promise<void> {
  const { total } = await listNames(deps.storage.read, reader, { ...list, limit: 1 })
  if (total > XLSX_MAX_ROWS) {
    const detail = `A spreadsheet holds ${XLSX_MAX_ROWS} rows; these are ${total}. Narrow the list, or take CSV.`
    throw new Refusal('too_large', { detail })
  }
}

async function* readAll(
  deps: Deps,
  reader: NameReader,
  list: Pick<NameListQuery, 'filter' | 'sort'>,
): AsyncGenerator<readonly DomainItem[]> {
  const db = deps.storage.read
  for await (const ids of walkList(db, reader, list, BATCH)) {
    const context = await readNameContext(db, reader.account, reader.today)
    const rows = await readRows(db, reader.account, ids)
    yield rows.map((row) => describeName(context, row))
    await nextTurn()
  }
}
