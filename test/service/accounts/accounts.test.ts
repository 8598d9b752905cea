import { expect, it } from 'vitest'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { openTestApi } from '../../support/test-api.ts'

describeOnEachDatabase('the account', (open) => {
  it('starts in Tokyo with five lead days and notices from the next 1st', async () => {
    const api = await openTestApi(await open())
    expect(await api.get('')).toMatchObject({
      status: 200,
      body: { id: 'main', name: 'みずほし商事', timeZone: 'Asia/Tokyo', renewLeadDays: 5, noticesFrom: '2026-12-01' },
    })
  })

  it('changes its settings, records who did, and recomputes deadlines when they move', async () => {
    const api = await openTestApi(await open())
    const renamed = await api.patch('', { name: 'みずほし' })
    expect(renamed).toMatchObject({ status: 200, body: { name: 'みずほし' } })
    expect(renamed.body).not.toHaveProperty('job')
    const moved = await api.patch('', { renewLeadDays: 10, timeZone: 'Europe/Berlin' })
    expect(moved.body).toMatchObject({ renewLeadDays: 10, timeZone: 'Europe/Berlin', job: { id: expect.any(String) } })
    const audit = await api.get<{ items: { action: string; before: object; after: object }[] }>(
      '/audit?action=account.update',
    )
    expect(audit.body.items[0]).toMatchObject({ before: { renewLeadDays: 5 }, after: { renewLeadDays: 10 } })
  })

  it('refuses a zone that does not exist and lead days beyond reason', async () => {
    const api = await openTestApi(await open())
    expect((await api.patch('', { timeZone: 'Asia/Atlantis' })).status).toBe(400)
    expect((await api.patch('', { timeZone: 'asia/tokyo' })).body).toMatchObject({ timeZone: 'Asia/Tokyo' })
    expect((await api.patch('', { renewLeadDays: 0 })).status).toBe(400)
    expect((await api.patch('', { renewLeadDays: 1 })).status).toBe(200)
    expect((await api.patch('', { renewLeadDays: 1.5 })).status).toBe(400)
  })

  it('refuses an issuer that does not exist', async () => {
    const api = await openTestApi(await open())
    const refused = await api.patch('', { issuer: 'nobody' })
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/issuer', code: 'unknown_issuer' }] } })
    expect((await api.patch('', { issuer: 'main' })).body).toMatchObject({ issuer: 'main' })
  })
})
