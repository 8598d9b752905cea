import type { Transaction } from 'kysely'
import { invariant } from '../../../core/base/invariant.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { DomainName } from '../../../core/domains/domain-name.ts'
import { systemNow } from '../../clock.ts'
import { newId } from '../../ids.ts'
import { enqueueJob } from '../../jobs/enqueue-job.ts'
import type {
  Job,
  JobBatch,
  JobDeps,
  JobHandler,
  JobItem,
  JobRun,
  JobSuccessor,
  SuccessorRequest,
} from '../../jobs/job-handler.ts'
import { Refusal } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import { untouchableLimits } from '../accounts/role-limits.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { changeFacts } from '../domains/change-facts.ts'
import { changeRenewal } from '../domains/change-renewal.ts'
import type { DomainRow } from '../domains/domain-state.ts'
import { NAME_TABLES } from '../domains/name-tables.ts'
import { isNameOf } from '../domains/names-by-id.ts'
import { scopeCondition } from '../domains/scope-condition.ts'
import { readWriteContext, type WriteContext } from '../domains/write-context.ts'
import { orderRenewals, readRenewalTerms } from '../orders/order-renewals.ts'
import { ORDERS_JOB } from '../orders/orders.job.ts'
import * as repository from './bulk.repository.ts'
import { type BulkChange, changeOf, isRenewalStep, parseOrder } from './bulk-action.ts'
import { assertMayDo, type BulkPayload, bulkPayloadSchema, onBehalfOf, type UndoPayload } from './bulk-payload.ts'
import { type NameClass, readClasses } from './classes.ts'
import { packIds, unpackIds } from './id-snapshot.ts'
import { type JudgeTerms, judgeName, type Verdict } from './judge-name.ts'
import { factOf, sourcedValuesOf, VIA_BULK, valueColumns, valuesAfter } from './name-values.ts'

export const BULK_JOB = 'bulk'
export const BULK_UNDO_JOB = 'bulkUndo'

/** Carries a preview out. The cursor is the place in its snapshot that is next. */
export function bulkJob(deps: JobDeps): JobHandler {
  return {
    kind: BULK_JOB,
    writes: NAME_TABLES,
    open: (job) => openRun(deps, job),
    retry: retryBulk,
    undo: undoBulk,
    // Un-marking critical names takes typing each of them.
    // Renewals are charged; giving them back is a reversal.
    canUndo: (job) => !['setCritical', 'renew'].includes(bulkPayloadSchema.parse(job.payload).action),
  }
}

/** A preview as its job works on it. */
type Snapshot = {
  readonly ids: readonly number[]
  readonly takenAt: number
  readonly change: BulkChange
  readonly payload: BulkPayload
  /** As the request had it, for the audit trail. */
  readonly params: unknown
}

async function openRun(deps: JobDeps, job: Job): Promise<JobRun> {
  const payload = bulkPayloadSchema.parse(job.payload)
  const row = await repository.findPreview(deps.storage.read, job.account, payload.preview)
  invariant(row, 'a preview that is carried out is kept')
  const confirmed = parseOrder(row.action, row.params)
  const snapshot: Snapshot = {
    ids: unpackIds(row.domains),
    takenAt: row.change_seq,
    change: changeOf(confirmed),
    payload,
    params: confirmed.order.params,
  }
  return { step: (batch) => doBatch(snapshot, batch) }
}

async function doBatch(snapshot: Snapshot, { trx, job, changeSeq, now, size }: JobBatch) {
  const from = Number(job.cursor ?? 0)
  const ids = snapshot.ids.slice(from, from + size)
  const context = await readWriteContext(trx, { account: job.account, changeSeq, now })
  const { fit, left, terms } = await sift(trx, snapshot, context, ids, from)
  const short = await apply(trx, context, snapshot, job, fit, terms)
  const done = fit.filter(({ n }) => !short.has(n)).map((name) => doneItem(snapshot, context, name))
  left.push(...fit.filter(({ n }) => short.has(n)).map(unpaidItem))
  await record(trx, snapshot, job, context, done)
  const to = from + ids.length
  if (snapshot.change.kind === 'renew' && done.length > 0) await queueOrders(trx, job, { changeSeq, now })
  return {
    cursor: String(to),
    done: done.length,
    skipped: left.length,
    isFinished: to >= snapshot.ids.length,
    items: [...done, ...left],
    summary: { action: snapshot.payload.action, params: snapshot.params },
  }
}

type FitName = { readonly n: number; readonly row: DomainRow; readonly its: NameClass }

/** Looks at the names again as they are now: what changed since the preview, or no longer fits, is left out. */
async function sift(
  trx: Transaction<Database>,
  { change, payload, takenAt }: Snapshot,
  { account, today, now }: WriteContext,
  ids: readonly number[],
  from: number,
): Promise<{ readonly fit: readonly FitName[]; readonly left: JobItem[]; readonly terms: JudgeTerms }> {
  const columns = ['name' as const, 'provenance' as const, ...valueColumns(change.kind)]
  const read = columns.filter((column) => column !== 'provenance' || factOf(change.kind) !== null)
  const inScope = scopeCondition(trx, account, payload.by.scope)
  const rows = await repository.readNames(trx, read, [isNameOf(trx, account, ids), inScope])
  const byId = new Map(rows.map((row) => [row.id, row]))
  const classes = new Map<number, NameClass>()
  await readClasses(trx, account, rows, classes)
  const limits = await untouchableLimits(trx, account, payload.by.scope)
  const renewals = change.kind === 'renew' ? await readRenewalTerms(trx, { account, now }, change.years) : null
  const terms: JudgeTerms = { today, limits, renewals }
  const fit: FitName[] = []
  const left: JobItem[] = []
  for (const [index, id] of ids.entries()) {
    const n = from + index
    const row = byId.get(id)
    const its = row && classes.get(row.class_id)
    if (!row || !its) {
      left.push({ n, domain: id, name: '', state: 'skipped', code: 'unknown' })
      continue
    }
    const verdict: Verdict = row.change_seq > takenAt ? 'changed_since' : judgeName(change, row, its, terms)
    if (verdict === 'change') fit.push({ n, row, its })
    else
      left.push({
        n,
        domain: id,
        name: row.name,
        state: 'skipped',
        code: verdict === 'same' ? 'changed_since' : verdict,
      })
  }
  return { fit, left, terms }
}

