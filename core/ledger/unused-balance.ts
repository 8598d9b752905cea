import { addMonths, addYears, type IsoDate, isoDate } from '../calendar/iso-date.ts'
import type { MinorUnits } from '../money/money.ts'

/**
 * 資金決済法: an issuer whose unused prepaid money is above this sum on 31 March or 30 September reports it and secures
 * half of it within two months (facts/billing.md §6.4).
 */
export const UNUSED_LIMIT = 10_000_000 as MinorUnits
/** At four fifths of it those who work for the issuer are told. */
export const UNUSED_ALERT = 8_000_000 as MinorUnits

const MONTHS_TO_REPORT = 2

export const UNUSED_STATES = ['below', 'near', 'over'] as const
export type UnusedState = (typeof UNUSED_STATES)[number]

export function unusedState(total: number): UnusedState {
  if (total > UNUSED_LIMIT) return 'over'
  return total >= UNUSED_ALERT ? 'near' : 'below'
}

/** What is to be secured on a base day: half of the sum, in whole yen, once it is above the limit. */
export function securityFor(total: number): MinorUnits {
  return (unusedState(total) === 'over' ? Math.ceil(total / 2) : 0) as MinorUnits
}

/** The last day to report and secure what was unused on a base day. */
export function reportBy(baseDay: IsoDate): IsoDate {
  return addMonths(baseDay, MONTHS_TO_REPORT)
}

/** The first base day that is not before a day. */
export function nextBaseDay(day: IsoDate): IsoDate {
  const year = day.slice(0, 4)
  const spring = isoDate(`${year}-03-31`)
  return [spring, isoDate(`${year}-09-30`)].find((base) => base >= day) ?? addYears(spring, 1)
}

/** Base days before a day, the latest first. */
export function pastBaseDays(day: IsoDate, count: number): readonly IsoDate[] {
  const days: IsoDate[] = []
  for (let year = Number(day.slice(0, 4)); days.length < count && year > 0; year--) {
    days.push(...[isoDate(`${year}-09-30`), isoDate(`${year}-03-31`)].filter((base) => base < day))
  }
  return days.slice(0, count)
}
