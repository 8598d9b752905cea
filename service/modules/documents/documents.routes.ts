import * as contract from '../../../core/contract/http/documents.ts'
import type { Deps } from '../../deps.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { Refusal } from '../../refusal.ts'
import type { FileRow } from './document-files.repository.ts'
import { pdfFile, xmlFile } from './document-files.ts'
import { documentSheet } from './document-sheet.ts'
import { documentsZip } from './documents-zip.ts'
import { journalFile } from './journal-file.ts'
import { findOperatedRow, readOperatedList } from './operated-documents.ts'
import { findRow, readDetail, readList, readSeries } from './read-documents.ts'
import { issueReceipt } from './receipts.ts'
import { reissue } from './reissue.ts'

const DEFAULT_LANGUAGE = 'ja'

export function documentRoutes(deps: Deps): readonly Handled[] {
  return [
    ...contract.documentLists.flatMap((routes) => seriesRoutes(deps, routes)),
    handle(contract.listDocuments, async ({ by, query }) =>
      json(200, await readList(deps, by.account, 'documents', readSeries(query.series), query)),
    ),
    handle(contract.reissueDocument, ({ by, params, body }) => reissue(deps, by, params.number, body.reason)),
    handle(contract.postReceipt, async ({ by, body }) => {
      const number = await issueReceipt(deps, by, body.entry)
      return json(201, await readDetail(deps, by.account, 'receipt', number))
    }),
    handle(contract.getDocumentsZip, ({ by, query }) =>
      documentsZip(deps, by, query.month, query.language ?? DEFAULT_LANGUAGE),
    ),
    handle(contract.getDocumentsCsv, ({ by, query }) => documentSheet(deps, by, query, 'csv')),
    handle(contract.getDocumentsXlsx, ({ by, query }) => documentSheet(deps, by, query, 'xlsx')),
    handle(contract.listOperatedDocuments, async ({ query }) => json(200, await readOperatedList(deps, query))),
    handle(contract.getOperatedPdf, async ({ params, query }) => {
      const row = await findOperatedRow(deps, params.number, query.revision)
      return fileResponse(await pdfFile(deps, row, query.language ?? DEFAULT_LANGUAGE))
    }),
    handle(contract.getJournal, ({ by, query }) => journalFile(deps, by, query)),
  ]
}

function seriesRoutes(deps: Deps, routes: (typeof contract.documentLists)[number]): readonly Handled[] {
  const { list, series, listRoute, pdfRoute, xmlRoute, detailRoute } = routes
  return [
    handle(listRoute, async ({ by, query }) => json(200, await readList(deps, by.account, list, [series], query))),
    handle(pdfRoute, async ({ by, params, query }) => {
      const row = await findRow(deps, by.account, series, params.number, query.revision)
      return fileResponse(await pdfFile(deps, row, query.language ?? DEFAULT_LANGUAGE))
    }),
    handle(xmlRoute, async ({ by, params, query }) => {
      const row = await findRow(deps, by.account, series, params.number, query.revision)
      const file = await xmlFile(deps, row)
      if (!file.ok) throw new Refusal('no_einvoice', { detail: file.error, args: { reason: file.error } })
      return fileResponse(file.value)
    }),
    handle(detailRoute, async ({ by, params }) => json(200, await readDetail(deps, by.account, series, params.number))),
  ]
}

const MEDIA = { pdf: 'application/pdf', xml: 'application/xml; charset=utf-8' } as const

/** The stored bytes with their digest, so that whoever keeps the file can check it. */
function fileResponse({ bytes, kind, number, revision, sha256 }: FileRow): Response {
  const name = revision > 1 ? `${number}-r${revision}` : number
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': MEDIA[kind],
      // A PDF is looked at within a page; what saves it says so itself.
      'content-disposition': `${kind === 'pdf' ? 'inline' : 'attachment'}; filename="${name}.${kind}"`,
      'cache-control': 'no-store',
      etag: `"${sha256}"`,
    },
  })
}
