import { expect, it } from 'vitest'
import type { Instant } from '../../../core/calendar/iso-date.ts'
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
})
