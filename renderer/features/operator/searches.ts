import { z } from 'zod'
import { isoDateSchema } from '../../../core/calendar/iso-date.ts'

export const unusedSearchSchema = z.object({
  day: isoDateSchema.optional().catch(undefined),
  page: z.coerce.number().int().min(1).optional().catch(undefined),
})
