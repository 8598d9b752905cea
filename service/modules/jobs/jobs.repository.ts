import type { Kysely } from 'kysely'
import type { JobState } from '../../../core/contract/http/jobs.ts'
import type { JobRow } from '../../jobs/jobs.repository.ts'
import type { Database } from '../../storage/database.ts'

/** Whose jobs a reader sees: their own, or all of the account (null). */
export type JobReader = { readonly account: string; readonly onlyOf: string | null }

export type ListedJob = JobRow & { readonly person_name: string | null }

export type JobsPage = {
  readonly state: JobState | undefined
  /** Goes on behind this job. */
  readonly after: { readonly createdAt: string; readonly id: string } | null
  readonly offset: number
  readonly limit: number
}

function visibleJobs(db: Kysely<Database>, reader: JobReader) {
  const all = db.selectFrom('job').where('job.account', '=', reader.account)
  return reader.onlyOf === null ? all : all.where('job.person', '=', reader.onlyOf)
}

export function findVisibleJob(db: Kysely<Database>, reader: JobReader, id: string): Promise<ListedJob | undefined> {
  return visibleJobs(db, reader)
    .leftJoin('person', 'person.id', 'job.person')
    .selectAll('job')
    .select('person.name as person_name')
    .where('job.id', '=', id)
    .executeTakeFirst()
}

export async function listVisibleJobs(
  db: Kysely<Database>,
  reader: JobReader,
  { state, after, offset, limit }: JobsPage,
): Promise<{ readonly rows: readonly ListedJob[]; readonly total: number }> {
  const all = visibleJobs(db, reader)
  const wanted = state === undefined ? all : all.where('job.state', '=', state)
  const behind =
    after === null
      ? wanted
      : wanted.where((eb) =>
          eb.or([
            eb('job.created_at', '<', after.createdAt),
            eb.and([eb('job.created_at', '=', after.createdAt), eb('job.id', '<', after.id)]),
          ]),
        )
  const rows = await behind
    .leftJoin('person', 'person.id', 'job.person')
    .selectAll('job')
    .select('person.name as person_name')
    .orderBy('job.created_at', 'desc')
    .orderBy('job.id', 'desc')
    .offset(offset)
    .limit(limit)
    .execute()
  const counted = await wanted.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { rows, total: Number(counted.total) }
}

export type FailureCount = {
  readonly job: string
  readonly state: 'skipped' | 'failed'
  readonly code: string | null
  readonly names: number
}

/** Names of jobs that were not done, by code. */
export async function countFailures(
  db: Kysely<Database>,
  account: string,
  jobs: readonly string[],
): Promise<readonly FailureCount[]> {
  if (jobs.length === 0) return []
  const rows = await db
    .selectFrom('job_item')
    .select((eb) => ['job', 'state', 'code', eb.fn.countAll<number>().as('names')])
    .where('account', '=', account)
    .where('job', 'in', [...jobs])
    .where('state', '<>', 'done')
    .groupBy(['job', 'state', 'code'])
    .execute()
  return rows.map((row) => ({ ...row, state: row.state === 'failed' ? 'failed' : 'skipped', names: Number(row.names) }))
}

export function listFailures(db: Kysely<Database>, account: string, job: string, limit: number) {
  return db
    .selectFrom('job_item')
    .select(['name', 'code'])
    .where('account', '=', account)
    .where('job', '=', job)
    .where('state', '<>', 'done')
    .orderBy('n')
    .limit(limit)
    .execute()
}
