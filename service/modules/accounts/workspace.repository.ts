import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'

const SANDBOX = 'sandbox'

const RESTORED = 'restored'

/** Notes that a backup has taken the database's place. */
export async function markRestored(trx: Transaction<Database>, at: string): Promise<void> {
  await trx
    .insertInto('workspace')
    .values({ name: RESTORED, value: at })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: at }))
    .execute()
}

/** When a backup last took the database's place; null when none ever has. */
export async function lastRestoredAt(db: Kysely<Database>): Promise<string | null> {
  const row = await db.selectFrom('workspace').select('value').where('name', '=', RESTORED).executeTakeFirst()
  return row?.value ?? null
}

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
