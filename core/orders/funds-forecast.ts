import { addDays, type IsoDate } from '../calendar/iso-date.ts'
import type { MinorUnits } from '../money/money.ts'
import { planRenewals, type RenewalCandidate } from './renewal-run.ts'

/** A renewal that lies ahead. */
export type ComingRenewal = Omit<RenewalCandidate, 'isDue' | 'price'> & {
  /** Last day on which the registrar accepts it. */
  readonly cutOffOn: IsoDate
  /** Last day on which the name can still be saved in another way. */
  readonly saveBy: IsoDate
}

export type FundsToday<R extends ComingRenewal = ComingRenewal> = {
  readonly today: IsoDate
  /** The last day that is looked at. */
  readonly to: IsoDate
  readonly available: number
  /** How far below zero the account may go on a day; infinite without a limit. */
  readonly limitOn: (day: IsoDate) => number
  /** What a renewal costs on a day; null where it is not sold then. */
  readonly priceOn: (renewal: R, day: IsoDate) => MinorUnits | null
  /** Days on which that limit or a price changes. */
  readonly changesOn: readonly IsoDate[]
  /** The amount below which the balance is low; null where nobody set one. */
  readonly lowAt: number | null
}

export type FundsForecast<R extends ComingRenewal> = {
  /** The first day on which the money does not reach all renewals; null where it does on every day. */
  readonly runsDryOn: IsoDate | null
  /** The first day on which the balance is low. */
  readonly lowOn: IsoDate | null
  /** Renewals that the money does not reach when they are due, each with that day and what it costs then. */
  readonly blocked: readonly BlockedRenewal<R>[]
}

export type BlockedRenewal<R> = { readonly renewal: R; readonly on: IsoDate; readonly price: MinorUnits }

/**
 * Lets the daily run happen on every day ahead, as if nobody paid in: the same plan, the same order, what waits tried again
 * until its cut-off, and the money of critical names kept while they can be saved.
 */
export function forecastFunds<R extends ComingRenewal>(renewals: readonly R[], funds: FundsToday<R>): FundsForecast<R> {
  const arrivals = Map.groupBy(renewals, ({ decideBy }) => dueDay(decideBy, funds.today))
  const days = new Set<IsoDate>([funds.today, ...arrivals.keys(), ...funds.changesOn])
  const queue = [...days].filter((day) => day >= funds.today && day <= funds.to).toSorted()
  const blocked = new Map<R, BlockedRenewal<R>>()
  let waiting: readonly R[] = []
  let available = funds.available
  let lowOn: IsoDate | null = null
  for (let day = queue.shift(); day !== undefined; day = queue.shift()) {
    const now = day
    const here = [...waiting, ...(arrivals.get(now) ?? [])].filter((one) => isOpen(one, now))
    const candidates = here.flatMap((renewal) => {
      const price = funds.priceOn(renewal, now)
      return price === null ? [] : [{ ...renewal, price, isDue: renewal.cutOffOn >= now, renewal }]
    })
    const plan = planRenewals(candidates, available + funds.limitOn(now))
    available -= plan.take.reduce((sum, { price }) => sum + price, 0)
    if (funds.lowAt !== null && lowOn === null && available < funds.lowAt) lowOn = now
    const taken = new Set(plan.take.map(({ renewal }) => renewal))
    waiting = here.filter((one) => !taken.has(one))
    for (const { renewal, price } of plan.blocked) {
      if (!blocked.has(renewal)) blocked.set(renewal, { renewal, on: now, price })
    }
    insertDays(
      queue,
      waiting
        .flatMap((one) => [addDays(one.cutOffOn, 1), addDays(one.saveBy, 1)])
        .filter((one) => one > now && one <= funds.to),
    )
  }
  const [first] = blocked.values()
  return { runsDryOn: first?.on ?? null, lowOn, blocked: [...blocked.values()] }
}

/** The day after the decision; what is due already is due today. */
function dueDay(decideBy: IsoDate, today: IsoDate): IsoDate {
  const day = addDays(decideBy, 1)
  return day > today ? day : today
}

/** A renewal waits until its cut-off; a critical name's money is kept while it can be saved. */
function isOpen({ isCritical, cutOffOn, saveBy }: ComingRenewal, day: IsoDate): boolean {
  return day <= cutOffOn || (isCritical && day <= saveBy)
}

/** What is kept for names that wait comes free when they cannot be had any more, so that those days count as well. */
function insertDays(queue: IsoDate[], days: readonly IsoDate[]): void {
  const known = new Set(queue)
  const news = [...new Set(days)].filter((day) => !known.has(day))
  if (news.length === 0) return
  queue.push(...news)
  queue.sort()
}
