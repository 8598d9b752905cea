import { expect, it } from 'vitest'
import { enqueueJob } from '../../../service/jobs/enqueue-job.ts'
import { JobFailure, type JobHandler, type JobItem } from '../../../service/jobs/job-handler.ts'
import { claimJob, findJob, insertJobItems, updateJob } from '../../../service/jobs/jobs.repository.ts'
import { instantIn } from '../../../service/jobs/lease.ts'
import { runJob } from '../../../service/jobs/run-job.ts'
import { workOff } from '../../../service/jobs/work-off.ts'
import { nextChange } from '../../../service/modules/changes/change-sequence.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { inlineEngine, settleJobs } from '../../support/settle-jobs.ts'
import { openTestApi, type TestApi } from '../../support/test-api.ts'

const BATCH = 10

/** Counts to `total` in batches of ten, with one item per number: what is done twice or lost shows in the items. */
function counting(beforeBatch: (from: number) => void | Promise<void> = () => undefined): JobHandler {
  return {
    kind: 'counting',
    open: () => ({
      step: async ({ job }) => {
        const from = Number(job.cursor ?? 0)
        const to = Math.min(from + BATCH, job.total)
        await beforeBatch(from)
        const items = Array.from(
          { length: to - from },
          (_, index): JobItem => ({ n: from + index, domain: 0, name: `n${from + index}`, state: 'done' }),
        )
        return { cursor: String(to), done: to - from, skipped: 0, isFinished: to === job.total, items }
      },
    }),
  }
}

async function queue(api: TestApi, total: number, kind = 'counting'): Promise<{ account: string; id: string }> {
  const { account, deps } = api
  const id = await deps.storage.transact(async (trx) => {
    const changeSeq = await nextChange(trx, account)
    return enqueueJob(trx, { account, kind, payload: {}, total, person: null, changeSeq, at: deps.clock.now() })
  })
  return { account, id }
}

async function numbersOf(api: TestApi, job: { id: string }): Promise<number[]> {
  const rows = await api.deps.storage.read
    .selectFrom('job_item')
    .select('n')
    .where('job', '=', job.id)
    .orderBy('n')
    .execute()
  return rows.map(({ n }) => n)
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)

