import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { can } from '../../../core/access/can.ts'
import { invariant } from '../../../core/base/invariant.ts'
import { addDays, dayInZone, type IsoDate, minDay } from '../../../core/calendar/iso-date.ts'
import { type FundsView, LISTED_BLOCKED } from '../../../core/contract/http/forecast.ts'
import { overdraftLimit } from '../../../core/ledger/overdraft.ts'
import { wireYen } from '../../../core/money/yen-input.ts'
import { type FundsForecast, forecastFunds } from '../../../core/orders/funds-forecast.ts'
import { forecastWindow } from '../../../core/renewal/forecast.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import type { Database } from '../../storage/database.ts'
import { findAccount } from '../accounts/accounts.repository.ts'
import { readBillingProfile } from '../billing-profile/billing-profile.repository.ts'
import { overdraftOf } from '../billing-profile/overdraft.ts'
import { connectionsToOrderThrough } from '../connections/connections.repository.ts'
import { type BookRow, readBook } from '../ledger/ledger.repository.ts'
import { type DueName, namesPaidFor, namesRenewing, namesSeen } from '../orders/due-renewals.repository.ts'
import { pricesFrom } from '../prices/read-price.ts'
import { sliceDays } from '../renewal-rules/due-names.ts'

const YEAR_DAYS = 365

/**
 * How far the balance reaches for the renewals ahead: the daily run, day by day, as if nobody paid in. The money is of all
 * names; the names that are listed and counted are those that the reader sees.
 */
export async function readFunds(deps: Deps, by: AccountCaller, days: number): Promise<FundsView | null> {
  if (!can(by.actor, 'billing.read')) return null
  const db = deps.storage.read
  const account = await findAccount(db, by.account)
  const book = await readBook(db, by.account)
  invariant(account && book, 'the account of a caller exists and has a book')
  const today = deps.clock.today(account.time_zone)
  const { to } = forecastWindow(today, Math.min(days, YEAR_DAYS))
  const prices = await pricesFrom(db, by.account, dayInZone(deps.clock.now(), book.zone))
  const renewals = await comingRenewals(db, { id: by.account, timeZone: account.time_zone }, today, to)
  const profile = await readBillingProfile(db, by.account)
  const overdraft = overdraftOf(profile)
  const found = forecastFunds(renewals, {
    today,
    to,
    available: book.balance - book.held,
    limitOn: (day) => overdraftLimit(overdraft, day),
    priceOn: ({ suffix }, day) => {
      const onDay = prices.on(day)
      return onDay.priceOf({ suffix, operation: 'renew', years: 1 })?.amount ?? null
    },
    changesOn: [...prices.changesOn, ...(overdraft.policy === 'provisional' ? [addDays(overdraft.until, 1)] : [])],
    lowAt: profile.low_balance_at,
  })
  const names = found.blocked.map(({ renewal }) => renewal.name)
  const seen = await namesSeen(db, by.account, by.actor.scope, names)
  return describeFunds(book, profile.low_balance_at, to, found, seen)
}

type Origin = { readonly id: string; readonly timeZone: string }

/** Names that are paid for already need no more money. */
async function comingRenewals(
  db: Kysely<Database>,
  { id, timeZone }: Origin,
  today: IsoDate,
  to: IsoDate,
): Promise<readonly DueName[]> {
  if ((await connectionsToOrderThrough(db, id)).size === 0) return []
  const paidFor = await namesPaidFor(db, id)
  const renewals: DueName[] = []
  for (const range of [{ kind: 'late' as const, today }, ...sliceDays(today, minDay(to, addDays(today, YEAR_DAYS)))]) {
    for (const name of await namesRenewing(db, id, range, timeZone)) if (!paidFor.has(name.name)) renewals.push(name)
    await nextTurn()
  }
  return renewals
}

function describeFunds(
  book: BookRow,
  lowAt: number | null,
  through: IsoDate,
  { runsDryOn, lowOn, blocked }: FundsForecast<DueName>,
  seen: ReadonlySet<string>,
): FundsView {
  const available = book.balance - book.held
  const own = blocked.filter(({ renewal }) => seen.has(renewal.name))
  return {
    balance: wireYen(book.balance),
    available: wireYen(available),
    runsDryOn,
    through,
    lowBalance: {
      at: lowAt === null ? null : wireYen(lowAt),
      isLow: lowAt !== null && available < lowAt,
      on: lowOn,
    },
    blocked: {
      count: own.length,
      amount: wireYen(own.reduce((sum, { price }) => sum + price, 0)),
      names: own.slice(0, LISTED_BLOCKED).map(({ renewal: { name, isCritical, cutOffOn }, on, price }) => {
        return { name, on, price: wireYen(price), critical: isCritical, cutOffOn }
      }),
    },
  }
}
