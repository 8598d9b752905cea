import { dayInZone, type Instant, type IsoDate, minDay } from '../../../core/calendar/iso-date.ts'

/** The day a file speaks of unless somebody says otherwise: when it was last written, never after today. */
export function fileDay(lastModified: number, timeZone: string, today: IsoDate): IsoDate {
  return minDay(dayInZone(new Date(lastModified).toISOString() as Instant, timeZone), today)
}
