import { z } from 'zod'
import { DECISION_VERDICTS } from '../../../core/renewal/decision-diff.ts'

const page = z.coerce.number().int().min(1).optional().catch(undefined)

/** What-ifs as they stand in the address, see `rule-change.ts`. */
export const simulatorSearchSchema = z.object({
  case: z
    .union([z.string().transform((one) => [one]), z.array(z.string())])
    .optional()
    .catch(undefined),
})

export const noticeSearchSchema = z.object({ page })

export const decisionFileSearchSchema = z.object({
  verdict: z.enum(DECISION_VERDICTS).optional().catch(undefined),
  page,
})
