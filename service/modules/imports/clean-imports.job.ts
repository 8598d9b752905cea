import { z } from 'zod'
import type { Job, JobBatch, JobHandler } from '../../jobs/job-handler.ts'
import * as keeping from './import-keeping.repository.ts'
import * as repository from './imports.repository.ts'

const payloadSchema = z.object({ imports: z.array(z.string()) })
export type CleanPayload = z.output<typeof payloadSchema>

export const CLEAN_JOB = 'imports.clean'

/** A chunk holds the rows of many staged ones, deflated. */
const ROWS_PER_CHUNK = 50

/**
 * Removes rows and chunks of imports that are marked as going, one import after the other. An import that was applied
 * stays with its counts, and its job with what it did to each name, so that it can still be undone; one that never was
 * goes altogether. The cursor is the place of the import in hand.
 */
export function cleanImportsJob(): JobHandler {
  return {
    kind: CLEAN_JOB,
    open: (job) => {
      const { imports } = payloadSchema.parse(job.payload)
      return { step: (batch) => cleanBatch(imports, batch) }
    },
    retry: async ({ job }) => ({ kind: CLEAN_JOB, payload: restOf(job), total: job.total - job.done }),
  }
}

async function cleanBatch(imports: readonly string[], { trx, job, size }: JobBatch) {
  const place = Number(job.cursor ?? 0)
  const id = imports[place]
  if (id === undefined) return { cursor: job.cursor, done: 0, skipped: 0, isFinished: true }
  const key = { account: job.account, id }
  const chunks = Math.ceil(size / ROWS_PER_CHUNK)
  const isEmpty =
    (await repository.deleteRows(trx, key, size)) < size && (await keeping.deleteChunks(trx, key, chunks)) < chunks
  if (!isEmpty) return { cursor: String(place), done: 0, skipped: 0, isFinished: false }
  await keeping.endKeeping(trx, key)
  return { cursor: String(place + 1), done: 1, skipped: 0, isFinished: place + 1 >= imports.length }
}

function restOf(job: Job): CleanPayload {
  return { imports: payloadSchema.parse(job.payload).imports.slice(Number(job.cursor ?? 0)) }
}
