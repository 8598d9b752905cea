import { expect, it } from 'vitest'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { openTestApi } from '../../support/test-api.ts'

type Page = { items: { name: string }[]; total: number }
type Preview = { previewId: string; affected: number }

describeOnEachDatabase('all names that match a filter', (open) => {
  it('are changed together, but for those excepted', async () => {
    const api = await openTestApi(await open())
    for (const name of ['a.jp', 'b.jp', 'c.jp', 'd.com']) await api.post('/domains', { name })
    const selection = { filter: { suffix: 'jp' }, except: ['B.JP'] }
    const change = { action: 'setDepartment', params: { department: '広報部' } }
    const preview = await api.post<Preview>('/domains/bulk', { selection, ...change, dryRun: true })
    expect(preview).toMatchObject({ status: 200, body: { affected: 2, skipped: [] } })
    expect((await api.post('/domains/bulk', { previewId: preview.body.previewId })).status).toBe(202)
    await api.settleJobs()
    const changed = await api.get<Page>(`/domains?department=${encodeURIComponent('広報部')}`)
    expect(changed.body.items.map((item) => item.name)).toEqual(['a.jp', 'c.jp'])
  })

  it('are refused when the filter is none', async () => {
    const api = await openTestApi(await open())
    const change = { action: 'decide', params: { mode: 'expire' }, dryRun: true }
    const wrong = await api.post('/domains/bulk', { selection: { filter: { colour: 'red' } }, ...change })
    expect(wrong.status).toBe(400)
    const bad = await api.post('/domains/bulk', { selection: { filter: { mode: 'maybe' } }, ...change })
    expect(bad).toMatchObject({ status: 400, body: { errors: [{ pointer: '/selection/filter/mode' }] } })
  })
})
