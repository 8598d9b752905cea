import { addDays, type IsoDate, type IsoMonth, monthOf, monthsBetween } from '../calendar/iso-date.ts'
import type { Money } from '../money/money.ts'
import { sumByCurrency } from '../money/sums.ts'
import type { RenewalMode } from './renewal-mode.ts'

/** Held names that fall due in one month, of one mode and currency; null money: they have no price. */
export type ForecastGroup = {
  /** The month of `renewsOn`; names whose day has passed already belong to the month of today. */
  readonly month: IsoMonth
  readonly mode: RenewalMode
  readonly names: number
  readonly money: Money | null
}

export type ForecastSum = { readonly names: number; readonly money: readonly Money[]; readonly unpriced: number }

/** What renewing costs, and what it would cost for the names that are left to lapse. */
export type ForecastModes = { readonly renew: ForecastSum; readonly expire: ForecastSum }

export type CostForecast = {
  readonly from: IsoDate
  readonly to: IsoDate
  /** Every month of the window, also those in which nothing falls due. */
  readonly months: readonly (ForecastModes & { readonly month: IsoMonth })[]
  readonly total: ForecastModes
}

/** The days of a forecast: from today to so many days later, both included. */
export function forecastWindow(today: IsoDate, days: number): { readonly from: IsoDate; readonly to: IsoDate } {
  return { from: today, to: addDays(today, days) }
}

/** Adds groups of names within the window up by month; each name is counted for its next expiry only. */
export function costForecast(today: IsoDate, days: number, groups: readonly ForecastGroup[]): CostForecast {
  const { from, to } = forecastWindow(today, days)
  const months = monthsBetween(monthOf(from), monthOf(to))
  const within = groups.filter(({ month }) => months.includes(month))
  return {
    from,
    to,
    months: months.map((month) => ({ month, ...sumModes(within.filter((group) => group.month === month)) })),
    total: sumModes(within),
  }
}

function sumModes(groups: readonly ForecastGroup[]): ForecastModes {
  return { renew: sumOf(groups, 'renew'), expire: sumOf(groups, 'expire') }
}

function sumOf(groups: readonly ForecastGroup[], mode: RenewalMode): ForecastSum {
  const ofMode = groups.filter((group) => group.mode === mode)
  const countOf = (some: readonly ForecastGroup[]) => some.reduce((sum, { names }) => sum + names, 0)
  return {
    names: countOf(ofMode),
    money: sumByCurrency(ofMode.flatMap(({ money }) => (money ? [money] : []))),
    unpriced: countOf(ofMode.filter(({ money }) => money === null)),
  }
}
