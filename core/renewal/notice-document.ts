import type { Instant, IsoDate, IsoMonth } from '../calendar/iso-date.ts'
import { startOfWeek } from '../calendar/week.ts'
import type { DomainName } from '../domains/domain-name.ts'
import type { Currency, MinorUnits, Money } from '../money/money.ts'
import { RENEWAL_MODES, type RenewalMode, type RuleScope } from './renewal-mode.ts'

/** The languages in which documents and sheets are made. */
export type DocumentLanguage = 'ja' | 'en'

/** One name of a monthly notice, as it stood when the notice was made. */
export type NoticeRow = {
  readonly name: DomainName
  /** The U-label, e.g. `日本.jp`. */
  readonly unicodeName: string
  readonly expiresOn: IsoDate
  /** Last day on which renew can still be turned into expire. */
  readonly decideBy: IsoDate | null
  readonly mode: RenewalMode
  readonly scope: RuleScope
  /** Tax included, for one year; null where the price is not known. */
  readonly price: Money | null
  readonly department: string | null
  readonly tags: readonly string[]
}

/** Sums over all rows of a notice. Money stays apart by currency, in the order of the currency codes. */
export type NoticeSums = {
  /** Both modes, renew first; `money` is what renewing those names costs. */
  readonly byMode: readonly {
    readonly mode: RenewalMode
    readonly names: number
    readonly money: readonly Money[]
  }[]
  /** By the week (its Monday) of `decideBy`, else of `expiresOn`; `renew` of the `names` renew, for `money`. */
  readonly byWeek: readonly {
    readonly weekFrom: IsoDate
    readonly names: number
    readonly renew: number
    readonly money: readonly Money[]
  }[]
  /** Names without a price: they are in no sum of money. */
  readonly unpriced: number
}

/** What stands above the rows of a notice. */
export type NoticeHead = {
  readonly accountId: string
  readonly accountName: string
  readonly month: IsoMonth
  readonly madeAt: Instant
  /** The IANA zone in which `madeAt` is printed. */
  readonly timeZone: string
  readonly windowFrom: IsoDate
  readonly windowTo: IsoDate
  readonly language: DocumentLanguage
  readonly sums: NoticeSums
  /** All names of the notice, also those that a document leaves to the sheet. */
  readonly total: number
}

/** A monthly notice as documents and sheets print it, rows in their final order. */
export type NoticeDocument = NoticeHead & { readonly rows: readonly NoticeRow[] }

/** Names of a notice with the same mode, day and currency, added up as a query returns them. */
export type NoticeGroup = {
  readonly mode: RenewalMode
  /** `decideBy`, else `expiresOn`. */
  readonly day: IsoDate
  readonly names: number
  /** The sum of their prices; null for names without one. */
  readonly money: Money | null
}

/** Adds up rows of a notice; the same rows in any order give the same sums. */
export function sumNoticeRows(rows: readonly NoticeRow[]): NoticeSums {
  return sumNoticeGroups(
    rows.map(({ mode, decideBy, expiresOn, price }) => ({ mode, day: decideBy ?? expiresOn, names: 1, money: price })),
  )
}

/** The same from groups of rows, however the rows were put together. */
export function sumNoticeGroups(groups: Iterable<NoticeGroup>): NoticeSums {
  const modes = { renew: emptyTally(), expire: emptyTally() }
  const weeks = new Map<IsoDate, Tally & { renew: number }>()
  let unpriced = 0
  for (const { mode, day, names, money } of groups) {
    const weekFrom = startOfWeek(day)
    const week = weeks.get(weekFrom) ?? { ...emptyTally(), renew: 0 }
    weeks.set(weekFrom, week)
    week.names += names
    modes[mode].names += names
    addMoney(modes[mode], money)
    if (money === null) unpriced += names
    if (mode === 'renew') {
      week.renew += names
      addMoney(week, money)
    }
  }
  return {
    byMode: RENEWAL_MODES.map((mode) => ({
      mode,
      names: modes[mode].names,
      money: moneyOf(modes[mode]),
    })),
    byWeek: [...weeks]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([weekFrom, week]) => ({ weekFrom, names: week.names, renew: week.renew, money: moneyOf(week) })),
    unpriced,
  }
}

type Tally = { names: number; readonly money: Map<Currency, number> }

function emptyTally(): Tally {
  return { names: 0, money: new Map() }
}

function addMoney(tally: Tally, money: Money | null): void {
  if (money) tally.money.set(money.currency, (tally.money.get(money.currency) ?? 0) + money.minor)
}

function moneyOf(tally: Tally): Money[] {
  return [...tally.money]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, minor]) => ({ minor: minor as MinorUnits, currency }))
}
