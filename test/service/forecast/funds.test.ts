import { expect, it } from 'vitest'
import type { FundsView } from '../../../core/contract/http/forecast.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'
import { later, openOrderDesk } from '../../support/order-desk.ts'

type Forecast = { funds: FundsView | null; total: { renew: unknown } }

describeOnEachDatabase('the forecast of the balance', (open) => {
  it('names the day the money runs dry and the names it will not reach, in the order of the run', async () => {
    const desk = await openOrderDesk(open)
    await desk.call('PATCH', `/api/accounts/${desk.account}`, { lowBalanceAt: '2000' })
    await desk.deposit(3_500)
    await desk.hold('first.com', later(30))
    await desk.hold('second.net', later(60))
    await desk.hold('third.net', later(90))
    await desk.post('/domains', { name: 'watched.com', registryExpiresOn: later(20) })
    await desk.hold('unpriced.org', later(20))
    const { funds } = (await desk.get<Forecast>('/forecast')).body
    expect(funds).toEqual({
      balance: { amount: '3500', currency: 'JPY' },
      available: { amount: '3500', currency: 'JPY' },
      // Five days for the decision, and the day after it.
      runsDryOn: later(86),
      through: later(365),
      lowBalance: { at: { amount: '2000', currency: 'JPY' }, isLow: false, on: later(56) },
      blocked: {
        count: 1,
        amount: { amount: '2000', currency: 'JPY' },
        names: [
          {
            name: 'third.net',
            on: later(86),
            price: { amount: '2000', currency: 'JPY' },
            critical: false,
            cutOffOn: later(90),
          },
        ],
      },
    })
  })

  it('says the same as the run does when that day has come', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(1_500)
    await desk.hold('first.com', later(30))
    await desk.hold('second.com', later(31))
    const { funds } = (await desk.get<Forecast>('/forecast')).body
    expect(funds?.runsDryOn).toBe(later(27))
    for (const day of [26, 27]) {
      desk.moveTo(later(day))
      await desk.runRenewals()
    }
    expect(await desk.domain('first.com')).toMatchObject({ blocked: null, expiresOn: '2027-12-23' })
    expect(await desk.domain('second.com')).toMatchObject({ blocked: 'funds' })
  })

  it('goes by the price of the day on which a name renews, as the run does', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(2_500)
    await desk.hold('first.com', later(30))
    await desk.hold('second.com', later(60))
    await desk.call('PUT', '/api/operator/prices/com', { operation: 'renew', amount: '1800', from: later(40) })
    await desk.post('/domains', {
      name: 'watched.com',
      registryExpiresOn: later(60),
      price: { amount: '7', currency: 'JPY' },
    })
    const { funds, total } = (await desk.get<Forecast>('/forecast')).body
    expect(total.renew).toMatchObject({ names: 3, money: [{ amount: '2807' }] })
    const twoTerms = (await desk.get<Forecast>('/forecast?days=450')).body.total.renew
    expect(twoTerms).toMatchObject({ names: 6, money: [{ amount: '6414' }] })
    const preview = await desk.post('/renewal-rules/preview', { scope: 'account', mode: 'renew' })
    expect(preview.body).toMatchObject({ money: { next90: { before: [{ amount: '2807' }] } } })
    const bulk = await desk.post('/domains/bulk', {
      selection: { filter: {} },
      action: 'setRenewal',
      params: { mode: 'expire' },
      dryRun: true,
    })
    expect(bulk.body).toMatchObject({ money: { next90: { before: [{ amount: '2807' }], after: [] } } })
    expect(funds).toMatchObject({
      runsDryOn: later(56),
      blocked: { count: 1, amount: { amount: '1800' }, names: [{ name: 'second.com', price: { amount: '1800' } }] },
    })
    for (const day of [26, 56]) {
      desk.moveTo(later(day))
      await desk.runRenewals()
    }
    expect(await desk.domain('second.com')).toMatchObject({ blocked: 'funds' })
  })

  it('counts what is set aside as spent, once', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(1_000)
    await desk.hold('sent.com', later(30))
    await desk.behave({ operation: 'renew', does: 'delay', seconds: 86_400 })
    await desk.order('renew', 'sent.com')
    expect((await desk.get<Forecast>('/forecast')).body.funds).toMatchObject({
      available: { amount: '0' },
      runsDryOn: null,
      blocked: { count: 0 },
    })
  })

  it('runs never dry without a limit, and later with one', async () => {
    const desk = await openOrderDesk(open)
    await desk.hold('a.com', later(30))
    await desk.hold('b.com', later(60))
    const runsDryOn = async (overdraft: object) => {
      await desk.call('PATCH', `/api/accounts/${desk.account}`, { overdraft })
      return (await desk.get<Forecast>('/forecast')).body.funds?.runsDryOn
    }
    expect(await runsDryOn({ policy: 'none' })).toBe(later(26))
    expect(await runsDryOn({ policy: 'corporate', limit: '1000' })).toBe(later(56))
    expect(await runsDryOn({ policy: 'provisional', until: later(400) })).toBeNull()
    expect(await runsDryOn({ policy: 'provisional', until: later(40) })).toBe(later(56))
  })

  it('shows limited readers their names only, and nobody the balance who may not see it', async () => {
    const desk = await openOrderDesk(open)
    await desk.hold('a.com', later(30))
    await desk.hold('b.net', later(30))
    const limited = await addMember(desk, 'accountant', { suffixes: ['net'] })
    expect((await limited.get<Forecast>('/forecast')).body.funds).toMatchObject({
      runsDryOn: later(26),
      blocked: { count: 1, amount: { amount: '2000' }, names: [{ name: 'b.net' }] },
    })
    const reader = await addMember(desk, 'readOnly')
    expect((await reader.get<Forecast>('/forecast')).body.funds).toBeNull()
  })
})
