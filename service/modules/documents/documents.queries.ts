import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { DocumentSeries } from '../../../core/billing/document-number.ts'
import type { DocumentState } from '../../../core/contract/http/document-shapes.ts'
import type { DOCUMENT_SORTS } from '../../../core/contract/http/documents.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { textList } from '../../storage/json-list.ts'
import { counterpartyKey } from './document-parties.ts'
import type { DocumentRow } from './documents.repository.ts'

/** Which documents of an account; empty lists and nulls mean all. */
export type DocumentFilter = {
  readonly series: readonly DocumentSeries[]
  readonly from: string | null
  readonly to: string | null
  readonly totalFrom: number | null
  readonly totalTo: number | null
  readonly counterparty: string | null
  readonly states: readonly DocumentState[]
  readonly month: string | null
  /** A part of the number. */
  readonly number?: string | null
  /** Every revision, not only the latest. */
  readonly isHistory: boolean
}

export type DocumentSort = (typeof DOCUMENT_SORTS)[number]

/** A row of a list: the document with what became of it. */
export type ListedDocument = Omit<DocumentRow, 'content'> & {
  readonly open: number
  readonly credited: number
  readonly state: DocumentState
}

const CREDITED = sql<number>`coalesce((select sum(n.total) from document n
  where n.account = d.account and n.original = d.number and n.revision = 1), 0)`

/** A receipt whose money was taken back: it bounced, or was booked by mistake. Its first revision names the entry. */
const IS_VOID_RECEIPT = sql<boolean>`d.series = 'receipt' and exists (
  select 1 from document f join journal_entry b on b.account = f.account and b.reverses = f.entry
  where f.account = d.account and f.number = d.number and f.revision = 1)`

/**
 * What is asked for is settled by money or by credit notes; what asked for nothing is settled from the start. A document
 * of tax is cancelled once credit notes took back all of it, a receipt once its money was taken back; a quote is open
 * until it is ordered.
 */
const STATE: RawBuilder<DocumentState> = sql<DocumentState>`case
  when a.open > 0 and a.open < a.asked and a.open < a.asked - ${CREDITED} then 'partlyPaid'
  when a.open > 0 then 'open'
  when d.series in ('invoice', 'statement') and d.total > 0 and ${CREDITED} >= d.total then 'cancelled'
  when ${IS_VOID_RECEIPT} then 'cancelled'
  when d.series = 'quote' and not exists (
    select 1 from quote_order q where q.account = d.account and q.number = d.number) then 'open'
  else 'paid' end`

/** `account` null: of all accounts. */
function matching(db: Kysely<Database>, account: string | null, filter: DocumentFilter) {
  const { series, from, to, totalFrom, totalTo, counterparty, states, month } = filter
  let query = db
    .selectFrom('document as d')
    .leftJoin('asking_document as a', (join) =>
      join.onRef('a.account', '=', 'd.account').onRef('a.number', '=', 'd.number'),
    )
  if (account !== null) query = query.where('d.account', '=', account)
  if (!filter.isHistory) query = query.where(isLatest)
  if (series.length > 0) query = query.where(sql<boolean>`d.series in ${textList(dialectOf(db), series)}`)
  if (from !== null) query = query.where('d.issued_on', '>=', from)
  if (to !== null) query = query.where('d.issued_on', '<=', to)
  if (totalFrom !== null) query = query.where('d.total', '>=', totalFrom)
  if (totalTo !== null) query = query.where('d.total', '<=', totalTo)
  if (counterparty !== null) query = query.where(isNamed(counterparty))
  if (states.length > 0) query = query.where(sql<boolean>`${STATE} in ${textList(dialectOf(db), states)}`)
  if (month !== null) query = query.where(isOfMonth(month))
  if (filter.number) query = query.where(contains('d.number', filter.number.toUpperCase()))
  return query
}

const isLatest = sql<boolean>`not exists (select 1 from document r
  where r.account = d.account and r.number = d.number and r.revision > d.revision)`

/** Closings issue in the month after the one that they document; receipts, quotes and credit notes in their own. */
function isOfMonth(month: string): RawBuilder<boolean> {
  return sql<boolean>`coalesce(d.period, substr(d.issued_on, 1, 7)) = ${month}`
}

function isNamed(text: string): RawBuilder<boolean> {
  return contains('d.counterparty_key', counterpartyKey(text))
}

function contains(column: string, text: string): RawBuilder<boolean> {
  const pattern = `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`
  return sql<boolean>`${sql.ref(column)} like ${pattern} escape '\\'`
}

export async function countDocuments(
  db: Kysely<Database>,
  account: string | null,
  filter: DocumentFilter,
): Promise<number> {
  const row = await matching(db, account, filter)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

const SORT_COLUMNS = { issuedOn: 'd.issued_on', number: 'd.number', total: 'd.total', dueOn: 'd.due_on' } as const

export type DocumentPage = { readonly sort: DocumentSort; readonly offset: number; readonly limit: number }

export function listDocuments(
  db: Kysely<Database>,
  account: string | null,
  filter: DocumentFilter,
  { sort, offset, limit }: DocumentPage,
): Promise<ListedDocument[]> {
  const direction = sort.startsWith('-') ? 'desc' : 'asc'
  const column = SORT_COLUMNS[sort.replace('-', '') as keyof typeof SORT_COLUMNS]
  return matching(db, account, filter)
    .select([
      'd.account',
      'd.number',
      'd.revision',
      'd.series',
      'd.issuer',
      'd.issued_on',
      'd.due_on',
      'd.period',
      'd.part',
      'd.counterparty',
      'd.counterparty_key',
      'd.total',
      'd.tax',
      'd.amount_due',
      'd.original',
      'd.entry',
      'd.reason',
      'd.person',
      'd.created_at',
    ])
    .select([sql<number>`coalesce(a.open, 0)`.as('open'), CREDITED.as('credited'), STATE.as('state')])
    .orderBy(sql`${sql.ref(column)} is null`)
    .orderBy(column, direction)
    .orderBy('d.number', direction)
    .orderBy('d.revision', direction)
    .limit(limit)
    .offset(offset)
    .execute()
}

/** One document as a list shows it. */
export async function findListed(
  db: Kysely<Database>,
  account: string,
  number: string,
): Promise<ListedDocument | undefined> {
  const all = { series: [], from: null, to: null, totalFrom: null, totalTo: null, counterparty: null }
  const [found] = await matching(db, account, { ...all, states: [], month: null, isHistory: false })
    .where('d.number', '=', number)
    .selectAll('d')
    .select([sql<number>`coalesce(a.open, 0)`.as('open'), CREDITED.as('credited'), STATE.as('state')])
    .execute()
  return found
}
