import type { Kysely } from 'kysely'
import { expect, it } from 'vitest'
import type { Instant } from '../../../core/calendar/iso-date.ts'
import type { Job, JobBatch } from '../../../service/jobs/job-handler.ts'
import { allJobHandlers } from '../../../service/jobs/job-handlers.ts'
import { runDueWork } from '../../../service/schedule/due-work.ts'
import type { Database } from '../../../service/storage/database.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { settleJobs } from '../../support/settle-jobs.ts'
import { openTestApi, TEST_NOW, type TestApi } from '../../support/test-api.ts'

type Import = { id: string; state: string; rowsKept: boolean; counts: Record<string, number> }
type Started = { job: { id: string } }

const daysLater = (days: number) => new Date(Date.parse(TEST_NOW) + days * 86_400_000).toISOString() as Instant
const FILE = 'domain,expires\na.com,2027-01-31\nb.com,2027-02-30\n'

async function upload(api: TestApi, file = FILE): Promise<string> {
  const { status, body } = await api.post<Import>('/imports', file)
  expect([status, body.state]).toEqual([201, 'ready'])
  return body.id
}

async function startApplying(api: TestApi, id: string): Promise<string> {
  const { status, body } = await api.post<Started>(`/imports/${id}/apply`)
  expect(status).toBe(202)
  return body.job.id
}

async function apply(api: TestApi, id: string): Promise<string> {
  const job = await startApplying(api, id)
  await api.settleJobs()
  return job
}

/** Does the work that is due so many days later; answers whether there was any. */
async function clean(api: TestApi, days: number): Promise<boolean> {
  api.deps.clock.moveTo(daysLater(days))
  const ran = await runDueWork(api.deps, ['imports'])
  await api.settleJobs()
  return ran.length > 0
}

async function stored(api: TestApi, id: string, db: Kysely<Database> = api.deps.storage.read) {
  const count = async (table: 'import_row' | 'import_chunk') => {
    const rows = await db.selectFrom(table).select('account').where('import', '=', id).execute()
    return rows.length
  }
  return { rows: await count('import_row'), chunks: await count('import_chunk') }
}

const GONE = { status: 410, body: { code: 'gone_rows' } }

describeOnEachDatabase('what an import read', (open) => {
  it('is kept for 30 days after it was taken over; then the import stays listed with its counts', async () => {
    const api = await openTestApi(await open())
    const id = await upload(api)
    api.deps.clock.moveTo(daysLater(10))
    const job = await apply(api, id)
    expect(await clean(api, 39)).toBe(false)
    expect(await stored(api, id)).toEqual({ rows: 2, chunks: 1 })
    expect((await api.get(`/imports/${id}/refused.csv`)).status).toBe(200)
    expect((await api.get<Import>(`/imports/${id}`)).body.rowsKept).toBe(true)

    expect(await clean(api, 41)).toBe(true)
    expect(await stored(api, id)).toEqual({ rows: 0, chunks: 0 })
    const listed = (await api.get<{ items: Import[] }>('/imports')).body.items
    expect(listed).toMatchObject([{ id, state: 'applied', rowsKept: false, counts: { new: 1, refused: 1 } }])
    expect(await api.get(`/imports/${id}/rows`)).toMatchObject(GONE)
    expect(await api.get(`/imports/${id}/refused.csv`)).toMatchObject(GONE)
    expect(await api.post(`/imports/${id}/apply`)).toMatchObject({ status: 409, body: { code: 'already_applied' } })
    expect(await clean(api, 42)).toBe(false)

    expect((await api.post(`/jobs/${job}/undo`)).status).toBe(202)
    await api.settleJobs()
    expect((await api.get('/domains/a.com')).body).toMatchObject({ holding: 'archived' })
  })

  it('goes with its import where that was never taken over, and leaves what is younger or at work alone', async () => {
    const api = await openTestApi(await open())
    const left = await upload(api)
    const atWork = await upload(api, 'domain\nc.com\n')
    await startApplying(api, atWork)
    api.deps.clock.moveTo(daysLater(20))
    const young = await upload(api)
    api.deps.clock.moveTo(daysLater(31))
    await runDueWork(api.deps, ['imports'])
    await api.settleJobs()
    expect((await api.get(`/imports/${left}`)).status).toBe(404)
    expect(await stored(api, left)).toEqual({ rows: 0, chunks: 0 })
    expect(await stored(api, young)).toEqual({ rows: 2, chunks: 1 })
    expect(await stored(api, atWork)).toEqual({ rows: 1, chunks: 1 })
    expect((await api.get('/domains/c.com')).status).toBe(200)
  })

  it('is not there any more to be gone on with, where taking it over broke off', async () => {
    const api = await openTestApi(await open())
    const id = await upload(api)
    const job = await startApplying(api, id)
    await api.post(`/jobs/${job}/cancel`)
    expect((await api.get<Import>(`/imports/${id}`)).body.state).toBe('ready')
    await clean(api, 31)
    expect((await api.get<Import>(`/imports/${id}`)).body).toMatchObject({ state: 'ready', rowsKept: false })
    expect(await api.post(`/imports/${id}/apply`)).toMatchObject(GONE)
    expect(await api.put(`/imports/${id}/mapping`, { mapping: {} })).toMatchObject(GONE)
    expect(await api.post(`/jobs/${job}/retry`)).toMatchObject({ status: 409, body: { code: 'job_not_retryable' } })
  })

  it('goes soon after an upload that never came to its end', async () => {
    const api = await openTestApi(await open())
    const id = await upload(api)
    await api.deps.storage.transact((trx) =>
      trx.updateTable('import_file').set({ plan: '{}', state: 'reading' }).where('id', '=', id).execute(),
    )
    expect(await clean(api, 0.9)).toBe(false)
    expect(await clean(api, 2.1)).toBe(true)
    expect(await stored(api, id)).toEqual({ rows: 0, chunks: 0 })
  })

  it('goes in short batches, so that one that breaks off leaves little to do again', async () => {
    const api = await openTestApi(await open())
    const lines = Array.from({ length: 900 }, (_, index) => `n${index}.com`)
    const ids = [await upload(api, `domain\n${lines.join('\n')}\n`), await upload(api)]
    for (const id of ids) await apply(api, id)
    const left: number[] = []
    const handlers = allJobHandlers(api.deps).map((handler) => ({
      ...handler,
      open: async (job: Job) => {
        const run = await handler.open(job)
        const step = async (batch: JobBatch) => {
          left.push((await stored(api, ids[0] ?? '', batch.trx)).rows)
          return run.step(batch)
        }
        return { ...run, step }
      },
    }))
    api.deps.clock.moveTo(daysLater(32))
    await runDueWork(api.deps, ['imports'])
    expect((await api.get<Import>(`/imports/${ids[1]}`)).body.rowsKept).toBe(false)
    await settleJobs(api.deps, handlers)
    expect(left.slice(0, 2)).toEqual([900, 650])
    for (const id of ids) expect(await stored(api, id)).toEqual({ rows: 0, chunks: 0 })
  })
})
