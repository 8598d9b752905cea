import type { Transaction } from 'kysely'
import type { Instant } from '../../core/calendar/iso-date.ts'
import { newId } from '../ids.ts'
import type { Database } from '../storage/database.ts'

export type NewJob = {
  readonly account: string
  readonly kind: string
  /** A plain JSON value without secrets; the handler parses it again. */
  readonly payload: unknown
  /** How many names (rows) there are to do; 0 where it is not known yet. */
  readonly total: number
  readonly person: string | null
  /** From `nextChange` of the same transaction. */
  readonly changeSeq: number
  /** `deps.clock.now()` */
  readonly at: Instant
}

/** Queues long work in the caller's transaction and returns its id. Call `deps.jobs.wake()` after the commit. */
export async function enqueueJob(trx: Transaction<Database>, job: NewJob): Promise<string> {
  const id = newId()
  await trx
    .insertInto('job')
    .values({
      account: job.account,
      id,
      kind: job.kind,
      state: 'queued',
      payload: JSON.stringify(job.payload ?? null),
      cursor: null,
      total: job.total,
      done: 0,
      skipped: 0,
      problem: null,
      cancel_requested: 0,
      attempts: 0,
      lease_owner: null,
      lease_until: null,
      person: job.person,
      summary: '{}',
      change_seq: job.changeSeq,
      created_at: job.at,
      started_at: null,
      finished_at: null,
    })
    .execute()
  return id
}
