import type { Kysely, Transaction } from 'kysely'
import type { Instant } from '../../core/calendar/iso-date.ts'
import type { Database } from '../storage/database.ts'
import { dialectOf } from '../storage/dialects/dialect.ts'
import { insertRows } from '../storage/many-rows.ts'
import type { Job, JobItem } from './job-handler.ts'
import type { JobTables } from './jobs.table.ts'

export type JobRow = JobTables['job']
export type JobKey = { readonly account: string; readonly id: string }

const OPEN_STATES = ['queued', 'running'] as const

export function toJob(row: JobRow): Job {
  const { account, id, kind, person, cursor, total, done, skipped } = row
  const payload: unknown = JSON.parse(row.payload)
  return { account, id, kind, person, payload, cursor, total, done, skipped, summary: JSON.parse(row.summary) }
}

export function findJob(db: Kysely<Database>, key: JobKey): Promise<JobRow | undefined> {
  return db.selectFrom('job').selectAll().where('account', '=', key.account).where('id', '=', key.id).executeTakeFirst()
}

/** The jobs of these kinds that nobody works on and whose time has come. */
function dueJobs(db: Kysely<Database>, kinds: readonly string[], now: Instant) {
  return db
    .selectFrom('job')
    .where('kind', 'in', [...kinds])
    .where('state', 'in', [...OPEN_STATES])
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]))
}

export async function hasDueJob(db: Kysely<Database>, kinds: readonly string[], now: Instant): Promise<boolean> {
  return (await dueJobs(db, kinds, now).select('id').limit(1).executeTakeFirst()) !== undefined
}

/** When the next job becomes due that waits for another attempt or for a lease to run out. */
export async function nextDueAt(db: Kysely<Database>): Promise<string | null> {
  const row = await db
    .selectFrom('job')
    .where('state', 'in', [...OPEN_STATES])
    .where('lease_until', 'is not', null)
    .select((eb) => eb.fn.min('lease_until').as('at'))
    .executeTakeFirst()
  return row?.at ?? null
}

export type Lease = { readonly owner: string; readonly now: Instant; readonly until: Instant }

/** Takes the oldest due job for `owner`; on PostgreSQL jobs that another instance is just taking are passed over. */
export async function claimJob(
  trx: Transaction<Database>,
  kinds: readonly string[],
  { owner, now, until }: Lease,
): Promise<JobRow | undefined> {
  const oldest = dueJobs(trx, kinds, now).select(['account', 'id']).orderBy('created_at').orderBy('id').limit(1)
  const key = await (dialectOf(trx) === 'postgres' ? oldest.forUpdate().skipLocked() : oldest).executeTakeFirst()
  if (!key) return undefined
  return trx
    .updateTable('job')
    .set({ state: 'running', lease_owner: owner, lease_until: until })
    .where('account', '=', key.account)
    .where('id', '=', key.id)
    .returningAll()
    .executeTakeFirst()
}

/** The job's row, locked, when `owner` still holds it. */
export async function lockOwnJob(trx: Transaction<Database>, key: JobKey, owner: string): Promise<JobRow | undefined> {
  const own = trx
    .selectFrom('job')
    .selectAll()
    .where('account', '=', key.account)
    .where('id', '=', key.id)
    .where('lease_owner', '=', owner)
    .where('state', '=', 'running')
  return (dialectOf(trx) === 'postgres' ? own.forUpdate() : own).executeTakeFirst()
}

export async function updateJob(trx: Transaction<Database>, key: JobKey, patch: Partial<JobRow>): Promise<void> {
  await trx.updateTable('job').set(patch).where('account', '=', key.account).where('id', '=', key.id).execute()
}

/** Keeps the leases of everything that this instance works on. */
export async function renewLeases(trx: Transaction<Database>, owners: readonly string[], until: Instant) {
  await trx
    .updateTable('job')
    .set({ lease_until: until })
    .where('state', '=', 'running')
    .where('lease_owner', 'in', [...owners])
    .execute()
}

/** Lets go of a job so that it is due at `dueAt`; only its owner can. */
export async function releaseJob(
  trx: Transaction<Database>,
  key: JobKey,
  owner: string,
  { dueAt, attempts }: { readonly dueAt: Instant | null; readonly attempts: number },
): Promise<void> {
  await trx
    .updateTable('job')
    .set({ lease_owner: null, lease_until: dueAt, attempts })
    .where('account', '=', key.account)
    .where('id', '=', key.id)
    .where('lease_owner', '=', owner)
    .where('state', '=', 'running')
    .execute()
}

/** The thread that held a job is dead; the job is due again at `dueAt`, one attempt poorer. */
export async function recordDeath(trx: Transaction<Database>, owner: string, dueAt: Instant): Promise<void> {
  await trx
    .updateTable('job')
    .set((eb) => ({ lease_owner: null, lease_until: dueAt, attempts: eb('attempts', '+', 1) }))
    .where('state', '=', 'running')
    .where('lease_owner', '=', owner)
    .execute()
}

/** An embedded database has one process at a time: whoever held a job before this start is dead. */
export async function releaseAllJobs(trx: Transaction<Database>): Promise<void> {
  await trx
    .updateTable('job')
    .set({ lease_owner: null, lease_until: null })
    .where('state', 'in', [...OPEN_STATES])
    .execute()
}

const ITEM_COLUMNS = {
  account: 'text',
  job: 'text',
  n: 'int',
  domain: 'int',
  name: 'text',
  state: 'text',
  code: 'text',
  before: 'text',
  after: 'text',
} as const

export async function insertJobItems(
  trx: Transaction<Database>,
  { account, id }: JobKey,
  items: readonly JobItem[],
): Promise<void> {
  const rows = items.map(({ n, domain, name, state, code, before, after }) => ({
    ...{ account, job: id, n, domain, name, state },
    code: code ?? null,
    before: toJson(before),
    after: toJson(after),
  }))
  await insertRows(trx, 'job_item', ITEM_COLUMNS, rows)
}

const toJson = (value: unknown): string | null => (value === undefined || value === null ? null : JSON.stringify(value))
