import type { PriceAhead } from '../billing/price-list.ts'
import { addDays, addYears, type IsoDate, type IsoMonth, monthOf, monthsBetween } from '../calendar/iso-date.ts'
import type { Suffix } from '../domains/suffix.ts'
import type { MinorUnits, Money } from '../money/money.ts'
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

/** Held names that fall due on the same day, of one mode and currency; null money: they have no price. */
export type DueGroup = {
  readonly renewsOn: IsoDate
  readonly mode: RenewalMode
  readonly names: number
  /** At today's prices. */
  readonly money: Money | null
  /** Their suffix, where its price will change and they are ordered at it. */
  readonly repriced: Suffix | null
}

const ONE_TERM_DAYS = 365

/**
 * What of the due names falls into the months of a forecast. Up to 365 days, each name counts once, for its next expiry.
 * Beyond, a name that renews is taken to renew for a year at a time and counts again on the same day of each following
 * year; a name that lapses counts once. What is due already counts in the month of today. Each costs what its day does.
 */
export function forecastGroups(
  today: IsoDate,
  days: number,
  due: readonly DueGroup[],
  priceOn: PriceAhead,
): readonly ForecastGroup[] {
  const { to } = forecastWindow(today, days)
  return due.flatMap((group) => {
    const { renewsOn, mode, names } = group
    const terms: IsoDate[] = renewsOn <= to ? [renewsOn > today ? renewsOn : today] : []
    if (mode === 'renew' && days > ONE_TERM_DAYS) terms.push(...laterTerms(renewsOn, to))
    return terms.map((day) => ({ month: monthOf(day), mode, names, money: moneyOn(group, day, priceOn) }))
  })
}

function moneyOn({ names, money, repriced }: DueGroup, day: IsoDate, priceOn: PriceAhead): Money | null {
  const price = repriced === null ? undefined : priceOn(repriced, day)
  if (price === undefined) return money
  return price && { ...price, minor: (price.minor * names) as MinorUnits }
}

function laterTerms(renewsOn: IsoDate, to: IsoDate): readonly IsoDate[] {
  const days: IsoDate[] = []
  for (let years = 1; addYears(renewsOn, years) <= to; years++) days.push(addYears(renewsOn, years))
  return days
}

/** Adds groups of names within the window up by month. */
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
