import type { Kysely } from 'kysely'
import { invariant } from '../../../core/base/invariant.ts'
import { type BillingPiece, billingPieces, type CalendarPiece, closesAt } from '../../../core/billing/billing-period.ts'
import type { Plan } from '../../../core/billing/corporate-service.ts'
import { type Delivery, deliveryOfClosing } from '../../../core/billing/delivery.ts'
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
} from '../../../core/calendar/iso-date.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { Database } from '../../storage/database.ts'
import type { IssuerRow } from '../billing-profile/billing-profile.repository.ts'
import * as repository from './closing.repository.ts'
import type { PieceSpan } from './piece-entries.ts'

/** The next piece of an account that is not closed, with where it goes on from. */
export type NextPiece = {
  readonly account: repository.ClosingAccount
  readonly piece: BillingPiece
  readonly isLast: boolean
  readonly span: PieceSpan & { readonly ends_at: Instant }
  /** At the end of the piece before. */
  readonly balanceBefore: MinorUnits
  readonly closesAt: Instant
  /** After this closing, nothing is posted into days up to this one. */
  readonly closedThrough: IsoDate
}

/** Nothing was posted before. */
const BEFORE_ALL = '0001-01-01'

/** The next piece of each account, whether it can be closed yet or not. */
export async function nextPieces(
  db: Kysely<Database>,
  accounts: readonly string[],
  issuer: ClosingIssuer,
): Promise<readonly NextPiece[]> {
  const found = await repository.readClosingAccounts(db, accounts)
  const last = await repository.lastClosings(db, accounts)
  const calendar = Map.groupBy(await repository.readCalendar(db, accounts), keyOf)
  const plain = plainMonths(issuer.zone)
  return found.map((account) => nextPiece(account, last.get(account.account) ?? null, calendar, plain, issuer))
}

type ClosingIssuer = Pick<IssuerRow, 'zone' | 'corporate_service_from'>

const keyOf = ({ account, period }: { readonly account: string; readonly period: string }) => `${account} ${period}`

function nextPiece(
  account: repository.ClosingAccount,
  last: repository.ClosingRow | null,
  calendar: ReadonlyMap<string, readonly repository.CalendarRow[]>,
  plain: ReturnType<typeof plainMonths>,
  { zone, corporate_service_from: corporateServiceFrom }: ClosingIssuer,
): NextPiece {
  const { period, index } = placeAfter(account, last, zone)
  const rows = calendar.get(keyOf({ account: account.account, period })) ?? []
  const issuedFrom = firstDayOf(addToMonth(period, 1))
  const { delivery, plan } = account
  const wished = deliveryOfClosing(delivery, plan as Plan, corporateServiceFrom as IsoDate | null, issuedFrom)
  const days = rows.length > 0 ? pieceDays(period, rows, wished, zone) : plain(period, wished)
  const found = days[index]
  invariant(found, 'a calendar is not changed while its month is being closed')
  const { piece, endsAt, closesAt: closable } = found
  const following = days[index + 1]?.piece
  return {
    account,
    piece,
    isLast: following === undefined,
    span: {
      account: account.account,
      from_day: last === null ? BEFORE_ALL : piece.from,
      to_day: piece.to,
      cut_from: piece.cutFrom,
      cut_until: piece.cutUntil,
      after_seq: last?.through_seq ?? 0,
      ends_at: endsAt,
    },
    balanceBefore: (last?.balance ?? 0) as MinorUnits,
    closesAt: closable,
    closedThrough: following ? addDays(following.from, -1) : piece.to,
  }
}

type PieceDays = { readonly piece: BillingPiece; readonly endsAt: Instant; readonly closesAt: Instant }

function pieceDays(
  period: IsoMonth,
  rows: readonly repository.CalendarRow[],
  channel: Delivery,
  zone: string,
): readonly PieceDays[] {
  return billingPieces(period, rows.map(toCalendarPiece), channel, zone).map((piece) => ({
    piece,
    endsAt: piece.cutUntil ?? instantAt(firstDayOf(addToMonth(period, 1)), '00:00', zone),
    closesAt: closesAt(piece, zone),
  }))
}

/** Months that the calendar says nothing of are the same for all accounts: their days are worked out once. */
function plainMonths(zone: string): (period: IsoMonth, channel: Delivery) => readonly PieceDays[] {
  const known = new Map<string, readonly PieceDays[]>()
  return (period, channel) => {
    const key = `${period} ${channel}`
    const days = known.get(key) ?? pieceDays(period, [], channel, zone)
    known.set(key, days)
    return days
  }
}

/** The first period of an account is the month in which it was made. */
function placeAfter(
  { created_at }: repository.ClosingAccount,
  last: repository.ClosingRow | null,
  zone: string,
): { readonly period: IsoMonth; readonly index: number } {
  if (last === null) return { period: monthOf(dayInZone(created_at as Instant, zone)), index: 0 }
  const period = last.period as IsoMonth
  return last.is_last === 1 ? { period: addToMonth(period, 1), index: 0 } : { period, index: last.part }
}

export function toCalendarPiece(row: repository.CalendarRow): CalendarPiece {
  return {
    part: row.part,
    until: row.until_at as Instant | null,
    channel: row.channel,
    issueMonth: row.issue_month as IsoMonth | null,
    paymentStyle: row.payment_style,
  }
}
