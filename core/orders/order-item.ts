import { assertNever } from '../base/invariant.ts'

/** What is done to a name. `expire` tells the registrar that it lapses; `unlock` and `park` let a name go (reversal). */
export const ORDER_OPERATIONS = ['register', 'renew', 'transfer', 'restore', 'expire', 'unlock', 'park'] as const
export type OrderOperation = (typeof ORDER_OPERATIONS)[number]

/** What people are shown: that a name renews again is another word to the registrar than that it lapses. */
export const SHOWN_OPERATIONS = [...ORDER_OPERATIONS, 'keep'] as const
export type ShownOperation = (typeof SHOWN_OPERATIONS)[number]

type Told = { readonly operation: OrderOperation; readonly turn: number }

/** Words on lapsing of one expiry alternate: it lapses, it renews again, it lapses after all. */
export function isRenewingAgain({ operation, turn }: Told): boolean {
  return operation === 'expire' && turn % 2 === 1
}

export function shownOperation(told: Told): ShownOperation {
  return isRenewingAgain(told) ? 'keep' : told.operation
}

export const ORDER_SOURCES = ['person', 'run', 'quote', 'bulk', 'reversal'] as const
export type OrderSource = (typeof ORDER_SOURCES)[number]

/**
 * The life of an item. `queued`: to be paid for; `blocked`: the money is short; `held`: the money is set aside; `sent`: the
 * command is on its way or taken; `unknown`: whether it was done is to be found out. The last three are the end.
 */
export const ITEM_STATES = ['queued', 'blocked', 'held', 'sent', 'unknown', 'done', 'refused', 'cancelled'] as const
export type ItemState = (typeof ITEM_STATES)[number]

/** States in which an item still can become something. */
export const OPEN_STATES = ['queued', 'blocked', 'held', 'sent', 'unknown'] as const satisfies readonly ItemState[]

export function isOpen(state: ItemState): boolean {
  return (OPEN_STATES as readonly ItemState[]).includes(state)
}

/** What outsiders are told of an item. */
export const ITEM_VIEWS = ['pending', 'running', 'done', 'failed', 'blocked'] as const
export type ItemView = (typeof ITEM_VIEWS)[number]

export function viewOfItem(state: ItemState): ItemView {
  switch (state) {
    case 'queued':
    case 'held':
    case 'unknown':
    case 'sent':
      return 'pending'
    case 'blocked':
      return 'blocked'
    case 'done':
      return 'done'
    case 'refused':
    case 'cancelled':
      return 'failed'
    default:
      return assertNever(state, 'item state')
  }
}

export const ORDER_VIEWS = ['pending', 'running', 'done', 'partlyDone', 'failed'] as const
export type OrderView = (typeof ORDER_VIEWS)[number]

/** An order as the sum of its items, counted by state. */
export function viewOfOrder(counts: Readonly<Partial<Record<ItemState, number>>>): OrderView {
  const count = (states: readonly ItemState[]) => states.reduce((sum, state) => sum + (counts[state] ?? 0), 0)
  const [open, done, failed] = [count(OPEN_STATES), count(['done']), count(['refused', 'cancelled'])]
  if (open > 0) return done + failed + count(['sent', 'unknown']) > 0 ? 'running' : 'pending'
  if (failed === 0) return 'done'
  return done === 0 ? 'failed' : 'partlyDone'
}

/** The client transaction of an item: always the same, so that a command that is sent again is known again. */
export function clientIdOfItem(orderId: string, n: number): string {
  return `${orderId}-${n}`
}
