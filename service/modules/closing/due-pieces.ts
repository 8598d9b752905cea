import type { Kysely } from 'kysely'
import { invariant } from '../../../core/base/invariant.ts'
import { type BillingPiece, billingPieces, type CalendarPiece, closesAt } from '../../../core/billing/billing-period.ts'
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
  zone: string,
): Promise<readonly NextPiece[]> {
  const found = await repository.readClosingAccounts(db, accounts)
  const last = await repository.lastClosings(db, accounts)
  const calendar = Map.groupBy(await repository.readCalendar(db, accounts), keyOf)
  return found.map((account) => nextPiece(account, last.get(account.account) ?? null, calendar, zone))
}

const keyOf = ({ account, period }: { readonly account: string; readonly period: string }) => `${account} ${period}`

function nextPiece(
  account: repository.ClosingAccount,
  last: repository.ClosingRow | null,
  calendar: ReadonlyMap<string, readonly repository.CalendarRow[]>,
  zone: string,
): NextPiece {
  const { period, index } = placeAfter(account, last, zone)
  const rows = calendar.get(keyOf({ account: account.account, period })) ?? []
  const pieces = billingPieces(period, rows.map(toCalendarPiece), account.delivery, zone)
  const piece = pieces[index]
  invariant(piece, 'a calendar is not changed while its month is being closed')
  const following = pieces[index + 1]
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
      ends_at: piece.cutUntil ?? instantAt(firstDayOf(addToMonth(period, 1)), '00:00', zone),
    },
    balanceBefore: (last?.balance ?? 0) as MinorUnits,
    closesAt: closesAt(piece, zone),
    closedThrough: following ? addDays(following.from, -1) : piece.to,
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
