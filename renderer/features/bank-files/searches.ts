import { z } from 'zod'
import { LINE_STATES } from '../../../core/billing/bank-line-state.ts'

const page = z.coerce.number().int().min(1).optional().catch(undefined)

/** Lines of one file or of all, in one state or in any. */
export const bankFilesSearchSchema = z.object({
  file: z.string().max(64).optional().catch(undefined),
  state: z
    .enum([...LINE_STATES, 'all'])
    .optional()
    .catch(undefined),
  page,
})
export type BankFilesSearch = z.output<typeof bankFilesSearchSchema>

export const payerNamesSearchSchema = z.object({ page })
