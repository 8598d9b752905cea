import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import type { SubscriptionTables } from './subscriptions.table.ts'

export type SubscriptionRow = SubscriptionTables['subscription']

export function listSubscriptions(db: Kysely<Database>, account: string, person?: string) {
  let query = db
    .selectFrom('subscription as s')
    .innerJoin('person as p', 'p.id', 's.person')
    .selectAll('s')
    .select(['p.name', 'p.email'])
    .where('s.account', '=', account)
  if (person !== undefined) query = query.where('s.person', '=', person)
  return query.orderBy('p.name').orderBy('s.id').execute()
}

/** Subscribes a person; one who is subscribed stays as they are. */
export async function insertSubscription(trx: Transaction<Database>, row: SubscriptionRow): Promise<void> {
  await trx
    .insertInto('subscription')
    .values(row)
    .onConflict((conflict) => conflict.columns(['account', 'kind', 'person']).doNothing())
    .execute()
}

export async function deleteSubscription(trx: Transaction<Database>, account: string, id: string): Promise<void> {
  await trx.deleteFrom('subscription').where('account', '=', account).where('id', '=', id).execute()
}

export async function markMailed(trx: Transaction<Database>, row: SubscriptionRow, month: string): Promise<void> {
  await trx
    .updateTable('subscription')
    .set({ mailed_through: month })
    .where('account', '=', row.account)
    .where('id', '=', row.id)
    .execute()
}

/** Accounts with somebody who was not mailed a notice that is there. */
export async function accountsToMail(db: Kysely<Database>): Promise<readonly string[]> {
  const { rows } = await sql<{ account: string }>`
    select distinct s.account from subscription s
    join notice n on n.account = s.account and n.state = 'made' and n.month > s.mailed_through
    order by s.account`.execute(db)
  return rows.map(({ account }) => account)
}

/** Months of notices after one, the oldest first. */
export async function monthsAfter(db: Kysely<Database>, account: string, month: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('notice')
    .select('month')
    .where('account', '=', account)
    .where('state', '=', 'made')
    .where('month', '>', month)
    .orderBy('month')
    .execute()
  return rows.map((row) => row.month)
}
