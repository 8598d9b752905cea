import { z } from 'zod'

export const IMPORT_VERDICTS = ['new', 'changed', 'same', 'conflict', 'refused'] as const

/** An import's address: whether the way of reading is being changed, and which checked rows are shown. */
export const importSearchSchema = z.object({
  step: z.enum(['reading']).optional().catch(undefined),
  verdict: z.enum(IMPORT_VERDICTS).optional().catch(undefined),
  page: z.coerce.number().int().min(1).optional().catch(undefined),
})
