import { expect, it } from 'vitest'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'
import { openOrderDesk } from '../../support/order-desk.ts'

const yen = (amount: string) => ({ amount, currency: 'JPY' })
type Made = { number: string; code?: string }

describeOnEachDatabase('quotes', (open) => {
  it('offer names at the prices of their day, with tax and a last day', async () => {
    const desk = await openOrderDesk(open)
    const made = await desk.post('/quotes', {
      items: [
        { operation: 'register', name: 'Example.COM' },
        { operation: 'register', name: 'みらい.jp' },
      ],
      subject: '新規登録のお見積り',
    })
    expect(made).toMatchObject({
      status: 201,
      body: {
        number: 'QUO-2026-000001',
        issuedOn: '2026-11-23',
        validUntil: '2026-12-23',
        total: yen('4000'),
        tax: yen('364'),
        state: 'open',
        lines: [{ domain: 'example.com' }, { unicodeName: 'みらい.jp', operation: 'register', quantity: 1 }],
      },
    })
    expect((await desk.get('/quotes/QUO-2026-000001.pdf')).status).toBe(200)
  })

  it('become one order at the quoted prices, though the list has changed', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(10_000)
    const { body } = await desk.post<Made>('/quotes', { items: [{ operation: 'register', name: 'example.com' }] })
    await desk.setPrice('com', 'register', '9000')
    const ordered = await desk.post<{ id: string }>(`/quotes/${body.number}/order`, {})
    expect(ordered.status).toBe(202)
    await desk.settleJobs()
    expect(await desk.readOrder(ordered.body.id)).toMatchObject({
      state: 'done',
      source: 'quote',
      items: [{ charge: yen('1000') }],
    })
    const twice = await desk.post<Made>(`/quotes/${body.number}/order`, {})
    expect(twice).toMatchObject({ status: 409, body: { code: 'quote_used', args: { order: ordered.body.id } } })
    expect((await desk.get(`/quotes/${body.number}`)).body).toMatchObject({ state: 'paid', order: ordered.body.id })
    expect(await desk.money()).toMatchObject({ balance: 9_000 })
  })

  it('are no longer good after their last day', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(10_000)
    const items = [{ operation: 'register', name: 'example.com' }]
    const { body } = await desk.post<Made>('/quotes', { items, validUntil: '2026-11-30' })
    desk.deps.clock.moveTo('2026-11-30T14:59:00.000Z' as never)
    expect((await desk.post(`/quotes/${body.number}/order`, {})).status).toBe(202)
    const late = await desk.post<Made>('/quotes', {
      items: [{ operation: 'register', name: 'other.com' }],
      validUntil: '2026-11-30',
    })
    desk.deps.clock.moveTo('2026-11-30T15:00:00.000Z' as never)
    const refused = await desk.post(`/quotes/${late.body.number}/order`, {})
    expect(refused).toMatchObject({ status: 409, body: { code: 'quote_expired', args: { validUntil: '2026-11-30' } } })
  })

  it('that the balance does not cover order nothing, and stay good', async () => {
    const desk = await openOrderDesk(open)
    const { body } = await desk.post<Made>('/quotes', { items: [{ operation: 'register', name: 'example.com' }] })
    expect(await desk.post(`/quotes/${body.number}/order`, {})).toMatchObject({
      status: 409,
      body: { code: 'insufficient_funds' },
    })
    await desk.deposit(1_000)
    expect((await desk.post(`/quotes/${body.number}/order`, {})).status).toBe(202)
  })

  it('are refused without a price, for a bad name, a name twice, and a day too far', async () => {
    const desk = await openOrderDesk(open)
    const quote = (items: unknown, more = {}) => desk.post<Made>('/quotes', { items, ...more })
    const one = { operation: 'register', name: 'example.com' }
    expect(await quote([{ ...one, name: 'example.org' }])).toMatchObject({ status: 422, body: { code: 'no_price' } })
    expect(await quote([{ ...one, name: 'com' }])).toMatchObject({ status: 422, body: { code: 'bad_name' } })
    expect(await quote([one, one])).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/items/1/name', code: 'repeated' }] },
    })
    expect((await quote([one], { validUntil: '2027-06-01' })).status).toBe(422)
    expect((await quote([])).status).toBe(400)
    const numbers = await desk.get<{ total: number }>('/quotes')
    expect(numbers.body.total).toBe(0)
  })

  it('are for the corporate plan only once the corporate service has begun', async () => {
    const desk = await openOrderDesk(open)
    await desk.call('PATCH', '/api/operator/issuer', { corporateServiceFrom: '2026-07-01' })
    const items = [{ operation: 'register', name: 'example.com' }]
    expect(await desk.post('/quotes', { items })).toMatchObject({ body: { code: 'corporate_plan_required' } })
    await desk.patch('', { plan: 'corporate' })
    expect((await desk.post('/quotes', { items })).status).toBe(201)
  })

  it('are made by accountants, and ordered by who may order', async () => {
    const desk = await openOrderDesk(open)
    const accountant = await addMember(desk, 'accountant')
    const { body, status } = await accountant.post<Made>('/quotes', {
      items: [{ operation: 'register', name: 'example.com' }],
    })
    expect(status).toBe(201)
    expect((await accountant.post(`/quotes/${body.number}/order`, {})).status).toBe(403)
    expect((await desk.post('/quotes/QUO-2026-000009/order', {})).status).toBe(404)
  })
})
