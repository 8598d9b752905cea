import { setImmediate as nextTurn } from 'node:timers/promises'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { byUrgency, planRenewals } from '../../../core/orders/renewal-run.ts'
import { newId } from '../../ids.ts'
import { findAccount } from '../accounts/accounts.repository.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { markBlocked } from '../domains/mark-blocked.ts'
import { changeAccount, type DriveDeps } from './account-change.ts'
import { driveOrders } from './drive-orders.ts'
import { type DueRenewals, findRenewals } from './find-renewals.ts'
import { type Gateways, openGateways } from './gateways.ts'
import { blockRenewals, type DueRenewal, type FreshReadings, holdRenewals, type RunOrder } from './hold-renewals.ts'
import { findItems, itemsInState, patchItems } from './orders.repository.ts'
import * as repository from './renewal-run.repository.ts'
import { mailBlocked, mailLowBalance } from './report-blocked.ts'
import { ITEMS_AT_ONCE, sendMarked } from './send-items.ts'
import { readSpendable } from './spendable.ts'
import { tellLapses } from './tell-lapses.ts'
import { readBeforeSending } from './work-items.ts'

export type RunTerms = {
  /** Somebody asks for it: a day whose run is done is looked through again. */
  readonly isAsked?: boolean
  /** Ends after the step in hand; the next run goes on. */
  readonly stopped?: AbortSignal | undefined
}

/** Names that a report lists; its numbers are of all. */
const LISTED = 1_000

/**
 * The renewal run of an account's day: orders what is due, in its order and as far as the money goes, tells registrars
 * what is to lapse, and carries on everything that is open. Every step commits by itself and can be taken again, so that
 * the next run goes on where one was ended. Returns the day, or null where there was nothing to do.
 */
export async function runRenewals(deps: DriveDeps, account: string, terms: RunTerms = {}): Promise<IsoDate | null> {
  const row = await findAccount(deps.storage.read, account)
  if (!row) return null
  const today = deps.clock.today(row.time_zone)
  const earlier = await repository.findRun(deps.storage.read, account, today)
  if (earlier?.finished_at != null && !terms.isAsked) return null
  const order = await openRunOrder(deps, account, today)
  const found = await findRenewals(deps, row, today, terms.isAsked ? null : order.id)
  const renewed = await renewWhatFits(deps, account, order, found.waiting, terms.stopped)
  await endMissed(deps, account, found)
  const told = await tellLapses(deps, row, today, order, terms.stopped)
  const moved = await driveOrders(deps, account, { stopped: terms.stopped, isForced: true })
  if (terms.stopped?.aborted) return null
  await report(deps, account, today, found)
  return earlier?.finished_at == null || renewed + told + moved > 0 ? today : null
}

/** The order of a day is the same however often its run is begun. */
async function openRunOrder(deps: DriveDeps, account: string, day: IsoDate): Promise<RunOrder> {
  const run = await changeAccount(deps, account, (trx, { now }) => {
    const counts = { due: 0, ordered: 0, blocked: 0, blocked_amount: 0, unpriced: 0, blocked_names: '[]' }
    return repository.openRun(trx, { account, day, order_id: newId(), started_at: now, finished_at: null, ...counts })
  })
  return { id: run.order_id }
}

/**
 * Sets money aside for the names that the plan takes, sends their renewals, and notes those that it cannot pay; a batch is
 * carried to its end before the next, so that what is most urgent is renewed first. Returns how many it took.
 */
