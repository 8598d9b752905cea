import { expect, it } from 'vitest'
import { addDays, isoDate } from '../../../core/calendar/iso-date.ts'
import { runDueWork } from '../../../service/schedule/due-work.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { later, type OrderDesk, openOrderDesk } from '../../support/order-desk.ts'

type Runs = {
  items: {
    day: string
    due: number
    ordered: number
    unpriced: number
    blocked: { count: number; names: { name: string }[] }
  }[]
}

const lastRun = async (desk: OrderDesk) => (await desk.get<Runs>('/renewal-runs')).body.items[0]
const renewed = async (desk: OrderDesk, names: readonly string[]) => {
  const found: string[] = []
  for (const name of names) if (String((await desk.domain(name))['expiresOn']) > '2027') found.push(name)
  return found
}

describeOnEachDatabase('the renewal run', (open) => {
  it('renews a name from the day after its decision on, once, and charges it', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(5_000)
    await desk.hold('example.com', later(10))
    expect(await desk.domain('example.com')).toMatchObject({ renewsOn: later(6), cutOffOn: later(10) })
    desk.moveTo(later(5))
    await desk.runRenewals()
    expect(await desk.money()).toEqual({ balance: 5_000, held: 0 })
    desk.moveTo(later(6))
    expect(await desk.runRenewals()).toEqual([`renewals main ${later(6)}`])
    expect(await desk.domain('example.com')).toMatchObject({ expiresOn: '2027-12-03' })
    expect(await desk.runRenewals()).toEqual([])
    expect(await desk.money()).toEqual({ balance: 4_000, held: 0 })
    expect((await desk.get('/orders')).body).toMatchObject({ total: 1, items: [{ source: 'run', state: 'done' }] })
    expect(await lastRun(desk)).toMatchObject({ day: later(6), due: 0, ordered: 1, blocked: { count: 0 } })
  })

  it('carries out every name of a day with more of them than are worked on at once', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(2_000_000)
    await desk.holdMany(1_200, later(3))
    await desk.runRenewals()
    expect(await desk.money()).toEqual({ balance: 800_000, held: 0 })
    expect((await desk.get('/orders')).body).toMatchObject({ total: 1, items: [{ source: 'run', state: 'done' }] })
  }, 60_000)

  it('leaves alone what lapses, what is only watched, what is not held and what is past its cut-off', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(50_000)
    await desk.hold('renews.com', later(3))
    await desk.hold('lapses.com', later(3))
    await desk.put('/domains/lapses.com/renewal', { mode: 'expire' })
    await desk.post('/domains', { name: 'watched.com', registryExpiresOn: later(3) })
    await desk.hold('gone.com', later(3))
    await desk.post('/domains/gone.com/archive', { holding: 'relinquished' })
    await desk.hold('expired.com', later(-1))
    await desk.runRenewals()
    const all = ['renews.com', 'lapses.com', 'watched.com', 'gone.com', 'expired.com']
    expect(await renewed(desk, all)).toEqual(['renews.com'])
    expect(await desk.money()).toEqual({ balance: 49_000, held: 0 })
  })

  it('orders critical names, then the earliest decision, as far as the money goes, and reports the rest', async () => {
    const desk = await openOrderDesk(open)
    await desk.hold('later.com', later(4))
    await desk.hold('first.com', later(2))
    await desk.hold('big.net', later(3))
    await desk.hold('critical.com', later(4))
    await desk.patch('/domains/critical.com', { critical: true })
    await desk.deposit(3_500)
    await desk.runRenewals()
    expect(await renewed(desk, ['later.com', 'first.com', 'big.net', 'critical.com'])).toEqual([
      'later.com',
      'first.com',
      'critical.com',
    ])
    expect(await desk.money()).toEqual({ balance: 500, held: 0 })
    expect(await desk.domain('big.net')).toMatchObject({ blocked: 'funds' })
    expect(await lastRun(desk)).toMatchObject({
      due: 4,
      ordered: 3,
      blocked: {
        count: 1,
        amount: { amount: '2000' },
        names: [{ name: 'big.net', critical: false, cutOffOn: later(3) }],
      },
    })
    const { items } = (
      await desk.get<{ items: { items: { name: string; state: string; code: string }[] }[] }>('/orders')
    ).body
    expect(items[0]?.items.find(({ name }) => name === 'big.net')).toMatchObject({ state: 'blocked', code: 'funds' })
  })

  it('keeps what a critical name needs that it cannot pay, and renews it when the money is there', async () => {
    const desk = await openOrderDesk(open)
    await desk.hold('critical.net', later(3))
    await desk.patch('/domains/critical.net', { critical: true })
    await desk.hold('small.com', later(3))
    await desk.deposit(1_500)
    await desk.runRenewals()
    expect(await renewed(desk, ['critical.net', 'small.com'])).toEqual([])
    expect(await desk.money()).toEqual({ balance: 1_500, held: 0 })
    expect((await lastRun(desk))?.blocked.names.map(({ name }) => name)).toEqual(['critical.net', 'small.com'])
    await desk.deposit(1_000)
    desk.moveTo(later(1))
    await desk.runRenewals()
    expect(await renewed(desk, ['critical.net', 'small.com'])).toEqual(['critical.net'])
    expect(await desk.domain('critical.net')).toMatchObject({ blocked: null })
    await desk.deposit(1_000)
    await desk.runRenewals()
    expect(await renewed(desk, ['critical.net', 'small.com'])).toEqual(['critical.net', 'small.com'])
    expect(await desk.money()).toEqual({ balance: 500, held: 0 })
    expect((await desk.get('/orders')).body).toMatchObject({ total: 1 })
  })

  it('keeps money for a critical name past its cut-off while it can be saved, and gives the others up at theirs', async () => {
    const desk = await openOrderDesk(open)
    await desk.hold('critical.net', later(2))
    await desk.patch('/domains/critical.net', { critical: true })
    await desk.hold('other.net', later(2))
    await desk.hold('young.com', later(8))
    await desk.runRenewals()
    await desk.deposit(2_500)
    desk.moveTo(later(4))
    await desk.runRenewals()
    // 45 days of grace: the money for the critical name stays, whoever else is due.
    expect(await renewed(desk, ['critical.net', 'other.net', 'young.com'])).toEqual([])
    expect(await desk.domain('other.net')).toMatchObject({ blocked: null })
    expect(await desk.domain('critical.net')).toMatchObject({ blocked: 'funds' })
    expect(await desk.domain('young.com')).toMatchObject({ blocked: 'funds' })
    const order = await desk.order('renew', 'critical.net')
    expect(order).toMatchObject({ state: 'done' })
    expect(await desk.domain('critical.net')).toMatchObject({ blocked: null, paidThroughOn: '2027-11-25' })
  })

  it('tries a name again every day that the registry refuses, until its cut-off', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(5_000)
    await desk.hold('locked.com', later(2))
    await desk.behave({ name: 'locked.com', operation: 'renew', does: 'refuse', result: 2304 })
    for (const day of [0, 1, 2, 3, 4]) {
      desk.moveTo(later(day))
      await runDueWork(desk.deps, ['renewals'])
      await runDueWork(desk.deps, ['renewals'])
    }
    const items = await desk.deps.storage.read.selectFrom('order_item').select(['state', 'code']).execute()
    expect(items).toEqual([1, 2, 3].map(() => ({ state: 'refused', code: 'status_prohibits' })))
    expect(await desk.money()).toEqual({ balance: 5_000, held: 0 })
  })

  it('counts names without a price apart and never hides them', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(5_000)
    await desk.hold('unpriced.org', later(2))
    await desk.runRenewals()
    expect(await lastRun(desk)).toMatchObject({ due: 1, ordered: 0, unpriced: 1, blocked: { count: 0 } })
    await desk.setPrice('org', 'renew', '1500')
    desk.moveTo(later(1))
    await desk.runRenewals()
    expect(await desk.money()).toEqual({ balance: 3_500, held: 0 })
  })

  it('is done once by several who run it at the same time', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(100_000)
    const names = Array.from({ length: 12 }, (_, index) => `name-${index}.com`)
    for (const name of names) await desk.hold(name, later(2))
    await Promise.all([1, 2, 3].map(() => runDueWork(desk.deps, ['renewals'], { isAsked: true })))
    await desk.runRenewals()
    expect(await renewed(desk, names)).toEqual(names)
    expect(await desk.money()).toEqual({ balance: 88_000, held: 0 })
    for (const name of names) expect(await desk.atRegistry(name)).toMatchObject({ expiresOn: '2027-11-25' })
  })

  it('may go below zero where the terms allow it, to the limit', async () => {
    const desk = await openOrderDesk(open)
    await desk.call('PATCH', `/api/accounts/${desk.account}`, { overdraft: { policy: 'corporate', limit: '1500' } })
    await desk.hold('a.com', later(2))
    await desk.hold('b.com', later(3))
    await desk.runRenewals()
    expect(await renewed(desk, ['a.com', 'b.com'])).toEqual(['a.com'])
    expect(await desk.money()).toEqual({ balance: -1_000, held: 0 })
  })

  it('renews a .jp by what is paid, and the registry shows it after the old expiry', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(10_000)
    await desk.hold('example.jp', '2026-11-30')
    // Value of the catalogue for .jp: two days before the expiry; five days for the decision.
    expect(await desk.domain('example.jp')).toMatchObject({ cutOffOn: '2026-11-28', renewsOn: '2026-11-24' })
    desk.moveTo(isoDate('2026-11-24'))
    await desk.runRenewals()
    expect(await desk.domain('example.jp')).toMatchObject({
      expiresOn: '2027-11-30',
      registryExpiresOn: '2026-11-30',
      paidThroughOn: '2027-11-30',
    })
    desk.moveTo(addDays(isoDate('2026-11-30'), 1))
    expect(await desk.atRegistry('example.jp')).toMatchObject({ expiresOn: '2027-11-30' })
  })
})

