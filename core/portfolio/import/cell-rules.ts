import type { Currency } from '../../money/money.ts'
import type { Century, DateOrder } from './date-cell.ts'
import type { DateField } from './import-field.ts'

/** The currency of prices by their sign: `skip` leaves them out, null has to be asked about. */
export type PriceRules = {
  readonly $: Currency | 'skip' | null
  readonly '¥': Currency | 'skip' | null
  readonly bare: Currency | 'skip' | null
}

/** How dates and prices of a file are read: found in the file, documented for its format, or answered. */
export type CellRules = {
  readonly dates: Readonly<
    Partial<Record<DateField, { readonly order: DateOrder | null; readonly century: Century | null }>>
  >
  readonly hasUtcDays: boolean
  readonly prices: PriceRules
}
