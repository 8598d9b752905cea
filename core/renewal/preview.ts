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
  /**
   * Names whose effective mode changes: those that the lists will show under the other mode. A name that is too late
   * flips like any other, since the change holds for its expiries to come.
   */
  readonly flips: { readonly count: number; readonly toRenew: number; readonly toExpire: number }
  /** Critical names that the change would have let lapse. None of them flips. */
  readonly shielded: number
  /** Those of the names that flip to expire which renew once more, because it is too late for this expiry. */
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
  const toRenew = countNames(judged, ({ before, after }) => before === 'expire' && after === 'renew')
  const toExpire = countNames(judged, ({ before, after }) => before === 'renew' && after === 'expire')
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
  readonly before: RenewalMode
  readonly after: RenewalMode
  readonly isTooLate: boolean
  readonly isShielded: boolean
}

function judge(row: PreviewRow, rulesBefore: OuterRules, rulesAfter: OuterRules): JudgedGroup {
  const before = effectiveRenewal(row.before, rulesBefore).mode
  const after = effectiveRenewal(row.after, rulesAfter)
  return {
    window: row.window,
    names: row.names,
    money: row.money,
    before,
    after: after.mode,
    isTooLate: row.window === 'late' && before === 'renew' && after.mode === 'expire',
    isShielded: row.before.critical && after.scope === 'critical' && isReached(row, rulesBefore, rulesAfter),
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
  const renews = ({ before }: JudgedGroup) => before === 'renew'
  const stillRenews = ({ after, isTooLate }: JudgedGroup) => after === 'renew' || isTooLate
  const sum = (isPaid: (group: JudgedGroup) => boolean) =>
    sumByCurrency(inside.flatMap((group) => (isPaid(group) && group.money ? [group.money] : [])))
  return {
    before: sum(renews),
    after: sum(stillRenews),
    unpriced: countNames(inside, (group) => group.money === null && (renews(group) || stillRenews(group))),
  }
}
