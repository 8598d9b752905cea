import { type CalendarPiece, calendarProblem } from '../../../core/billing/billing-period.ts'
import { type IsoMonth, parseInstant } from '../../../core/calendar/iso-date.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { invalidField, Refusal } from '../../refusal.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { readBillingProfile, readIssuer } from '../billing-profile/billing-profile.repository.ts'
import { nextChange } from '../changes/change-sequence.ts'
import * as repository from './closing.repository.ts'

type GivenPiece = {
  readonly until?: string | null | undefined
  readonly channel?: CalendarPiece['channel'] | undefined
  readonly issueMonth?: IsoMonth | null | undefined
  readonly paymentStyle?: CalendarPiece['paymentStyle'] | undefined
}

/** Says how a month is cut, issued and paid; refused once any of it is closed. */
export async function setCalendar(
  deps: Deps,
  by: AccountCaller,
  period: IsoMonth,
  given: readonly GivenPiece[],
): Promise<void> {
  const pieces = given.map(toPiece)
  const now = deps.clock.now()
  await deps.storage.transact(async (trx) => {
    await nextChange(trx, by.account, 'billing')
    const { issuer } = await readBillingProfile(trx, by.account)
    const { zone } = await readIssuer(trx, issuer)
    const problem = calendarProblem(period, pieces, zone)
    if (problem) throw invalidField('/pieces', problem, 'Cuts lie within the month, one after the other.')
    const closed = await repository.listClosings(trx, by.account, period)
    if (closed.length > 0) throw new Refusal('period_closed', { args: { period } })
    const rows = pieces.map((piece) => ({
      account: by.account,
      period,
      part: piece.part,
      until_at: piece.until,
      channel: piece.channel,
      issue_month: piece.issueMonth,
      payment_style: piece.paymentStyle,
    }))
    await repository.replaceCalendar(trx, by.account, period, rows)
    const origin = { at: now, person: by.personId, address: by.address, requestId: by.requestId }
    await appendAudit(trx, by.account, { ...origin, action: 'closing.calendar', subject: period, after: given })
  })
  deps.events.nudge(by.account)
}

function toPiece(given: GivenPiece, index: number): CalendarPiece {
  return {
    part: index + 1,
    until: given.until == null ? null : parseInstant(given.until),
    channel: given.channel ?? null,
    issueMonth: given.issueMonth ?? null,
    paymentStyle: given.paymentStyle ?? 'account',
  }
}
