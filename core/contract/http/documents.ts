import { z } from 'zod'
import { BOOKS } from '../../billing/journals/journal-line.ts'
import { JOURNAL_FORMATS } from '../../billing/journals/journal-profile.ts'
import { isoDateSchema, isoMonthSchema } from '../../calendar/iso-date.ts'
import { documentDetailSchema, documentItemSchema } from './document-shapes.ts'
import { defineRoute } from './route.ts'
import { accountParams, languageSchema, listOf, pageQuery, repeatable, wholeNumber } from './shapes.ts'

/** Lists of one series each, by the last part of their path. */
export const DOCUMENT_LISTS = {
  invoices: 'invoice',
  statements: 'statement',
  'balance-requests': 'balanceRequest',
  'credit-notes': 'creditNote',
  quotes: 'quote',
  receipts: 'receipt',
} as const
export type DocumentList = keyof typeof DOCUMENT_LISTS

const amountText = z
  .string()
  .regex(/^-?\d{1,13}$/, { message: 'whole yen' })
  .transform(Number)

/** Date, total and counterparty in any combination, as the law on electronic books asks (電子帳簿保存法). */
const searchQuery = {
  from: isoDateSchema.optional(),
  to: isoDateSchema.optional(),
  totalFrom: amountText.optional(),
  totalTo: amountText.optional(),
  counterparty: z.string().max(200).optional(),
  state: repeatable,
  month: isoMonthSchema.optional(),
  /** Every revision, not only the latest. */
  history: z.enum(['true', 'false']).optional(),
}

export const DOCUMENT_SORTS = [
  'issuedOn',
  '-issuedOn',
  'number',
  '-number',
  'total',
  '-total',
  'dueOn',
  '-dueOn',
] as const
const documentQuery = pageQuery.extend({ ...searchQuery, sort: z.enum(DOCUMENT_SORTS).optional() })
export type DocumentQuery = z.output<typeof documentQuery>

const languageQuery = z.strictObject({
  language: languageSchema.optional(),
  revision: wholeNumber(1, 1_000_000).optional(),
})
const numberParams = accountParams.extend({ number: z.string().min(1).max(40) })
const base = '/api/accounts/{account}'

const listRoute = <const L extends DocumentList>(list: L) =>
  defineRoute({
    method: 'get',
    path: `${base}/${list}`,
    summary: `Documents of the series ${DOCUMENT_LISTS[list]}, newest first; searched by date, total and counterparty`,
    tag: 'Documents',
    access: 'documents.read',
    params: accountParams,
    query: documentQuery,
    answers: { 200: listOf(documentItemSchema) },
  })

const detailRoute = <const L extends DocumentList>(list: L) =>
  defineRoute({
    method: 'get',
    path: `${base}/${list}/{number}`,
    summary: 'One document with its lines, sums, revisions and payments',
    tag: 'Documents',
    access: 'documents.read',
    params: numberParams,
    answers: { 200: documentDetailSchema },
  })

const pdfRoute = <const L extends DocumentList>(list: L) =>
  defineRoute({
    method: 'get',
    path: `${base}/${list}/{number}.pdf`,
    summary: 'The document as PDF/A-3b; made once and kept',
    tag: 'Documents',
    access: 'documents.read',
    params: numberParams,
    query: languageQuery,
    answers: { 200: { file: ['application/pdf'] } },
  })

const xmlRoute = <const L extends DocumentList>(list: L) =>
  defineRoute({
    method: 'get',
    path: `${base}/${list}/{number}.xml`,
    summary: 'The document as JP PINT (UBL 2.1); made once and kept',
    tag: 'Documents',
    access: 'documents.read',
    params: numberParams,
    query: languageQuery,
    answers: { 200: { file: ['application/xml'] } },
  })

/** The routes of each series; files stand before the document itself, whose `{number}` would take them as well. */
export const documentLists = (Object.keys(DOCUMENT_LISTS) as DocumentList[]).map((list) => ({
  list,
  series: DOCUMENT_LISTS[list],
  listRoute: listRoute(list),
  pdfRoute: pdfRoute(list),
  xmlRoute: xmlRoute(list),
  detailRoute: detailRoute(list),
}))

