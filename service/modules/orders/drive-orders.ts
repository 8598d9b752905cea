import { setTimeout as sleep } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import type { WriteContext } from '../domains/write-context.ts'
import { changeAccount, type DriveDeps } from './account-change.ts'
import { type Gateways, openGateways } from './gateways.ts'
import * as queue from './order-queue.repository.ts'
import * as repository from './orders.repository.ts'
import { type ItemResult, recordOutcomes } from './record-outcomes.ts'
import { asSent, bookResults, ITEMS_AT_ONCE, newClaim, sendMarked, systemTime } from './send-items.ts'
import { takeMessages } from './take-messages.ts'
import { followUp, judgeHeld, readBeforeSending } from './work-items.ts'

export type DriveTerms = {
  /** Ends after the step in hand; what is left goes on at the next call. */
  readonly stopped?: AbortSignal | undefined
  /** Works on everything that is open now, not only on that whose time has come. */
  readonly isForced?: boolean
  /** How long to wait for items that are to be looked at again in a moment. */
  readonly patienceMs?: number
}

/** Items looked up at once; whoever else takes one of them meanwhile keeps it. */
const LOOKED_UP_AT_ONCE = 5_000

/**
 * Carries the open items of an account on, as far as they can be now: sends what is paid for, asks about what is not
 * known, books what has come of it. Every step commits before the next begins, and no call to a registry is made inside a
 * transaction, so that a process that ends anywhere is followed by one that finds out and goes on. Several workers may be
 * at it: each item belongs to one of them for a while, and a command that is sent twice is one command to the registry.
 * Returns how many items have moved.
 */
export async function driveOrders(deps: DriveDeps, account: string, terms: DriveTerms = {}): Promise<number> {
  const gateways = openGateways(deps, account)
  await takeMessages(deps, account, gateways)
  let moved = 0
  const seen = new Set<string>()
  const giveUpAt = Date.now() + (terms.patienceMs ?? 0)
  while (!terms.stopped?.aborted) {
    const due = await queue.dueItems(deps.storage.read, account, readTerms(terms), LOOKED_UP_AT_ONCE + seen.size)
    // A forced look is one look at each item; those that are still open after it wait for their time.
    const items = terms.isForced ? due.filter((item) => !seen.has(stepOf(item))) : due
    if (items.length === 0) {
      if (terms.isForced || !(await isSoon(deps, account, giveUpAt))) break
      continue
    }
    for (let from = 0; from < items.length && !terms.stopped?.aborted; ) {
      const batch = items.slice(from, from + ITEMS_AT_ONCE)
      from += batch.length
      for (const item of batch) seen.add(stepOf(item))
      moved += await workOn(deps, account, gateways, batch)
    }
  }
  return moved
}

function stepOf(item: repository.ItemRow): string {
  return `${repository.clientIdOf(item)} ${item.state}`
}

function readTerms({ isForced = false }: DriveTerms): queue.DueTerms {
  return { now: systemTime(), isForced }
}

/** Waits for the next item, where it is worth it. */
async function isSoon({ storage }: DriveDeps, account: string, giveUpAt: number): Promise<boolean> {
  const nextAt = await queue.nextDueAt(storage.read, account)
  const dueMs = nextAt === null ? Number.POSITIVE_INFINITY : Date.parse(nextAt)
  if (dueMs > giveUpAt || Date.now() >= giveUpAt) return false
  await sleep(Math.max(20, dueMs - Date.now()))
  return true
}

async function workOn(
  deps: DriveDeps,
  account: string,
  gateways: Gateways,
  items: readonly repository.ItemRow[],
): Promise<number> {
  const held = items.filter(({ state }) => state === 'held')
  const sent = items.filter(({ state }) => state !== 'held')
  return (await sendHeld(deps, account, gateways, held)) + (await followSent(deps, account, gateways, sent))
}

async function sendHeld(
  deps: DriveDeps,
  account: string,
  gateways: Gateways,
  items: readonly repository.ItemRow[],
): Promise<number> {
  if (items.length === 0) return 0
  const judged = await Promise.all(
    items.map(async (item) => {
      return { item, verdict: judgeHeld(item, await readBeforeSending(gateways(item.gateway), item)) }
    }),
  )
  const marked = await changeAccount(deps, account, async (trx, context) => {
    const sending = judged.flatMap(({ item, verdict }) =>
      verdict.kind === 'send' ? [{ ...item, current_expiry: verdict.currentExpiry }] : [],
    )
    const results = judged.flatMap(({ item, verdict }): readonly ItemResult[] =>
      verdict.kind === 'send' ? [] : [{ item, outcome: verdict }],
    )
    await recordOutcomes(trx, context, results)
    return markSent(trx, context, sending)
  })
  await sendMarked(deps, account, gateways, marked)
  return items.length
}

function markSent(
  trx: Transaction<Database>,
  { account, now }: WriteContext,
  items: readonly repository.ItemRow[],
): Promise<readonly repository.ItemRow[]> {
  const claim = newClaim()
  const expiries = new Map(items.map((item) => [repository.clientIdOf(item), item.current_expiry]))
  return queue.claimItems(trx, account, items, claim, (item) =>
    asSent(item, expiries.get(repository.clientIdOf(item)) ?? null, claim, now),
  )
}

async function followSent(
  deps: DriveDeps,
  account: string,
  gateways: Gateways,
  items: readonly repository.ItemRow[],
): Promise<number> {
  if (items.length === 0) return 0
  const claimed = await changeAccount(deps, account, (trx) =>
    queue.claimItems(trx, account, items, newClaim(), (item) => ({ ...item, attempts: item.attempts + 1 })),
  )
  const results = await Promise.all(
    claimed.map(async (item): Promise<ItemResult> => {
      return { item, outcome: await followUp(gateways(item.gateway), item) }
    }),
  )
  await bookResults(deps, account, results)
  return claimed.length
}
