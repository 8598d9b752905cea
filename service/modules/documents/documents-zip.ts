import type { IsoMonth } from '../../../core/calendar/iso-date.ts'
import type { DocumentLanguage } from '../../../core/renewal/notice-document.ts'
import { csvChunks } from '../../adapters/sheets/csv-writer.ts'
import { type ZipEntry, zipChunks } from '../../adapters/sheets/zip-stream.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import type { FileRow } from './document-files.repository.ts'
import { pdfFile, xmlFile } from './document-files.ts'
import { type ListedDocument, listDocuments } from './documents.queries.ts'
import { type IndexedFile, indexSheet } from './exports/index-sheet.ts'
import { findRow, readFilter } from './read-documents.ts'

/** More documents of one account and month than anybody reads at once. */
const MOST = 10_000

/**
 * All documents of a month: a folder for each series with PDFs and JP PINT invoices, and an index to search them by date,
 * amount and counterparty (電子帳簿保存法). Files that are not made yet are made.
 */
export async function documentsZip(
  deps: Deps,
  by: AccountCaller,
  month: IsoMonth,
  language: DocumentLanguage,
): Promise<Response> {
  const filter = readFilter({ month }, [])
  const rows = await listDocuments(deps.storage.read, by.account, filter, { sort: 'number', offset: 0, limit: MOST })
  const files: IndexedFile[] = []
  for (const row of rows) files.push(...(await filesOf(deps, row, language)))
  const entries = zipEntries(deps, files, language)
  return new Response(ReadableStream.from(zipChunks(entries)), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="documents-${month}.zip"`,
      'cache-control': 'no-store',
    },
  })
}

/** Makes what is missing; the bytes are read again one by one when they are packed. */
async function filesOf(deps: Deps, row: ListedDocument, language: DocumentLanguage): Promise<readonly IndexedFile[]> {
  const stored = await findRow(deps, row.account, null, row.number, row.revision)
  const pdf = await pdfFile(deps, stored, language)
  const xml = await xmlFile(deps, stored)
  return [pdf, ...(xml.ok ? [xml.value] : [])].map((file) => ({ row, path: pathOf(row, file), sha256: file.sha256 }))
}

function pathOf(row: ListedDocument, { kind, revision }: FileRow): string {
  const name = revision > 1 ? `${row.number}-r${revision}` : row.number
  return `${row.series}/${name}.${kind}`
}

function* zipEntries(deps: Deps, files: readonly IndexedFile[], language: DocumentLanguage): Generator<ZipEntry> {
  yield { path: 'index.csv', chunks: csvChunks(indexSheet(language), [files]) }
  for (const file of files) yield { path: file.path, chunks: bytesOf(deps, file, language) }
}

async function* bytesOf(
  deps: Deps,
  { row, path }: IndexedFile,
  language: DocumentLanguage,
): AsyncGenerator<Uint8Array> {
  const stored = await findRow(deps, row.account, null, row.number, row.revision)
  if (path.endsWith('.pdf')) yield (await pdfFile(deps, stored, language)).bytes
  else {
    const xml = await xmlFile(deps, stored)
    if (xml.ok) yield xml.value.bytes
  }
}
