import type { Transaction } from 'kysely'
import { ERRORS } from '../../core/contract/errors.ts'
import { systemNow } from '../clock.ts'
import { asRefusal } from '../http/errors.ts'
import { describeError } from '../log.ts'
import { nextChange } from '../modules/changes/change-sequence.ts'
import { Refusal } from '../refusal.ts'
import { type BatchBounds, nextBatchSize } from '../storage/batch-size.ts'
import type { Database } from '../storage/database.ts'
import { refreshStatistics } from '../storage/refresh-statistics.ts'
import {
  type Job,
  type JobDeps,
  type JobEnd,
  JobFailure,
  type JobHandler,
  type JobProblem,
  type JobRun,
} from './job-handler.ts'
import * as repository from './jobs.repository.ts'
import { instantIn, LEASE_MS } from './lease.ts'

/** One thread's hold on the job table. */
export type JobEngine = {
  readonly deps: JobDeps
  readonly handlers: ReadonlyMap<string, JobHandler>
  /** Ends the work after the batch in hand. */
  readonly stopped: AbortSignal
  /** After each batch that was committed. */
  readonly onProgress: (account: string) => void
  /** Between batches: lets writers that wait for the database go first. */
  readonly pause: () => Promise<void>
  readonly retryDelaysMs: readonly number[]
}

/** How long to wait before a batch that failed is tried again; after the last one the job has failed. */
export const RETRY_DELAYS_MS = [500, 1_000, 2_000, 4_000] as const

const FIRST_BATCH = 250
const BATCH_BOUNDS: BatchBounds = { least: 250, most: 2_000 }
/** Of jobs that watch whether somebody waits: an index is written once for many of their rows. */
const WATCHFUL_BOUNDS: BatchBounds = { least: 250, most: 5_000, aloneMs: 1_000 }

/** Another owner has the job now: its lease ran out while this one was at work. */
class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}

/** Works on a claimed job until it ends, fails, is cancelled, or the engine stops. */
export async function runJob(engine: JobEngine, row: repository.JobRow, owner: string): Promise<void> {
  const { deps } = engine
  let run: JobRun | undefined
  try {
    const handler = engine.handlers.get(row.kind)
    if (!handler) throw new JobFailure('internal', `This version of the service knows no job "${row.kind}".`)
    let job = repository.toJob(row)
    run = await handler.open(job)
    let size = FIRST_BATCH
    for (let hasEnded = false; !hasEnded; ) {
      if (engine.stopped.aborted) return await release(engine, row, owner)
      await run.prepare?.(job, size)
      const batch = await runBatch(engine, handler, run, job, owner, size)
      ;({ job, hasEnded } = batch)
      const bounds = handler.isWatchful ? WATCHFUL_BOUNDS : BATCH_BOUNDS
      size = nextBatchSize(deps.storage, bounds, batch.size, batch.workedMs)
      engine.onProgress(row.account)
      if (!hasEnded) await engine.pause()
    }
    await tellPlanner(engine, handler, job)
  } catch (error) {
    if (error instanceof LeaseLost) return
    deps.log.error('job batch failed', { job: row.id, kind: row.kind, error: describeError(error) })
    await recover(engine, row, owner, error)
  } finally {
    await run?.close?.()
  }
}

/** The job has ended by now, so that nothing that goes wrong here is any of its business. */
async function tellPlanner({ deps }: JobEngine, { writes = [] }: JobHandler, job: Job): Promise<void> {
  try {
    await refreshStatistics(deps.storage, [...writes, 'job_item'], job.done + job.skipped)
  } catch (error) {
    deps.log.error('statistics after a job', { job: job.id, error: describeError(error) })
  }
}

type BatchResult = {
  /** As it is now. */
  readonly job: Job
  readonly hasEnded: boolean
  /** How many names (rows) it has worked on. */
  readonly size: number
  /** Without the waiting for the database and its disk, which smaller batches would only multiply. */
  readonly workedMs: number
}

