import type { Instant, IsoDate, IsoMonth } from '../../../core/calendar/iso-date.ts'
import * as contract from '../../../core/contract/http/closings.ts'
import { wireYen } from '../../../core/money/yen-input.ts'
import type { Deps } from '../../deps.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { setCalendar } from './billing-calendar.ts'
import { closeAccount, nextPiece } from './close-account.ts'
import { planPieces } from './close-pieces.ts'
import { type CalendarRow, type ClosingRow, listClosings, readCalendar } from './closing.repository.ts'

export function closingRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.postClosing, async ({ by, body: { period } }) => {
      const closings = await closeAccount(deps, by, period)
      return json(200, { period, closings: closings.map(describeClosing) })
    }),
    handle(contract.previewClosing, async ({ by }) => json(200, await preview(deps, by.account))),
    handle(contract.listClosings, async ({ by }) => {
      const rows = await listClosings(deps.storage.read, by.account)
      return json(200, { items: rows.map(describeClosing) })
    }),
    handle(contract.getBillingCalendar, async ({ by }) => json(200, await calendarOf(deps, by.account))),
    handle(contract.putBillingCalendar, async ({ by, params, body }) => {
      await setCalendar(deps, by, params.period, body.pieces)
      return json(200, await calendarOf(deps, by.account))
    }),
  ]
}

function describeClosing(row: ClosingRow) {
  return {
    period: row.period as IsoMonth,
    part: row.part,
    from: (row.from_day > `${row.period}-01` ? row.from_day : `${row.period}-01`) as IsoDate,
    to: row.to_day as IsoDate,
    cutUntil: row.cut_until,
    channel: row.channel,
    paymentStyle: row.payment_style,
    balance: wireYen(row.balance),
    ask: wireYen(row.ask),
    document: row.document,
    balanceRequest: row.balance_request,
    closedOn: row.closed_on as IsoDate,
    closedAt: row.closed_at,
  }
}

async function preview(deps: Deps, account: string) {
  const next = await nextPiece(deps, account)
  const [planned] = await planPieces(deps.storage.read, [next])
  const { piece, closesAt } = next
  return {
    period: piece.period,
    part: piece.part,
    from: piece.from,
    to: piece.to,
    closesAt,
    isRunning: deps.clock.now() < (closesAt as Instant),
    ...(planned && {
      balance: wireYen(planned.balance),
      use: wireYen(planned.figures.use),
      tax: wireYen(planned.groups.reduce((sum, { tax }) => sum + tax, 0)),
      lines: planned.figures.hasLines,
      ask: wireYen(planned.plan.ask),
      document: planned.plan.document?.kind ?? null,
      amountDue: wireYen(planned.plan.document?.due ?? 0),
      balanceRequest: planned.plan.balanceRequest === null ? null : wireYen(planned.plan.balanceRequest),
    }),
  }
}

async function calendarOf(deps: Deps, account: string) {
  const rows = await readCalendar(deps.storage.read, [account])
  const items = [...Map.groupBy(rows, ({ period }) => period)].map(([period, own]) => ({
    period,
    pieces: own.map(describePiece),
  }))
  return { items }
}

function describePiece(row: CalendarRow) {
  return {
    until: row.until_at,
    channel: row.channel,
    issueMonth: row.issue_month,
    paymentStyle: row.payment_style,
  }
}
