import { z } from 'zod'
import { pricedOperationSchema } from '../../../core/billing/price-list.ts'

/** The price list, or with `of` the prices of one account's own. */
export const pricesSearchSchema = z.object({
  suffix: z.string().max(253).optional().catch(undefined),
  operation: pricedOperationSchema.optional().catch(undefined),
  of: z.string().max(64).optional().catch(undefined),
  page: z.coerce.number().int().min(1).optional().catch(undefined),
})
export type PricesSearch = z.output<typeof pricesSearchSchema>
