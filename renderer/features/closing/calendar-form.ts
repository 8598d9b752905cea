import type { PaymentStyle } from '../../../core/billing/billing-period.ts'
import type { Delivery } from '../../../core/billing/delivery.ts'
import {
  dayInZone,
  type Instant,
  type IsoMonth,
  instantAt,
  isoMonthSchema,
  parseIsoDate,
} from '../../../core/calendar/iso-date.ts'
import type { CalendarMonth } from './api/closings.ts'

/** Billing days are the issuer's. */
export const ISSUER_ZONE = 'Asia/Tokyo'

/** A piece as a form holds it: empty texts where it is as every month's. */
export type PieceForm = {
  readonly untilDay: string
  readonly untilTime: string
  readonly channel: Delivery | null
  readonly issueMonth: string
  readonly paymentStyle: PaymentStyle
}

export const emptyPiece: PieceForm = {
  untilDay: '',
  untilTime: '00:00',
  channel: null,
  issueMonth: '',
  paymentStyle: 'account',
}

export function toPieceForm(piece: CalendarMonth['pieces'][number]): PieceForm {
  const { until, channel, issueMonth, paymentStyle } = piece
  const isCut = until !== null && until !== undefined
  return {
    untilDay: isCut ? dayInZone(until as Instant, ISSUER_ZONE) : '',
    untilTime: isCut ? timeInZone(until) : '00:00',
    channel: channel ?? null,
    issueMonth: issueMonth ?? '',
    paymentStyle: paymentStyle ?? 'account',
  }
}

/** Pieces as the service takes them: the last one goes to the end of the month. */
export function piecesOfForm(pieces: readonly PieceForm[]) {
  return pieces.map(({ untilDay, untilTime, channel, issueMonth, paymentStyle }, n) => {
    const day = parseIsoDate(untilDay)
    const isLast = n === pieces.length - 1
    return {
      until: isLast || day === null ? null : instantAt(day, untilTime || '00:00', ISSUER_ZONE),
      channel,
      issueMonth: monthOfForm(issueMonth),
      paymentStyle,
    }
  })
}

export function monthOfForm(text: string): IsoMonth | null {
  const parsed = isoMonthSchema.safeParse(text)
  return parsed.success ? parsed.data : null
}

function timeInZone(until: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: ISSUER_ZONE, hour: '2-digit', minute: '2-digit' })
  return parts.format(new Date(until))
}
