import holidayJp from '@holiday-jp/holiday_jp'
import { Temporal } from 'temporal-polyfill'
import { addDays, type IsoDate } from '../calendar/iso-date.ts'

/** Where a day moves that falls on a bank holiday: to the business day after it, before it, or nowhere. */
export const HOLIDAY_SHIFTS = ['next', 'previous', 'none'] as const
export type HolidayShift = (typeof HOLIDAY_SHIFTS)[number]

/** National holidays with substitute and bridge days, 1970-2050. */
const NATIONAL_HOLIDAYS: Readonly<Record<string, unknown>> = holidayJp.holidays

/** Banks close over the New Year by order (銀行法施行令 5条1項); only the 1st is a national holiday. */
const NEW_YEAR_DAYS: ReadonlySet<string> = new Set(['12-31', '01-01', '01-02', '01-03'])

/**
 * Days of which a person knows better than the calendar: a holiday made by law after it was published, or a day on which
 * banks are open all the same. True where banks are open.
 */
export type SpecialBankDays = ReadonlyMap<IsoDate, boolean>

const NO_SPECIAL_DAYS: SpecialBankDays = new Map()

/**
 * Whether Japanese banks do business: as a person says of the day, else where it is no Saturday, Sunday or national
 * holiday, and not 31 December to 3 January.
 */
export function isBankDay(day: IsoDate, special: SpecialBankDays = NO_SPECIAL_DAYS): boolean {
  return special.get(day) ?? isUsualBankDay(day)
}

function isUsualBankDay(day: IsoDate): boolean {
  const isWeekend = Temporal.PlainDate.from(day).dayOfWeek >= 6
  return !isWeekend && !NEW_YEAR_DAYS.has(day.slice(5)) && !Object.hasOwn(NATIONAL_HOLIDAYS, day)
}

/** The day itself where banks are open, else the one it moves to; the last day that there is moves nowhere. */
export function shiftToBankDay(day: IsoDate, shift: HolidayShift, special: SpecialBankDays = NO_SPECIAL_DAYS): IsoDate {
  if (shift === 'none') return day
  const step = shift === 'next' ? 1 : -1
  let found = day
  while (!isBankDay(found, special)) {
    const beside = addDays(found, step)
    if (beside === found) break
    found = beside
  }
  return found
}
