import { z } from 'zod'
import { moneySchema } from '../../money/money.ts'

/** Sums by currency; currencies are never added up. */
export const sumsSchema = z.array(moneySchema)
export const moneyPreviewSchema = z.object({
  next90: z.object({ before: sumsSchema, after: sumsSchema, unpriced: z.number().int() }),
  next365: z.object({ before: sumsSchema, after: sumsSchema, unpriced: z.number().int() }),
})
