import { setImmediate as nextTurn } from 'node:timers/promises'
import { getForecast } from '../../../core/contract/http/forecast.ts'
import { toWireMoney } from '../../../core/money/money.ts'
import {
  type CostForecast,
  costForecast,
  type DueGroup,
  type ForecastModes,
  type ForecastSum,
  forecastGroups,
  forecastWindow,
} from '../../../core/renewal/forecast.ts'
import type { Deps } from '../../deps.ts'
import { type AccountCaller, type Handled, handle, json } from '../../http/handle.ts'
import { notFound } from '../../refusal.ts'
import { findAccount } from '../accounts/accounts.repository.ts'
import { laterRenewalPrices } from '../prices/read-price.ts'
import { sliceDays } from '../renewal-rules/due-names.ts'
import { groupDueNames } from './forecast.repository.ts'
import { readFunds } from './read-funds.ts'

export function forecastRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(getForecast, async ({ by, query }) => {
      const forecast = describeForecast(await readForecast(deps, by, query.days))
      return json(200, { ...forecast, funds: await readFunds(deps, by, query.days) })
    }),
  ]
}

async function readForecast(deps: Deps, by: AccountCaller, days: number): Promise<CostForecast> {
  const account = await findAccount(deps.storage.read, by.account)
  if (!account) throw notFound()
  const today = deps.clock.today(account.time_zone)
  // Names renew on the day after their decideBy, so that a window of days ends a day earlier for decideBy.
  const ranges = [{ kind: 'late' as const, today }, ...sliceDays(today, forecastWindow(today, days).to)]
  const { suffixes, priceOn } = await laterRenewalPrices(deps.storage.read, by.account, today)
  const due: DueGroup[] = []
  for (const range of ranges) {
    due.push(...(await groupDueNames(deps.storage.read, by.account, by.actor.scope, range, suffixes)))
    await nextTurn()
  }
  return costForecast(today, days, forecastGroups(today, days, due, priceOn))
}

function describeForecast({ from, to, months, total }: CostForecast) {
  return {
    from,
    to,
    months: months.map(({ month, ...modes }) => ({ month, ...describeModes(modes) })),
    total: describeModes(total),
  }
}

function describeModes({ renew, expire }: ForecastModes) {
  return { renew: describeSum(renew), expire: describeSum(expire) }
}

function describeSum({ names, money, unpriced }: ForecastSum) {
  return { names, money: money.map(toWireMoney), unpriced }
}