describeOnEachDatabase('a name that lapses', (open) => {
  it('is not told to the registrar until that is confirmed, and is told once', async () => {
    const desk = await openOrderDesk(open)
    await desk.hold('lapses.com', later(60), { registrarAutoRenew: 'on' })
    await desk.put('/domains/lapses.com/renewal', { mode: 'expire' })
    expect(await desk.domain('lapses.com')).toMatchObject({ lapseTold: false })
    await desk.runRenewals()
    expect(await desk.domain('lapses.com')).toMatchObject({ lapseTold: true, registrarAutoRenew: 'off' })
    expect(await desk.atRegistry('lapses.com')).toMatchObject({ autoRenew: false })
    await desk.runRenewals()
    const { commands } = await desk.atRegistry('lapses.com')
    expect(commands.map(({ operation }) => operation)).toEqual(['expire'])
    expect(await desk.money()).toEqual({ balance: 0, held: 0 })
  })

  it('is told to renew again where it was told to lapse and that is decided otherwise, as often as people change their minds', async () => {
    const desk = await openOrderDesk(open)
    await desk.hold('wavers.com', later(60), { registrarAutoRenew: 'on' })
    for (const [mode, autoRenew] of [
      ['expire', false],
      ['renew', true],
      ['expire', false],
      ['renew', true],
    ] as const) {
      await desk.put('/domains/wavers.com/renewal', { mode })
      await desk.runRenewals()
      await desk.runRenewals()
      expect(await desk.domain('wavers.com')).toMatchObject({
        registrarAutoRenew: autoRenew ? 'on' : 'off',
        contradiction: false,
      })
      expect(await desk.atRegistry('wavers.com')).toMatchObject({ autoRenew })
    }
    expect((await desk.atRegistry('wavers.com')).commands).toHaveLength(4)
    const { body } = await desk.get<{ items: { items: { operation: string }[] }[] }>('/orders')
    const operations = body.items.flatMap(({ items }) => items.map(({ operation }) => operation))
    expect(operations.sort()).toEqual(['expire', 'expire', 'keep', 'keep'])
  })

  it('is not told to renew where its registrar was never told otherwise by us', async () => {
    const desk = await openOrderDesk(open)
    await desk.hold('set-there.com', later(60), { registrarAutoRenew: 'off' })
    await desk.runRenewals()
    expect(await desk.domain('set-there.com')).toMatchObject({ contradiction: true })
    expect((await desk.atRegistry('set-there.com')).commands).toEqual([])
  })

  it('is renewed all the same when that is decided afterwards', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(5_000)
    await desk.hold('saved.com', later(20))
    await desk.put('/domains/saved.com/renewal', { mode: 'expire' })
    await desk.runRenewals()
    await desk.put('/domains/saved.com/renewal', { mode: 'renew' })
    desk.moveTo(later(16))
    await desk.runRenewals()
    expect(await desk.domain('saved.com')).toMatchObject({ expiresOn: '2027-12-13' })
  })
})