export const listDocuments = defineRoute({
  method: 'get',
  path: `${base}/documents`,
  summary: 'Documents of every series in one list, with the same searches',
  tag: 'Documents',
  access: 'documents.read',
  params: accountParams,
  query: documentQuery.extend({ series: repeatable }),
  answers: { 200: listOf(documentItemSchema) },
})

export const reissueDocument = defineRoute({
  method: 'post',
  path: `${base}/documents/{number}/reissue`,
  summary: 'Issues a document again with the parties as they are now: same number, next revision, same amounts',
  tag: 'Documents',
  access: 'operator.closing',
  params: numberParams,
  body: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
  answers: { 201: documentDetailSchema },
})

export const postReceipt = defineRoute({
  method: 'post',
  path: `${base}/receipts`,
  summary: 'Issues a receipt for money that came in; a second one for the same money is the first',
  tag: 'Documents',
  access: 'billing.manage',
  params: accountParams,
  body: z.strictObject({ entry: z.number().int().min(1) }),
  answers: { 201: documentDetailSchema },
})

export const getDocumentsZip = defineRoute({
  method: 'get',
  path: `${base}/documents.zip`,
  summary: 'All documents of a month as PDF and XML with an index',
  tag: 'Documents',
  access: 'documents.export',
  params: accountParams,
  query: z.strictObject({ month: isoMonthSchema, language: languageSchema.optional() }),
  answers: { 200: { file: ['application/zip'] } },
})

const sheetQuery = z.strictObject({ ...searchQuery, series: repeatable, language: languageSchema.optional() })
export type DocumentSheetQuery = z.output<typeof sheetQuery>

export const getDocumentsCsv = defineRoute({
  method: 'get',
  path: `${base}/documents.csv`,
  summary: 'The lines of documents for accountants, as CSV',
  tag: 'Documents',
  access: 'documents.export',
  params: accountParams,
  query: sheetQuery,
  answers: { 200: { file: ['text/csv'] } },
})

export const getDocumentsXlsx = defineRoute({
  method: 'get',
  path: `${base}/documents.xlsx`,
  summary: 'The lines of documents for accountants, as XLSX',
  tag: 'Documents',
  access: 'documents.export',
  params: accountParams,
  query: sheetQuery,
  answers: { 200: { file: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] } },
})

export const getJournal = defineRoute({
  method: 'get',
  path: `${base}/exports/journal.csv`,
  summary: 'The journal of a month for 弥生, freee or マネーフォワード, of the customer’s or the issuer’s books',
  tag: 'Documents',
  access: 'documents.export',
  params: accountParams,
  query: z.strictObject({
    format: z.enum(JOURNAL_FORMATS),
    books: z.enum(BOOKS).default('buyer'),
    month: isoMonthSchema,
  }),
  answers: { 200: { file: ['text/csv'] } },
})

/** Documents of every account, for those who work for the issuer. */
export const listOperatedDocuments = defineRoute({
  method: 'get',
  path: '/api/operator/documents',
  summary: 'Documents of all accounts in one list, with the same searches',
  tag: 'Operator',
  access: 'operator.closing',
  query: documentQuery.extend({
    series: repeatable,
    number: z.string().trim().max(40).optional(),
    account: z.string().min(1).max(64).optional(),
  }),
  answers: {
    200: listOf(documentItemSchema.extend({ account: z.object({ id: z.string(), name: z.string() }) })),
  },
})

export const getOperatedPdf = defineRoute({
  method: 'get',
  path: '/api/operator/documents/{number}.pdf',
  summary: 'A document of any account as PDF',
  tag: 'Operator',
  access: 'operator.closing',
  params: z.strictObject({ number: z.string().min(1).max(40) }),
  query: languageQuery,
  answers: { 200: { file: ['application/pdf'] } },
})
