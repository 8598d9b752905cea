import type { JobDescription } from '../../../core/contract/http/jobs.ts'
import type { JobHandler } from '../../jobs/job-handler.ts'
import { toJob } from '../../jobs/jobs.repository.ts'
import type { FailureCount, ListedJob } from './jobs.repository.ts'

/** What is said of a job: its row, the names it could not do, and what can be done with it now. */
export type JobFailures = {
  readonly counts: readonly FailureCount[]
  readonly names: readonly { readonly name: string; readonly code: string | null }[]
}

const ENDED = ['done', 'failed', 'cancelled'] as const

export function hasEnded(job: Pick<ListedJob, 'state'>): boolean {
  return (ENDED as readonly string[]).includes(job.state)
}

/** Something failed, or the job ended before it reached everything; and nobody has retried it yet. */
export function canRetry(job: ListedJob, handler: JobHandler | undefined, counts: readonly FailureCount[]): boolean {
  if (!hasEnded(job) || !handler?.retry || 'retriedBy' in summaryOf(job)) return false
  return counts.some(({ state }) => state === 'failed') || (job.state !== 'done' && job.done + job.skipped < job.total)
}

export function canUndo(job: ListedJob, handler: JobHandler | undefined): boolean {
  if (!hasEnded(job) || !handler?.undo || job.done === 0 || 'undoneBy' in summaryOf(job)) return false
  return handler.canUndo?.(toJob(job)) ?? true
}

export function describeJob(job: ListedJob, handler: JobHandler | undefined, failures: JobFailures): JobDescription {
  return {
    id: job.id,
    kind: job.kind,
    state: job.state,
    total: job.total,
    done: job.done,
    skipped: job.skipped,
    failures: failures.names.map(({ name, code }) => ({ name, code: code ?? 'internal' })),
    failureCounts: countByCode(failures.counts),
    problem: job.problem === null ? null : JSON.parse(job.problem),
    canCancel: !hasEnded(job) && job.cancel_requested === 0,
    canRetry: canRetry(job, handler, failures.counts),
    canUndo: canUndo(job, handler),
    createdAt: job.created_at,
    startedAt: job.started_at,
    finishedAt: job.finished_at,
    createdBy: job.person_name,
    summary: summaryOf(job),
  }
}

function countByCode(counts: readonly FailureCount[]): Record<string, number> {
  const byCode: Record<string, number> = {}
  for (const { code, names } of counts) byCode[code ?? 'internal'] = (byCode[code ?? 'internal'] ?? 0) + names
  return byCode
}

function summaryOf(job: Pick<ListedJob, 'summary'>): Record<string, unknown> {
  return JSON.parse(job.summary)
}
