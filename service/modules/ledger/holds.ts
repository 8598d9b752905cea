import { type Kysely, sql, type Transaction } from 'kysely'
import { invariant } from '../../../core/base/invariant.ts'
import { ok, type Result, refused } from '../../../core/base/result.ts'
import { dayInZone, type Instant } from '../../../core/calendar/iso-date.ts'
import type { DomainName } from '../../../core/domains/domain-name.ts'
import type { EntryDraft } from '../../../core/ledger/entry.ts'
import { canHold } from '../../../core/ledger/overdraft.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { textList } from '../../storage/json-list.ts'
import { insertRows } from '../../storage/many-rows.ts'
import { readOverdraft } from '../billing-profile/overdraft.ts'
import { type BookRow, readBook, updateBooks } from './ledger.repository.ts'
import { type PostedEntry, postEntries } from './post-entry.ts'

/** Money set aside for something that is under way; no entry yet, and on no document. */
export type HoldRequest = {
  readonly id: string
  readonly amount: MinorUnits
  /** What it is for: `order:<id>/<n>`. */
  readonly reference: string
  readonly domain: DomainName | null
}

/** A hold with the charge that it turns into. */
export type Capture = { readonly id: string; readonly draft: EntryDraft }

/** Sets money aside for one thing; see `placeHolds`. */
export async function placeHold(
  trx: Transaction<Database>,
  account: string,
  request: HoldRequest,
  now: Instant,
): Promise<Result<void, 'insufficient_funds'>> {
  const placed = await placeHolds(trx, account, [request], now)
  return placed.has(request.id) ? ok(undefined) : refused('insufficient_funds')
}

/**
 * Sets money aside for one request after the other, as far as the account has it or may go below zero; one that it has
 * not enough for is left out, and smaller ones behind it may still fit. A hold that is there already is honoured. The
 * caller holds the account's write lock, so that two writers never spend the same money. Returns the ids of those that
 * are held.
 */
export async function placeHolds(
  trx: Transaction<Database>,
  account: string,
  requests: readonly HoldRequest[],
  now: Instant,
): Promise<ReadonlySet<string>> {
  if (requests.length === 0) return new Set()
  const placed = new Set((await findHolds(trx, account, idsOf(requests))).keys())
  const book = await bookOf(trx, account)
  const overdraft = await readOverdraft(trx, account)
  const today = dayInZone(now, book.zone)
  let { held } = book
  const rows = requests.flatMap(({ id, amount, reference, domain }) => {
    const available = (book.balance - held) as MinorUnits
    if (placed.has(id) || !canHold(available, amount, overdraft, today)) return []
    placed.add(id)
    held += amount
    return [{ account, id, amount, reference, domain, created_at: now }]
  })
  if (rows.length === 0) return placed
  await insertRows(trx, 'hold', HOLD_COLUMNS, rows)
  await updateBooks(trx, [{ ...book, held }])
  return placed
}

/** Gives held money back. Nothing happens where a hold has ended already. */
export function releaseHolds(
  trx: Transaction<Database>,
  account: string,
  ids: readonly string[],
  now: Instant,
): Promise<void> {
  const ends = ids.map((id) => ({ id, entry: null }))
  return endHolds(trx, account, 'released', ends, now)
}

/** Turns a hold into its charge; see `captureHolds`. */
export async function captureHold(
  trx: Transaction<Database>,
  account: string,
  id: string,
  draft: EntryDraft,
  now: Instant,
): Promise<PostedEntry> {
  const [posted] = await captureHolds(trx, account, [{ id, draft }], now)
  invariant(posted, 'each hold is captured')
  return posted
}

/** Turns holds into their charges, in their order: each posted once, however often it is called. */
export async function captureHolds(
  trx: Transaction<Database>,
  account: string,
  captures: readonly Capture[],
  now: Instant,
): Promise<readonly PostedEntry[]> {
  const entries = captures.map(({ id, draft }) => ({ account, draft: { ...draft, key: draft.key ?? `hold:${id}` } }))
  const posted = await postEntries(trx, entries, now)
  const ends = captures.map(({ id }, index) => ({ id, entry: posted[index]?.seq ?? null }))
  await endHolds(trx, account, 'captured', ends, now)
  return posted
}

type HoldEnd = { readonly id: string; readonly entry: number | null }

const HOLD_COLUMNS = {
  account: 'text',
  id: 'text',
  amount: 'int',
  reference: 'text',
  domain: 'text',
  created_at: 'text',
} as const
const END_COLUMNS = { account: 'text', hold: 'text', kind: 'text', entry: 'int', at: 'text' } as const

async function endHolds(
  trx: Transaction<Database>,
  account: string,
  kind: 'captured' | 'released',
  ends: readonly HoldEnd[],
  now: Instant,
): Promise<void> {
  if (ends.length === 0) return
  const holds = await findHolds(trx, account, idsOf(ends))
  const open = ends.flatMap((end) => {
    const hold = holds.get(end.id)
    invariant(hold, `hold ${end.id} was placed`)
    invariant(hold.ended_as === null || hold.ended_as === kind, `hold ${end.id} ended as ${hold.ended_as}`)
    return hold.ended_as === null ? [{ ...end, amount: hold.amount }] : []
  })
  if (open.length === 0) return
  const rows = open.map(({ id, entry }) => ({ account, hold: id, kind, entry, at: now }))
  await insertRows(trx, 'hold_end', END_COLUMNS, rows)
  const book = await bookOf(trx, account)
  const freed = open.reduce((sum, { amount }) => sum + amount, 0)
  await updateBooks(trx, [{ ...book, held: book.held - freed }])
}

type FoundHold = { readonly id: string; readonly amount: number; readonly ended_as: 'captured' | 'released' | null }

async function findHolds(
  db: Kysely<Database>,
  account: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FoundHold>> {
  const { rows } = await sql<FoundHold>`
    select h.id, h.amount, e.kind as ended_as
    from hold h left join hold_end e on e.account = h.account and e.hold = h.id
    where h.account = ${account} and h.id in ${textList(dialectOf(db), ids)}`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)

async function bookOf(trx: Transaction<Database>, account: string): Promise<BookRow> {
  const book = await readBook(trx, account)
  invariant(book, `account ${account} has a book`)
  return book
}
