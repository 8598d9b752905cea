import { describe, expect, it } from 'vitest'
import { type IsoMonth, isoDate } from '../../../core/calendar/iso-date.ts'
import type { Currency, MinorUnits, Money } from '../../../core/money/money.ts'
import { costForecast, type ForecastGroup } from '../../../core/renewal/forecast.ts'

const money = (minor: number, currency: string): Money => ({
  minor: minor as MinorUnits,
  currency: currency as Currency,
})
const group = (month: string, mode: ForecastGroup['mode'], names: number, price: Money | null): ForecastGroup => ({
  month: month as IsoMonth,
  mode,
  names,
  money: price,
})

describe('the cost forecast', () => {
  const groups = [
    group('2026-11', 'renew', 3, money(12_000, 'JPY')),
    group('2026-12', 'renew', 2, money(1899, 'USD')),
    group('2026-12', 'renew', 1, money(3980, 'JPY')),
    group('2026-12', 'renew', 4, null),
    group('2026-12', 'expire', 5, money(20_000, 'JPY')),
    group('2027-03', 'renew', 9, money(36_000, 'JPY')),
  ]

  it('adds up each month of the window, currencies apart, names without a price apart', () => {
    const forecast = costForecast(isoDate('2026-11-22'), 90, groups)
    expect(forecast).toMatchObject({ from: '2026-11-22', to: '2027-02-20' })
    expect(forecast.months.map(({ month }) => month)).toEqual(['2026-11', '2026-12', '2027-01', '2027-02'])
    expect(forecast.months[1]).toEqual({
      month: '2026-12',
      renew: { names: 7, money: [money(3980, 'JPY'), money(1899, 'USD')], unpriced: 4 },
      expire: { names: 5, money: [money(20_000, 'JPY')], unpriced: 0 },
    })
    expect(forecast.months[2]).toEqual({
      month: '2027-01',
      renew: { names: 0, money: [], unpriced: 0 },
      expire: { names: 0, money: [], unpriced: 0 },
    })
  })

  it('leaves out months beyond the window, in the total as well', () => {
    const { total } = costForecast(isoDate('2026-11-22'), 90, groups)
    expect(total.renew).toEqual({ names: 10, money: [money(15_980, 'JPY'), money(1899, 'USD')], unpriced: 4 })
    expect(total.expire.names).toBe(5)
  })
})
