import type { ReversalState } from '../../../core/orders/reversal.ts'

export type ReversalTables = {
  reversal: {
    account: string
    /** The same as the order that carries it out. */
    id: string
    name: string
    state: ReversalState
    charge_entry: number
    credit_entry: number
    amount: number
    credit_note: string | null
    person: string
    requested_at: string
    unlocked_at: string | null
    parked_at: string | null
    relinquished_at: string | null
  }
}
