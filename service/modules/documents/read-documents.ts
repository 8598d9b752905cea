import { invariant } from '../../../core/base/invariant.ts'
import { type DocumentSeries, documentSeriesSchema } from '../../../core/billing/document-number.ts'
import { DOCUMENT_STATES, type DocumentState } from '../../../core/contract/http/document-shapes.ts'
import type { DocumentQuery } from '../../../core/contract/http/documents.ts'
import { DEFAULT_LIMIT } from '../../../core/contract/http/shapes.ts'
import type { Deps } from '../../deps.ts'
import { nextPage, pageStart } from '../../http/cursor.ts'
import { notFound, Refusal } from '../../refusal.ts'
import { billingDay } from '../prices/read-price.ts'
import { describeDetail, describeItem } from './describe-document.ts'
import { readHistory } from './document-history.repository.ts'
import * as queries from './documents.queries.ts'
import { type DocumentRow, findDocument } from './documents.repository.ts'
import { printedDocument } from './printed-document.ts'

type SearchQuery = Pick<
  DocumentQuery,
  'from' | 'to' | 'totalFrom' | 'totalTo' | 'counterparty' | 'state' | 'month' | 'history'
>

/** One page of a list of documents. */
export async function readList(
  deps: Deps,
  account: string,
  list: string,
  series: readonly DocumentSeries[],
  query: DocumentQuery,
) {
  const db = deps.storage.read
  const filter = readFilter(query, series)
  const sort = query.sort ?? '-issuedOn'
  const place = `${list} ${sort}`
  const offset = pageStart(place, query)
  const limit = query.limit ?? DEFAULT_LIMIT
  const rows = await queries.listDocuments(db, account, filter, { sort, offset, limit })
  const total = await queries.countDocuments(db, account, filter)
  const today = await billingDay(db, account, deps.clock.now())
  return {
    items: rows.map((row) => describeItem(row, today)),
    nextCursor: nextPage(place, offset, rows.length, total),
    total,
  }
}

/** Where documents are read: in the database at rest, or in the transaction that has just changed them. */
export type Reading = { readonly storage: Pick<Deps['storage'], 'read'>; readonly clock: Pick<Deps['clock'], 'now'> }

/** One document; a number of another series is not found. */
export async function readDetail(deps: Reading, account: string, series: DocumentSeries | null, number: string) {
  const db = deps.storage.read
  const row = await findRow(deps, account, series, number)
  const listed = await queries.findListed(db, account, number)
  invariant(listed, 'a document is in its list')
  const today = await billingDay(db, account, deps.clock.now())
  return describeDetail(listed, await printedDocument(db, row), await readHistory(db, account, number), today)
}

export async function findRow(
  deps: Pick<Reading, 'storage'>,
  account: string,
  series: DocumentSeries | null,
  number: string,
  revision?: number,
): Promise<DocumentRow> {
  const row = await findDocument(deps.storage.read, account, number, revision)
  if (!row || (series !== null && row.series !== series)) throw notFound()
  return row
}

export function readFilter(query: SearchQuery, series: readonly DocumentSeries[]): queries.DocumentFilter {
  return {
    series,
    from: query.from ?? null,
    to: query.to ?? null,
    totalFrom: query.totalFrom ?? null,
    totalTo: query.totalTo ?? null,
    counterparty: query.counterparty?.trim() ? query.counterparty : null,
    states: readChoices('state', query.state, DOCUMENT_STATES),
    month: query.month ?? null,
    isHistory: query.history === 'true',
  }
}

/** The series that are asked for; empty for all. */
export function readSeries(given: readonly string[] | undefined): readonly DocumentSeries[] {
  return readChoices('series', given, documentSeriesSchema.options)
}

/** A leading `-` means all but those. */
function readChoices<T extends DocumentState | DocumentSeries>(
  parameter: string,
  given: readonly string[] | undefined,
  known: readonly T[],
): readonly T[] {
  const wanted = new Set<T>()
  const unwanted = new Set<T>()
  for (const value of given ?? []) {
    const choice = known.find((one) => one === value.replace(/^-/, ''))
    if (choice === undefined) {
      const detail = `There is no ${parameter} "${value}".`
      throw new Refusal('bad_request', { detail, errors: [{ pointer: `/${parameter}`, code: 'bad_value', detail }] })
    }
    ;(value.startsWith('-') ? unwanted : wanted).add(choice)
  }
  if (wanted.size === 0 && unwanted.size === 0) return []
  return known.filter((one) => (wanted.size === 0 || wanted.has(one)) && !unwanted.has(one))
}