/** One batch in one transaction. */
function runBatch(
  { deps }: JobEngine,
  handler: JobHandler,
  run: JobRun,
  key: repository.JobKey,
  owner: string,
  size: number,
): Promise<BatchResult> {
  return deps.storage.transact(async (trx) => {
    const changeSeq = await nextChange(trx, key.account)
    const row = await repository.lockOwnJob(trx, key, owner)
    if (!row) throw new LeaseLost()
    const now = deps.clock.now()
    const job = repository.toJob(row)
    const started = { started_at: row.started_at ?? now, change_seq: changeSeq, attempts: 0 }
    if (row.cancel_requested === 1) {
      await endJob(trx, handler, job, { state: 'cancelled' }, { ...started, finished_at: now })
      return { job, hasEnded: true, size, workedMs: 0 }
    }
    const startedAt = performance.now()
    const outcome = await run.step({ trx, changeSeq, now, job, size })
    await repository.insertJobItems(trx, job, outcome.items ?? [])
    const next: Job = {
      ...job,
      cursor: outcome.cursor,
      done: job.done + outcome.done,
      skipped: job.skipped + outcome.skipped,
      total: outcome.total ?? job.total,
      summary: outcome.summary ?? job.summary,
    }
    const { cursor, done, skipped, total } = next
    const progress = { ...started, cursor, done, skipped, total, summary: JSON.stringify(next.summary) }
    const took = { size: outcome.size ?? size, workedMs: performance.now() - startedAt }
    if (outcome.isFinished) {
      await endJob(trx, handler, next, { state: 'done' }, { ...progress, finished_at: now })
      return { job: next, hasEnded: true, ...took }
    }
    await repository.updateJob(trx, job, { ...progress, lease_until: instantIn(LEASE_MS) })
    return { job: next, hasEnded: false, ...took }
  })
}

async function endJob(
  trx: Transaction<Database>,
  handler: JobHandler | undefined,
  job: Job,
  end: JobEnd,
  patch: Partial<repository.JobRow>,
): Promise<void> {
  const problem = end.state === 'failed' ? JSON.stringify(end.problem) : null
  await repository.updateJob(trx, job, { ...patch, state: end.state, problem, lease_owner: null, lease_until: null })
  await handler?.onEnd?.(trx, job, end)
}

/** The clean stop: the next start, or another instance, goes on from here. */
async function release({ deps }: JobEngine, row: repository.JobRow, owner: string): Promise<void> {
  await deps.storage.transact((trx) => repository.releaseJob(trx, row, owner, { dueAt: systemNow(), attempts: 0 }))
}

/** Puts a job whose batch failed aside for another attempt, or ends it. If even that fails, its lease runs out. */
async function recover(engine: JobEngine, key: repository.JobKey, owner: string, error: unknown): Promise<void> {
  const { deps, handlers, retryDelaysMs } = engine
  try {
    await deps.storage.transact(async (trx) => {
      const changeSeq = await nextChange(trx, key.account)
      const row = await repository.lockOwnJob(trx, key, owner)
      if (!row) return
      const delayMs = retryDelaysMs[row.attempts]
      if (delayMs !== undefined && isWorthRetrying(error)) {
        const dueAt = instantIn(delayMs)
        return repository.releaseJob(trx, row, owner, { dueAt, attempts: row.attempts + 1 })
      }
      const now = deps.clock.now()
      const patch = { started_at: row.started_at ?? now, finished_at: now, change_seq: changeSeq }
      const end: JobEnd = { state: 'failed', problem: problemOf(error) }
      await endJob(trx, handlers.get(row.kind), repository.toJob(row), end, patch)
    })
    engine.onProgress(key.account)
  } catch (second) {
    deps.log.error('job could not be put aside', { job: key.id, error: describeError(second) })
  }
}

/** A refusal would be the same the next time; a busy database, a full disk or a bug may have gone. */
function isWorthRetrying(error: unknown): boolean {
  return !(error instanceof JobFailure || error instanceof Refusal)
}

function problemOf(error: unknown): JobProblem {
  if (error instanceof JobFailure) return error.problem
  const { code, info } = asRefusal(error)
  return { code, detail: info.detail ?? ERRORS[code].title }
}
