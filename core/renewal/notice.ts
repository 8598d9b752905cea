import {
  addDays,
  addToMonth,
  dayInZone,
  firstDayOf,
  type Instant,
  type IsoDate,
  type IsoMonth,
  instantAt,
  monthOf,
  monthsBetween,
} from '../calendar/iso-date.ts'
import type { Holding } from './renewal-class.ts'

/** Days ahead that a monthly notice looks. */
const NOTICE_DAYS = 90

/** Time of the 1st, in the account's zone, from which on the month's notice is due. */
const NOTICE_TIME = '00:05'

/** The expiries that the notice of a month lists, both ends included, whenever it is really made. */
export type NoticeWindow = { readonly from: IsoDate; readonly to: IsoDate }

export function noticeWindow(month: IsoMonth): NoticeWindow {
  const from = firstDayOf(month)
  return { from, to: addDays(from, NOTICE_DAYS) }
}

/** All held names that expire in the window are listed, whatever their mode. */
export function isInNotice(
  name: { readonly holding: Holding; readonly expiresOn: IsoDate | null },
  { from, to }: NoticeWindow,
): boolean {
  return name.holding === 'held' && name.expiresOn !== null && name.expiresOn >= from && name.expiresOn <= to
}

/** The month of an account's first notice unless another is set: that of the first 1st after its creation. */
export function firstNoticeMonth(createdOn: IsoDate): IsoMonth {
  return addToMonth(monthOf(createdOn), 1)
}

/**
 * The month of the first notice of an account that wants notices from a day on: no 1st before that day counts, and no
 * month in which the account was not there yet.
 */
export function noticeMonthFrom(noticesFrom: IsoDate, createdOn: IsoDate): IsoMonth {
  const month = monthOf(noticesFrom)
  const wanted = firstDayOf(month) === noticesFrom ? month : addToMonth(month, 1)
  const earliest = monthOf(createdOn)
  if (wanted < earliest) return earliest
  return wanted
}

/** The months whose notices are to be made now, oldest first: those missed since the last one, and the current one. */
export function dueNoticeMonths(schedule: {
  readonly noticesFrom: IsoMonth
  /** The newest month whose notice exists. */
  readonly lastMade: IsoMonth | null
  readonly now: Instant
  readonly timeZone: string
}): readonly IsoMonth[] {
  const { noticesFrom, lastMade, now, timeZone } = schedule
  const first = lastMade !== null && lastMade >= noticesFrom ? addToMonth(lastMade, 1) : noticesFrom
  return monthsBetween(first, lastDueMonth(now, timeZone))
}

/** The instant at which the next notice falls due, for the scheduler to sleep until. */
export function nextNoticeAt(now: Instant, timeZone: string): Instant {
  return dueInstant(addToMonth(lastDueMonth(now, timeZone), 1), timeZone)
}

function lastDueMonth(now: Instant, timeZone: string): IsoMonth {
  const month = monthOf(dayInZone(now, timeZone))
  return now >= dueInstant(month, timeZone) ? month : addToMonth(month, -1)
}

function dueInstant(month: IsoMonth, timeZone: string): Instant {
  return instantAt(firstDayOf(month), NOTICE_TIME, timeZone)
}
