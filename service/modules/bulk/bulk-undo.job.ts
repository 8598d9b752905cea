import { isDeepStrictEqual } from 'node:util'
import type { Transaction } from 'kysely'
import { isInScope } from '../../../core/access/reader-scope.ts'
import type { BulkSkip } from '../../../core/renewal/renewal-step.ts'
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
import type { Database } from '../../storage/database.ts'
import { appendAudit } from '../audit/audit-log.ts'
import type { DomainFacts, DomainState, StoredDomain } from '../domains/domain-state.ts'
import { type DomainChange, updateDomains } from '../domains/domain-writer.ts'
import { findDomains } from '../domains/domains.repository.ts'
import { NAME_TABLES } from '../domains/name-tables.ts'
import { readWriteContext, type WriteContext } from '../domains/write-context.ts'
import { BULK_UNDO_JOB } from './bulk.job.ts'
import * as repository from './bulk.repository.ts'
import { assertMayDo, onBehalfOf, type UndoPayload, undoPayloadSchema } from './bulk-payload.ts'
import { type NameClass, readClasses } from './classes.ts'
import { nameValuesSchema, type SourcedFact, type StoredValues } from './name-values.ts'

/** Takes a bulk change back, name by name, where its value is still the one the job set. The cursor is the last place. */
export function bulkUndoJob(_deps: JobDeps): JobHandler {
  return { kind: BULK_UNDO_JOB, writes: NAME_TABLES, open: openRun, retry: goOn }
}

/** The names that an undo which ended early did not reach. */
async function goOn({ job, by }: SuccessorRequest): Promise<JobSuccessor> {
  const payload = undoPayloadSchema.parse(job.payload)
  assertMayDo(by, payload.action)
  const rest: UndoPayload = { ...payload, by: onBehalfOf(by), after: placeOf(payload, job) }
  return { kind: BULK_UNDO_JOB, payload: rest, total: Math.max(0, job.total - job.done - job.skipped) }
}

function placeOf({ after = -1 }: UndoPayload, { cursor }: Job): number {
  return cursor === null ? after : Number(cursor)
}

function openRun(job: Job): JobRun {
  const payload = undoPayloadSchema.parse(job.payload)
  return { step: (batch) => doBatch(payload, batch) }
}

type DoneItem = Awaited<ReturnType<typeof repository.doneItems>>[number]
type Return = {
  readonly item: DoneItem
  readonly change: DomainChange
  readonly from: StoredValues
  readonly to: StoredValues
}

async function doBatch(payload: UndoPayload, { trx, job, changeSeq, now, size }: JobBatch) {
  const items = await repository.doneItems(trx, job.account, payload.job, placeOf(payload, job), size)
  const context = await readWriteContext(trx, { account: job.account, changeSeq, now })
  const { returns, left } = await sift(trx, payload, context, items)
  await updateDomains(
    trx,
    context,
    returns.map(({ change }) => change),
  )
  await record(trx, payload, job, context, returns)
  const done = returns.map(
    ({ item, from, to }): JobItem => ({ ...identity(item), state: 'done', before: from, after: to }),
  )
  const last = items.at(-1)
  return {
    cursor: last ? String(last.n) : job.cursor,
    done: done.length,
    skipped: left.length,
    isFinished: items.length < size,
    items: [...done, ...left],
    summary: { action: payload.action, undoes: payload.job },
  }
}

function identity({ n, domain, name }: DoneItem) {
  return { n, domain, name }
}

async function sift(
  trx: Transaction<Database>,
  payload: UndoPayload,
  context: WriteContext,
  items: readonly DoneItem[],
): Promise<{ readonly returns: readonly Return[]; readonly left: readonly JobItem[] }> {
  const names = await findDomains(trx, context.account, { ids: items.map((item) => item.domain) })
  const byId = new Map(names.map((name) => [name.id, name]))
  const classes = new Map<number, NameClass>()
  await readClasses(
    trx,
    context.account,
    names.map(({ row }) => row),
    classes,
  )
  const returns: Return[] = []
  const left: JobItem[] = []
  for (const item of items) {
    const name = byId.get(item.domain)
    const mode = name && classes.get(name.row.class_id)?.mode
    const from = nameValuesSchema.parse(JSON.parse(item.after ?? '{}'))
    const to = nameValuesSchema.parse(JSON.parse(item.before ?? '{}'))
    const code =
      !name || !mode ? 'unknown' : whyNot({ state: name.state, row: name.row, mode }, from, to, payload, context)
    if (!name || code) left.push({ ...identity(item), state: 'skipped', code })
    else returns.push({ item, from, to, change: { before: name, patch: patchOf(name, to) } })
  }
  return { returns, left }
}

type Known = Pick<StoredDomain, 'state' | 'row'> & Pick<NameClass, 'mode'>

function whyNot(
  { state, row, mode }: Known,
  from: StoredValues,
  to: StoredValues,
  { by }: UndoPayload,
  { today }: WriteContext,
): BulkSkip | null {
  if (!isInScope(by.scope, state)) return 'no_permission'
  if (!isStill(state, from)) return 'changed_since'
  const letsGo = to.rule?.mode === 'expire' || to.decision?.mode === 'expire'
  if (letsGo && state.critical !== null) return 'critical_needs_confirmation'
  const isLate = row.decide_by !== null && row.decide_by < today
  return to.decision?.mode === 'expire' && isLate && mode === 'renew' ? 'too_late' : null
}

/** Whether the name still has the values that the job left. The source of a fact may have been confirmed since. */
function isStill(state: DomainState, { source: _, ...values }: StoredValues): boolean {
  const now = Object.fromEntries(Object.keys(values).map((member) => [member, state[member as keyof DomainState]]))
  return isDeepStrictEqual(nameValuesSchema.parse(now), nameValuesSchema.parse(values))
}

const SOURCED: readonly SourcedFact[] = ['locks', 'tags', 'department', 'nameServers']

function patchOf({ state }: StoredDomain, { source, ...values }: StoredValues): Partial<DomainFacts> {
  const fact = SOURCED.find((name) => values[name] !== undefined)
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
  if (!fact) return given
  const { [fact]: _, ...others } = state.provenance
  return { ...given, provenance: source ? { ...others, [fact]: source } : others }
}

async function record(
  trx: Transaction<Database>,
  { action, by }: UndoPayload,
  job: Job,
  { account, now }: WriteContext,
  returns: readonly Return[],
): Promise<void> {
  if (returns.length === 0) return
  await appendAudit(trx, account, {
    at: now,
    person: by.person,
    address: by.address,
    requestId: by.requestId,
    action: `bulkUndo.${action}`,
    job: job.id,
    before: { values: returns.map(({ from }) => from) },
    after: { names: returns.map(({ item }) => item.name), values: returns.map(({ to }) => to) },
  })
}
