import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import type { BillingProfileTables } from './billing-profile.table.ts'

export type BillingProfileRow = BillingProfileTables['billing_profile']
export type IssuerRow = BillingProfileTables['issuer']

/** The issuer of a workspace's accounts. */
export const MAIN_ISSUER = 'main'

/** What a new account has agreed to: standard terms, no overdraft, mail, bank transfer. */
const NEW_PROFILE = {
  plan: 'standard',
  terms: 'standard',
  holiday_shift: 'next',
  overdraft_policy: 'none',
  overdraft_until: null,
  overdraft_limit: null,
  payment_method: 'bankTransfer',
  delivery: 'mail',
  billing_name: null,
  billing_department: null,
  billing_postal_code: null,
  billing_address: null,
  billing_email: null,
  registration_number: null,
  debit_account: null,
  reversal_until: null,
  reversal_days: null,
  low_balance_at: null,
} as const

export async function insertBillingProfile(trx: Transaction<Database>, account: string, issuer: string): Promise<void> {
  await trx
    .insertInto('billing_profile')
    .values({ account, issuer, ...NEW_PROFILE })
    .execute()
}

export function readBillingProfile(db: Kysely<Database>, account: string): Promise<BillingProfileRow> {
  return db.selectFrom('billing_profile').selectAll().where('account', '=', account).executeTakeFirstOrThrow()
}

export async function updateBillingProfile(
  trx: Transaction<Database>,
  account: string,
  patch: Partial<Omit<BillingProfileRow, 'account'>>,
): Promise<void> {
  await trx.updateTable('billing_profile').set(patch).where('account', '=', account).execute()
}

export function readIssuer(db: Kysely<Database>, id: string): Promise<IssuerRow> {
  return db.selectFrom('issuer').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

export function findIssuer(db: Kysely<Database>, id: string): Promise<IssuerRow | undefined> {
  return db.selectFrom('issuer').selectAll().where('id', '=', id).executeTakeFirst()
}

export function listIssuers(db: Kysely<Database>): Promise<IssuerRow[]> {
  return db.selectFrom('issuer').selectAll().orderBy('id').execute()
}

export async function updateIssuer(
  trx: Transaction<Database>,
  id: string,
  patch: Partial<Omit<IssuerRow, 'id'>>,
): Promise<void> {
  await trx.updateTable('issuer').set(patch).where('id', '=', id).execute()
}
