import type { Kysely } from 'kysely'
import type { ReaderScope } from '../../../core/access/reader-scope.ts'
import type { JobState } from '../../../core/contract/http/jobs.ts'
import type { Database } from '../../storage/database.ts'
import type { Storage } from '../../storage/storage.ts'
import type { JobReader } from '../jobs/jobs.repository.ts'

/** What of the account has changed between two looks. */
export type ChangedKind = 'domain' | 'rules' | 'connections' | 'account'
export type JobProgress = {
  readonly id: string
  readonly state: JobState
  readonly total: number
  readonly done: number
  readonly skipped: number
}
export type SeenChanges = {
  readonly seq: number
  readonly kinds: readonly ChangedKind[]
  readonly jobs: readonly JobProgress[]
}

export async function currentSeq(db: Kysely<Database>, account: string): Promise<number> {
  const row = await db
    .selectFrom('account_counter')
    .select('change_seq')
    .where('account', '=', account)
    .executeTakeFirst()
  return row?.change_seq ?? 0
}

/** What changed after `since` for one reader; null when nothing was committed at all. */
export async function changesAfter(
  storage: Storage,
  reader: JobReader & { readonly scope: ReaderScope },
  since: number,
): Promise<SeenChanges | null> {
  const db = storage.read
  const counter = await db
    .selectFrom('account_counter')
    .select(['change_seq', 'rules_seq', 'connections_seq', 'settings_seq'])
    .where('account', '=', reader.account)
    .executeTakeFirst()
  if (!counter || counter.change_seq === since) return null
  const kinds: ChangedKind[] = []
  if (await hasChangedName(db, reader.account, since)) kinds.push('domain')
  if (counter.rules_seq > since) kinds.push('rules')
  if (counter.connections_seq > since) kinds.push('connections')
  if (counter.settings_seq > since) kinds.push('account')
  return { seq: counter.change_seq, kinds, jobs: await changedJobs(db, reader, since) }
}

async function hasChangedName(db: Kysely<Database>, account: string, since: number): Promise<boolean> {
  const row = await db
    .selectFrom('domain')
    .select('id')
    .where('account', '=', account)
    .where('change_seq', '>', since)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
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
