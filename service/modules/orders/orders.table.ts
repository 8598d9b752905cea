import type { ItemState, OrderOperation, OrderSource } from '../../../core/orders/order-item.ts'

export type OrderTables = {
  order_head: { account: string; id: string; source: OrderSource; person: string | null; created_at: string }
  order_item: {
    account: string
    order_id: string
    n: number
    operation: OrderOperation
    name: string
    suffix: string
    connection: string
    gateway: 'manual' | 'sandbox'
    years: number
    /** Of a word on lapsing: how many were said for this expiry before. It lapses with the even ones, renews with the odd. */
    turn: number
    /** Null where nothing is charged. */
    price: number | null
    hold: string | null
    state: ItemState
    code: string | null
    detail: string | null
    /** The name's expiry when it was ordered; '' where it had none. */
    expiry_before: string
    /** The registry's own text of the expiry, as read before the command was sent first. */
    current_expiry: string | null
    /** Kept until the transfer has ended. */
    auth_code: string | null
    provider_ref: string | null
    charge_entry: number | null
    attempts: number
    /** When it is looked at again, by the system's clock; null: somebody else has to say something. */
    next_at: string | null
    /** Until when it belongs to whoever works on it, by the system's clock. */
    claimed_until: string | null
    created_at: string
    updated_at: string
  }
  renewal_run: {
    account: string
    day: string
    order_id: string
    started_at: string
    finished_at: string | null
    due: number
    ordered: number
    blocked: number
    blocked_amount: number
    unpriced: number
    /** JSON: the names that are blocked, in the order of the run, up to 1,000. */
    blocked_names: string
  }
}
