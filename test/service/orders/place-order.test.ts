import { expect, it } from 'vitest'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'
import { openOrderDesk } from '../../support/order-desk.ts'

describeOnEachDatabase('an order', (open) => {
  it('registers a name, charges its price, and takes it into the portfolio as the registry has it', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(10_000)
    const order = await desk.order('register', 'example.com')
    expect(order).toMatchObject({
      state: 'done',
      source: 'person',
      counts: { done: 1 },
      items: [
        {
          name: 'example.com',
          operation: 'register',
          state: 'done',
          code: null,
          charge: { amount: '1000', currency: 'JPY' },
        },
      ],
    })
    expect(await desk.money()).toEqual({ balance: 9_000, held: 0 })
    expect(await desk.domain('example.com')).toMatchObject({
      holding: 'held',
      expiresOn: '2027-11-23',
      registryExpiresOn: '2027-11-23',
      paidThroughOn: '2027-11-23',
      registeredOn: '2026-11-23',
      registrarAutoRenew: 'on',
      locks: { transfer: true },
      price: { amount: '1000', currency: 'JPY' },
      connection: { gateway: 'sandbox' },
      provenance: { registryExpiresOn: { source: 'registry', asOf: '2026-11-23' } },
    })
  })

  it('gives a .jp name the end of its month, and renews it by what is paid alone', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(10_000)
    await desk.order('register', 'example.jp')
    expect(await desk.domain('example.jp')).toMatchObject({ expiresOn: '2027-11-30', registryExpiresOn: '2027-11-30' })
    expect(await desk.order('renew', 'example.jp')).toMatchObject({ state: 'done' })
    expect(await desk.domain('example.jp')).toMatchObject({
      expiresOn: '2028-11-30',
      paidThroughOn: '2028-11-30',
      registryExpiresOn: '2027-11-30',
    })
    expect(await desk.atRegistry('example.jp')).toMatchObject({ expiresOn: '2027-11-30', paidThroughOn: '2028-11-30' })
    expect(await desk.money()).toEqual({ balance: 4_000, held: 0 })
  })

  it('is paid for as a whole, or nothing is booked', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(2_500)
    const items = [
      { operation: 'register', name: 'a.com' },
      { operation: 'register', name: 'b.net' },
    ]
    const refused = await desk.post('/orders', { items })
    expect(refused).toMatchObject({ status: 409, body: { code: 'insufficient_funds', args: { needed: 3_000 } } })
    expect(await desk.money()).toEqual({ balance: 2_500, held: 0 })
    expect((await desk.get('/orders')).body).toMatchObject({ total: 0 })
    await desk.deposit(500)
    expect((await desk.post('/orders', { items })).status).toBe(202)
    expect(await desk.money()).toEqual({ balance: 3_000, held: 3_000 })
    await desk.settleJobs()
    expect(await desk.money()).toEqual({ balance: 0, held: 0 })
  })

  it('may go below zero as far as the account’s terms say', async () => {
    const desk = await openOrderDesk(open)
    const path = `/api/accounts/${desk.account}`
    await desk.call('PATCH', path, { overdraft: { policy: 'corporate', limit: '1500' } })
    expect((await desk.order('register', 'a.com')).state).toBe('done')
    expect(await desk.money()).toEqual({ balance: -1_000, held: 0 })
    const more = await desk.post('/orders', { items: [{ operation: 'register', name: 'b.com' }] })
    expect(more).toMatchObject({ status: 409, body: { code: 'insufficient_funds' } })
  })

  it('is refused with its reason for each name, and changes nothing', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(100_000)
    await desk.order('register', 'held.com')
    await desk.post('/domains', { name: 'watched.com', registryExpiresOn: '2027-05-01' })
    const before = await desk.money()
    const cases: readonly (readonly [object, number, string])[] = [
      [{ operation: 'register', name: 'held.com' }, 409, 'already_exists'],
      [{ operation: 'transfer', name: 'held.com' }, 409, 'already_exists'],
      [{ operation: 'renew', name: 'nobody.com' }, 422, 'unknown_names'],
      [{ operation: 'renew', name: 'watched.com' }, 422, 'no_gateway'],
      [{ operation: 'transfer', name: 'watched.com' }, 422, 'gateway_not_allowed'],
      [{ operation: 'register', name: 'example.org' }, 422, 'no_price'],
      [{ operation: 'renew', name: 'held.com', years: 2 }, 422, 'no_price'],
      [{ operation: 'register', name: 'sub.example.com' }, 422, 'bad_name'],
    ]
    for (const [item, status, code] of cases) {
      expect(await desk.post('/orders', { items: [item] })).toMatchObject({ status, body: { code } })
    }
    const other = await desk.post<{ id: string }>('/connections', { name: 'B', registrar: 'B', gateway: 'manual' })
    for (const [item, reason] of [
      [{ operation: 'register', name: 'new.com', connection: 'nothing' }, 'unknown_connection'],
      [{ operation: 'renew', name: 'held.com', connection: 'nothing' }, 'unknown_connection'],
      [{ operation: 'renew', name: 'held.com', connection: other.body.id }, 'other_connection'],
    ] as const) {
      expect(await desk.post('/orders', { items: [item] })).toMatchObject({
        status: 422,
        body: { code: 'invalid', errors: [{ pointer: '/items/0/connection', code: reason }] },
      })
    }
    for (const item of [
      { operation: 'park', name: 'a.com' },
      { operation: 'register', name: 'a.com', years: 0 },
      { operation: 'register', name: 'a.com', years: 1.5 },
    ]) {
      expect((await desk.post('/orders', { items: [item] })).status).toBe(400)
    }
    const twice = [
      { operation: 'register', name: 'twice.com' },
      { operation: 'register', name: 'TWICE.com.' },
    ]
    expect(await desk.post('/orders', { items: twice })).toMatchObject({ status: 422, body: { code: 'invalid' } })
    const mixed = [
      { operation: 'register', name: 'fine.com' },
      { operation: 'register', name: 'example.org' },
    ]
    expect(await desk.post('/orders', { items: mixed })).toMatchObject({
      status: 422,
      body: { code: 'no_price', errors: [{ pointer: '/items/1', code: 'no_price' }] },
    })
    expect(await desk.money()).toEqual(before)
    expect((await desk.get('/orders')).body).toMatchObject({ total: 1 })
  })

  it('gives the money back when the registry refuses, and says why', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(5_000)
    await desk.seed('taken.com', '2027-05-01')
    const order = await desk.order('register', 'taken.com')
    expect(order).toMatchObject({
      state: 'failed',
      items: [{ state: 'failed', code: 'already_registered', charge: null }],
    })
    expect(await desk.money()).toEqual({ balance: 5_000, held: 0 })
    expect((await desk.get('/domains/taken.com')).status).toBe(404)
  })

  it('transfers a name in with its authorisation code, which is not kept', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(5_000)
    await desk.seed('moving.com', '2027-05-01', { authCode: 'secret-1', registeredOn: '2001-05-01' })
    const wrong = await desk.order('transfer', 'moving.com', { authCode: 'guess' })
    expect(wrong).toMatchObject({ state: 'failed', items: [{ code: 'bad_auth_code' }] })
    expect(await desk.order('transfer', 'moving.com', { authCode: 'secret-1' })).toMatchObject({ state: 'done' })
    expect(await desk.domain('moving.com')).toMatchObject({
      expiresOn: '2028-05-01',
      registeredOn: '2001-05-01',
      connection: { gateway: 'sandbox' },
    })
    const codes = await desk.deps.storage.read.selectFrom('order_item').select('auth_code').execute()
    expect(codes.map(({ auth_code }) => auth_code)).toEqual([null, null])
  })

  it('restores a name that was deleted', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(10_000)
    await desk.order('register', 'example.com')
    await desk.seed('example.com', '2026-11-01', { account: desk.account, autoRenew: false })
    expect((await desk.atRegistry('example.com')).state).toBe('redemption')
    expect(await desk.order('restore', 'example.com')).toMatchObject({ state: 'done' })
    expect(await desk.domain('example.com')).toMatchObject({ expiresOn: '2027-11-01' })
    expect(await desk.money()).toEqual({ balance: 4_000, held: 0 })
  })

  it('is not placed twice for one name while the first is under way', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(10_000)
    await desk.order('register', 'example.com')
    await desk.behave({ operation: 'renew', does: 'delay', seconds: 3600 })
    const items = [{ operation: 'renew', name: 'example.com' }]
    expect((await desk.post('/orders', { items })).status).toBe(202)
    const again = await desk.post('/orders', { items })
    expect(again).toMatchObject({ status: 409, body: { code: 'order_under_way' } })
    expect(await desk.money()).toEqual({ balance: 9_000, held: 1_000 })
  })

  it('can be placed by who may and for names they see, and is seen by who sees its names', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(10_000)
    await desk.order('register', 'example.com')
    await desk.order('register', 'example.net')
    const reader = await addMember(desk, 'readOnly')
    const items = [{ operation: 'renew', name: 'example.com' }]
    expect((await reader.post('/orders', { items })).status).toBe(403)
    const limited = await addMember(desk, 'domainManager', { suffixes: ['com'] })
    expect((await limited.get('/orders')).body).toMatchObject({
      total: 1,
      items: [{ items: [{ name: 'example.com' }] }],
    })
    const other = await limited.post('/orders', { items: [{ operation: 'renew', name: 'example.net' }] })
    expect(other).toMatchObject({ status: 422, body: { code: 'unknown_names' } })
    expect((await limited.post('/orders', { items })).status).toBe(202)
  })
})
