import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import { type Page, readPage } from '../../storage/read-page.ts'
import type { OrderTables } from './orders.table.ts'

export type RunRow = OrderTables['renewal_run']

export function findRun(db: Kysely<Database>, account: string, day: string): Promise<RunRow | undefined> {
  return db
    .selectFrom('renewal_run')
    .selectAll()
    .where('account', '=', account)
    .where('day', '=', day)
    .executeTakeFirst()
}

/** Begins the run of a day, or finds it begun. */
export async function openRun(trx: Transaction<Database>, run: RunRow): Promise<RunRow> {
  await trx
    .insertInto('renewal_run')
    .values(run)
    .onConflict((conflict) => conflict.columns(['account', 'day']).doNothing())
    .execute()
  return trx
    .selectFrom('renewal_run')
    .selectAll()
    .where('account', '=', run.account)
    .where('day', '=', run.day)
    .executeTakeFirstOrThrow()
}

export async function updateRun(
  trx: Transaction<Database>,
  { account, day }: Pick<RunRow, 'account' | 'day'>,
  patch: Partial<Omit<RunRow, 'account' | 'day' | 'started_at'>>,
): Promise<void> {
  await trx.updateTable('renewal_run').set(patch).where('account', '=', account).where('day', '=', day).execute()
}

/** How many renewals runs have paid for since that of a day began. */
export async function countOrdered(db: Kysely<Database>, account: string, day: string): Promise<number> {
  const { rows } = await sql<{ items: number }>`
    select count(*) as items from renewal_run r
    join hold h on h.account = r.account and h.created_at >= r.started_at
    join order_item i on i.account = h.account and i.hold = h.id and i.operation = 'renew'
    join order_head o on o.account = i.account and o.id = i.order_id and o.source = 'run'
    where r.account = ${account} and r.day = ${day}`.execute(db)
  return rows[0]?.items ?? 0
}

/** Newest first. */
export function listRuns(db: Kysely<Database>, account: string, page: Page) {
  return readPage(db.selectFrom('renewal_run').selectAll().where('account', '=', account).orderBy('day', 'desc'), page)
}
