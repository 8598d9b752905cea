import { Temporal } from 'temporal-polyfill'
import type { IsoDate } from './iso-date.ts'

/** The Monday of the ISO week that a day falls in. */
export function startOfWeek(day: IsoDate): IsoDate {
  const date = Temporal.PlainDate.from(day)
  return date.subtract({ days: date.dayOfWeek - 1 }).toString() as IsoDate
}
