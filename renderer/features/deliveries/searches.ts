import { z } from 'zod'
import { DELIVERY_STATES } from '../../../core/contract/http/deliveries.ts'

export const deliveriesSearchSchema = z.object({
  state: z.enum(DELIVERY_STATES).optional().catch(undefined),
  page: z.coerce.number().int().min(1).optional().catch(undefined),
})
