export type SubscriptionTables = {
  subscription: {
    account: string
    id: string
    kind: 'notices'
    person: string
    /** The month of the last notice that was mailed, or that was there when they subscribed; '' for none. */
    mailed_through: string
    created_at: string
  }
}
