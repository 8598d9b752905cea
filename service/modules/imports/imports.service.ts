import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import { isUnlimited } from '../../../core/access/reader-scope.ts'
import { dayInZone, type IsoDate } from '../../../core/calendar/iso-date.ts'
import type * as contract from '../../../core/contract/http/imports.ts'
import { checkedMapping } from '../../../core/portfolio/import/recognise-table.ts'
import { collectEvidence } from '../../../core/portfolio/import/table-evidence.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { newId } from '../../ids.ts'
import { enqueueJob } from '../../jobs/enqueue-job.ts'
import { invalidField, notFound, Refusal } from '../../refusal.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { findConnection, listConnections } from '../connections/connections.repository.ts'
import { APPLY_JOB, type ApplyPayload } from './apply-import.job.ts'
import { CHECK_JOB, type CheckPayload } from './check-import.job.ts'
import { checkAtOnce, MAX_ROWS_AT_ONCE } from './check-import.ts'
import { type ImportPlan, importPlanSchema, settlePlan } from './import-plan.ts'
import { saveProfile } from './import-profiles.ts'
import { openReading } from './import-reading.ts'
import * as repository from './imports.repository.ts'
import { countsSchema, NO_ROWS } from './stage-rows.ts'
import { takeFile } from './take-file.ts'
import { matching } from './target-connections.ts'

type Query = z.output<(typeof contract.postImport)['query']>
type MappingBody = z.output<(typeof contract.putImportMapping)['body']>

/** Limited readers see their own imports only: the rows of others hold names that they may not see. */
export function importReader(by: AccountCaller): repository.ImportReader {
  return { account: by.account, onlyOf: isUnlimited(by.actor.scope) ? null : by.personId }
}

export async function readImport(deps: Deps, by: AccountCaller, id: string): Promise<repository.ImportRow> {
  const row = await repository.findImport(deps.storage.read, importReader(by), id)
  if (!row) throw notFound()
  return row
}

/** How long a request waits for the check of a long file before it answers that it still runs. */
const PATIENCE_MS = 10_000
const LOOK_EVERY_MS = 50

/** The import once its check has ended, or as it is when that takes too long. */
export async function settledImport(deps: Deps, by: AccountCaller, id: string): Promise<repository.ImportRow> {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    const row = await readImport(deps, by, id)
    if (row.state !== 'reading' || Date.now() > until) return row
    await sleep(LOOK_EVERY_MS)
  }
}

/** Takes a file in and begins to check its rows; short files are checked when this returns. */
export async function startImport(
  deps: Deps,
  by: AccountCaller,
  query: Query,
  file: ReadableStream<Uint8Array> | null,
): Promise<string> {
  const key = { account: by.account, id: newId() }
  const started = await newImport(deps, by, key, query)
  await sweepUploads(deps, by.account)
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
      await check(deps, trx, by, row, taken.plan)
    })
  } catch (error) {
    if (isBegun) await deps.storage.transact((trx) => repository.deleteImport(trx, key))
    throw error
  }
  deps.jobs.wake()
  deps.events.nudge(by.account)
  return key.id
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
    connection: await checkedConnection(deps, by, query.connection, '?/connection'),
    profile: null,
    plan: '{}',
    counts: JSON.stringify(NO_ROWS),
    problem: null,
    read_job: null,
    apply_job: null,
    created_at: now,
  }
}

/** A file cannot know the future: facts from tomorrow would outweigh everything that is learnt until then. */
async function checkedAsOf(deps: Deps, by: AccountCaller, asOf: IsoDate | undefined): Promise<IsoDate> {
  const { time_zone } = await deps.storage.read
    .selectFrom('account')
    .select('time_zone')
    .where('id', '=', by.account)
    .executeTakeFirstOrThrow()
  const today = dayInZone(deps.clock.now(), time_zone)
  if (asOf !== undefined && asOf > today)
    throw invalidField('/asOf', 'in_future', `Not a day to come: today is ${today}.`)
  return asOf ?? today
}

async function checkedConnection(
  deps: Deps,
  by: AccountCaller,
  connection: string | undefined,
  pointer: string,
): Promise<string | null> {
  if (connection === undefined) return null
  const found = await findConnection(deps.storage.read, by.account, connection)
  if (!found) throw invalidField(pointer, 'unknown_connection', 'No connection of this account has that id.')
  return found.id
}

const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000

async function sweepUploads(deps: Deps, account: string): Promise<void> {
  const before = new Date(Date.parse(deps.clock.now()) - ABANDONED_AFTER_MS).toISOString()
  const abandoned = await repository.findAbandonedUploads(deps.storage.read, account, before)
  for (const id of abandoned) await deps.storage.transact((trx) => repository.deleteImport(trx, { account, id }))
}

type Trx = Parameters<Parameters<Deps['storage']['transact']>[0]>[0]

