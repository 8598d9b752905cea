import { expect, it } from 'vitest'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'
import { by, dollars, openPortfolio, yen } from '../../support/portfolio.ts'

type Sum = { names: number; money: unknown[]; unpriced: number }
type Forecast = {
  from: string
  to: string
  months: { month: string; renew: Sum; expire: Sum }[]
  total: { renew: Sum; expire: Sum }
}

const NOTHING: Sum = { names: 0, money: [], unpriced: 0 }
const yenSum = (names: number, amount: number): Sum => ({
  names,
  money: [{ amount: String(amount), currency: 'JPY' }],
  unpriced: 0,
})

describeOnEachDatabase('the forecast', (open) => {
  it('puts each name into the month of its renewal, currencies and names without a price apart', async () => {
    const api = await openPortfolio(open)
    await api.add('today.com', -1, { price: yen(100) })
    await api.add('november.com', 6, { price: yen(1000) })
    await api.add('december.com', 7, { price: yen(10_000) })
    await api.add('dollars.com', 8, { price: dollars(1250) })
    await api.add('no-price.com', 8)
    await api.add('lapses.com', 8, { price: yen(5), rule: { mode: 'expire', ...by } })
    await api.add('gone.com', 8, { price: yen(7), holding: 'relinquished' })
    await api.add('no-date.com', null, { price: yen(9) })
    const { body } = await api.get<Forecast>('/forecast?days=60')
    expect(body).toMatchObject({ from: '2026-11-23', to: '2027-01-22' })
    expect(body.months).toEqual([
      { month: '2026-11', renew: yenSum(2, 1100), expire: NOTHING },
      {
        month: '2026-12',
        renew: {
          names: 3,
          money: [
            { amount: '10000', currency: 'JPY' },
            { amount: '12.50', currency: 'USD' },
          ],
          unpriced: 1,
        },
        expire: yenSum(1, 5),
      },
      { month: '2027-01', renew: NOTHING, expire: NOTHING },
    ])
    expect(body.total).toMatchObject({ renew: { names: 5, unpriced: 1 }, expire: { names: 1 } })
  })

  it('ends with the renewals of the last day', async () => {
    const api = await openPortfolio(open)
    await api.add('inside.com', 29, { price: yen(1) })
    await api.add('outside.com', 30, { price: yen(10) })
    expect((await api.get<Forecast>('/forecast?days=30')).body.total.renew).toEqual(yenSum(1, 1))
  })

  it('counts a name once within a year, and again in each following year of a longer look', async () => {
    const api = await openPortfolio(open)
    await api.add('late.com', -1, { price: yen(1) })
    await api.add('yearly.com', 9, { price: yen(10) })
    await api.add('lapses.com', 9, { price: yen(100), rule: { mode: 'expire', ...by } })
    expect((await api.get<Forecast>('/forecast')).body.total).toMatchObject({ renew: yenSum(2, 11) })
    const { months, total } = (await api.get<Forecast>('/forecast?days=1095')).body
    expect(months.filter(({ renew }) => renew.names > 0).map(({ month, renew }) => [month, renew.names])).toEqual([
      ['2026-11', 1],
      ['2026-12', 1],
      ['2027-11', 1],
      ['2027-12', 1],
      ['2028-11', 1],
      ['2028-12', 1],
    ])
    expect(total).toEqual({ renew: yenSum(6, 33), expire: yenSum(1, 100) })
  })

  it('follows the rules at once', async () => {
    const api = await openPortfolio(open)
    await api.add('example.com', 9, { price: yen(10) })
    await api.put('/renewal-rules/suffixes/com', { mode: 'expire' })
    expect((await api.get<Forecast>('/forecast')).body.total).toEqual({ renew: NOTHING, expire: yenSum(1, 10) })
  })

  it('shows a limited reader the cost of their names only', async () => {
    const api = await openPortfolio(open)
    await api.add('sales.com', 9, { price: yen(10), department: 'Sales', tags: ['shop', 'eu'] })
    await api.add('plain.com', 9, { price: yen(100), department: 'IT' })
    for (const limit of [{ departments: ['Sales'] }, { tags: ['shop'] }, { suffixes: ['com'], tags: ['eu'] }]) {
      const reader = await addMember(api, 'accountant', limit)
      expect((await reader.get<Forecast>('/forecast')).body.total.renew).toEqual(yenSum(1, 10))
    }
    const nobody = await addMember(api, 'accountant', { suffixes: [] })
    expect((await nobody.get<Forecast>('/forecast')).body.total.renew).toEqual(NOTHING)
  })

  it('refuses a window that is no number of days', async () => {
    const api = await openPortfolio(open)
    for (const days of ['0', '-1', '3651', 'x', '1.5']) {
      expect((await api.get(`/forecast?days=${days}`)).status).toBe(400)
    }
  })
})
