import { z } from 'zod'
import { can } from '../../../core/access/can.ts'
import { invariant } from '../../../core/base/invariant.ts'
import type { AccountCaller } from '../../http/handle.ts'
import type { Job, JobDeps, JobHandler, JobRun } from '../../jobs/job-handler.ts'
import { Refusal } from '../../refusal.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { NAME_TABLES } from '../domains/name-tables.ts'
import { readWriteContext } from '../domains/write-context.ts'
import { type AppliedBatch, type ApprovedRow, applyRows, approvedRows } from './apply-rows.ts'
import { openImportOf } from './check-import.job.ts'
import type { ImportReading } from './import-reading.ts'
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
    isWatchful: true,
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
  let parts: readonly ApprovedPart[] = []
  return {
    prepare: async ({ cursor }, size) => {
      parts = await readParts(deps, reading, Number(cursor ?? 1), size, takesConflicts)
    },
    step: async ({ trx, changeSeq, now, job }) => {
      const write = await readWriteContext(trx, { account: job.account, changeSeq, now })
      const first = Number(job.cursor ?? 1)
      let next = first
      const done: AppliedBatch[] = []
      for (const part of parts) {
        done.push(await applyRows(trx, write, part.rows, reading.context, takesConflicts))
        next = part.next
        if (deps.storage.hasOtherWriters()) break
      }
      invariant(next > first || next > reading.rowCount, 'the rows of a file are kept until all are applied')
      const { items, added, changed, skipped } = joined(done)
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
      return {
        cursor: String(next),
        done: added.length + changed.length,
        skipped: skipped + items.filter(({ state }) => state === 'failed').length,
        isFinished: next > reading.rowCount,
        size: next - first,
        items,
      }
    },
  }
}

/** Rows that follow one another, as far as they are to be applied; `next` is the number of the row after them. */
type ApprovedPart = { readonly rows: readonly ApprovedRow[]; readonly next: number }

/** After each part the batch may end. */
const PART_ROWS = 1_000

async function readParts(
  { storage: { read } }: JobDeps,
  reading: ImportReading,
  from: number,
  size: number,
  takesConflicts: boolean,
): Promise<readonly ApprovedPart[]> {
  const parts: ApprovedPart[] = []
  for (let n = from; n < from + size; ) {
    const batch = await reading.readFrom(read, n, Math.min(PART_ROWS, from + size - n))
    if (batch.length === 0) break
    const next = n + batch.length
    const verdicts = await repository.findVerdicts(read, reading.key, n, next - 1)
    parts.push({ rows: approvedRows(batch, new Map(verdicts.map((one) => [one.n, one])), takesConflicts), next })
    n = next
  }
  return parts
}

function joined(parts: readonly AppliedBatch[]): AppliedBatch {
  return {
    items: parts.flatMap(({ items }) => items),
    skipped: parts.reduce((sum, { skipped }) => sum + skipped, 0),
    added: parts.flatMap(({ added }) => added),
    changed: parts.flatMap(({ changed }) => changed),
  }
}
