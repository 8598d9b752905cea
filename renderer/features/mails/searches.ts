import { z } from 'zod'

export const MAIL_STATES = ['waiting', 'sending', 'sent', 'refused'] as const

export const mailsSearchSchema = z.object({
  state: z.enum(MAIL_STATES).optional().catch(undefined),
  page: z.coerce.number().int().min(1).optional().catch(undefined),
})
