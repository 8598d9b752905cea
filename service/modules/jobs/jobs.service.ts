import { can } from '../../../core/access/can.ts'
import type { ErrorCode } from '../../../core/contract/errors.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { enqueueJob } from '../../jobs/enqueue-job.ts'
import type { JobHandler, JobSuccessor, SuccessorRequest } from '../../jobs/job-handler.ts'
import { toJob, updateJob } from '../../jobs/jobs.repository.ts'
import { notFound, Refusal } from '../../refusal.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { canRetry, canUndo, hasEnded } from './describe-job.ts'
import { countFailures, findVisibleJob, type JobReader, type ListedJob } from './jobs.repository.ts'

export type JobHandlers = ReadonlyMap<string, JobHandler>

/** A person sees the jobs they started; who manages the jobs of the whole account sees all. */
export function jobReader(by: AccountCaller): JobReader {
  const seesAll = can(by.actor, 'jobs.manage', { kind: 'account' })
  return { account: by.account, onlyOf: seesAll ? null : by.personId }
}

/** Ends a job before its next batch; one that nobody works on right now ends at once. A job that has ended stays as it is. */
export async function cancel(deps: Deps, handlers: JobHandlers, by: AccountCaller, id: string): Promise<void> {
  await deps.storage.transact(async (trx) => {
    const changeSeq = await nextChange(trx, by.account)
    const job = await findVisibleJob(trx, jobReader(by), id)
    if (!job) throw notFound()
    if (hasEnded(job)) return
    if (job.lease_owner !== null) {
      await updateJob(trx, job, { cancel_requested: 1, change_seq: changeSeq })
      return
    }
    const finished = { state: 'cancelled' as const, finished_at: deps.clock.now(), lease_until: null }
    await updateJob(trx, job, { ...finished, cancel_requested: 1, change_seq: changeSeq })
    await handlers.get(job.kind)?.onEnd?.(trx, toJob(job), { state: 'cancelled' })
  })
  deps.events.nudge(by.account)
}

export function retry(deps: Deps, handlers: JobHandlers, by: AccountCaller, id: string): Promise<string> {
  return succeed(deps, handlers, by, id, {
    refusal: 'job_not_retryable',
    mark: 'retriedBy',
    make: async (job, handler, request) => {
      const counts = await countFailures(request.trx, by.account, [id])
      return canRetry(job, handler, counts) ? handler?.retry?.(request) : undefined
    },
  })
}

export function undo(deps: Deps, handlers: JobHandlers, by: AccountCaller, id: string): Promise<string> {
  return succeed(deps, handlers, by, id, {
    refusal: 'job_not_undoable',
    mark: 'undoneBy',
    make: async (job, handler, request) => (canUndo(job, handler) ? handler?.undo?.(request) : undefined),
  })
}

type Succession = {
  readonly refusal: ErrorCode
  /** Where the old job's summary names the new one, so that it is not done twice. */
  readonly mark: 'retriedBy' | 'undoneBy'
  readonly make: (
    job: ListedJob,
    handler: JobHandler | undefined,
    request: SuccessorRequest,
  ) => Promise<JobSuccessor | undefined>
}

/** Queues the job that follows an ended one, and marks the ended one. */
async function succeed(
  deps: Deps,
  handlers: JobHandlers,
  by: AccountCaller,
  id: string,
  { refusal, mark, make }: Succession,
): Promise<string> {
  const successor = await deps.storage.transact(async (trx) => {
    const changeSeq = await nextChange(trx, by.account)
    const row = await findVisibleJob(trx, jobReader(by), id)
    if (!row) throw notFound()
    if (!hasEnded(row)) throw new Refusal('job_running')
    const job = toJob(row)
    const made = await make(row, handlers.get(row.kind), { trx, job, by, changeSeq })
    if (!made) throw new Refusal(refusal)
    const at = deps.clock.now()
    const newId = await enqueueJob(trx, { account: by.account, person: by.personId, changeSeq, at, ...made })
    await updateJob(trx, row, { summary: JSON.stringify({ ...job.summary, [mark]: newId }), change_seq: changeSeq })
    return newId
  })
  deps.jobs.wake()
  deps.events.nudge(by.account)
  return successor
}
