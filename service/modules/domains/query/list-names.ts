import type { Kysely } from 'kysely'
import type { DomainFilter } from '../../../../core/portfolio/domain-filter.ts'
import type { DomainSort } from '../../../../core/portfolio/domain-sort.ts'
import { decodeCursor, encodeCursor } from '../../../http/cursor.ts'
import { Refusal } from '../../../refusal.ts'
import type { Database } from '../../../storage/database.ts'
import { dialectOf } from '../../../storage/dialects/dialect.ts'
import { idList } from '../../../storage/json-list.ts'
import { listConnections } from '../../connections/connections.repository.ts'
import type { DomainRow } from '../domain-state.ts'
import { collectNames } from './collect-names.ts'
import { type Analysis, analyseMatch } from './count-names.ts'
import { LIST_TUNING, type ListTuning } from './list-tuning.ts'
import { matchNames, type NameReader } from './match-names.ts'
import type { NameMatch } from './name-condition.ts'
import { comparePlaces, type NameOrder, orderOf, type Place, valuesReader } from './name-order.ts'
import type { ListFacts } from './read-page.ts'
import type { Segment, Start } from './segment.ts'
import { segmentsOf } from './segments.ts'
import type { PlacedName } from './walk-names.ts'

/** A page of the names that match: `cursor` from the page before, or `offset` names from the start. */
export type NameListQuery = {
  readonly filter: DomainFilter
  readonly sort: DomainSort
  readonly limit: number
  readonly offset?: number | undefined
  readonly cursor?: string | undefined
}

/** `total` is exact; `match.book` has the classes of the rows. */
export type NamePage = {
  readonly rows: readonly DomainRow[]
  readonly total: number
  readonly nextCursor: string | null
  readonly match: NameMatch
}

/** Lists names as one reader sees them, filtered, sorted, and paged by cursor or by position. */
export async function listNames(
  db: Kysely<Database>,
  reader: NameReader,
  query: NameListQuery,
  tuning: ListTuning = LIST_TUNING,
): Promise<NamePage> {
  const match = await matchNames(db, reader, query.filter)
  const order = orderOf(query.sort.field, await listConnections(db, reader.account))
  const start: Start =
    query.cursor === undefined ? { skip: query.offset ?? 0 } : { after: readCursor(query.sort, order, query.cursor) }
  const analysis = await analyseMatch(db, match)
  const orderedBy = { order, sort: query.sort, today: reader.today, tuning }
  // One more than asked for tells whether there is another page.
  const wanted = query.limit + 1
  const found = isCollected(analysis, order, tuning)
    ? pageOf(await collectNames(db, match, analysis.leading, orderedBy), start, wanted, query.sort)
    : await readSegments(db, orderedBy, match, analysis, start, wanted)
  const ids = found.slice(0, query.limit).map(({ id }) => id)
  const rows = await readRows(db, reader.account, ids)
  const last = found.length > query.limit ? rows.at(-1) : undefined
  const valuesOf = valuesReader(order, match.book, reader.today)
  const nextCursor = last ? encodeCursor(cursorList(query.sort), [...valuesOf(last), last.name]) : null
  return { rows, total: analysis.total, nextCursor, match }
}

/** Few names are soon read as a whole; in the order of names alone the database reads no more than the page. */
function isCollected({ total }: Analysis, { kind }: NameOrder, { maxCollected }: ListTuning): boolean {
  return total <= maxCollected && (kind !== 'name' || total === 0)
}

function pageOf(names: readonly PlacedName[], start: Start, wanted: number, sort: DomainSort): readonly PlacedName[] {
  if ('skip' in start) return names.slice(start.skip, start.skip + wanted)
  return names.filter((name) => comparePlaces(name, start.after, sort) > 0).slice(0, wanted)
}

