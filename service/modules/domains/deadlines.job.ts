import { z } from 'zod'
import type { Job, JobDeps, JobHandler, JobRun } from '../../jobs/job-handler.ts'
import { namesWithDeadlines, recomputeDeadlines } from './recompute-deadlines.ts'
import { readWriteContext } from './write-context.ts'

/** Without a connection: all names of the account (its lead days or time zone have changed). */
const payloadSchema = z.object({ connection: z.string().optional() })

/**
 * Follows a change of cut-offs, lead days or time zone through the names. The list of names is read once; names that
 * come in meanwhile have the new deadlines already. The cursor is the last id that was done.
 */
export function deadlinesJob(deps: JobDeps): JobHandler {
  return { kind: 'deadlines', writes: ['domain'], open: (job) => openRun(deps, job) }
}

async function openRun(deps: JobDeps, job: Job): Promise<JobRun> {
  const selection = payloadSchema.parse(job.payload)
  const ids = await namesWithDeadlines(deps.storage.read, job.account, selection, Number(job.cursor ?? 0))
  let next = 0
  return {
    step: async ({ trx, changeSeq, now, size }) => {
      const batch = ids.slice(next, next + size)
      const context = await readWriteContext(trx, { account: job.account, changeSeq, now })
      await recomputeDeadlines(trx, context, batch)
      next += batch.length
      const last = batch.at(-1)
      return {
        cursor: last === undefined ? job.cursor : String(last),
        done: batch.length,
        skipped: 0,
        isFinished: next >= ids.length,
        total: job.done + ids.length,
      }
    },
  }
}
