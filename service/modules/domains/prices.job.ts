import { z } from 'zod'
import type { Job, JobDeps, JobHandler, JobRun } from '../../jobs/job-handler.ts'
import { namesWithPrices, repriceNames } from './reprice-names.ts'
import { readWriteContext } from './write-context.ts'

const payloadSchema = z.object({ suffix: z.string().optional(), connection: z.string().optional() })

export const PRICES_JOB = 'prices'

/**
 * Follows a change of the price list, or of a connection's gateway, through the names. The list of names is read once;
 * names that come in meanwhile have the new price already. The cursor is the last id that was done.
 */
export function pricesJob(deps: JobDeps): JobHandler {
  return { kind: PRICES_JOB, writes: ['domain'], open: (job) => openRun(deps, job) }
}

async function openRun(deps: JobDeps, job: Job): Promise<JobRun> {
  const selection = payloadSchema.parse(job.payload)
  const ids = await namesWithPrices(deps.storage.read, job.account, selection, Number(job.cursor ?? 0))
  let next = 0
  return {
    step: async ({ trx, changeSeq, now, size }) => {
      const batch = ids.slice(next, next + size)
      await repriceNames(trx, await readWriteContext(trx, { account: job.account, changeSeq, now }), batch)
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