async function renewWhatFits(
  deps: DriveDeps,
  account: string,
  order: RunOrder,
  waiting: readonly DueRenewal[],
  stopped: AbortSignal | undefined,
): Promise<number> {
  const gateways = openGateways(deps, account)
  let taken = 0
  let left: readonly DueRenewal[] = waiting.toSorted(byUrgency)
  while (!stopped?.aborted) {
    const readings = await readFirst(deps, account, gateways, left)
    const step = await changeAccount(deps, account, async (trx, context) => {
      const { take, blocked } = planRenewals(left, await readSpendable(trx, account, context.now))
      const batch = take.slice(0, ITEMS_AT_ONCE)
      return { batch, blocked, paid: await holdRenewals(trx, context, order, batch, readings) }
    })
    if (step.batch.length === 0) {
      await blockAll(deps, account, order, step.blocked, stopped)
      return taken
    }
    await sendMarked(
      deps,
      account,
      gateways,
      step.paid.filter(({ state }) => state === 'sent'),
    )
    taken += step.paid.length
    const gone = new Set(step.batch)
    left = left.filter((one) => !gone.has(one))
    await nextTurn()
  }
  return taken
}

/** Reads the names at their registries that the plan takes next, outside any transaction. */
async function readFirst(
  { storage, clock }: DriveDeps,
  account: string,
  gateways: Gateways,
  left: readonly DueRenewal[],
): Promise<FreshReadings> {
  const { take } = planRenewals(left, await readSpendable(storage.read, account, clock.now()))
  const readings = take.slice(0, ITEMS_AT_ONCE).map(async ({ name, gateway }) => {
    return [name, await readBeforeSending(gateways(gateway), { operation: 'renew', name })] as const
  })
  return new Map(await Promise.all(readings))
}

async function blockAll(
  deps: DriveDeps,
  account: string,
  order: RunOrder,
  blocked: readonly DueRenewal[],
  stopped: AbortSignal | undefined,
): Promise<void> {
  for (let from = 0; from < blocked.length && !stopped?.aborted; ) {
    const batch = blocked.slice(from, from + ITEMS_AT_ONCE)
    from += batch.length
    await changeAccount(deps, account, (trx, context) => blockRenewals(trx, context, order, batch))
    await nextTurn()
  }
}

/** What waited for money until its cut-off had passed has missed its renewal. */
async function endMissed(deps: DriveDeps, account: string, { missed }: DueRenewals): Promise<void> {
  if (missed.length === 0) return
  await changeAccount(deps, account, async (trx, context) => {
    const ended = { state: 'cancelled', code: 'too_late', next_at: null, updated_at: context.now } as const
    // Somebody may have ordered one by hand since it was looked at.
    const waiting = (await findItems(trx, account, missed)).filter(({ state }) => state === 'blocked')
    await patchItems(trx, waiting, ended)
    await markBlocked(
      trx,
      context,
      waiting.map(({ name }) => name),
      null,
    )
  })
}

/** What a run says of itself: how much it ordered, and which names wait for money, in its order. */
async function report(deps: DriveDeps, account: string, day: IsoDate, found: DueRenewals): Promise<void> {
  await changeAccount(deps, account, async (trx, context) => {
    const { now } = context
    const blocked = new Set((await itemsInState(trx, account, 'blocked')).map(({ name }) => name))
    const { blocked: listed } = planRenewals(found.waiting, 0)
    const waiting = listed.filter(({ name }) => blocked.has(name))
    const patch = {
      due: found.due,
      ordered: await repository.countOrdered(trx, account, day),
      blocked: waiting.length,
      blocked_amount: waiting.reduce((sum, { price }) => sum + price, 0),
      unpriced: found.unpriced.length,
      blocked_names: JSON.stringify(waiting.slice(0, LISTED).map(describeBlocked)),
      finished_at: now,
    }
    await repository.updateRun(trx, { account, day }, patch)
    await mailBlocked(trx, context, day, waiting)
    await mailLowBalance(trx, context, day)
    const { due, ordered, unpriced, blocked_amount: blockedAmount } = patch
    const after = { due, ordered, blocked: waiting.length, blockedAmount, unpriced }
    await appendAudit(trx, account, { at: now, person: null, action: 'renewals.run', subject: day, after })
  })
}

function describeBlocked({ name, price, isCritical, expiresOn, cutOffOn }: DueRenewal) {
  return { name, price, critical: isCritical, expiresOn, cutOffOn }
}
