import { z } from 'zod'
import { type Job, type JobDeps, JobFailure, type JobHandler, type JobRun } from '../../jobs/job-handler.ts'
import { findActor } from '../accounts/membership.ts'
import { assessBatch, storeBatch } from './check-import.ts'
import { type ImportReading, openReading } from './import-reading.ts'
import * as repository from './imports.repository.ts'
import { countsSchema, NO_ROWS } from './stage-rows.ts'

const payloadSchema = z.object({ import: z.string() })
export type CheckPayload = z.output<typeof payloadSchema>

export const CHECK_JOB = 'imports.check'
const DELETE_AT_ONCE = 5_000

/**
 * Works out what each row of a stored file would do. First what an earlier check left is taken away, then the cursor is
 * the number of the next row.
 */
export function checkImportJob(deps: JobDeps): JobHandler {
  return {
    kind: CHECK_JOB,
    writes: ['import_row', 'import_chunk'],
    isWatchful: true,
    open: (job) => openRun(deps, job),
    onEnd: async (trx, job, end) => {
      const id = payloadSchema.parse(job.payload).import
      const problem = end.state === 'failed' ? end.problem : { code: 'cancelled', detail: 'The check was cancelled.' }
      const patch =
        end.state === 'done'
          ? ({ state: 'ready', problem: null } as const)
          : ({ state: 'failed', problem: JSON.stringify(problem) } as const)
      await repository.updateImport(trx, { account: job.account, id }, patch)
    },
  }
}

async function openRun(deps: JobDeps, job: Job): Promise<JobRun> {
  const reading = await openImportOf(deps, job, payloadSchema.parse(job.payload).import)
  let next: Awaited<ReturnType<typeof assessBatch>> | null = null
  return {
    prepare: async ({ cursor }, size) => {
      if (cursor !== null) next = await assessBatch(deps.storage.read, reading, Number(cursor), size)
    },
    step: async ({ trx, job: { cursor } }) => {
      if (cursor === null || next === null) {
        const gone = await repository.deleteRows(trx, reading.key, DELETE_AT_ONCE)
        await repository.updateImport(trx, reading.key, { counts: JSON.stringify(NO_ROWS) })
        return { cursor: gone < DELETE_AT_ONCE ? '1' : null, done: 0, skipped: 0, isFinished: false }
      }
      const { staged, count } = next
      const row = await repository.findImport(trx, { account: job.account, onlyOf: null }, reading.key.id)
      await storeBatch(trx, reading, countsSchema.parse(JSON.parse(row?.counts ?? '{}')), staged)
      const after = Number(cursor) + count
      const isFinished = count === 0 || after > reading.rowCount
      return { cursor: String(after), done: count, skipped: 0, isFinished, total: reading.rowCount }
    },
  }
}

/** The import that a job is for, with what the person who gave it may see. */
export async function openImportOf(deps: JobDeps, job: Job, id: string): Promise<ImportReading> {
  const row = await repository.findImport(deps.storage.read, { account: job.account, onlyOf: null }, id)
  if (!row) throw new JobFailure('not_found', 'The import is not there any more.')
  const actor = job.person === null ? null : await findActor(deps.storage, job.person, job.account)
  if (job.person !== null && !actor)
    throw new JobFailure('forbidden', 'Whoever began the import is no member any more.')
  return openReading(deps.storage.read, row, actor)
}
