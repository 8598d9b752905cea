import type { JobDeps, JobHandler } from '../../jobs/job-handler.ts'
import { driveOrders } from './drive-orders.ts'

export const ORDERS_JOB = 'orders'

/** How long the job stays with items that are to be looked at again in a moment; the schedule takes over after it. */
const PATIENCE_MS = 2_000

/**
 * Carries an account's orders on as soon as they are placed. The work is in the items and commits by itself; the job only
 * makes sure that somebody does it, however often processes end.
 */
export function ordersJob(deps: JobDeps): JobHandler {
  return {
    kind: ORDERS_JOB,
    open: () => {
      let moved = 0
      return {
        prepare: async (job) => {
          moved = await driveOrders(deps, job.account, { patienceMs: PATIENCE_MS })
        },
        step: async () => ({ cursor: null, done: moved, skipped: 0, isFinished: true, total: moved }),
      }
    },
  }
}
