import { addDays, type IsoDate } from '../calendar/iso-date.ts'
import type { Money } from '../money/money.ts'
import { sumByCurrency } from '../money/sums.ts'
import { effectiveRenewal, type OuterRules, type RenewalClassKey, resolveRules } from './renewal-class.ts'
import type { RenewalMode } from './renewal-mode.ts'

/**
 * When a name's renewal is due, seen from today. `late`: its decideBy has passed and its expiry has not, so that
 * renew → expire has no effect any more. `later`: beyond a year, expired, or without a date.
 */
export const PREVIEW_WINDOWS = ['late', 'next90', 'next365', 'later'] as const
export type PreviewWindow = (typeof PREVIEW_WINDOWS)[number]

/** Names of one class, one window and one currency, with the sum of their prices; null money: they have no price. */
export type PreviewGroup = {
  readonly window: PreviewWindow
  readonly names: number
  readonly money: Money | null
}

/** A group together with its class before and after the proposed change (equal where only a rule changes). */
export type PreviewRow = PreviewGroup & { readonly before: RenewalClassKey; readonly after: RenewalClassKey }

export type RulesOf = (key: RenewalClassKey) => OuterRules

export type MoneyChange = {
  readonly before: readonly Money[]
  readonly after: readonly Money[]
  /** Names that renew in the window, before or after, and have no price: they are in no sum. */
  readonly unpriced: number
}

export type Preview = {
  /** Names whose effective mode changes. */
  readonly flips: { readonly count: number; readonly toRenew: number; readonly toExpire: number }
  /** Critical names that the change would have let lapse. */
  readonly shielded: number
  /** Names that would go renew → expire, but renew once more because it is too late for this expiry. */
  readonly tooLate: number
  readonly money: { readonly next90: MoneyChange; readonly next365: MoneyChange }
}

/**
 * The bounds of the windows for a query, over names with both dates and expiresOn >= today: `late` is decideBy < today;
 * `next90` decideBy from today to before `next90Before`, so that renewsOn lies within 90 days; `next365` follows.
 */
export function previewBounds(today: IsoDate): {
  readonly today: IsoDate
  readonly next90Before: IsoDate
  readonly next365Before: IsoDate
} {
  return { today, next90Before: addDays(today, 90), next365Before: addDays(today, 365) }
}

export function previewWindowOf(
  dates: { readonly expiresOn: IsoDate | null; readonly decideBy: IsoDate | null },
  today: IsoDate,
): PreviewWindow {
  const { expiresOn, decideBy } = dates
  const bounds = previewBounds(today)
  if (expiresOn === null || decideBy === null || expiresOn < today) return 'later'
  if (decideBy < today) return 'late'
  if (decideBy < bounds.next90Before) return 'next90'
  return decideBy < bounds.next365Before ? 'next365' : 'later'
}

/** What a change of rules or of names would do. Names that are not held any more are left out. */
export function preview(rows: Iterable<PreviewRow>, rulesBefore: RulesOf, rulesAfter: RulesOf): Preview {
  const judged = [...rows]
    .filter((row) => row.before.holding === 'held' && row.after.holding === 'held')
    .map((row) => judge(row, rulesBefore(row.before), rulesAfter(row.after)))
  const toRenew = countNames(judged, ({ from, to }) => from === 'expire' && to === 'renew')
  const toExpire = countNames(judged, ({ from, to }) => from === 'renew' && to === 'expire')
  return {
    flips: { count: toRenew + toExpire, toRenew, toExpire },
    shielded: countNames(judged, ({ isShielded }) => isShielded),
    tooLate: countNames(judged, ({ isTooLate }) => isTooLate),
    money: {
      next90: moneyWithin(judged, ['late', 'next90']),
      next365: moneyWithin(judged, ['late', 'next90', 'next365']),
    },
  }
}

type JudgedGroup = PreviewGroup & {
  readonly from: RenewalMode
  /** What will really happen to this expiry: a name that is too late still renews. */
  readonly to: RenewalMode
  readonly isTooLate: boolean
  readonly isShielded: boolean
}

function judge(row: PreviewRow, rulesBefore: OuterRules, rulesAfter: OuterRules): JudgedGroup {
  const from = effectiveRenewal(row.before, rulesBefore).mode
  const after = effectiveRenewal(row.after, rulesAfter)
  const isTooLate = row.window === 'late' && from === 'renew' && after.mode === 'expire'
  return {
    window: row.window,
    names: row.names,
    money: row.money,
    from,
    to: isTooLate ? 'renew' : after.mode,
    isTooLate,
    isShielded: after.scope === 'critical' && isReached(row, rulesBefore, rulesAfter),
  }
}

/** Whether the change would decide this class if no shield stood before it. */
function isReached(row: PreviewRow, rulesBefore: OuterRules, rulesAfter: OuterRules): boolean {
  const before = resolveRules(row.before, rulesBefore)
  const after = resolveRules(row.after, rulesAfter)
  return after.mode !== before.mode || after.scope !== before.scope
}

function countNames(groups: readonly JudgedGroup[], matches: (group: JudgedGroup) => boolean): number {
  return groups.filter(matches).reduce((sum, { names }) => sum + names, 0)
}

function moneyWithin(groups: readonly JudgedGroup[], windows: readonly PreviewWindow[]): MoneyChange {
  const inside = groups.filter(({ window }) => windows.includes(window))
  const sum = (mode: 'from' | 'to') =>
    sumByCurrency(inside.flatMap((group) => (group[mode] === 'renew' && group.money ? [group.money] : [])))
  return {
    before: sum('from'),
    after: sum('to'),
    unpriced: countNames(inside, ({ from, to, money }) => money === null && (from === 'renew' || to === 'renew')),
  }
}