describeOnEachDatabase('the job engine', (open) => {
  it('does everything once, in batches that each move the cursor', async () => {
    const api = await openTestApi(await open())
    const job = await queue(api, 35)
    await settleJobs(api.deps, [counting()])
    expect(await numbersOf(api, job)).toEqual(upTo(35))
    expect(await findJob(api.deps.storage.read, job)).toMatchObject({ state: 'done', done: 35, cursor: '35' })
  })

  it('takes a batch that failed back as a whole and does it again', async () => {
    const api = await openTestApi(await open())
    const job = await queue(api, 50)
    let failures = 0
    const failing: JobHandler = {
      kind: 'counting',
      open: async (opened) => {
        const run = await counting().open(opened)
        return {
          step: async (batch) => {
            const outcome = await run.step(batch)
            if (outcome.cursor !== '30' || failures++ === 2) return outcome
            const stray = { n: 1000, domain: 0, name: 'half done', state: 'done' as const }
            await insertJobItems(batch.trx, job, [stray])
            throw new Error('the power went')
          },
        }
      },
    }
    await settleJobs(api.deps, [failing])
    expect(failures).toBe(3)
    expect(await numbersOf(api, job)).toEqual(upTo(50))
  })

  it('gives up after five attempts, with a text for people and no stack trace', async () => {
    const api = await openTestApi(await open())
    const job = await queue(api, 50)
    let attempts = 0
    const broken = counting((from) => {
      if (from < 20) return
      attempts++
      throw new Error('at secret/place.ts:12')
    })
    await settleJobs(api.deps, [broken])
    expect(attempts).toBe(5)
    const { body } = await api.get<{ problem: { code: string; detail: string } }>(`/jobs/${job.id}`)
    expect(body).toMatchObject({ state: 'failed', done: 20, problem: { code: 'internal' } })
    expect(body.problem.detail).not.toContain('secret')
  })

  it('fails at once, with its own reason, where another attempt would end the same', async () => {
    const api = await openTestApi(await open())
    const job = await queue(api, 50)
    let attempts = 0
    const refusing = counting(() => {
      attempts++
      throw new JobFailure('unreadable_file', 'The file is gone.')
    })
    await settleJobs(api.deps, [refusing])
    expect(attempts).toBe(1)
    const problem = { code: 'unreadable_file', detail: 'The file is gone.' }
    expect((await api.get(`/jobs/${job.id}`)).body).toMatchObject({ state: 'failed', problem })
  })

  it('stops a cancelled job before its next batch and tells its module', async () => {
    const api = await openTestApi(await open())
    const job = await queue(api, 50)
    const ends: string[] = []
    const handler: JobHandler = {
      ...counting(),
      onEnd: async (_trx, { done }, end) => {
        ends.push(`${end.state} at ${done}`)
      },
    }
    const engine = inlineEngine(api.deps, [handler])
    const stopAfterTwo = {
      ...engine,
      pause: async () => {
        const row = await findJob(api.deps.storage.read, job)
        if (row?.done === 20) expect((await api.post(`/jobs/${job.id}/cancel`)).status).toBe(200)
      },
    }
    await workOff(stopAfterTwo, () => 'a')
    expect((await api.get(`/jobs/${job.id}`)).body).toMatchObject({ state: 'cancelled', done: 20, canCancel: false })
    expect(ends).toEqual(['cancelled at 20'])
  })

  it('cancels a job that nobody has begun at once, and leaves one that has ended as it is', async () => {
    const api = await openTestApi(await open())
    const waiting = await queue(api, 50)
    expect((await api.post(`/jobs/${waiting.id}/cancel`)).body).toMatchObject({ state: 'cancelled', done: 0 })
    const ended = await queue(api, 5)
    await settleJobs(api.deps, [counting()])
    expect((await api.post(`/jobs/${ended.id}/cancel`)).body).toMatchObject({ state: 'done', done: 5 })
  })

  it('lets another owner go on where a dead one stopped, and the dead one changes nothing any more', async () => {
    const api = await openTestApi(await open())
    const job = await queue(api, 50)
    const { storage } = api.deps
    const engine = inlineEngine(api.deps, [counting()])
    const now = instantIn(0)
    const lease = { owner: 'first', now, until: instantIn(10_000) }
    const row = await storage.transact((trx) => claimJob(trx, ['counting'], lease))
    let lost = false
    const sleepy = inlineEngine(api.deps, [
      counting(async (from) => {
        if (from === 20) lost = true
      }),
    ])
    const asleepAfterTwo = {
      ...sleepy,
      pause: async () => {
        if (!lost) return
        // The lease ran out meanwhile, and somebody else has finished the job.
        await storage.transact((trx) => updateJob(trx, job, { lease_until: now }))
        await workOff(engine, () => 'second')
      },
    }
    await runJob(asleepAfterTwo, row!, 'first')
    expect(await numbersOf(api, job)).toEqual(upTo(50))
    expect(await findJob(storage.read, job)).toMatchObject({ state: 'done', done: 50 })
  })

  it('stops cleanly after the batch in hand and goes on at the next start', async () => {
    const api = await openTestApi(await open())
    const job = await queue(api, 50)
    const stop = new AbortController()
    const engine = {
      ...inlineEngine(api.deps, [counting()]),
      stopped: stop.signal,
      pause: async () => {
        if ((await findJob(api.deps.storage.read, job))?.done === 30) stop.abort()
      },
    }
    await workOff(engine, () => 'before')
    expect(await findJob(api.deps.storage.read, job)).toMatchObject({ state: 'running', done: 30, lease_owner: null })
    await settleJobs(api.deps, [counting()])
    expect(await numbersOf(api, job)).toEqual(upTo(50))
  })

  it('gives each job to one of several owners who look at the same time', async () => {
    const api = await openTestApi(await open())
    const jobs = await Promise.all(upTo(8).map(() => queue(api, 40)))
    const names = ['a', 'b', 'c']
    let holds = 0
    await Promise.all(names.map((name) => workOff(inlineEngine(api.deps, [counting()]), () => `${name}.${holds++}`)))
    for (const job of jobs) expect(await numbersOf(api, job)).toEqual(upTo(40))
  })

  it('leaves kinds that it does not know to an instance that does', async () => {
    const api = await openTestApi(await open())
    const job = await queue(api, 10, 'from the future')
    await workOff(inlineEngine(api.deps, [counting()]), () => 'old')
    expect(await findJob(api.deps.storage.read, job)).toMatchObject({ state: 'queued' })
  })

  it('lists jobs page by page, and says of the last page that it is the last', async () => {
    const api = await openTestApi(await open())
    for (const total of [1, 2, 3, 4]) await queue(api, total)
    type Page = { items: { total: number }[]; nextCursor: string | null }
    const first = (await api.get<Page>('/jobs?limit=2')).body
    const second = (await api.get<Page>(`/jobs?limit=2&cursor=${first.nextCursor}`)).body
    expect([...first.items, ...second.items].map(({ total }) => total)).toEqual([4, 3, 2, 1])
    expect(second.nextCursor).toBeNull()
  })
})
