import { expect, it } from 'vitest'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { openTestApi } from '../../support/test-api.ts'

const VIEW = { name: '90日以内の .jp', definition: { filter: { suffix: 'jp', timeline: ['decide', 'tooLate'] } } }

describeOnEachDatabase('saved views', (open) => {
  it('keeps a view, lists it, changes it and removes it', async () => {
    const api = await openTestApi(await open())
    const made = await api.post<{ id: string }>('/views', VIEW)
    expect(made).toMatchObject({ status: 201, body: { ...VIEW, page: 'domains', isShared: false, isMine: true } })
    const changed = await api.patch(`/views/${made.body.id}`, { name: '.jp', isShared: true })
    expect(changed).toMatchObject({ status: 200, body: { name: '.jp', isShared: true, definition: VIEW.definition } })
    expect((await api.get<{ items: unknown[] }>('/views')).body.items).toHaveLength(1)
    expect((await api.delete(`/views/${made.body.id}`)).status).toBe(204)
    expect((await api.get<{ items: unknown[] }>('/views')).body.items).toEqual([])
  })

  it('answers 404 for a view that is not there and 400 for one of the wrong shape', async () => {
    const api = await openTestApi(await open())
    expect((await api.patch('/views/none', { name: 'x' })).status).toBe(404)
    const bad = await api.post('/views', { name: '', definition: { filter: { suffix: 5 } } })
    expect(bad).toMatchObject({ status: 400, body: { code: 'bad_request' } })
    const { errors } = bad.body as { errors: { pointer: string }[] }
    expect(errors.map((error) => error.pointer)).toEqual(['/name', '/definition/filter/suffix'])
  })
})
