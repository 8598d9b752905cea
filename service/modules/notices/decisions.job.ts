import { z } from 'zod'
import { invariant } from '../../../core/base/invariant.ts'
import { type Instant, type IsoDate, isoMonthSchema } from '../../../core/calendar/iso-date.ts'
import { type DecisionVerdict, VIA_SHEET } from '../../../core/renewal/decision-diff.ts'
import { RENEWAL_MODES } from '../../../core/renewal/renewal-mode.ts'
import type { JobBatch, JobHandler, JobItem, SuccessorRequest } from '../../jobs/job-handler.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { BULK_UNDO_JOB } from '../bulk/bulk.job.ts'
import { assertMayDo, onBehalfOf, type UndoPayload, undoPayloadSchema } from '../bulk/bulk-payload.ts'
import { changeRenewal } from '../domains/change-renewal.ts'
import { NAME_TABLES } from '../domains/name-tables.ts'
import { readWriteContext, type WriteContext } from '../domains/write-context.ts'
import { findDecisionFile, listDecisionRows } from './decision-files.repository.ts'
import { type DecisionTerms, type JudgedDecision, judgeDecisions } from './judge-decisions.ts'

export const DECISIONS_JOB = 'decisions'

const payloadSchema = z.strictObject({ file: z.string(), month: isoMonthSchema, by: undoPayloadSchema.shape.by })
export type ApplyDecisionsPayload = z.output<typeof payloadSchema>

/** The same codes as bulk work has for what it leaves out. */
const SKIP_CODES: Readonly<Record<DecisionVerdict, string>> = {
  change: 'changed_since',
  noChange: 'same',
  tooLate: 'too_late',
  unknown: 'unknown',
  noPermission: 'no_permission',
  critical: 'critical_needs_confirmation',
  changedSince: 'changed_since',
  empty: 'changed_since',
  unreadable: 'changed_since',
}

/** Makes the changes of a handed-in sheet as decisions. The cursor is the number of the last row that was looked at. */
export function applyDecisionsJob(): JobHandler {
  return {
    kind: DECISIONS_JOB,
    writes: NAME_TABLES,
    open: (job) => {
      const payload = payloadSchema.parse(job.payload)
      return { step: (batch) => applyBatch(payload, batch) }
    },
    // Its items are written like those of a bulk decision, and are taken back like them.
    undo: async ({ job, by }: SuccessorRequest) => {
      assertMayDo(by, 'decide')
      const payload: UndoPayload = { job: job.id, action: 'decide', by: onBehalfOf(by) }
      return { kind: BULK_UNDO_JOB, payload, total: job.done }
    },
  }
}

async function applyBatch(payload: ApplyDecisionsPayload, batch: JobBatch) {
  const { trx, job, changeSeq, now, size } = batch
  const context = await readWriteContext(trx, { account: job.account, changeSeq, now })
  const file = { account: job.account, id: payload.file }
  const rows = await listDecisionRows(trx, file, 'change', { afterN: Number(job.cursor ?? 0), limit: size })
  const terms = await readTerms(batch, payload, context.today)
  const asked = rows.map(({ n, name, expires_on, decision }) => {
    return { row: n, name, expiresOn: expires_on as IsoDate | null, decision: decision ?? '' }
  })
  // Judged again as the names are now: what was decided otherwise, or moved, since the sheet came in is left out.
  const judged = await judgeDecisions(trx, terms, asked)
  const fit = judged.filter(({ diff }) => diff.verdict === 'change')
  await decide(batch, payload, context, fit)
  const items = judged.map((one) => toItem(one, payload, context))
  const last = rows.at(-1)
  return {
    cursor: last ? String(last.n) : job.cursor,
    done: fit.length,
    skipped: judged.length - fit.length,
    isFinished: rows.length < size,
    items,
    summary: { month: payload.month, file: payload.file },
  }
}

async function readTerms(
  { trx, job }: JobBatch,
  payload: ApplyDecisionsPayload,
  today: IsoDate,
): Promise<DecisionTerms> {
  const { month, file: id } = payload
  const file = await findDecisionFile(trx, { account: job.account, month, id }, null)
  invariant(file, 'a sheet that is applied is kept')
  const handedIn = { handedInBy: file.person, handedInAt: file.created_at as Instant }
  return { account: job.account, month, scope: payload.by.scope, ...handedIn, today }
}

async function decide(
  { trx, job }: JobBatch,
  payload: ApplyDecisionsPayload,
  context: WriteContext,
  fit: readonly JudgedDecision[],
): Promise<void> {
  if (fit.length === 0) return
  for (const mode of RENEWAL_MODES) {
    const ids = fit.flatMap(({ diff, stored }) => (stored && diff.decision === mode ? [stored.id] : []))
    const change = { kind: 'decide', mode, by: payload.by.person, via: VIA_SHEET } as const
    if (ids.length > 0) await changeRenewal(trx, context, ids, change)
  }
  const { person, address, requestId } = payload.by
  await appendAudit(trx, job.account, {
    at: context.now,
    person,
    address,
    requestId,
    action: 'decisions.apply',
    subject: payload.file,
    job: job.id,
    before: { values: fit.map(({ stored }) => ({ decision: stored?.state.decision ?? null })) },
    after: {
      month: payload.month,
      names: fit.map(({ diff }) => diff.name),
      decisions: fit.map(({ diff }) => diff.decision),
    },
  })
}

function toItem({ diff, stored }: JudgedDecision, payload: ApplyDecisionsPayload, { now }: WriteContext): JobItem {
  const head = { n: diff.row, domain: stored?.id ?? 0, name: diff.name }
  if (diff.verdict !== 'change' || !stored) return { ...head, state: 'skipped', code: SKIP_CODES[diff.verdict] }
  const { mode, forExpiry } = { mode: diff.decision, forExpiry: diff.expiresOn }
  const decision = { mode, forExpiry, via: VIA_SHEET, by: payload.by.person, at: now }
  return { ...head, state: 'done', before: { decision: stored.state.decision }, after: { decision } }
}
