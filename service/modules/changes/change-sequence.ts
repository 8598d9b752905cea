import type { Transaction } from 'kysely'
import { invariant } from '../../../core/base/invariant.ts'
import type { Database } from '../../storage/database.ts'

/**
 * What else than names has changed, for readers that follow the account; `billing` is all that has to do with money,
 * `files` are imports, notices and sheets that were handed in.
 */
export type ChangeKind = 'rules' | 'connections' | 'settings' | 'billing' | 'files'

/**
 * Takes the account's next change number and its write lock; call it first in every transaction that changes names,
 * rules or settings. Writers of one account thus come one after the other, and a reader who has seen a number has seen
 * every smaller one (a plain database sequence would not promise that).
 */
export async function nextChange(trx: Transaction<Database>, account: string, kind?: ChangeKind): Promise<number> {
  const row = await trx
    .updateTable('account_counter')
    .set((eb) => ({
      change_seq: eb('change_seq', '+', 1),
      ...(kind === 'rules' ? { rules_seq: eb('change_seq', '+', 1) } : {}),
      ...(kind === 'connections' ? { connections_seq: eb('change_seq', '+', 1) } : {}),
      ...(kind === 'billing' ? { billing_seq: eb('change_seq', '+', 1) } : {}),
      ...(kind === 'files' ? { files_seq: eb('change_seq', '+', 1) } : {}),
      ...(kind === 'settings' ? { settings_seq: eb('change_seq', '+', 1) } : {}),
    }))
    .where('account', '=', account)
    .returning('change_seq')
    .executeTakeFirst()
  invariant(row, `account ${account} has a counter`)
  return row.change_seq
}

/**
 * Takes the issuer's next change number and its write lock; call it first in every transaction that changes the price
 * list, or what the issuer and its banks tell each other, before the locks of accounts: two people who confirm at once
 * come one after the other.
 */
export async function nextIssuerChange(trx: Transaction<Database>, issuer: string): Promise<void> {
  await trx
    .updateTable('issuer')
    .set((eb) => ({ change_seq: eb('change_seq', '+', 1) }))
    .where('id', '=', issuer)
    .execute()
}
