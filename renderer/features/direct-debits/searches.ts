import { z } from 'zod'
import { parseIsoDate } from '../../../core/calendar/iso-date.ts'

/** The day of the request that is looked at; pages of those that were made. */
export const debitsSearchSchema = z.object({
  on: z
    .string()
    .refine((text) => parseIsoDate(text) !== null)
    .optional()
    .catch(undefined),
  page: z.coerce.number().int().min(1).optional().catch(undefined),
})
