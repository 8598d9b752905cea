import type { Deps } from '../../service/deps.ts'

const STEP_UP_MS = 5 * 60_000

/** As if everybody had signed in, and proved who they are, longer ago than a step-up counts. */
export async function ageSessions({ storage }: Deps): Promise<void> {
  const long = new Date(Date.now() - STEP_UP_MS - 60_000).toISOString()
  await storage.transact((trx) => trx.updateTable('session').set({ stepped_up_at: long }).execute())
}

export const PASSWORD = 'correct horse battery'
