import { addDays, type IsoDate } from '../calendar/iso-date.ts'

/** The day that decides an entry's month: today, but never inside a period that is closed. */
export function postingDay(today: IsoDate, closedThrough: IsoDate | null): IsoDate {
  if (closedThrough === null) return today
  const firstOpenDay = addDays(closedThrough, 1)
  return today > firstOpenDay ? today : firstOpenDay
}
