import { type Kysely, type Selectable, sql } from 'kysely'
import { isInScope, isUnlimited, type ReaderScope } from '../../../core/access/reader-scope.ts'
import { invariant } from '../../../core/base/invariant.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { JobState } from '../../../core/contract/http/jobs.ts'
import type { Database } from '../../storage/database.ts'
import type { Storage } from '../../storage/storage.ts'
import type { AccountTables } from '../accounts/accounts.table.ts'
import { parseTexts } from '../domains/domain-state.ts'
import { scopeCondition } from '../domains/scope-condition.ts'
import type { JobReader } from '../jobs/jobs.repository.ts'

/** What of the account has changed between two looks. */
export type ChangedKind = 'domain' | 'rules' | 'connections' | 'account' | 'billing' | 'files' | 'operator'
export type JobProgress = {
  readonly id: string
  readonly state: JobState
  readonly total: number
  readonly done: number
  readonly skipped: number
}
/** How far a reader has seen an account, on which of its days, and as an operator the desk of the issuer. */
export type SeenUpTo = { readonly seq: number; readonly day: IsoDate; readonly desk: number | null }
export type SeenChanges = SeenUpTo & {
  readonly kinds: readonly ChangedKind[]
  readonly jobs: readonly JobProgress[]
}

/** One look sees what happened within some hundred milliseconds; the next look comes soon. */
const MOVES_LOOKED_AT = 1_000

type EventReader = JobReader & {
  readonly scope: ReaderScope
  readonly isOperator: boolean
  readonly today: (timeZone: string) => IsoDate
}

export async function currentSeq(db: Kysely<Database>, account: string): Promise<number> {
  const row = await db
    .selectFrom('account_counter')
    .select('change_seq')
    .where('account', '=', account)
    .executeTakeFirst()
  return row?.change_seq ?? 0
}

export async function currentlySeen(
  db: Kysely<Database>,
  { account, isOperator, today }: EventReader,
): Promise<SeenUpTo> {
  const desk = isOperator ? await deskSeq(db) : null
  const counter = await readCounter(db, account)
  return { seq: counter?.change_seq ?? 0, day: today(counter?.time_zone ?? 'UTC'), desk }
}

/** Grows with whatever an operator's lists show: the issuer's files and prices, and each account's money and terms. */
async function deskSeq(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ readonly desk: number }>`
    select cast((select coalesce(sum(change_seq), 0) from issuer) + count(*)
      + coalesce(sum(billing_seq + settings_seq + connections_seq), 0) as bigint) as desk from account_counter`.execute(
    db,
  )
  const [row] = rows
  invariant(row, 'a sum has one row')
  return row.desk
}

/** What changed after `since` for one reader; null when nothing was committed at all. */
export async function changesAfter(
  storage: Storage,
  reader: EventReader,
  since: SeenUpTo,
): Promise<SeenChanges | null> {
  const db = storage.read
  const desk = reader.isOperator ? await deskSeq(db) : null
  const counter = await readCounter(db, reader.account)
  if (!counter) return null
  const day = reader.today(counter.time_zone)
  const seen = { seq: counter.change_seq, day, desk }
  if (counter.change_seq === since.seq && day === since.day && desk === since.desk) return null
  // On a new day names are nearer to their deadlines without having changed.
  const turned: readonly ChangedKind[] = day === since.day || counter.rules_seq > since.seq ? [] : ['rules']
  const unnamed = [...turned, ...(desk === since.desk ? [] : (['operator'] as const))]
  if (counter.change_seq === since.seq) return { ...seen, kinds: unnamed, jobs: [] }
  const kinds = [...(await changedKinds(db, reader, counter, since.seq)), ...unnamed]
  return { ...seen, kinds, jobs: await changedJobs(db, reader, since.seq) }
}

type Counter = Pick<
  Selectable<AccountTables['account_counter']>,
  'change_seq' | 'rules_seq' | 'connections_seq' | 'settings_seq' | 'billing_seq' | 'files_seq'
> & { readonly time_zone: string }

function readCounter(db: Kysely<Database>, account: string): Promise<Counter | undefined> {
  return db
    .selectFrom('account_counter')
    .innerJoin('account', 'account.id', 'account_counter.account')
    .select(['change_seq', 'rules_seq', 'connections_seq', 'settings_seq', 'billing_seq', 'files_seq', 'time_zone'])
    .where('account', '=', account)
    .executeTakeFirst()
}

async function changedKinds(
  db: Kysely<Database>,
  reader: EventReader,
  counter: Counter,
  since: number,
): Promise<readonly ChangedKind[]> {
  const kinds: ChangedKind[] = []
  if (await hasChangedName(db, reader, since)) kinds.push('domain')
  if (counter.rules_seq > since) kinds.push('rules')
  if (counter.connections_seq > since) kinds.push('connections')
  if (counter.settings_seq > since) kinds.push('account')
  if (counter.billing_seq > since) kinds.push('billing')
  if (counter.files_seq > since) kinds.push('files')
  return kinds
}

/** Whether a name changed that the reader sees, or one moved that they saw before. */
async function hasChangedName(
  db: Kysely<Database>,
  { account, scope }: { readonly account: string; readonly scope: ReaderScope },
  since: number,
): Promise<boolean> {
  const inScope = scopeCondition(db, account, scope) ?? sql<boolean>`1 = 1`
  const { rows } = await sql`
    select 1 from domain where account = ${account} and change_seq > ${since} and ${inScope} limit 1`.execute(db)
  if (rows.length > 0 || isUnlimited(scope)) return rows.length > 0
  const moves = await db
    .selectFrom('scope_move')
    .select(['suffix', 'department', 'tags'])
    .where('account', '=', account)
    .where('change_seq', '>', since)
    .limit(MOVES_LOOKED_AT)
    .execute()
  return moves.some((move) => isInScope(scope, { ...move, tags: parseTexts(move.tags) }))
}

function changedJobs(db: Kysely<Database>, reader: JobReader, since: number): Promise<JobProgress[]> {
  const changed = db
    .selectFrom('job')
    .select(['id', 'state', 'total', 'done', 'skipped'])
    .where('account', '=', reader.account)
    .where('change_seq', '>', since)
    .orderBy('change_seq')
  return (reader.onlyOf === null ? changed : changed.where('person', '=', reader.onlyOf)).execute()
}
