import type { Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import type { WriteContext } from '../domains/write-context.ts'
import { type ItemRow, insertItems } from '../orders/orders.repository.ts'
import * as repository from './reversals.repository.ts'

/** The place of each step in the order of a reversal. */
export const UNLOCK_STEP = 1
const PARK_STEP = 2

/** Follows the steps of reversals: what is unlocked is parked next, and what is parked is gone. */
export async function advanceReversals(
  trx: Transaction<Database>,
  { account, now }: WriteContext,
  items: readonly ItemRow[],
): Promise<void> {
  const steps = items.filter(({ operation, state }) => {
    return (operation === 'unlock' || operation === 'park') && state === 'done'
  })
  if (steps.length === 0) return
  const ids = steps.map(({ order_id }) => order_id)
  const reversals = new Map((await repository.findReversals(trx, account, ids)).map((row) => [row.id, row]))
  const parking: ItemRow[] = []
  for (const item of steps) {
    if (!reversals.has(item.order_id)) continue
    if (item.operation === 'unlock') {
      await repository.updateReversal(trx, account, item.order_id, { state: 'unlocked', unlocked_at: now })
      parking.push(parkingAfter(item, now))
    } else {
      const end = { state: 'relinquished', parked_at: now, relinquished_at: now } as const
      await repository.updateReversal(trx, account, item.order_id, end)
    }
  }
  await insertItems(trx, parking)
}

function parkingAfter(item: ItemRow, now: string): ItemRow {
  return {
    ...item,
    n: PARK_STEP,
    operation: 'park',
    state: 'held',
    provider_ref: null,
    code: null,
    detail: null,
    attempts: 0,
    next_at: new Date().toISOString(),
    claimed_until: null,
    created_at: now,
    updated_at: now,
  }
}
