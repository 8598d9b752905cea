import { expect, it } from 'vitest'
import { invariant } from '../../../core/base/invariant.ts'
import { findJob, toJob } from '../../../service/jobs/jobs.repository.ts'
import { nextChange } from '../../../service/modules/changes/change-sequence.ts'
import { applyImportJob } from '../../../service/modules/imports/apply-import.job.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { openTestApi } from '../../support/test-api.ts'

describeOnEachDatabase('the rows of a long file', (open) => {
  it('are applied thousands of rows at a time while nobody waits to write, and a thousand where somebody does', async () => {
    const api = await openTestApi(await open())
    const working: Promise<void>[] = []
    Object.assign(api.deps, { jobs: { wake: () => working.push(api.settleJobs()) } })
    const lines = Array.from({ length: 2_500 }, (_, i) => `n${i}.com,2027-01-31`)
    const file = await api.post<{ id: string }>('/imports', `domain,expires\n${lines.join('\n')}\n`)
    await Promise.all(working)
    Object.assign(api.deps, { jobs: { wake: () => undefined } })
    const { body } = await api.post<{ job: { id: string } }>(`/imports/${file.body.id}/apply`)
    const row = await findJob(api.deps.storage.read, { account: api.account, id: body.job.id })
    invariant(row, 'the job is there')
    let isAwaited = false
    const storage = { ...api.deps.storage, hasOtherWriters: () => isAwaited }
    const run = await applyImportJob({ ...api.deps, storage }).open(toJob(row))
    const takeRows = async (cursor: string | null) => {
      const job = { ...toJob(row), cursor }
      await run.prepare?.(job, 2_000)
      return storage.transact(async (trx) => {
        const changeSeq = await nextChange(trx, api.account)
        return run.step({ trx, changeSeq, now: api.deps.clock.now(), job, size: 2_000 })
      })
    }
    isAwaited = true
    expect(await takeRows(null)).toMatchObject({ cursor: '1001', done: 1_000, size: 1_000, isFinished: false })
    isAwaited = false
    expect(await takeRows('1')).toMatchObject({ cursor: '2001', done: 1_000, size: 2_000, isFinished: false })
    expect(await takeRows('2001')).toMatchObject({ cursor: '2501', done: 500, size: 500, isFinished: true })
    expect(await api.get('/domains?limit=1')).toMatchObject({ body: { total: 2_500 } })
  })
})
