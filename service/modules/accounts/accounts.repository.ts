import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import { GENESIS } from '../audit/audit-log.ts'
import { insertBillingProfile, MAIN_ISSUER } from '../billing-profile/billing-profile.repository.ts'
import { insertBook } from '../ledger/ledger.repository.ts'
import type { AccountTables } from './accounts.table.ts'

export type AccountRow = Selectable<AccountTables['account']>

/** An account comes with its numbers, what it agreed to, and an empty book. */
export async function insertAccount(trx: Transaction<Database>, account: Omit<AccountRow, 'language'>): Promise<void> {
  await trx.insertInto('account').values(account).execute()
  const zero = { change_seq: 0, rules_seq: 0, connections_seq: 0, settings_seq: 0, audit_seq: 0 }
  await trx
    .insertInto('account_counter')
    .values({ account: account.id, ...zero, audit_hash: GENESIS })
    .execute()
  await insertBillingProfile(trx, account.id, MAIN_ISSUER)
  await insertBook(trx, account.id, MAIN_ISSUER)
}

export function findAccount(db: Kysely<Database>, id: string): Promise<AccountRow | undefined> {
  return db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst()
}

export function listAccounts(db: Kysely<Database>): Promise<AccountRow[]> {
  return db.selectFrom('account').selectAll().orderBy('id').execute()
}

export async function updateAccount(
  trx: Transaction<Database>,
  id: string,
  patch: Partial<Omit<AccountRow, 'id' | 'created_at'>>,
): Promise<void> {
  await trx.updateTable('account').set(patch).where('id', '=', id).execute()
}

export async function insertMembership(
  trx: Transaction<Database>,
  membership: AccountTables['membership'],
): Promise<void> {
  await trx.insertInto('membership').values(membership).execute()
}

/** Roles of a person, in one account or in all. */
export function listMemberships(db: Kysely<Database>, person: string, account?: string) {
  const all = db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account')
    .select(['membership.account', 'membership.role', 'membership.limits', 'account.name'])
    .where('membership.person', '=', person)
    .orderBy('membership.account')
  return (account === undefined ? all : all.where('membership.account', '=', account)).execute()
}

export async function insertOperator(trx: Transaction<Database>, person: string, since: string): Promise<void> {
  await trx.insertInto('operator').values({ person, since }).execute()
}

export async function isOperator(db: Kysely<Database>, person: string): Promise<boolean> {
  const row = await db.selectFrom('operator').select('person').where('person', '=', person).executeTakeFirst()
  return row !== undefined
}
