import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { type Page, readPage } from '../../storage/read-page.ts'
import type { MailTables } from './mail.table.ts'

export type MailRow = MailTables['mail']

/** What stands in place of an address that the account has not given yet. */
export const NO_RECIPIENT = ''

/** Queues a mail; one of the same key is there already and stays as it is. Returns whether it is new. */
export async function insertMail(trx: Transaction<Database>, row: MailRow): Promise<boolean> {
  const made = await trx
    .insertInto('mail')
    .values(row)
    .onConflict((conflict) => conflict.columns(['account', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

/** Takes a mail that is due; until `leaseUntil` nobody else does. A sender that died leaves it to the next. */
export async function claimDueMail(
  trx: Transaction<Database>,
  now: string,
  leaseUntil: string,
): Promise<MailRow | undefined> {
  const due = await trx
    .selectFrom('mail')
    .select(['account', 'id'])
    .where('state', 'in', ['waiting', 'sending'])
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(1)
    .$if(dialectOf(trx) === 'postgres', (query) => query.forUpdate().skipLocked())
    .executeTakeFirst()
  if (!due) return undefined
  return trx
    .updateTable('mail')
    .set((eb) => ({ state: 'sending', attempts: eb('attempts', '+', 1), next_at: leaseUntil }))
    .where('account', '=', due.account)
    .where('id', '=', due.id)
    .returningAll()
    .executeTakeFirst()
}

export async function updateMail(
  trx: Transaction<Database>,
  { account, id }: Pick<MailRow, 'account' | 'id'>,
  patch: Partial<Pick<MailRow, 'state' | 'answer' | 'next_at' | 'sent_at'>>,
): Promise<void> {
  await trx.updateTable('mail').set(patch).where('account', '=', account).where('id', '=', id).execute()
}

export function findMail(db: Kysely<Database>, account: string, id: string): Promise<MailRow | undefined> {
  return db.selectFrom('mail').selectAll().where('account', '=', account).where('id', '=', id).executeTakeFirst()
}

export type MailFilter = {
  readonly document?: string | undefined
  readonly state?: MailRow['state'] | undefined
  /** Only what waits for an address. */
  readonly isUnaddressed?: boolean
}

/** Newest first. */
export function listMail(db: Kysely<Database>, account: string, filter: MailFilter, page: Page) {
  let query = db.selectFrom('mail').where('account', '=', account)
  if (filter.document !== undefined) query = query.where('document', '=', filter.document)
  if (filter.state !== undefined) query = query.where('state', '=', filter.state)
  if (filter.isUnaddressed) query = query.where('recipient', '=', NO_RECIPIENT)
  return readPage(query.selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc'), page)
}

/** Documents that reached nobody, of every account; newest first. */
export function listUndelivered(db: Kysely<Database>, page: Page) {
  const undelivered = db
    .selectFrom('mail as m')
    .innerJoin('account as a', 'a.id', 'm.account')
    .where('m.state', '=', 'refused')
    .where('m.document', 'is not', null)
    .select(['m.account', 'm.id', 'm.recipient', 'm.subject', 'm.document', 'm.answer', 'm.created_at'])
    .select('a.name as account_name')
    .orderBy('m.created_at', 'desc')
    .orderBy('m.id', 'desc')
  return readPage(undelivered, page)
}

/** Sends what waited for an address, now that there is one. */
export async function addressMail(
  trx: Transaction<Database>,
  account: string,
  recipient: string,
  now: string,
): Promise<void> {
  await trx
    .updateTable('mail')
    .set({ state: 'waiting', recipient, attempts: 0, answer: null, next_at: now })
    .where('account', '=', account)
    .where('state', '=', 'refused')
    .where('recipient', '=', NO_RECIPIENT)
    .execute()
}

/** Lets a refused mail be sent again from the first attempt on. */
export async function requeueMail(
  trx: Transaction<Database>,
  { account, id }: Pick<MailRow, 'account' | 'id'>,
  recipient: string,
  now: string,
): Promise<void> {
  await trx
    .updateTable('mail')
    .set({ state: 'waiting', recipient, attempts: 0, answer: null, next_at: now })
    .where('account', '=', account)
    .where('id', '=', id)
    .execute()
}
