import { changeAccount, type DriveDeps } from './account-change.ts'
import type { Gateways } from './gateways.ts'
import type { Claim } from './order-queue.repository.ts'
import type { ItemRow } from './orders.repository.ts'
import { type ItemResult, recordOutcomes } from './record-outcomes.ts'
import { send } from './work-items.ts'

/** How long items belong to one worker; by then its calls have answered or timed out. */
const CLAIM_MS = 30_000
/**
 * Items worked on at once: so many calls are under way at a time, and one commit books their results. Small enough that
 * others wait some 100 ms; four times as many are no faster.
 */
export const ITEMS_AT_ONCE = 500

/** A worker's claim on items from now on, by the system's clock. */
export function newClaim(): Claim {
  return { now: systemTime(), until: systemTime(CLAIM_MS) }
}

export function systemTime(laterMs = 0): string {
  return new Date(Date.now() + laterMs).toISOString()
}

/**
 * A paid item whose command goes out now, with the expiry it carries. Once this is committed the command may have
 * arrived: whatever becomes of this process, the name is asked before it goes again.
 */
export function asSent(item: ItemRow, currentExpiry: string | null, claim: Claim, now: string): ItemRow {
  const due = { next_at: claim.now, claimed_until: claim.until, updated_at: now }
  return { ...item, state: 'sent', current_expiry: currentExpiry, attempts: 0, detail: null, ...due }
}

/** Sends the commands of items that were marked as sent, and books what comes of them. */
export async function sendMarked(
  deps: DriveDeps,
  account: string,
  gateways: Gateways,
  items: readonly ItemRow[],
): Promise<void> {
  const results = await Promise.all(
    items.map(async (item): Promise<ItemResult> => ({ item, outcome: await send(gateways(item.gateway), item) })),
  )
  await bookResults(deps, account, results)
}

export async function bookResults(deps: DriveDeps, account: string, results: readonly ItemResult[]): Promise<void> {
  if (results.length > 0) await changeAccount(deps, account, (trx, context) => recordOutcomes(trx, context, results))
}