/** Does it to the names that fit; returns the places of those for which the money is short. */
async function apply(
  trx: Transaction<Database>,
  context: WriteContext,
  { change, payload }: Snapshot,
  job: Job,
  fit: readonly FitName[],
  terms: JudgeTerms,
): Promise<ReadonlySet<number>> {
  const ids = fit.map(({ row }) => row.id)
  const by = payload.by.person
  if (ids.length === 0) return NONE
  if (change.kind === 'renew') return renew(trx, context, { id: job.id, person: by }, fit, terms)
  if (!isRenewalStep(change)) {
    await changeFacts(trx, context, ids, change)
    return NONE
  }
  await changeRenewal(
    trx,
    context,
    ids,
    change.kind === 'decide' ? { ...change, by, via: VIA_BULK } : { ...change, by },
  )
  return NONE
}

const NONE: ReadonlySet<number> = new Set()

/** The order of a bulk renewal has the id of its job. */
async function renew(
  trx: Transaction<Database>,
  context: WriteContext,
  order: { readonly id: string; readonly person: string },
  fit: readonly FitName[],
  { renewals }: JudgeTerms,
): Promise<ReadonlySet<number>> {
  invariant(renewals, 'what renewals depend on was read')
  const names = fit.map(({ n, row, its }) => {
    const { suffix, connection } = its.key
    return { n: n + 1, name: row.name as DomainName, expiresOn: row.expires_on ?? '', suffix, connection }
  })
  const ordered = await orderRenewals(trx, context, order, names, renewals)
  return new Set(fit.flatMap(({ n }) => (ordered.has(n + 1) ? [] : [n])))
}

function unpaidItem({ n, row }: FitName): JobItem {
  return { n, domain: row.id, name: row.name, state: 'skipped', code: 'insufficient_funds' }
}

/** What is ordered is carried on by the orders' own job. */
async function queueOrders(
  trx: Transaction<Database>,
  { account, person }: Job,
  { changeSeq, now }: Pick<WriteContext, 'changeSeq' | 'now'>,
): Promise<void> {
  await enqueueJob(trx, { account, kind: ORDERS_JOB, payload: {}, total: 0, person, changeSeq, at: now })
}

function doneItem({ change, payload }: Snapshot, { now, today }: WriteContext, { n, row, its }: FitName): JobItem {
  const before = sourcedValuesOf(change.kind, row, its.key)
  const stamp = { by: payload.by.person, at: now }
  const values = valuesAfter(change, before, row.expires_on as IsoDate | null, stamp)
  const after = factOf(change.kind) === null ? values : { ...values, source: { source: 'manual', asOf: today } }
  return { n, domain: row.id, name: row.name, state: 'done', before, after }
}

/** One audit record for the batch, with its names inside. */
async function record(
  trx: Transaction<Database>,
  { payload, params }: Snapshot,
  job: Job,
  { account, now }: WriteContext,
  done: readonly JobItem[],
): Promise<void> {
  if (done.length === 0) return
  const { person, address, requestId } = payload.by
  await appendAudit(trx, account, {
    at: now,
    person,
    address,
    requestId,
    action: `bulk.${payload.action}`,
    job: job.id,
    before: { values: done.map((item) => item.before) },
    after: { params, names: done.map((item) => item.name) },
  })
}

/** The names that failed, and those that a job which ended early did not reach. */
async function retryBulk({ trx, job, by }: SuccessorRequest): Promise<JobSuccessor> {
  const payload = bulkPayloadSchema.parse(job.payload)
  assertMayDo(by, payload.action)
  const row = await repository.findPreview(trx, job.account, payload.preview)
  if (!row) throw new Refusal('job_not_retryable')
  const ids = unpackIds(row.domains)
  const failed = await repository.failedPlaces(trx, job.account, job.id)
  const again = [...failed.flatMap((n) => ids[n] ?? []), ...ids.slice(Number(job.cursor ?? 0))]
  const preview = newId()
  await repository.insertPreview(trx, {
    ...row,
    id: preview,
    person: by.personId,
    domains: packIds(again),
    names: again.length,
    job: job.id,
    created_at: systemNow(),
  })
  const next: BulkPayload = { preview, action: payload.action, by: onBehalfOf(by) }
  return { kind: BULK_JOB, payload: next, total: again.length }
}

async function undoBulk({ job, by }: SuccessorRequest): Promise<JobSuccessor> {
  const { action } = bulkPayloadSchema.parse(job.payload)
  assertMayDo(by, action)
  const payload: UndoPayload = { job: job.id, action, by: onBehalfOf(by) }
  return { kind: BULK_UNDO_JOB, payload, total: job.done }
}
