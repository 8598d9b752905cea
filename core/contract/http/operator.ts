import { z } from 'zod'
import { defineRoute } from './route.ts'

/** `at` moves the clock forward first, and only where the service runs with `--clock`. */
export const runDueWork = defineRoute({
  method: 'post',
  path: '/api/operator/run',
  summary: 'Does the scheduled work that is due now and answers when it is done',
  tag: 'Operator',
  access: 'operator.run',
  body: z.strictObject({
    job: z.enum(['renewals', 'notices', 'closings']),
    at: z.iso.datetime({ offset: true }).optional(),
  }),
  answers: { 200: z.object({ ran: z.array(z.string()) }) },
})