/** Goes on with an import whose plan is in `row`: asks, checks at once, or gives the check to a job. */
async function check(
  deps: Deps,
  trx: Trx,
  by: AccountCaller,
  row: repository.ImportRow,
  plan: ImportPlan,
): Promise<void> {
  const key = { account: row.account, id: row.id }
  const questions = await openQuestions(trx, row, plan)
  const changeSeq = await nextChange(trx, by.account)
  const patch = { plan: row.plan, profile: row.profile, as_of: row.as_of, connection: row.connection, problem: null }
  if (questions.length > 0) {
    await repository.updateImport(trx, key, { ...patch, state: 'questions', counts: JSON.stringify(NO_ROWS) })
    return
  }
  if (plan.rowCount <= MAX_ROWS_AT_ONCE) {
    await repository.updateImport(trx, key, { ...patch, state: 'reading' })
    await checkAtOnce(trx, await openReading(trx, row, by.actor.scope))
    return
  }
  const payload: CheckPayload = { import: row.id }
  const job = { account: by.account, kind: CHECK_JOB, payload, total: plan.rowCount, person: by.personId, changeSeq }
  const read_job = await enqueueJob(trx, { ...job, at: deps.clock.now() })
  await repository.updateImport(trx, key, { ...patch, state: 'reading', read_job })
}

export type ImportQuestion = z.output<typeof contract.importQuestionSchema>

/** What is open: what the cells leave open, and at which of several connections of one registrar the file belongs. */
export async function openQuestions(
  db: Parameters<typeof listConnections>[0],
  row: repository.ImportRow,
  plan: ImportPlan,
): Promise<readonly ImportQuestion[]> {
  const fromCells = settlePlan(plan).questions.map((question) => ({
    ...question,
    options: question.options && [...question.options],
    samples: [...question.samples],
  }))
  if (plan.registrar === null || row.connection !== null) return fromCells
  const connections = matching(await listConnections(db, row.account), plan.registrar)
  if (connections.length < 2) return fromCells
  const options = connections.map(({ id }) => id)
  const samples = connections.map(({ name }) => name)
  return [...fromCells, { id: 'connection', kind: 'connection', column: null, options, suggested: null, samples }]
}

export function planOf(row: repository.ImportRow): ImportPlan {
  return importPlanSchema.parse(JSON.parse(row.plan))
}

/** Changes mapping, answers, day or connection of an import and checks its rows again. */
export async function changeMapping(deps: Deps, by: AccountCaller, id: string, body: MappingBody): Promise<void> {
  const row = await settledImport(deps, by, id)
  if (row.state === 'reading' || row.state === 'applying') throw new Refusal('job_running')
  if (row.state === 'applied') throw new Refusal('conflict', { detail: 'This import has been applied already.' })
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
    const now = await repository.findImport(trx, importReader(by), id)
    if (now?.state !== openBefore) throw new Refusal('job_running')
    if (body.saveAs !== undefined) await saveProfile(trx, by.account, body.saveAs, plan, deps.clock.now())
    await check(deps, trx, by, next, plan)
  })
  deps.jobs.wake()
  deps.events.nudge(by.account)
}

async function changedPlan(deps: Deps, row: repository.ImportRow, body: MappingBody): Promise<ImportPlan> {
  const plan = planOf(row)
  const answers = { ...plan.answers, ...body.answers }
  assertAnswers(plan, body)
  if (body.mapping === undefined) return { ...plan, answers }
  const { mapping, rejected } = checkedMapping(body.mapping, plan.columns)
  const [bad] = rejected
  if (bad !== undefined) {
    throw invalidField(`/mapping/${bad}`, 'bad_mapping', 'No such field, or no such column that may be read.')
  }
  const evidence = await evidenceOf(deps, row, plan, mapping)
  return { ...plan, answers, mapping, isMappingConfirmed: true, evidence }
}

function assertAnswers(plan: ImportPlan, body: MappingBody): void {
  const asked = new Map(settlePlan({ ...plan, answers: {} }).questions.map((question) => [question.id, question]))
  for (const [id, answer] of Object.entries(body.answers ?? {})) {
    const options = asked.get(id)?.options
    if (options && !options.includes(String(answer))) {
      throw invalidField(`/answers/${id}`, 'not_an_option', `One of: ${options.join(', ')}.`)
    }
  }
}

/** Goes through the stored rows for what the columns of a new mapping say. */
async function evidenceOf(
  deps: Deps,
  row: repository.ImportRow,
  plan: ImportPlan,
  mapping: ReturnType<typeof checkedMapping>['mapping'],
): Promise<ImportPlan['evidence']> {
  const collector = collectEvidence(mapping)
  for (let n = 1; n <= plan.rowCount; ) {
    const chunk = await repository.findChunk(deps.storage.read, row, n)
    if (!chunk) break
    for (const one of chunk.rows) collector.add(one.cells)
    n = chunk.firstRow + chunk.rows.length
    await sleep(0)
  }
  return collector.evidence() as ImportPlan['evidence']
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
    const changeSeq = await nextChange(trx, by.account)
    const row = await repository.findImport(trx, importReader(by), id)
    if (!row) throw notFound()
    if (row.state === 'applying') throw new Refusal('job_running')
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

function notReady(row: repository.ImportRow): { readonly detail: string } {
  const details: Readonly<Record<string, string>> = {
    reading: 'Its rows are still being checked.',
    questions: 'Answer the open questions first.',
    applied: 'It has been applied already.',
  }
  return { detail: details[row.state] ?? 'Its check failed; set the mapping again.' }
}
