import type { Delivery } from '../../../core/billing/delivery.ts'

export type DeliveryTables = {
  delivery_request: {
    account: string
    id: string
    /** Null: all documents to come. */
    document: string | null
    delivery: Delivery
    state: 'requested' | 'done' | 'declined' | 'withdrawn'
    postal_code: string | null
    address: string | null
    note: string | null
    /** Null: the closing that issued the document. */
    person: string | null
    created_at: string
    /** The day on which it was handed to the post. */
    ended_on: string | null
    ended_by: string | null
    ended_at: string | null
    /** Why it was declined. */
    answer: string | null
  }
}
