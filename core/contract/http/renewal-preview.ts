import { z } from 'zod'
import { moneyPreviewSchema } from './money-preview.ts'

/**
 * What a change would do to renewals, the same for a rule and for bulk work. `flips`: names whose effective mode changes,
 * which is how many the lists will show under the other mode; `sample` are some of them. `tooLate`: those of `flips` that
 * renew once more because their last day to change has passed, and lapse at the next expiry. `shielded`: critical names
 * that the change would have let lapse; they do not flip. `money`: what is paid, a last renewal of `tooLate` included.
 */
export const renewalPreviewSchema = z.object({
  flips: z.object({ count: z.number().int(), sample: z.array(z.string()) }),
  shielded: z.number().int(),
  tooLate: z.number().int(),
  money: moneyPreviewSchema,
})
