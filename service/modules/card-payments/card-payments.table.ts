export type CardPaymentTables = {
  /** A page of the provider: to pay an amount, or to store a card. */
  card_page: {
    account: string
    id: string
    kind: 'pay' | 'store'
    amount: number | null
    document: string | null
    state: 'open' | 'done' | 'expired'
    /** The provider's number of the payment. */
    reference: string | null
    person: string | null
    created_at: string
  }
  card_method: {
    account: string
    customer: string
    method: string
    brand: string
    last4: string
    exp_month: number
    exp_year: number
    stored_at: string
  }
  /** A charge to the stored card for a document that is due: one a day at most. */
  card_charge: {
    account: string
    id: string
    document: string
    amount: number
    day: string
    state: 'sent' | 'paid' | 'failed'
    code: string | null
    detail: string | null
    reference: string | null
    next_at: string
    created_at: string
  }
}
