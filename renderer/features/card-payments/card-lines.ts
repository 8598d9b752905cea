import { dayInZone, type Instant, type IsoDate } from '../../../core/calendar/iso-date.ts'
import type { WireMoney } from '../../../core/money/money.ts'
import type { CardState } from './api/card.ts'

type Payment = CardState['payments'][number]
type Charge = CardState['charges'][number]

/** A line of the history: a payment on the provider's page, or a charge to the stored card. */
export type CardLine = {
  readonly key: string
  readonly kind: 'page' | 'charge'
  readonly day: IsoDate
  readonly document: string | null
  readonly amount: WireMoney
  readonly person: string | null
  readonly state: Payment['state'] | Charge['state']
  /** Why the card was refused. */
  readonly code: string | null
}

/** Both kinds in one list, newest first. */
export function cardLines({ payments, charges }: Pick<CardState, 'payments' | 'charges'>, zone: string): CardLine[] {
  const pages = payments.map(({ id, amount, document, state, person, createdAt }) => {
    const day = dayInZone(createdAt as Instant, zone)
    return { key: id, kind: 'page', day, document, amount, person, state, code: null } as const
  })
  const charged = charges.map(({ document, amount, day, state, code }) => {
    return { key: `${document} ${day}`, kind: 'charge', day, document, amount, person: null, state, code } as const
  })
  return [...pages, ...charged].toSorted((a, b) => (a.day === b.day ? 0 : a.day < b.day ? 1 : -1))
}
