import { z } from 'zod'
import { isUnlimited } from '../../../core/access/reader-scope.ts'
import type { IsoMonth } from '../../../core/calendar/iso-date.ts'
import * as contract from '../../../core/contract/http/notices.ts'
import { DEFAULT_LIMIT } from '../../../core/contract/http/shapes.ts'
import { DECISION_VERDICTS, type DecisionVerdict } from '../../../core/renewal/decision-diff.ts'
import type { Deps } from '../../deps.ts'
import { encodeCursor, rowPlace } from '../../http/cursor.ts'
import { type AccountCaller, type Handled, handle, json } from '../../http/handle.ts'
import { enqueueJob } from '../../jobs/enqueue-job.ts'
import { notFound } from '../../refusal.ts'
import { onBehalfOf } from '../bulk/bulk-payload.ts'
import { nextChange } from '../changes/change-sequence.ts'
import * as repository from './decision-files.repository.ts'
import { type ApplyDecisionsPayload, DECISIONS_JOB } from './decisions.job.ts'
import { receiveDecisions } from './receive-decisions.ts'

export function decisionRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.postDecisions, async ({ by, params: { month }, query, file }) => {
      const id = await receiveDecisions(deps, by, month, { fileName: query.fileName ?? null, body: file })
      return json(201, describeFile(await findOwnFile(deps, by, { month, id })))
    }),
    handle(contract.listDecisionFiles, async ({ by, params }) => {
      const files = await repository.listDecisionFiles(deps.storage.read, by.account, params.month, ownerOf(by))
      return json(200, { items: files.map(describeFile) })
    }),
    handle(contract.getDecisionRows, async ({ by, params, query }) => {
      const file = await findOwnFile(deps, by, params)
      const list = `decisions ${file.id} ${query.verdict ?? ''}`
      const limit = query.limit ?? DEFAULT_LIMIT
      const page = { afterN: rowPlace(list, query.cursor), offset: query.offset ?? 0, limit: limit + 1 }
      const found = await repository.listDecisionRows(deps.storage.read, file, query.verdict, page)
      const rows = found.slice(0, limit)
      const last = found.length > limit ? rows.at(-1) : undefined
      return json(200, {
        items: rows.map(describeRow),
        nextCursor: last ? encodeCursor(list, [last.n]) : null,
        total: countRows(file, query.verdict),
      })
    }),
    handle(contract.applyDecisions, async ({ by, params }) => {
      const job = await applyFile(deps, by, params)
      deps.jobs.wake()
      return json(202, { job: { id: job } })
    }),
  ]
}

type FileKey = { readonly month: IsoMonth; readonly id: string }

/** A sheet shows its rows to whoever handed it in, and to those who see every name. */
function ownerOf(by: AccountCaller): string | null {
  return isUnlimited(by.actor.scope) ? null : by.personId
}

async function findOwnFile(deps: Deps, by: AccountCaller, key: FileKey): Promise<repository.ListedDecisionFile> {
  const file = await repository.findDecisionFile(deps.storage.read, { account: by.account, ...key }, ownerOf(by))
  if (!file) throw notFound()
  return file
}

/** Queues the job that applies a file. One that was applied is not applied again; one that broke off is. */
async function applyFile(deps: Deps, by: AccountCaller, { month, id }: FileKey): Promise<string> {
  return deps.storage.transact(async (trx) => {
    const changeSeq = await nextChange(trx, by.account, 'files')
    const file = await repository.findDecisionFile(trx, { account: by.account, month, id }, ownerOf(by))
    if (!file) throw notFound()
    const brokeOff = file.jobState === 'failed' || file.jobState === 'cancelled'
    if (file.job !== null && !brokeOff) return file.job
    const payload: ApplyDecisionsPayload = { file: id, month, by: onBehalfOf(by) }
    const job = await enqueueJob(trx, {
      account: by.account,
      kind: DECISIONS_JOB,
      payload,
      total: countsOf(file).change,
      person: by.personId,
      changeSeq,
      at: deps.clock.now(),
    })
    await repository.setDecisionJob(trx, by.account, id, job)
    return job
  })
}

const countsSchema = z.record(z.enum(DECISION_VERDICTS), z.number().int())

function countsOf(file: repository.DecisionFile): Readonly<Record<DecisionVerdict, number>> {
  return countsSchema.parse(JSON.parse(file.counts))
}

function countRows(file: repository.DecisionFile, verdict: DecisionVerdict | undefined): number {
  const counts = countsOf(file)
  return verdict === undefined ? Object.values(counts).reduce((sum, count) => sum + count, 0) : counts[verdict]
}

const STATES = {
  queued: 'applying',
  running: 'applying',
  done: 'applied',
  failed: 'ready',
  cancelled: 'ready',
} as const

function describeFile(file: repository.ListedDecisionFile) {
  return {
    id: file.id,
    month: file.month,
    state: file.jobState ? STATES[file.jobState] : 'ready',
    createdAt: file.created_at,
    counts: countsOf(file),
    job: file.job === null ? null : { id: file.job },
  }
}

function describeRow(row: repository.DecisionFileRow) {
  return {
    row: row.n,
    name: row.name,
    verdict: row.verdict,
    decision: row.decision,
    current: row.current,
    expiresOn: row.expires_on,
    renewsOn: row.renews_on,
  }
}
