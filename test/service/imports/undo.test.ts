import { expect, it } from 'vitest'
import type { Instant } from '../../../core/calendar/iso-date.ts'
import { follow } from '../../support/bulk.ts'
import { cancelAfterOneBatch } from '../../support/cancel-jobs.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { openTestApi } from '../../support/test-api.ts'

describeOnEachDatabase('imports that are taken back', (open) => {
  it('leave added names alone that somebody has taken care of since, when they are taken back', async () => {
    const api = await openTestApi(await open())
    const days = ['a.com', 'b.com', 'c.com', 'd.com', 'e.com', 'f.com'].map((name) => `${name},2027-12-31`).join('\n')
    const { body: file } = await api.post<{ id: string }>(
      '/imports',
      `domain,expires,critical\n${days}\ng.com,2027-12-31,yes\n`,
    )
    const { body: started } = await api.post<{ job: { id: string } }>(`/imports/${file.id}/apply`)
    await api.settleJobs()
    api.deps.clock.moveTo('2026-12-02T00:00:00.000Z' as Instant)
    const done = [
      await api.patch('/domains/a.com', { critical: true }),
      await api.put('/domains/b.com/decision', { mode: 'expire' }),
      await api.put('/domains/c.com/renewal', { mode: 'renew' }),
      await api.patch('/domains/d.com', { tags: ['brand'] }),
      await api.post('/domains/e.com/archive', { holding: 'transferredOut' }),
    ]
    expect(done.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    const undo = await api.post<{ job: { id: string } }>(`/jobs/${started.job.id}/undo`)
    await api.settleJobs()
    const ended = await api.get<{ failures: { name: string; code: string }[] }>(`/jobs/${undo.body.job.id}`)
    expect(ended.body).toMatchObject({ state: 'done', done: 2, skipped: 5 })
    expect(ended.body.failures.map(({ name, code }) => `${name} ${code}`).toSorted()).toEqual(
      ['a.com', 'b.com', 'c.com', 'd.com', 'e.com'].map((name) => `${name} changed_since`),
    )
    const holdings: string[] = []
    for (const letter of 'abcdefg')
      holdings.push((await api.get<{ holding: string }>(`/domains/${letter}.com`)).body.holding)
    expect(holdings).toEqual(['held', 'held', 'held', 'held', 'transferredOut', 'archived', 'archived'])
  })

  it('are taken back to the end where that was cancelled and is gone on with', async () => {
    const api = await openTestApi(await open())
    const rows = Array.from({ length: 500 }, (_, index) => `n${index}.com,2027-12-31`).join('\n')
    const { body: file } = await api.post<{ id: string }>('/imports', `domain,expires\n${rows}\n`)
    const { body: started } = await api.post<{ job: { id: string } }>(`/imports/${file.id}/apply`)
    await api.settleJobs()
    const { body: undo } = await api.post<{ job: { id: string } }>(`/jobs/${started.job.id}/undo`)
    const cancelled = await cancelAfterOneBatch(api, undo.job.id)
    expect(cancelled).toMatchObject({ state: 'cancelled', canRetry: true })
    expect(cancelled.done).toBeLessThan(500)
    const rest = await follow(api, undo.job.id, 'retry')
    expect(rest).toMatchObject({ state: 'done', done: 500 - cancelled.done, skipped: 0 })
    expect((await api.get('/domains?limit=1')).body).toMatchObject({ total: 0 })
  })

  it('give back what was decided for the expiry that they had moved, and leave what was decided since', async () => {
    const api = await openTestApi(await open())
    const days = (day: string) => ['a.com', 'b.com', 'c.com'].map((name) => `${name},${day}`).join('\n')
    const take = async (day: string) => {
      const { body: file } = await api.post<{ id: string }>('/imports', `domain,expires\n${days(day)}\n`)
      const { body: started } = await api.post<{ job: { id: string } }>(`/imports/${file.id}/apply`)
      await api.settleJobs()
      return started.job.id
    }
    await take('2027-02-28')
    await api.put('/domains/a.com/decision', { mode: 'expire' })
    await api.put('/domains/b.com/decision', { mode: 'expire' })
    const wrong = await take('2028-02-28')
    type Shown = { expiresOn: string; renewal: { mode: string; scope: string }; provenance: Record<string, unknown> }
    const shown = async (name: string) => (await api.get<Shown>(`/domains/${name}`)).body
    expect(await shown('a.com')).toMatchObject({
      expiresOn: '2028-02-28',
      renewal: { mode: 'renew', scope: 'account' },
    })
    await api.put('/domains/b.com/decision', { mode: 'renew' })
    await api.post(`/jobs/${wrong}/undo`)
    await api.settleJobs()
    const back = await shown('a.com')
    expect(back).toMatchObject({ expiresOn: '2027-02-28', renewal: { mode: 'expire', scope: 'decision' } })
    expect(back.provenance).not.toHaveProperty('decision')
    expect(await shown('b.com')).toMatchObject({
      expiresOn: '2028-02-28',
      renewal: { mode: 'renew', scope: 'decision' },
    })
    expect(await shown('c.com')).toMatchObject({
      expiresOn: '2027-02-28',
      renewal: { mode: 'renew', scope: 'account' },
    })
  })

  it('do not let a name lapse that was marked critical since', async () => {
    const api = await openTestApi(await open())
    const take = async (day: string) => {
      const { body: file } = await api.post<{ id: string }>('/imports', `domain,expires\na.com,${day}\n`)
      const { body: started } = await api.post<{ job: { id: string } }>(`/imports/${file.id}/apply`)
      await api.settleJobs()
      return started.job.id
    }
    await take('2027-02-28')
    await api.put('/domains/a.com/decision', { mode: 'expire' })
    const wrong = await take('2028-02-28')
    api.deps.clock.moveTo('2026-12-02T00:00:00.000Z' as Instant)
    await api.patch('/domains/a.com', { critical: true })
    await api.post(`/jobs/${wrong}/undo`)
    await api.settleJobs()
    expect((await api.get('/domains/a.com')).body).toMatchObject({
      expiresOn: '2027-02-28',
      critical: true,
      renewal: { mode: 'renew' },
      rules: { decision: null, release: null },
    })
  })
})
