import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'

const SANDBOX = 'sandbox'

/** Makes the workspace a test one, for good: its orders never reach a real registry. */
export async function markSandbox(trx: Transaction<Database>): Promise<void> {
  await trx
    .insertInto('workspace')
    .values({ name: SANDBOX, value: 'true' })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
}

export async function isSandbox(db: Kysely<Database>): Promise<boolean> {
  const row = await db.selectFrom('workspace').select('value').where('name', '=', SANDBOX).executeTakeFirst()
  return row?.value === 'true'
}
