import { EVERYTHING } from '../../core/access/reader-scope.ts'
import type { PricedOperation } from '../../core/billing/price-list.ts'
import { addDays, addToMonth, daysBetween, firstDayOf, type IsoDate, monthOf } from '../../core/calendar/iso-date.ts'
import type { MinorUnits } from '../../core/money/money.ts'
import type { Deps } from '../deps.ts'
import type { AccountCaller } from '../http/handle.ts'
import { newId } from '../ids.ts'
import {
  MAIN_ISSUER,
  updateBillingProfile,
  updateIssuer,
} from '../modules/billing-profile/billing-profile.repository.ts'
import { nextChange } from '../modules/changes/change-sequence.ts'
import { closeDuePeriods } from '../modules/closing/close-accounts.ts'
import { insertConnection } from '../modules/connections/connections.repository.ts'
import { openDocuments } from '../modules/ledger/ledger.repository.ts'
import { bookMoney } from '../modules/ledger/money-in.ts'
import { changeAccount } from '../modules/orders/account-change.ts'
import { driveOrders } from '../modules/orders/drive-orders.ts'
import { orderNames } from '../modules/orders/order-names.ts'
import type { EventAgo } from './demo-events.ts'
import type { DemoCast } from './demo-state.ts'
import { ISSUER, ORGANISATION } from './vocabulary.ts'

const ACCOUNT = 'main'

/** Names that fall due for renewal on the day the demo is made; the balance does not reach for all of them. */
const DUE = [
  'sorairo-trial.com',
  'nagisa-trial.com',
  'kazenoki-trial.com',
  'hanabira-trial.net',
  'yukiharu-trial.tokyo',
]
const DUE_AND_DEAR = 'wakaba-trial.shop'
/** Ordered for more than the account had, so that an invoice asked for the rest. */
const OVERDRAWN = ['sorairo', 'nagisa', 'kazenoki', 'hanabira', 'yukiharu'].map((label) => `${label}-outlet.shop`)
const REGISTERED = [
  { daysAgo: 86, names: ['momiji-autumn.com', 'momiji-autumn.jp'] },
  { daysAgo: 55, names: ['akanebus-winter.com', 'akanebus-winter.jp'] },
  { daysAgo: 24, names: ['tsukimi-newyear.com', 'tsukimi-newyear.jp'] },
] as const

/** The names that the account's history brings into the portfolio. */
export const ACCOUNT_NAMES: readonly string[] = [
  ...DUE,
  DUE_AND_DEAR,
  ...OVERDRAWN,
  ...REGISTERED.flatMap(({ names }) => names),
]

/**
 * What happened in the demo's prepaid account over a year: money in, orders at the simulated registry, a month that was
 * invoiced because the balance did not reach, and a closing after each month.
 */
export function accountEvents(cast: DemoCast): readonly EventAgo[] {
  const { today, owner, manager } = cast
  const money = (deps: Deps, kind: 'deposit' | 'payment', amount: number, invoice?: string) =>
    bookMoney(deps, callerOf(owner), { kind, amount: amount as MinorUnits, method: 'bankTransfer', invoice })
  return [
    { daysAgo: 399, time: '10:30', run: (deps) => agree(deps, today) },
    { daysAgo: 398, time: '15:00', run: openSandbox },
    { daysAgo: 370, time: '11:00', run: (deps) => money(deps, 'deposit', 30_000) },
    { daysAgo: 363, time: '14:00', run: (deps) => order(deps, manager, 'register', [...DUE, DUE_AND_DEAR]) },
    { daysAgo: 240, time: '16:20', run: (deps) => order(deps, manager, 'register', OVERDRAWN) },
    { daysAgo: 195, time: '10:10', run: (deps) => payOpen(deps, owner) },
    { daysAgo: 92, time: '10:40', run: (deps) => money(deps, 'deposit', 26_820) },
    ...REGISTERED.map(({ daysAgo, names }): EventAgo => {
      return { daysAgo, time: '13:30', run: (deps) => order(deps, manager, 'register', names) }
    }),
    ...monthStarts(today).map((day): EventAgo => {
      return { daysAgo: daysBetween(day, today), time: '00:05', run: (deps) => closeDuePeriods(deps, {}) }
    }),
  ]
}

/** The first days of the months since the account was opened. */
function monthStarts(today: IsoDate): readonly IsoDate[] {
  const days = Array.from({ length: 13 }, (_, n) => firstDayOf(addToMonth(monthOf(today), -n)))
  return days.filter((day) => day > addDays(today, -400)).toReversed()
}

/** Who issues, to whom documents go, and how long the account may be overdrawn. */
async function agree({ storage, clock }: Deps, today: IsoDate): Promise<void> {
  await storage.transact(async (trx) => {
    await nextChange(trx, ACCOUNT, 'billing')
    await updateIssuer(trx, MAIN_ISSUER, { ...ISSUER, updated_at: clock.now() })
    await updateBillingProfile(trx, ACCOUNT, {
      billing_name: ORGANISATION,
      billing_department: '情報システム部',
      billing_postal_code: '100-0005',
      billing_address: '東京都千代田区丸の内9-9-9\n藍川ビル',
      billing_email: 'keiri@aikawa.example',
      registration_number: 'T4010001456789',
      overdraft_policy: 'provisional',
      overdraft_until: addDays(today, -200),
      low_balance_at: 10_000,
    })
  })
}

async function openSandbox({ storage, clock }: Deps): Promise<void> {
  await storage.transact(async (trx) => {
    await nextChange(trx, ACCOUNT, 'connections')
    const connection = { account: ACCOUNT, id: newId(), name: '模擬レジストリ', registrar: 'Sandbox' }
    await insertConnection(trx, { ...connection, gateway: 'sandbox', created_at: clock.now() })
  })
}

async function order(deps: Deps, person: string, operation: PricedOperation, names: readonly string[]): Promise<void> {
  await changeAccount(deps, ACCOUNT, (trx, context) => {
    const orderer = { person, source: 'person', actor: null } as const
    const wanted = names.map((name) => ({ operation, name, years: 1 }))
    return orderNames(trx, { ...context, isSandbox: true }, orderer, wanted)
  })
  await driveOrders(deps, ACCOUNT, { isForced: true })
}

async function payOpen(deps: Deps, person: string): Promise<void> {
  for (const { number, open } of await openDocuments(deps.storage.read, ACCOUNT)) {
    const payment = { kind: 'payment', amount: open, method: 'bankTransfer', invoice: number } as const
    await bookMoney(deps, callerOf(person), payment)
  }
}

function callerOf(personId: string): AccountCaller {
  const origin = { requestId: 'demo', address: 'local', userAgent: null, sessionId: '', csrfToken: null }
  return { ...origin, account: ACCOUNT, personId, actor: { personId, permissions: new Set(), scope: EVERYTHING } }
}
