import { z } from 'zod'
import { can } from '../../../core/access/can.ts'
import type { AccountCaller } from '../../http/handle.ts'
import type { Job, JobDeps, JobHandler, JobRun } from '../../jobs/job-handler.ts'
import { Refusal } from '../../refusal.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { NAME_TABLES } from '../domains/name-tables.ts'
import { readWriteContext } from '../domains/write-context.ts'
import { type ApprovedRow, applyRows, approvedRows } from './apply-rows.ts'
import { openImportOf } from './check-import.job.ts'
import * as repository from './imports.repository.ts'

const payloadSchema = z.object({ import: z.string(), conflicts: z.enum(['skip', 'take']) })
export type ApplyPayload = z.output<typeof payloadSchema>

export const APPLY_JOB = 'imports.apply'
export const UNDO_JOB = 'imports.undo'

/** Takes the checked rows of a file over. The cursor is the number of the next row; rows done twice change nothing. */
export function applyImportJob(deps: JobDeps): JobHandler {
  return {
    kind: APPLY_JOB,
    writes: NAME_TABLES,
    open: (job) => openRun(deps, job),
    onEnd: async (trx, job, end) => {
      const id = payloadSchema.parse(job.payload).import
      const state = end.state === 'done' ? 'applied' : 'ready'
      await repository.updateImport(trx, { account: job.account, id }, { state })
    },
    // Rows that are applied already are the same by now, so that the whole file can be gone through again.
    retry: async ({ trx, job, by }) => {
      assertMayImport(by)
      const payload = payloadSchema.parse(job.payload)
      const row = await repository.findImport(trx, { account: job.account, onlyOf: null }, payload.import)
      if (row?.keeping !== 'kept') throw new Refusal('job_not_retryable')
      await repository.updateImport(trx, row, { state: 'applying' })
      return { kind: APPLY_JOB, payload, total: Math.max(0, job.total - job.done) }
    },
    undo: async ({ job, by }) => {
      assertMayImport(by)
      return { kind: UNDO_JOB, payload: { job: job.id }, total: job.done }
    },
  }
}

function assertMayImport(by: AccountCaller): void {
  if (!can(by.actor, 'imports.run')) throw new Refusal('forbidden')
}

async function openRun(deps: JobDeps, opened: Job): Promise<JobRun> {
  const payload = payloadSchema.parse(opened.payload)
  const takesConflicts = payload.conflicts === 'take'
  const reading = await openImportOf(deps, opened, payload.import)
  let rows: readonly ApprovedRow[] = []
  let next = 1
  return {
    prepare: async ({ cursor }, size) => {
      const n = Number(cursor ?? 1)
      const batch = await reading.readFrom(deps.storage.read, n, size)
      next = n + batch.length
      const verdicts = await repository.findVerdicts(deps.storage.read, reading.key, n, next - 1)
      rows = approvedRows(batch, new Map(verdicts.map((one) => [one.n, one])), takesConflicts)
    },
    step: async ({ trx, changeSeq, now, job }) => {
      const write = await readWriteContext(trx, { account: job.account, changeSeq, now })
      const applied = await applyRows(trx, write, rows, reading.context, takesConflicts)
      const { items, added, changed } = applied
      if (added.length + changed.length > 0) {
        const after = { added, changed }
        const record = {
          at: now,
          person: job.person,
          action: 'import.apply',
          subject: payload.import,
          job: job.id,
          after,
        }
        await appendAudit(trx, job.account, record)
      }
      const done = added.length + changed.length
      return {
        cursor: String(next),
        done,
        skipped: applied.skipped + items.filter(({ state }) => state === 'failed').length,
        isFinished: next > reading.rowCount,
        items,
      }
    },
  }
}
