import type { DocumentSheetQuery } from '../../../core/contract/http/documents.ts'
import { csvChunks } from '../../adapters/sheets/csv-writer.ts'
import { xlsxChunks } from '../../adapters/sheets/xlsx-writer.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { billingDay } from '../prices/read-price.ts'
import { type DocumentFilter, type ListedDocument, listDocuments } from './documents.queries.ts'
import { lineSheet, type SheetLine } from './exports/line-sheet.ts'
import { printedDocument } from './printed-document.ts'
import { findRow, readFilter, readSeries } from './read-documents.ts'

const MEDIA = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Documents that are read at once. */
const PAGE = 50

/** The lines of the documents that are searched for, one row each, as accountants sort and add them. */
export async function documentSheet(
  deps: Deps,
  by: AccountCaller,
  query: DocumentSheetQuery,
  format: 'csv' | 'xlsx',
): Promise<Response> {
  const sheet = lineSheet(query.language ?? 'ja', await billingDay(deps.storage.read, by.account, deps.clock.now()))
  // Before the answer begins: what is refused is refused with a status of its own.
  const filter = readFilter(query, readSeries(query.series))
  const batches = sheetLines(deps, by.account, filter)
  const chunks = format === 'csv' ? csvChunks(sheet, batches) : xlsxChunks(sheet, batches)
  const name = query.month ? `documents-${query.month}` : 'documents'
  return new Response(ReadableStream.from(chunks), {
    headers: {
      'content-type': MEDIA[format],
      'content-disposition': `attachment; filename="${name}.${format}"`,
      'cache-control': 'no-store',
    },
  })
}

async function* sheetLines(deps: Deps, account: string, filter: DocumentFilter): AsyncGenerator<readonly SheetLine[]> {
  for (let offset = 0; ; offset += PAGE) {
    const rows = await listDocuments(deps.storage.read, account, filter, { sort: 'number', offset, limit: PAGE })
    const lines: SheetLine[] = []
    for (const row of rows) lines.push(...(await linesOf(deps, row)))
    if (lines.length > 0) yield lines
    if (rows.length < PAGE) return
  }
}

async function linesOf(deps: Deps, row: ListedDocument): Promise<readonly SheetLine[]> {
  const stored = await findRow(deps, row.account, null, row.number, row.revision)
  const document = await printedDocument(deps.storage.read, stored)
  if (!('lines' in document)) return [{ row, document, n: null, line: null }]
  return document.lines.map((line, index) => ({ row, document, n: index + 1, line }))
}
