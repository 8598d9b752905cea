import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { enqueueJob } from '../../../service/jobs/enqueue-job.ts'
import type { JobHandler } from '../../../service/jobs/job-handler.ts'
import { findJob } from '../../../service/jobs/jobs.repository.ts'
import { nextChange } from '../../../service/modules/changes/change-sequence.ts'
import { refreshStatistics } from '../../../service/storage/refresh-statistics.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { settleJobs } from '../../support/settle-jobs.ts'
import { openTestApi, type TestApi } from '../../support/test-api.ts'

/** Does its names in one batch, with an item for each. */
const plain: JobHandler = {
  kind: 'plain',
  writes: ['account_counter'],
  open: () => ({
    step: async ({ job }) => ({
      cursor: null,
      done: job.total,
      skipped: 0,
      isFinished: true,
      items: Array.from({ length: job.total }, (_, n) => ({ n, domain: n, name: `n${n}.com`, state: 'done' as const })),
    }),
  }),
}

async function run(api: TestApi, total: number): Promise<void> {
  const { account, deps } = api
  const id = await deps.storage.transact(async (trx) => {
    const changeSeq = await nextChange(trx, account)
    const job = { account, kind: 'plain', payload: {}, total, person: null, changeSeq, at: deps.clock.now() }
    return enqueueJob(trx, job)
  })
  await settleJobs(deps, [plain])
  expect(await findJob(deps.storage.read, { account, id })).toMatchObject({ state: 'done', done: total })
}

async function analysedTables(api: TestApi): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct tablename as name from pg_stats where tablename in ('job_item', 'account_counter')
    order by 1`.execute(api.deps.storage.read)
  return rows.map(({ name }) => name)
}

/** As in a database that has just been made: those of the tests are used again, and their statistics stay. */
async function forgetStatistics({ deps }: TestApi): Promise<void> {
  await deps.storage.transact((trx) =>
    sql`delete from pg_statistic where starelid in ('job_item'::regclass, 'account_counter'::regclass)`.execute(trx),
  )
}

async function allStatistics(api: TestApi): Promise<unknown> {
  return (await sql`select * from sqlite_stat1 order by tbl, idx`.execute(api.deps.storage.read)).rows
}

describeOnEachDatabase('what the planner knows after a job', (open, dialect) => {
  it.runIf(dialect === 'postgres')('is as of its end where it wrote many rows', async () => {
    const api = await openTestApi(await open())
    await forgetStatistics(api)
    await run(api, 50)
    expect(await analysedTables(api)).toEqual([])
    await run(api, 1_500)
    expect(await analysedTables(api)).toEqual(['account_counter', 'job_item'])
  })

  it.runIf(dialect === 'postgres')(
    'is left to the database where the rows are few beside those that are there',
    async () => {
      const api = await openTestApi(await open())
      await run(api, 1_500)
      const { storage } = api.deps
      await storage.transact((trx) =>
        sql`update pg_class set reltuples = 1000000 where oid = 'job_item'::regclass`.execute(trx),
      )
      await refreshStatistics(storage, ['job_item'], 1_500)
      const { rows } = await sql<{ rows: number }>`
      select reltuples as rows from pg_class where oid = 'job_item'::regclass`.execute(storage.read)
      expect(rows).toEqual([{ rows: 1_000_000 }])
    },
  )

  it.runIf(dialect === 'sqlite')('stays what was chosen for all sizes on SQLite', async () => {
    const api = await openTestApi(await open())
    const before = await allStatistics(api)
    await run(api, 1_500)
    expect(await allStatistics(api)).toEqual(before)
  })
})
