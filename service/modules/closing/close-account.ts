import { invariant } from '../../../core/base/invariant.ts'
import { billingPieces, closesAt } from '../../../core/billing/billing-period.ts'
import type { IsoMonth } from '../../../core/calendar/iso-date.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { invalidField, Refusal } from '../../refusal.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { type IssuerRow, readBillingProfile, readIssuer } from '../billing-profile/billing-profile.repository.ts'
import { assertComplete } from '../billing-profile/complete-issuer.ts'
import { closePieces } from './close-pieces.ts'
import * as repository from './closing.repository.ts'
import { nextPieces, toCalendarPiece } from './due-pieces.ts'

/**
 * Closes a period of one account, with every earlier one that is still open. Refused while the period runs or its month
 * of issue has not begun; closing it again returns what was closed.
 */
export async function closeAccount(
  deps: Deps,
  by: AccountCaller,
  period: IsoMonth,
): Promise<readonly repository.ClosingRow[]> {
  const issuer = await issuerOf(deps, by.account)
  await assertOver(deps, by.account, period, issuer)
  assertComplete(issuer)
  const closed: repository.ClosingRow[] = []
  for (;;) {
    const request = { issuer, accounts: [by.account], upTo: period, person: by.personId }
    const rows = await deps.storage.transact((trx) => closePieces(trx, request, deps.clock.now()))
    if (rows.length === 0) break
    closed.push(...rows)
  }
  if (closed.length > 0) await noteClosing(deps, by, closed)
  deps.events.nudge(by.account)
  return repository.listClosings(deps.storage.read, by.account, period)
}

/** What the next closing would come to. */
export async function nextPiece(deps: Deps, account: string) {
  const [next] = await nextPieces(deps.storage.read, [account], await issuerOf(deps, account))
  invariant(next, 'every account has a next piece')
  return next
}

async function issuerOf(deps: Deps, account: string): Promise<IssuerRow> {
  const { issuer } = await readBillingProfile(deps.storage.read, account)
  return readIssuer(deps.storage.read, issuer)
}

async function assertOver(deps: Deps, account: string, period: IsoMonth, issuer: IssuerRow): Promise<void> {
  const db = deps.storage.read
  const { zone } = issuer
  const [next] = await nextPieces(db, [account], issuer)
  invariant(next, 'every account has a next piece')
  if (period < next.piece.period) {
    // Asked after the next piece is known: the same closing may have come in between.
    if ((await repository.listClosings(db, account, period)).length > 0) return
    throw invalidField('/period', 'before_account', `The account's first period is ${next.piece.period}.`)
  }
  const calendar = await repository.readCalendar(db, [account])
  const own = calendar.filter((row) => row.period === period).map(toCalendarPiece)
  const pieces = billingPieces(period, own, next.piece.channel, zone)
  const until =
    pieces
      .map((piece) => closesAt(piece, zone))
      .toSorted()
      .at(-1) ?? ''
  if (deps.clock.now() < until) throw new Refusal('period_running', { args: { period, until } })
}

async function noteClosing(deps: Deps, by: AccountCaller, closed: readonly repository.ClosingRow[]): Promise<void> {
  const after = closed.map(({ period, part, ask, document, balance_request }) => ({
    period,
    part,
    ask,
    document,
    balanceRequest: balance_request,
  }))
  const origin = { at: deps.clock.now(), person: by.personId, address: by.address, requestId: by.requestId }
  await deps.storage.transact((trx) => appendAudit(trx, by.account, { ...origin, action: 'closing.close', after }))
}
