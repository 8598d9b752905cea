import type { IsoMonth } from '../../../core/calendar/iso-date.ts'
import type { DocumentLanguage, NoticeHead, NoticeRow } from '../../../core/renewal/notice-document.ts'
import type { Deps } from '../../deps.ts'
import { makeFile } from '../../files/make-file.ts'
import { notFound } from '../../refusal.ts'
import { findAccount } from '../accounts/accounts.repository.ts'
import { noticeIcal } from './exports/notice-calendar.ts'
import { PDF_MAX_ROWS } from './exports/notice-pdf.ts'
import { noticeCsv, noticeXlsx } from './exports/notice-sheet.ts'
import { type NoticeReader, readNotice, readNoticeRows } from './notices.service.ts'

type FileDeps = Pick<Deps, 'storage' | 'pdfWorker'>

export type NoticeFormat = 'pdf' | 'xlsx' | 'csv' | 'ics'

const MEDIA: Readonly<Record<NoticeFormat, string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  ics: 'text/calendar; charset=utf-8',
}

/** A notice as a file with the names that the reader sees. Sheets stream, however long they are. */
export async function noticeFile(
  deps: FileDeps,
  by: NoticeReader,
  month: IsoMonth,
  format: NoticeFormat,
  language: DocumentLanguage,
): Promise<Response> {
  const head = await noticeHead(deps, by, month, language)
  const body = await BODIES[format]({ deps, by, head })
  return new Response(body, {
    headers: {
      'content-type': MEDIA[format],
      'content-disposition': `attachment; filename="notice-${month}.${format}"`,
      'cache-control': 'no-store',
    },
  })
}

/** The PDF alone, for a mail. */
export async function noticePdfFor(
  deps: FileDeps,
  by: NoticeReader,
  month: IsoMonth,
  language: DocumentLanguage,
): Promise<Uint8Array<ArrayBuffer>> {
  return pdfBody({ deps, by, head: await noticeHead(deps, by, month, language) })
}

type FileBody = ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> | string
type FileRequest = { readonly deps: FileDeps; readonly by: NoticeReader; readonly head: NoticeHead }

const BODIES: Readonly<Record<NoticeFormat, (request: FileRequest) => Promise<FileBody>>> = {
  pdf: pdfBody,
  csv: async (request) => ReadableStream.from(noticeCsv(request.head, rowsOf(request))),
  xlsx: async (request) => ReadableStream.from(noticeXlsx(request.head, rowsOf(request))),
  ics: async (request) => noticeIcal(request.head, await allRows(request)),
}

async function noticeHead(
  deps: FileDeps,
  by: NoticeReader,
  month: IsoMonth,
  language: DocumentLanguage,
): Promise<NoticeHead> {
  const notice = await readNotice(deps, by, month)
  const account = await findAccount(deps.storage.read, by.account)
  if (!account) throw notFound()
  return { ...notice, accountId: account.id, accountName: account.name, timeZone: account.time_zone, language }
}

/** A long notice is printed as its sums only, so that its rows need not be read. */
async function pdfBody(request: FileRequest): Promise<Uint8Array<ArrayBuffer>> {
  const { deps, head } = request
  const rows = head.total > PDF_MAX_ROWS ? [] : await allRows(request)
  return makeFile({ kind: 'notice', notice: { ...head, rows } }, deps.pdfWorker)
}

function rowsOf({ deps, by, head }: FileRequest): AsyncGenerator<readonly NoticeRow[]> {
  return readNoticeRows(deps, by, head.month)
}

async function allRows(request: FileRequest): Promise<readonly NoticeRow[]> {
  const rows: NoticeRow[] = []
  for await (const batch of rowsOf(request)) rows.push(...batch)
  return rows
}
