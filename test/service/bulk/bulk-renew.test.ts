import { expect, it } from 'vitest'
import { previewOf, readJob, runBulk, startBulk } from '../../support/bulk.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'
import { later, openOrderDesk } from '../../support/order-desk.ts'

describeOnEachDatabase('renewing many names', (open) => {
  it('says what it costs and what it leaves out, and then orders, charges and renews the rest', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(10_000)
    await desk.hold('a.com', later(100))
    await desk.hold('b.net', later(200))
    await desk.hold('unpriced.org', later(100))
    await desk.post('/domains', { name: 'watched.com', registryExpiresOn: later(100) })
    await desk.hold('gone.com', later(100))
    await desk.post('/domains/gone.com/archive', { holding: 'relinquished' })
    const names = ['a.com', 'b.net', 'unpriced.org', 'watched.com', 'gone.com', 'nobody.com']
    const preview = await previewOf(desk, names, 'renew', { years: 1 })
    expect(preview).toMatchObject({
      affected: 2,
      charge: { amount: '3000', currency: 'JPY' },
      skippedCounts: { no_price: 1, no_gateway: 1, not_held: 1, unknown: 1 },
      flips: { count: 0 },
    })
    const id = await startBulk(desk, preview.previewId)
    await desk.settleJobs()
    expect(await readJob(desk, id)).toMatchObject({ state: 'done', done: 2, skipped: 0, canUndo: false })
    expect(await desk.domain('a.com')).toMatchObject({ expiresOn: '2028-03-03' })
    expect(await desk.domain('b.net')).toMatchObject({ expiresOn: '2028-06-11' })
    expect(await desk.money()).toEqual({ balance: 7_000, held: 0 })
    expect(await desk.readOrder(id)).toMatchObject({ source: 'bulk', state: 'done', counts: { done: 2 } })
  })

  it('orders as far as the money goes and names what it did not reach', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(1_500)
    for (const name of ['a.com', 'b.com', 'c.com']) await desk.hold(name, later(100))
    const job = await runBulk(desk, ['a.com', 'b.com', 'c.com'], 'renew')
    expect(job).toMatchObject({ state: 'done', done: 1, skipped: 2, failureCounts: { insufficient_funds: 2 } })
    expect(await desk.money()).toEqual({ balance: 500, held: 0 })
  })

  it('takes the place of renewals that waited for money, and leaves alone what is under way', async () => {
    const desk = await openOrderDesk(open)
    await desk.hold('waits.com', later(2))
    await desk.hold('sent.com', later(100))
    await desk.runRenewals()
    expect(await desk.domain('waits.com')).toMatchObject({ blocked: 'funds' })
    await desk.deposit(5_000)
    await desk.behave({ name: 'sent.com', operation: 'renew', does: 'delay', seconds: 3600 })
    await desk.order('renew', 'sent.com')
    const preview = await previewOf(desk, ['waits.com', 'sent.com'], 'renew', { years: 1 })
    expect(preview).toMatchObject({ affected: 1, skippedCounts: { order_under_way: 1 } })
    await startBulk(desk, preview.previewId)
    await desk.settleJobs()
    expect(await desk.domain('waits.com')).toMatchObject({ expiresOn: '2027-11-25', blocked: null })
    expect(await desk.money()).toEqual({ balance: 4_000, held: 1_000 })
  })

  it('is for who may order', async () => {
    const desk = await openOrderDesk(open)
    await desk.hold('a.com', later(100))
    const reviewer = await addMember(desk, 'departmentReviewer')
    const body = { selection: { names: ['a.com'] }, action: 'renew', params: { years: 1 }, dryRun: true }
    expect((await reviewer.post('/domains/bulk', body)).status).toBe(403)
    expect((await desk.post('/domains/bulk', { ...body, params: { years: 11 } })).status).toBe(400)
  })
})
