import {
  addDays,
  addToMonth,
  dayInZone,
  endOfMonth,
  firstDayOf,
  type Instant,
  type IsoDate,
  type IsoMonth,
  instantAt,
} from '../calendar/iso-date.ts'
import type { Delivery } from './delivery.ts'

export const PAYMENT_STYLES = ['account', 'perTransaction'] as const

/** `perTransaction`: each order was paid and documented by itself, so that the period gets no document. */
export type PaymentStyle = (typeof PAYMENT_STYLES)[number]

/** A line of the billing calendar: how one piece of a month differs from the rest. Nulls: as for every month. */
export type CalendarPiece = {
  readonly part: number
  /** The first instant after the piece; null for the last one of the month. */
  readonly until: Instant | null
  readonly channel: Delivery | null
  readonly issueMonth: IsoMonth | null
  readonly paymentStyle: PaymentStyle
}

/** What is closed at once: a month, or a piece of one that the calendar cuts at an instant. */
export type BillingPiece = {
  readonly period: IsoMonth
  /** 1 for a whole month, else the piece's place in it. */
  readonly part: number
  /** Its days, both included; a day that is cut belongs to both pieces. */
  readonly from: IsoDate
  readonly to: IsoDate
  /** Where it is cut within its first and last day; null at the ends of the month. */
  readonly cutFrom: Instant | null
  readonly cutUntil: Instant | null
  readonly channel: Delivery
  readonly issueMonth: IsoMonth
  readonly paymentStyle: PaymentStyle
}

/** The pieces of a month, in the issuer's zone; one whole month where the calendar says nothing of it. */
export function billingPieces(
  period: IsoMonth,
  calendar: readonly CalendarPiece[],
  channel: Delivery,
  zone: string,
): readonly BillingPiece[] {
  const last = { until: null, channel: null, issueMonth: null, paymentStyle: 'account' } as const
  const ordered = calendar.toSorted((a, b) => a.part - b.part)
  const lines = ordered.at(-1)?.until === null ? ordered : [...ordered, { ...last, part: ordered.length + 1 }]
  return lines.map((line, index) => {
    const cutFrom = lines[index - 1]?.until ?? null
    return {
      period,
      part: index + 1,
      from: cutFrom === null ? firstDayOf(period) : dayInZone(cutFrom, zone),
      to: line.until === null ? endOfMonth(firstDayOf(period)) : dayBefore(line.until, zone),
      cutFrom,
      cutUntil: line.until,
      channel: line.channel ?? channel,
      issueMonth: line.issueMonth ?? addToMonth(period, 1),
      paymentStyle: line.paymentStyle,
    }
  })
}

/** The last day that has a moment before an instant. */
function dayBefore(instant: Instant, zone: string): IsoDate {
  const day = dayInZone(instant, zone)
  return instantAt(day, '00:00', zone) === instant ? addDays(day, -1) : day
}

/** When a piece may be closed: it is over, and its month of issue has begun. */
export function closesAt(piece: BillingPiece, zone: string): Instant {
  const end = piece.cutUntil ?? instantAt(firstDayOf(addToMonth(piece.period, 1)), '00:00', zone)
  const issue = instantAt(firstDayOf(piece.issueMonth), '00:00', zone)
  if (issue > end) return issue
  return end
}

/** Why a calendar of a month cannot be: its cuts lie in order and within the month, and issue is not before the use. */
export type CalendarProblem = 'cut_outside_month' | 'cuts_not_in_order' | 'issued_too_early'

export function calendarProblem(
  period: IsoMonth,
  calendar: readonly CalendarPiece[],
  zone: string,
): CalendarProblem | null {
  const ordered = calendar.toSorted((a, b) => a.part - b.part)
  const cuts = ordered.slice(0, -1).map(({ until }) => until)
  const start = instantAt(firstDayOf(period), '00:00', zone)
  const end = instantAt(firstDayOf(addToMonth(period, 1)), '00:00', zone)
  const all = [...cuts, ordered.at(-1)?.until ?? null].filter((cut) => cut !== null)
  if (cuts.includes(null) || all.some((cut, index) => index > 0 && cut <= (all[index - 1] ?? ''))) {
    return 'cuts_not_in_order'
  }
  if (all.some((cut) => cut <= start || cut >= end)) return 'cut_outside_month'
  if (ordered.some(({ issueMonth }) => issueMonth !== null && issueMonth < period)) return 'issued_too_early'
  return null
}
