import type { Kysely } from 'kysely'
import { can } from '../../../core/access/can.ts'
import { isUnlimited } from '../../../core/access/reader-scope.ts'
import type { Database } from '../../storage/database.ts'
import { listMembers } from '../accounts/list-members.ts'

/** The account's address for documents; where it has none, everybody who answers for the money. */
export async function moneyReaders(
  db: Kysely<Database>,
  account: string,
  email: string | null,
): Promise<readonly string[]> {
  if (email !== null) return [email]
  return (await moneyContacts(db, account)).map((one) => one.email)
}

/** Those of an account who see all of its money. */
export async function moneyContacts(
  db: Kysely<Database>,
  account: string,
): Promise<readonly { readonly name: string; readonly email: string }[]> {
  const members = await listMembers(db, account)
  return members
    .filter(({ actor }) => can(actor, 'billing.read') && isUnlimited(actor.scope))
    .map(({ name, email }) => ({ name, email }))
}
