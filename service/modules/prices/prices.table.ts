import type { PricedOperation } from '../../../core/billing/price-list.ts'

type PriceColumns = {
  suffix: string
  operation: PricedOperation
  years: number
  from_day: string
  /** Which line for this key and day it is; the last one counts. */
  n: number
  /** Null ends the price. */
  amount: number | null
  is_example: number
  person: string
  at: string
}

export type PriceTables = {
  price: PriceColumns & { issuer: string }
  price_override: PriceColumns & { account: string }
  priced_day: { account: string; day: string }
}
