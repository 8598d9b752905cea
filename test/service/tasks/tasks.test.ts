import { expect, it } from 'vitest'
import { describeOnEachDatabase, type OpenDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'
import { later, openOrderDesk } from '../../support/order-desk.ts'

type Task = { id: string; state: string; operation: string; name: string; price: { amount: string } | null }

/** A workspace with a name at a registrar where a person does the work. */
async function openManual(open: OpenDatabase) {
  const desk = await openOrderDesk(open)
  const made = await desk.post<{ id: string }>('/connections', {
    name: 'お名前.com',
    registrar: 'GMO',
    gateway: 'manual',
  })
  const connection = made.body.id
  await desk.post('/domains', { name: 'example.jp', connection, registryExpiresOn: '2026-11-30' })
  const tasks = async (state = 'open') => (await desk.get<{ items: Task[] }>(`/tasks?state=${state}`)).body.items
  const first = async () => (await tasks())[0]?.id ?? ''
  return { ...desk, connection, tasks, first }
}

describeOnEachDatabase('an order that a person carries out', (open) => {
  it('is a task until it is confirmed with day and reference; then it is charged and the dates move', async () => {
    const desk = await openManual(open)
    await desk.deposit(10_000)
    const order = await desk.order('renew', 'example.jp')
    expect(order).toMatchObject({ state: 'running', items: [{ state: 'pending' }] })
    expect(await desk.money()).toEqual({ balance: 10_000, held: 3_000 })
    expect(await desk.tasks()).toMatchObject([
      {
        kind: 'order',
        operation: 'renew',
        name: 'example.jp',
        years: 1,
        registrar: 'GMO',
        expiryBefore: '2026-11-30',
        price: { amount: '3000' },
      },
    ])
    const report = { date: '2026-11-22', reference: 'GMO-4711' }
    const done = await desk.post(`/tasks/${await desk.first()}/confirm`, report)
    expect(done).toMatchObject({ status: 200, body: { state: 'confirmed', endedBy: '佐藤', ...report } })
    expect(await desk.tasks()).toEqual([])
    expect(await desk.readOrder(order.id)).toMatchObject({
      state: 'done',
      items: [{ charge: { amount: '3000' }, reference: 'GMO-4711' }],
    })
    expect(await desk.money()).toEqual({ balance: 7_000, held: 0 })
    expect(await desk.domain('example.jp')).toMatchObject({
      paidThroughOn: '2027-11-30',
      registryExpiresOn: '2026-11-30',
      provenance: { paidThroughOn: { source: 'manual' } },
    })
    const charge = await desk.deps.storage.read
      .selectFrom('journal_entry')
      .select(['occurred_on', 'domain', 'reference'])
      .where('kind', '=', 'charge')
      .executeTakeFirstOrThrow()
    expect(charge).toEqual({ occurred_on: '2026-11-22', domain: 'example.jp', reference: `order:${order.id}/1` })
  })

  it('is another task where the registrar was told of a lapse and the name renews after all', async () => {
    const desk = await openManual(open)
    await desk.patch('/domains/example.jp', { registryExpiresOn: '2027-01-31' })
    const named = async () => (await desk.tasks()).map(({ operation, name }) => [operation, name])
    await desk.put('/domains/example.jp/renewal', { mode: 'expire' })
    await desk.runRenewals()
    expect(await named()).toEqual([['expire', 'example.jp']])
    await desk.put('/domains/example.jp/renewal', { mode: 'renew' })
    await desk.runRenewals()
    expect(await named()).toEqual([])
    await desk.put('/domains/example.jp/renewal', { mode: 'expire' })
    desk.moveTo(later(2))
    await desk.runRenewals()
    await desk.post(`/tasks/${await desk.first()}/confirm`, { date: '2026-11-25', reference: 'GMO-1' })
    expect(await desk.domain('example.jp')).toMatchObject({ registrarAutoRenew: 'off' })
    await desk.put('/domains/example.jp/renewal', { mode: 'renew' })
    await desk.runRenewals()
    expect(await named()).toEqual([['keep', 'example.jp']])
    await desk.post(`/tasks/${await desk.first()}/confirm`, { date: '2026-11-25', reference: 'GMO-2' })
    expect(await desk.domain('example.jp')).toMatchObject({ registrarAutoRenew: 'on', contradiction: false })
    expect(await desk.tasks()).toEqual([])
  })

  it('takes the expiry that the registrar shows, where it is given', async () => {
    const desk = await openManual(open)
    await desk.deposit(10_000)
    await desk.order('renew', 'example.jp')
    await desk.post(`/tasks/${await desk.first()}/confirm`, {
      date: '2026-11-23',
      reference: 'R',
      expiresOn: '2028-11-30',
    })
    expect(await desk.domain('example.jp')).toMatchObject({ expiresOn: '2028-11-30' })
  })

  it('is not confirmed with an expiry that lies behind it', async () => {
    const desk = await openManual(open)
    await desk.deposit(10_000)
    await desk.order('register', 'new.jp', { connection: desk.connection })
    const confirm = async (expiresOn: string) =>
      desk.post(`/tasks/${await desk.first()}/confirm`, { date: '2026-11-23', reference: 'R', expiresOn })
    const refused = { status: 422, body: { errors: [{ pointer: '/expiresOn', code: 'not_ahead' }] } }
    expect(await confirm('2026-11-23')).toMatchObject(refused)
    expect(await confirm('2027-11-30')).toMatchObject({ status: 200 })
    const { expiresOn } = (await desk.get<{ expiresOn: string }>('/domains/example.jp')).body
    await desk.order('renew', 'example.jp')
    expect(await confirm(expiresOn)).toMatchObject(refused)
    expect(await desk.money()).toEqual({ balance: 7_000, held: 3_000 })
  })

  it('is given back when it cannot be done', async () => {
    const desk = await openManual(open)
    await desk.deposit(10_000)
    const order = await desk.order('renew', 'example.jp')
    const refused = await desk.post(`/tasks/${await desk.first()}/refuse`, { reason: '期限後のため' })
    expect(refused).toMatchObject({ status: 200, body: { state: 'refused', reason: '期限後のため' } })
    expect(await desk.readOrder(order.id)).toMatchObject({
      state: 'failed',
      items: [{ code: 'refused_by_operator', detail: '期限後のため' }],
    })
    expect(await desk.money()).toEqual({ balance: 10_000, held: 0 })
  })

  it('ends once: what is confirmed or refused is not ended again, and nothing is charged twice', async () => {
    const desk = await openManual(open)
    await desk.deposit(10_000)
    await desk.order('renew', 'example.jp')
    const id = await desk.first()
    const report = { date: '2026-11-23', reference: 'R' }
    const answers = await Promise.all([
      desk.post(`/tasks/${id}/confirm`, report),
      desk.post(`/tasks/${id}/confirm`, report),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(await desk.post(`/tasks/${id}/refuse`, { reason: 'x' })).toMatchObject({ body: { code: 'task_ended' } })
    expect(await desk.money()).toEqual({ balance: 7_000, held: 0 })
    expect((await desk.post('/tasks/nothing/confirm', report)).status).toBe(404)
  })

  it('is not confirmed for a day to come, nor without a reference', async () => {
    const desk = await openManual(open)
    await desk.deposit(10_000)
    await desk.order('renew', 'example.jp')
    const id = await desk.first()
    expect((await desk.post(`/tasks/${id}/confirm`, { date: '2026-11-24', reference: 'R' })).status).toBe(422)
    expect((await desk.post(`/tasks/${id}/confirm`, { date: '2026-11-23', reference: ' ' })).status).toBe(400)
    expect((await desk.post(`/tasks/${id}/refuse`, { reason: '' })).status).toBe(400)
    expect(await desk.money()).toEqual({ balance: 10_000, held: 3_000 })
  })

  it('is the operator’s', async () => {
    const desk = await openManual(open)
    const manager = await addMember(desk, 'domainManager')
    expect((await manager.get('/tasks')).status).toBe(403)
    expect((await manager.post('/tasks/x/confirm', { date: '2026-11-23', reference: 'R' })).status).toBe(403)
  })

  it('registers a name at the connection that was chosen', async () => {
    const desk = await openManual(open)
    await desk.deposit(10_000)
    await desk.order('register', 'new.jp', { connection: desk.connection })
    const report = { date: '2026-11-23', reference: 'R', expiresOn: '2027-11-30' }
    await desk.post(`/tasks/${await desk.first()}/confirm`, report)
    expect(await desk.domain('new.jp')).toMatchObject({
      connection: { gateway: 'manual' },
      expiresOn: '2027-11-30',
      registeredOn: '2026-11-23',
      provenance: { registryExpiresOn: { source: 'manual' } },
    })
  })
})

describeOnEachDatabase('the daily run where a person does the work', (open) => {
  it('makes a task for each renewal that is due, once, and one for each name that lapses', async () => {
    const desk = await openManual(open)
    await desk.deposit(10_000)
    const { connection } = desk
    await desk.post('/domains', {
      name: 'lapses.jp',
      connection,
      registryExpiresOn: '2027-03-31',
      registrarAutoRenew: 'on',
    })
    await desk.put('/domains/lapses.jp/renewal', { mode: 'expire' })
    for (const day of [1, 2, 3]) {
      desk.moveTo(later(day))
      await desk.runRenewals()
    }
    expect((await desk.tasks()).map(({ operation, name }) => [operation, name]).toSorted()).toEqual([
      ['expire', 'lapses.jp'],
      ['renew', 'example.jp'],
    ])
    expect(await desk.domain('lapses.jp')).toMatchObject({ lapseTold: false })
    const told = (await desk.tasks()).find(({ operation }) => operation === 'expire')
    await desk.post(`/tasks/${told?.id}/confirm`, { date: later(3), reference: 'by mail' })
    expect(await desk.domain('lapses.jp')).toMatchObject({ lapseTold: true, registrarAutoRenew: 'off' })
    expect(await desk.money()).toEqual({ balance: 10_000, held: 3_000 })
  })

  it('withdraws the task of a lapse that was decided otherwise', async () => {
    const desk = await openManual(open)
    const { connection } = desk
    await desk.post('/domains', {
      name: 'lapses.jp',
      connection,
      registryExpiresOn: '2027-03-31',
      registrarAutoRenew: 'on',
    })
    await desk.put('/domains/lapses.jp/renewal', { mode: 'expire' })
    await desk.runRenewals()
    expect(await desk.tasks()).toHaveLength(1)
    await desk.put('/domains/lapses.jp/renewal', { mode: 'renew' })
    desk.moveTo(later(1))
    await desk.runRenewals()
    expect((await desk.tasks()).filter(({ operation }) => operation === 'expire')).toEqual([])
    expect(await desk.tasks('withdrawn')).toMatchObject([{ name: 'lapses.jp', operation: 'expire' }])
  })
})
