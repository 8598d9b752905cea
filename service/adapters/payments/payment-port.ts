/** A page of the payment provider on which a person types their card; it never passes through here. */
export type CardPage = { readonly id: string; readonly url: string }

export type StoredCard = {
  readonly customer: string
  readonly method: string
  readonly brand: string
  readonly last4: string
  readonly expMonth: number
  readonly expYear: number
}

/** What became of a charge to a stored card. `unknown`: no answer came; ask again under the same key. */
export type ChargeOutcome =
  | { readonly kind: 'paid'; readonly reference: string }
  | { readonly kind: 'pending'; readonly reference: string }
  | { readonly kind: 'failed'; readonly code: string; readonly detail: string }
  | { readonly kind: 'unknown'; readonly detail: string }

/** What the provider tells by itself, once its signature is proved. */
export type PaymentEvent =
  | { readonly kind: 'pagePaid'; readonly page: string; readonly reference: string; readonly amount: number }
  | { readonly kind: 'cardStored'; readonly page: string; readonly card: StoredCard }
  | { readonly kind: 'pageExpired'; readonly page: string }
  | { readonly kind: 'charged'; readonly reference: string; readonly amount: number; readonly charge: string }
  | { readonly kind: 'chargeFailed'; readonly charge: string; readonly code: string }
  | TakenBack
  | { readonly kind: 'other' }

/** Money of a payment that went back to the card. `amount` is all of it for this reason so far. */
export type TakenBack = {
  readonly kind: 'takenBack'
  readonly reference: string
  readonly reason: 'refunded' | 'disputed'
  readonly amount: number
  /** The payment itself where the message tells of it: it may come before the one that says it was made. */
  readonly payment: { readonly charge: string; readonly amount: number } | null
}

export type PagePayment = {
  /** Ours: comes back with every event about it. */
  readonly id: string
  readonly account: string
  readonly amount: number
  readonly description: string
  readonly customer: string | null
}

export type CardCharge = {
  /** The same key is the same charge, however often it is sent. */
  readonly key: string
  readonly charge: string
  readonly account: string
  readonly amount: number
  readonly description: string
  readonly card: Pick<StoredCard, 'customer' | 'method'>
}

/** Card payments through a provider. Amounts are yen. */
export type PaymentPort = {
  readonly payPage: (payment: PagePayment) => Promise<CardPage>
  readonly storePage: (page: {
    readonly id: string
    readonly account: string
    readonly email: string | null
  }) => Promise<CardPage>
  readonly charge: (charge: CardCharge) => Promise<ChargeOutcome>
  /**
   * What has become of a charge that was sent before; null where the provider knows of none. Keys are remembered for a day
   * only: a charge that is older must not be sent again without this.
   */
  readonly findCharge: (charge: Pick<CardCharge, 'charge' | 'card'>) => Promise<ChargeOutcome | null>
  /** Proves that a message is the provider's; null for one that is not. */
  readonly readEvent: (body: string, signature: string) => Promise<PaymentEvent | null>
}
