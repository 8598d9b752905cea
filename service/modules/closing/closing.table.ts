import type { PaymentStyle } from '../../../core/billing/billing-period.ts'
import type { Delivery } from '../../../core/billing/delivery.ts'

export type ClosingTables = {
  /** The billing calendar: months that are cut, or issued or paid in another way. */
  billing_piece: {
    account: string
    period: string
    part: number
    /** The first instant after the piece; null for the last of its month. */
    until_at: string | null
    channel: Delivery | null
    issue_month: string | null
    payment_style: PaymentStyle
  }
  /** A piece that is closed; never changed. */
  closing: {
    account: string
    period: string
    part: number
    from_day: string
    to_day: string
    cut_from: string | null
    cut_until: string | null
    /** Whether its month ends with it. */
    is_last: number
    /** The book's last entry when the piece before was closed, and when this one was. */
    after_seq: number
    through_seq: number
    channel: Delivery
    payment_style: PaymentStyle
    /** At the end of the piece. */
    balance: number
    ask: number
    document: string | null
    balance_request: string | null
    /** The issuer's day, and the instant, of closing. */
    closed_on: string
    closed_at: string
    person: string | null
  }
}
