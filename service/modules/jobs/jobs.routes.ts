import { cancelJob, getJob, listJobs, retryJob, undoJob } from '../../../core/contract/http/jobs.ts'
import { DEFAULT_LIMIT } from '../../../core/contract/http/shapes.ts'
import type { Deps } from '../../deps.ts'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import { type AccountCaller, type Handled, handle, json } from '../../http/handle.ts'
import { allJobHandlers } from '../../jobs/job-handlers.ts'
import { notFound, Refusal } from '../../refusal.ts'
import { describeJob } from './describe-job.ts'
import * as repository from './jobs.repository.ts'
import { cancel, type JobHandlers, jobReader, retry, undo } from './jobs.service.ts'

const LIST = 'jobs'
/** The list shows a few names of each job; the job itself the first thousand. */
const FAILURES = { ofOne: 1000, inList: 10 } as const

export function jobRoutes(deps: Deps): readonly Handled[] {
  const handlers: JobHandlers = new Map(allJobHandlers(deps).map((handler) => [handler.kind, handler]))
  const describe = (by: AccountCaller, id: string) => describeOne(deps, handlers, by, id)
  const ref = (id: string) => json(202, { job: { id } })
  return [
    handle(listJobs, async ({ by, query }) => {
      const limit = query.limit ?? DEFAULT_LIMIT
      // One more than asked for says whether there is a next page.
      const page = { state: query.state, after: readCursor(query.cursor), offset: query.offset ?? 0, limit: limit + 1 }
      const { rows: found, total } = await repository.listVisibleJobs(deps.storage.read, jobReader(by), page)
      const rows = found.slice(0, limit)
      const items = await describeAll(deps, handlers, by.account, rows)
      const last = rows.at(-1)
      const nextCursor = last && found.length > limit ? encodeCursor(LIST, [last.created_at, last.id]) : null
      return json(200, { items, nextCursor, total })
    }),
    handle(getJob, async ({ by, params }) => json(200, await describe(by, params.id))),
    handle(cancelJob, async ({ by, params }) => {
      await cancel(deps, handlers, by, params.id)
      return json(200, await describe(by, params.id))
    }),
    handle(retryJob, async ({ by, params }) => ref(await retry(deps, handlers, by, params.id))),
    handle(undoJob, async ({ by, params }) => ref(await undo(deps, handlers, by, params.id))),
  ]
}

function readCursor(cursor: string | undefined): repository.JobsPage['after'] {
  if (cursor === undefined) return null
  const [createdAt, id] = decodeCursor(LIST, cursor)
  if (typeof createdAt !== 'string' || typeof id !== 'string') throw new Refusal('bad_cursor')
  return { createdAt, id }
}

async function describeOne(deps: Deps, handlers: JobHandlers, by: AccountCaller, id: string) {
  const job = await repository.findVisibleJob(deps.storage.read, jobReader(by), id)
  if (!job) throw notFound()
  const counts = await repository.countFailures(deps.storage.read, by.account, [id])
  const names = await repository.listFailures(deps.storage.read, by.account, id, FAILURES.ofOne)
  return describeJob(job, handlers.get(job.kind), { counts, names })
}

async function describeAll(deps: Deps, handlers: JobHandlers, account: string, rows: readonly repository.ListedJob[]) {
  const ids = rows.map((row) => row.id)
  const counts = Map.groupBy(await repository.countFailures(deps.storage.read, account, ids), ({ job }) => job)
  return Promise.all(
    rows.map(async (row) => {
      const own = counts.get(row.id) ?? []
      const hasFailures = own.length > 0
      const names = hasFailures
        ? await repository.listFailures(deps.storage.read, account, row.id, FAILURES.inList)
        : []
      return describeJob(row, handlers.get(row.kind), { counts: own, names })
    }),
  )
}
