import { z } from 'zod'
import { PRICED_OPERATIONS, type PriceChange, pricedYearsSchema } from '../../core/billing/price-list.ts'
import { isoDateSchema } from '../../core/calendar/iso-date.ts'
import { suffixSchema } from '../../core/domains/suffix.ts'
import type { MinorUnits } from '../../core/money/money.ts'
import exampleData from '../../resources/prices/example-prices.json' with { type: 'json' }

const byYears = z.record(
  z.string(),
  z
    .int()
    .min(1)
    .transform((amount) => amount as MinorUnits),
)
const examplesSchema = z.object({
  from: isoDateSchema,
  prices: z.array(
    z.strictObject({ suffix: suffixSchema, register: byYears, renew: byYears, transfer: byYears, restore: byYears }),
  ),
})

/** The invented price list of the demo; nothing else reads it. */
export function examplePrices(): readonly PriceChange[] {
  const { from, prices } = examplesSchema.parse(exampleData)
  return prices.flatMap((entry) =>
    PRICED_OPERATIONS.flatMap((operation) =>
      Object.entries(entry[operation]).map(([years, amount]) => {
        return { suffix: entry.suffix, operation, years: pricedYearsSchema.parse(Number(years)), amount, from }
      }),
    ),
  )
}