async function readSegments(
  db: Kysely<Database>,
  orderedBy: Omit<ListFacts, keyof Analysis>,
  match: NameMatch,
  analysis: Analysis,
  start: Start,
  wanted: number,
): Promise<readonly PlacedName[]> {
  if ('skip' in start && start.skip >= analysis.total) return []
  const segments = await segmentsOf(db, { ...orderedBy, ...analysis }, match, analysis)
  return 'after' in start ? readBehind(segments, start.after, wanted) : readFrom(segments, start.skip, wanted)
}

/**
 * Walks through all ids of a list in its order, in batches: for work on whole lists, where counting each page anew would
 * cost more than reading it. What changes meanwhile may be met or not.
 */
export async function* walkList(
  db: Kysely<Database>,
  reader: NameReader,
  { filter, sort }: Pick<NameListQuery, 'filter' | 'sort'>,
  batch: number,
  tuning: ListTuning = LIST_TUNING,
): AsyncGenerator<readonly number[]> {
  const match = await matchNames(db, reader, filter)
  const orderedBy = {
    order: orderOf(sort.field, await listConnections(db, reader.account)),
    sort,
    today: reader.today,
    tuning,
  }
  const analysis = await analyseMatch(db, match)
  if (isCollected(analysis, orderedBy.order, tuning)) {
    const all = await collectNames(db, match, analysis.leading, orderedBy)
    for (let from = 0; from < all.length; from += batch) yield all.slice(from, from + batch).map(({ id }) => id)
    return
  }
  const segments = await segmentsOf(db, { ...orderedBy, ...analysis }, match, analysis)
  let found = await readFrom(segments, 0, batch)
  while (found.length > 0) {
    yield found.map(({ id }) => id)
    const last = found.at(-1)
    found = last && found.length === batch ? await readBehind(segments, last, batch) : []
  }
}

async function readBehind(segments: readonly Segment[], place: Place, wanted: number): Promise<readonly PlacedName[]> {
  const found: PlacedName[] = []
  for (const segment of segments) {
    const side = segment.sideOf(place)
    if (side > 0) continue
    const start: Start = side < 0 ? { skip: 0 } : { after: place }
    found.push(...(await segment.read(start, wanted - found.length)))
    if (found.length >= wanted) break
  }
  return found
}

async function readFrom(segments: readonly Segment[], skip: number, wanted: number): Promise<readonly PlacedName[]> {
  const found: PlacedName[] = []
  let left = skip
  for (const segment of segments) {
    if (left > 0) {
      const size = await segment.size()
      if (left >= size) {
        left -= size
        continue
      }
    }
    found.push(...(await segment.read({ skip: left }, wanted - found.length)))
    left = 0
    if (found.length >= wanted) break
  }
  return found
}

/** The rows of ids, in their order. */
export async function readRows(
  db: Kysely<Database>,
  account: string,
  ids: readonly number[],
): Promise<readonly DomainRow[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('domain')
    .selectAll()
    .where('account', '=', account)
    .where('id', 'in', idList(dialectOf(db), ids))
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

function cursorList({ field, descending }: DomainSort): string {
  return `domains ${descending ? '-' : ''}${field}`
}

/** A cursor carries what the last row of its page was sorted by, and its name. */
function readCursor(sort: DomainSort, order: NameOrder, cursor: string): Place {
  const parts = decodeCursor(cursorList(sort), cursor)
  const values = parts.slice(0, -1)
  const name = parts.at(-1)
  const isComplete = typeof name === 'string' && values.length === valueCount(order)
  if (!isComplete || !values.every((value, index) => isSortValue(order, value, index))) throw new Refusal('bad_cursor')
  return { values, name }
}

function valueCount(order: NameOrder): number {
  if (order.kind === 'columns') return order.columns.length
  return order.kind === 'name' ? 0 : 1
}

function isSortValue(order: NameOrder, value: string | number | null, index: number): boolean {
  if (value === null) return order.kind === 'columns' && order.isNullable
  const isAmount = order.kind === 'columns' && order.columns[index] === 'price_minor'
  return isAmount ? Number.isSafeInteger(value) : typeof value === 'string'
}
