import { type Kysely, sql } from 'kysely'
import { type BankLineKey, bankLineOfReference } from '../../../core/ledger/bank-line-reference.ts'
import type { EntryKind, Posting } from '../../../core/ledger/entry.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { idList, textList } from '../../storage/json-list.ts'
import { type EntryRow, postingsOf, readBook } from './ledger.repository.ts'

/** Which entries of an account; `kinds` empty means all. */
export type EntryFilter = {
  readonly kinds: readonly EntryKind[]
  readonly from: string | null
  readonly to: string | null
  readonly domain: string | null
  readonly reference: string | null
  readonly document: string | null
}

/** An entry with what lists show beside it. */
export type ListedEntry = EntryRow & {
  readonly person_name: string | null
  readonly reversed_by: number | null
  readonly postings: readonly Posting[]
  readonly statement: string | null
  readonly allocations: readonly { readonly document: string; readonly amount: number }[]
}

function matching(db: Kysely<Database>, account: string, filter: EntryFilter) {
  let query = db.selectFrom('journal_entry as e').where('e.account', '=', account)
  if (filter.kinds.length > 0) {
    query = query.where(sql<boolean>`e.kind in ${textList(dialectOf(db), filter.kinds)}`)
  }
  if (filter.from !== null) query = query.where('e.posted_on', '>=', filter.from)
  if (filter.to !== null) query = query.where('e.posted_on', '<=', filter.to)
  if (filter.domain !== null) query = query.where('e.domain', '=', filter.domain)
  if (filter.reference !== null) query = query.where('e.reference', '=', filter.reference)
  const { document } = filter
  if (document === null) return query
  return query.where((eb) =>
    eb.or([
      eb('e.reference', '=', `document:${document}`),
      eb('e.document', '=', document),
      eb(
        'e.seq',
        'in',
        eb.selectFrom('allocation').select('credit').where('account', '=', account).where('document', '=', document),
      ),
    ]),
  )
}

export async function countEntries(db: Kysely<Database>, account: string, filter: EntryFilter): Promise<number> {
  if (isOpen(filter)) return (await readBook(db, account))?.entries ?? 0
  const row = await matching(db, account, filter)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** Entries have no gaps in their numbers: a book knows how many there are. */
function isOpen({ kinds, ...bounds }: EntryFilter): boolean {
  return kinds.length === 0 && Object.values(bounds).every((bound) => bound === null)
}

export type EntryPage = {
  readonly descending: boolean
  /** Goes on behind this entry; null from the start. */
  readonly after: number | null
  readonly offset: number
  readonly limit: number
}

export async function listEntries(
  db: Kysely<Database>,
  account: string,
  filter: EntryFilter,
  { descending, after, offset, limit }: EntryPage,
): Promise<readonly ListedEntry[]> {
  let query = matching(db, account, filter)
    .selectAll('e')
    .orderBy('e.seq', descending ? 'desc' : 'asc')
    .limit(limit)
    .offset(offset)
  if (after !== null) query = query.where('e.seq', descending ? '<' : '>', after)
  return completeEntries(db, account, await query.execute())
}

/** Adds names, postings and allocations to entries, with one statement each. */
export async function completeEntries(
  db: Kysely<Database>,
  account: string,
  entries: readonly EntryRow[],
): Promise<readonly ListedEntry[]> {
  const seqs = entries.map(({ seq }) => seq)
  const postings = await postingsOf(db, account, seqs)
  const reversals = await reversalsOf(db, account, seqs)
  const allocations = await allocationsOf(db, account, seqs)
  const statementOf = await statementsOf(db, account, seqs)
  const names = await namesOf(
    db,
    entries.flatMap(({ person }) => person ?? []),
  )
  return entries.map((entry) => ({
    ...entry,
    person_name: entry.person === null ? null : (names.get(entry.person) ?? entry.person),
    reversed_by: reversals.get(entry.seq) ?? null,
    postings: postings.get(entry.seq) ?? [],
    allocations: allocations.get(entry.seq) ?? [],
    statement: entry.domain === null ? null : statementOf(entry.seq),
  }))
}

/** The line of a bank file that an entry was booked from, as long as the line stands by it. */
export async function bookedLineOf(
  db: Kysely<Database>,
  { account, reference }: Pick<EntryRow, 'account' | 'reference'>,
): Promise<BankLineKey | null> {
  const line = bankLineOfReference(reference)
  if (line === null) return null
  const booked = await db
    .selectFrom('ledger_book as b')
    .innerJoin('bank_line as l', 'l.issuer', 'b.issuer')
    .select(['l.file', 'l.n'])
    .where('b.account', '=', account)
    .where('l.file', '=', line.file)
    .where('l.n', '=', line.n)
    .where('l.account', '=', account)
    .where('l.state', '=', 'account')
    .executeTakeFirst()
  return booked ?? null
}

/** In which document the period of an entry was closed; the closings of an account follow one another without gaps. */
async function statementsOf(db: Kysely<Database>, account: string, seqs: readonly number[]) {
  const closings = await db
    .selectFrom('closing')
    .select(['after_seq', 'through_seq', 'document'])
    .where('account', '=', account)
    .where('through_seq', '>=', Math.min(...seqs, Number.MAX_SAFE_INTEGER))
    .where('after_seq', '<', Math.max(...seqs, 0))
    .execute()
  return (seq: number): string | null =>
    closings.find(({ after_seq, through_seq }) => after_seq < seq && seq <= through_seq)?.document ?? null
}

async function reversalsOf(db: Kysely<Database>, account: string, seqs: readonly number[]) {
  if (seqs.length === 0) return new Map<number, number>()
  const rows = await db
    .selectFrom('journal_entry')
    .select(['seq', 'reverses'])
    .where('account', '=', account)
    .where('reverses', 'in', idList(dialectOf(db), seqs))
    .execute()
  return new Map(rows.map(({ seq, reverses }) => [reverses ?? 0, seq]))
}

async function allocationsOf(db: Kysely<Database>, account: string, seqs: readonly number[]) {
  if (seqs.length === 0) return new Map<number, { document: string; amount: number }[]>()
  const { rows } = await sql<{ credit: number; document: string; amount: number }>`
    select credit, document, sum(amount) as amount from allocation
    where account = ${account} and credit in ${idList(dialectOf(db), seqs)}
    group by credit, document having sum(amount) <> 0 order by credit, document`.execute(db)
  return Map.groupBy(rows, ({ credit }) => credit)
}

async function namesOf(db: Kysely<Database>, people: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (people.length === 0) return new Map()
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', 'in', textList(dialectOf(db), [...new Set(people)]))
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
