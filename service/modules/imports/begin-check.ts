import type { Kysely, Transaction } from 'kysely'
import type { z } from 'zod'
import type * as contract from '../../../core/contract/http/imports.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { enqueueJob } from '../../jobs/enqueue-job.ts'
import type { Database } from '../../storage/database.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { listConnections } from '../connections/connections.repository.ts'
import { CHECK_JOB, type CheckPayload } from './check-import.job.ts'
import { checkAtOnce, MAX_ROWS_AT_ONCE } from './check-import.ts'
import { type ImportPlan, settlePlan } from './import-plan.ts'
import { openReading } from './import-reading.ts'
import * as repository from './imports.repository.ts'
import { NO_ROWS } from './stage-rows.ts'
import { matching } from './target-connections.ts'

/** Goes on with an import whose plan is in `row`: asks, checks at once, or gives the check to a job. */
export async function beginCheck(
  deps: Deps,
  trx: Transaction<Database>,
  by: AccountCaller,
  row: repository.ImportRow,
  plan: ImportPlan,
): Promise<void> {
  const key = { account: row.account, id: row.id }
  const questions = await openQuestions(trx, row, plan)
  const changeSeq = await nextChange(trx, by.account, 'files')
  const patch = { plan: row.plan, profile: row.profile, as_of: row.as_of, connection: row.connection, problem: null }
  if (questions.length > 0) {
    await repository.updateImport(trx, key, { ...patch, state: 'questions', counts: JSON.stringify(NO_ROWS) })
    return
  }
  if (plan.rowCount <= MAX_ROWS_AT_ONCE) {
    await repository.updateImport(trx, key, { ...patch, state: 'reading' })
    await checkAtOnce(trx, await openReading(trx, row, by.actor))
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
  db: Kysely<Database>,
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
