import { expect, it } from 'vitest'
import { type Instant, isoDate } from '../../../core/calendar/iso-date.ts'
import type { SandboxRuleBody } from '../../../core/contract/http/sandbox.ts'
import { driveOrders } from '../../../service/modules/orders/drive-orders.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { type OrderDesk, openOrderDesk } from '../../support/order-desk.ts'

async function openWithName(open: Parameters<typeof openOrderDesk>[0]) {
  const desk = await openOrderDesk(open)
  await desk.deposit(10_000)
  await desk.order('register', 'example.com')
  return desk
}

/** The name was renewed once and paid for once, at the registry and here. */
async function expectRenewedOnce(desk: OrderDesk): Promise<void> {
  expect(await desk.atRegistry('example.com')).toMatchObject({ expiresOn: '2028-11-23', paidThroughOn: '2028-11-23' })
  expect(await desk.domain('example.com')).toMatchObject({ expiresOn: '2028-11-23', registryExpiresOn: '2028-11-23' })
  expect(await desk.money()).toEqual({ balance: 8_000, held: 0 })
}

/** As the schedule does it later, whatever the time. */
const lookAgain = (desk: OrderDesk) => driveOrders(desk.deps, desk.account, { isForced: true })

describeOnEachDatabase('a renewal at a registry with faults', (open) => {
  it.each<[string, SandboxRuleBody]>([
    ['the command never arrives', { does: 'timeOut', times: 2 }],
    ['the answer is lost', { does: 'loseAnswer', times: 1 }],
    ['the answer comes twice', { does: 'answerTwice', times: 1 }],
    ['the command is taken and done later', { does: 'delay', seconds: 0, times: 1 }],
    ['the server has failed for a moment', { does: 'refuse', result: 2400, times: 1 }],
  ])('is done once and charged once where %s', async (_, rule) => {
    const desk = await openWithName(open)
    await desk.behave({ operation: 'renew', ...rule })
    expect(await desk.order('renew', 'example.com')).toMatchObject({ state: 'done' })
    await expectRenewedOnce(desk)
    await lookAgain(desk)
    await expectRenewedOnce(desk)
  })

  it('is asked about while the answer is late, and its late arrival is known again', async () => {
    const desk = await openWithName(open)
    await desk.behave({ operation: 'renew', does: 'answerLate', seconds: 3600, times: 1 })
    expect(await desk.order('renew', 'example.com')).toMatchObject({ state: 'done' })
    await expectRenewedOnce(desk)
    desk.deps.clock.moveTo('2026-11-23T02:00:00.000Z' as Instant)
    await lookAgain(desk)
    await expectRenewedOnce(desk)
  })

  it('keeps the money set aside while it is taken and not done, and is charged when the registry tells', async () => {
    const desk = await openWithName(open)
    await desk.behave({ operation: 'renew', does: 'delay', seconds: 3600 })
    const order = await desk.order('renew', 'example.com')
    expect(order).toMatchObject({ state: 'running', items: [{ state: 'pending', reference: expect.any(String) }] })
    expect(await desk.money()).toEqual({ balance: 9_000, held: 1_000 })
    await lookAgain(desk)
    expect(await desk.readOrder(order.id)).toMatchObject({ state: 'running' })
    desk.deps.clock.moveTo('2026-11-23T02:00:00.000Z' as Instant)
    await lookAgain(desk)
    expect(await desk.readOrder(order.id)).toMatchObject({ state: 'done' })
    await expectRenewedOnce(desk)
  })

  it('costs what it did when the money was set aside, in the month in which it is done', async () => {
    const desk = await openWithName(open)
    await desk.behave({ operation: 'renew', does: 'delay', seconds: 10 * 86_400 })
    const order = await desk.order('renew', 'example.com')
    const dearer = { operation: 'renew', years: 1, amount: '1700', from: '2026-11-24' }
    expect((await desk.call('PUT', '/api/operator/prices/com', dearer)).status).toBe(200)
    desk.moveTo(isoDate('2026-12-02'))
    expect((await desk.post('/closings', { period: '2026-11' })).status).toBe(200)
    expect(await desk.money()).toEqual({ balance: 9_000, held: 1_000 })
    type Totals = { items: { total: { amount: string } }[] }
    const totals = async () =>
      (await desk.get<Totals>('/statements')).body.items.map(({ total }) => total.amount).toSorted()
    expect(await totals()).toEqual(['1000'])
    desk.moveTo(isoDate('2026-12-04'))
    await lookAgain(desk)
    expect(await desk.readOrder(order.id)).toMatchObject({ state: 'done', items: [{ charge: { amount: '1000' } }] })
    await expectRenewedOnce(desk)
    desk.moveTo(isoDate('2027-01-04'))
    expect((await desk.post('/closings', { period: '2026-12' })).status).toBe(200)
    expect(await totals()).toEqual(['1000', '1000'])
  })

  it('is refused after a while, and the money is given back', async () => {
    const desk = await openWithName(open)
    await desk.behave({ operation: 'renew', does: 'delay', seconds: 3600, result: 2304 })
    const order = await desk.order('renew', 'example.com')
    desk.deps.clock.moveTo('2026-11-23T02:00:00.000Z' as Instant)
    await lookAgain(desk)
    expect(await desk.readOrder(order.id)).toMatchObject({ state: 'failed', items: [{ code: 'status_prohibits' }] })
    expect(await desk.money()).toEqual({ balance: 9_000, held: 0 })
  })

  it('keeps the money set aside as long as nobody answers at all', async () => {
    const desk = await openWithName(open)
    await desk.behave(
      { operation: 'renew', does: 'loseAnswer' },
      { operation: 'read', does: 'accept', times: 1 },
      { operation: 'read', does: 'timeOut' },
    )
    const order = await desk.order('renew', 'example.com')
    expect(order).toMatchObject({ state: 'running', items: [{ state: 'pending' }] })
    expect(await desk.money()).toEqual({ balance: 9_000, held: 1_000 })
    await desk.behave()
    await lookAgain(desk)
    expect(await desk.readOrder(order.id)).toMatchObject({ state: 'done' })
    await expectRenewedOnce(desk)
  })

  it('is not sent before the registry has said which expiry the name has', async () => {
    const desk = await openWithName(open)
    await desk.behave({ operation: 'read', does: 'timeOut' })
    const order = await desk.order('renew', 'example.com')
    expect(order).toMatchObject({ state: 'pending', items: [{ state: 'pending' }] })
    expect((await desk.atRegistry('example.com')).commands.map(({ operation }) => operation)).toEqual(['register'])
    await desk.behave()
    await lookAgain(desk)
    await expectRenewedOnce(desk)
  })

  it('stops for a person where answers contradict each other, who ends it either way', async () => {
    for (const [end, balance] of [
      ['confirm', 8_000],
      ['refuse', 9_000],
    ] as const) {
      const desk = await openWithName(open)
      await desk.behave({ operation: 'renew', does: 'contradict', times: 1 })
      const order = await desk.order('renew', 'example.com')
      expect(order).toMatchObject({ items: [{ state: 'pending', code: 'contradictory_answer' }] })
      await lookAgain(desk)
      expect(await desk.money()).toEqual({ balance: 9_000, held: 1_000 })
      const { items } = (await desk.get<{ items: { id: string; kind: string }[] }>('/tasks')).body
      expect(items).toMatchObject([{ kind: 'check', name: 'example.com', operation: 'renew' }])
      const body = end === 'confirm' ? { date: '2026-11-23', reference: 'by phone' } : { reason: 'it was not done' }
      expect((await desk.post(`/tasks/${items[0]?.id}/${end}`, body)).status).toBe(200)
      expect(await desk.money()).toEqual({ balance, held: 0 })
    }
  })

  it('is left alone where somebody renewed the name elsewhere, whose dates are taken over', async () => {
    const desk = await openWithName(open)
    await desk.seed('example.com', '2029-11-23', { account: desk.account })
    const order = await desk.order('renew', 'example.com')
    expect(order).toMatchObject({ state: 'failed', items: [{ code: 'expiry_moved' }] })
    expect(await desk.money()).toEqual({ balance: 9_000, held: 0 })
    expect(await desk.domain('example.com')).toMatchObject({ expiresOn: '2029-11-23' })
  })

  it('is refused where the name is not ours any more', async () => {
    const desk = await openWithName(open)
    await desk.seed('example.com', '2027-11-23', { account: null })
    const order = await desk.order('renew', 'example.com')
    expect(order).toMatchObject({ state: 'failed', items: [{ code: 'not_sponsor' }] })
    expect(await desk.money()).toEqual({ balance: 9_000, held: 0 })
  })
})

describeOnEachDatabase('other commands whose answer is lost', (open) => {
  it('are found done by reading the name, and charged once', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(10_000)
    await desk.seed('moving.com', '2027-05-01')
    await desk.behave({ does: 'loseAnswer' })
    expect(await desk.order('register', 'example.com')).toMatchObject({ state: 'done' })
    expect(await desk.order('transfer', 'moving.com')).toMatchObject({ state: 'done' })
    expect(await desk.domain('example.com')).toMatchObject({ expiresOn: '2027-11-23', holding: 'held' })
    expect(await desk.domain('moving.com')).toMatchObject({ expiresOn: '2028-05-01', holding: 'held' })
    expect(await desk.money()).toEqual({ balance: 8_000, held: 0 })
  })
})
