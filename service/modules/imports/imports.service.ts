import type { z } from 'zod'
import type * as contract from '../../../core/contract/http/imports.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { newId } from '../../ids.ts'
import { enqueueJob } from '../../jobs/enqueue-job.ts'
import { notFound, Refusal } from '../../refusal.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { APPLY_JOB, type ApplyPayload } from './apply-import.job.ts'
import { beginCheck } from './begin-check.ts'
import { changedPlan, type MappingBody } from './change-plan.ts'
import * as keeping from './import-keeping.repository.ts'
import { saveProfile } from './import-profiles.ts'
import { checkedAsOf, checkedConnection } from './import-terms.ts'
import * as repository from './imports.repository.ts'
import { assertRowsKept, importReader, settledImport } from './read-import.ts'
import { countsSchema, NO_ROWS } from './stage-rows.ts'
import { takeFile } from './take-file.ts'

type Query = z.output<(typeof contract.postImport)['query']>

/** Takes a file in and begins to check its rows; short files are checked when this returns. */
export async function startImport(
  deps: Deps,
  by: AccountCaller,
  query: Query,
  file: ReadableStream<Uint8Array> | null,
): Promise<string> {
  const key = { account: by.account, id: newId() }
  const started = await newImport(deps, by, key, query)
  let isBegun = false
  const begin = async () => {
    isBegun = true
    await deps.storage.transact((trx) => repository.insertImport(trx, started))
  }
  try {
    const taken = await takeFile(deps, key, file ?? new Uint8Array(0), query.profile, begin)
    await deps.storage.transact(async (trx) => {
      if (!isBegun) await repository.insertImport(trx, started)
      if (taken.unstored) await repository.insertChunk(trx, key, taken.unstored)
      const row = { ...started, profile: taken.profile, plan: JSON.stringify(taken.plan) }
      await beginCheck(deps, trx, by, row, taken.plan)
    })
  } catch (error) {
    if (isBegun) await discard(deps, key)
    throw error
  }
  deps.jobs.wake()
  deps.events.nudge(by.account)
  return key.id
}

/** Some megabytes in one transaction at most. */
const CHUNKS_AT_ONCE = 20

/** Keeps nothing of a file that cannot be read to its end. */
async function discard({ storage }: Deps, key: repository.ImportKey): Promise<void> {
  for (let removed = CHUNKS_AT_ONCE; removed === CHUNKS_AT_ONCE; ) {
    removed = await storage.transact((trx) => keeping.deleteChunks(trx, key, CHUNKS_AT_ONCE))
  }
  await storage.transact((trx) => keeping.endKeeping(trx, key))
}

async function newImport(
  deps: Deps,
  by: AccountCaller,
  key: repository.ImportKey,
  query: Query,
): Promise<repository.ImportRow> {
  const now = deps.clock.now()
  return {
    ...key,
    person: by.personId,
    state: 'reading',
    file_name: query.fileName ?? null,
    as_of: await checkedAsOf(deps, by, query.asOf),
    connection: await checkedConnection(deps, by, query.connection, '/connection'),
    profile: null,
    plan: repository.NO_PLAN,
    counts: JSON.stringify(NO_ROWS),
    problem: null,
    read_job: null,
    apply_job: null,
    created_at: now,
    keeping: 'kept',
  }
}

/** Changes mapping, answers, day or connection of an import and checks its rows again. */
export async function changeMapping(deps: Deps, by: AccountCaller, id: string, body: MappingBody): Promise<void> {
  const row = await settledImport(deps, by, id)
  if (row.state === 'reading' || row.state === 'applying') throw new Refusal('job_running')
  if (row.state === 'applied') throw alreadyApplied(row)
  assertRowsKept(row)
  const plan = await changedPlan(deps, row, body)
  const answer = body.answers?.['connection']
  const connection = body.connection ?? (answer === undefined ? undefined : String(answer))
  const next: repository.ImportRow = {
    ...row,
    plan: JSON.stringify(plan),
    as_of: body.asOf === undefined ? row.as_of : await checkedAsOf(deps, by, body.asOf),
    connection: (await checkedConnection(deps, by, connection, '/connection')) ?? row.connection,
  }
  const openBefore = row.state
  await deps.storage.transact(async (trx) => {
    // The account's lock first: nobody removes its rows while this looks at them.
    await nextChange(trx, by.account, 'files')
    const now = await repository.findImport(trx, importReader(by), id)
    if (now?.state !== openBefore || now.keeping !== row.keeping) throw new Refusal('job_running')
    if (body.saveAs !== undefined) await saveProfile(trx, by.account, body.saveAs, plan, deps.clock.now())
    await beginCheck(deps, trx, by, next, plan)
  })
  deps.jobs.wake()
  deps.events.nudge(by.account)
}

/** Queues the job that takes the checked rows over. */
export async function applyImport(
  deps: Deps,
  by: AccountCaller,
  id: string,
  conflicts: ApplyPayload['conflicts'],
): Promise<string> {
  await settledImport(deps, by, id)
  const job = await deps.storage.transact(async (trx) => {
    const changeSeq = await nextChange(trx, by.account, 'files')
    const row = await repository.findImport(trx, importReader(by), id)
    if (!row) throw notFound()
    if (row.state === 'applying') throw new Refusal('job_running')
    if (row.state === 'applied') throw alreadyApplied(row)
    assertRowsKept(row)
    if (row.state !== 'ready') throw new Refusal('import_not_ready', notReady(row))
    const counts = countsSchema.parse(JSON.parse(row.counts))
    const at = deps.clock.now()
    const payload: ApplyPayload = { import: id, conflicts }
    const total = counts.new + counts.changed + (conflicts === 'take' ? counts.conflict : 0)
    const queued = { account: by.account, kind: APPLY_JOB, payload, total, person: by.personId, changeSeq, at }
    const apply_job = await enqueueJob(trx, queued)
    await repository.updateImport(trx, row, { state: 'applying', apply_job })
    const { requestId, address, personId } = by
    const record = { at, person: personId, address, requestId, action: 'import.start', subject: id, job: apply_job }
    await appendAudit(trx, by.account, { ...record, after: { fileName: row.file_name, asOf: row.as_of, counts } })
    return apply_job
  })
  deps.jobs.wake()
  deps.events.nudge(by.account)
  return job
}

/** An import is applied once; the names themselves tell what has become of them since. */
function alreadyApplied(row: repository.ImportRow): Refusal {
  return new Refusal('already_applied', row.apply_job === null ? {} : { args: { job: row.apply_job } })
}

function notReady(row: repository.ImportRow): { readonly detail: string } {
  const details: Readonly<Record<string, string>> = {
    reading: 'Its rows are still being checked.',
    questions: 'Answer the open questions first.',
  }
  return { detail: details[row.state] ?? 'Its check failed; set the mapping again.' }
}
