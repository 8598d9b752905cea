import type { Transaction } from 'kysely'
import type { Deps } from '../../deps.ts'
import { newId } from '../../ids.ts'
import { Refusal } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { MAIN_ISSUER, readIssuer, updateIssuer } from '../billing-profile/billing-profile.repository.ts'
import { isComplete } from '../billing-profile/complete-issuer.ts'
import { assertPrintable } from '../documents/printable-party.ts'
import { hashPassword } from '../sessions/passwords.ts'
import { hasAnyPerson, insertPerson } from '../sessions/sessions.repository.ts'
import { insertMembership, insertOperator } from './accounts.repository.ts'
import { openAccount } from './open-account.ts'

/** The first account's id is fixed, so that links and scripts can be written down. */
const FIRST_ACCOUNT = 'main'

export type SetupRequest = {
  readonly organisation: string
  readonly name: string
  readonly email: string
  readonly password: string
}

/** Makes the workspace's first account with its owner; refused once there is anybody. */
export async function setUpWorkspace(deps: Deps, request: SetupRequest) {
  if (await hasAnyPerson(deps.storage.read)) throw new Refusal('already_set_up')
  assertPrintable({ '/organisation': request.organisation })
  const passwordHash = await hashPassword(request.password)
  const now = deps.clock.now()
  const person = { id: newId(), name: request.name, email: request.email.trim().toLowerCase() }
  const account = { id: FIRST_ACCOUNT, name: request.organisation }
  await deps.storage.transact(async (trx) => {
    if (await hasAnyPerson(trx)) throw new Refusal('already_set_up')
    await insertPerson(trx, { ...person, password_hash: passwordHash, created_at: now, disabled_at: null })
    await insertOperator(trx, person.id, now)
    await openAccount(trx, deps, account, now)
    await nameIssuer(trx, request.organisation, now)
    await insertMembership(trx, {
      account: account.id,
      person: person.id,
      role: 'owner',
      limits: null,
      created_at: now,
    })
    await appendAudit(trx, account.id, { at: now, person: person.id, action: 'account.setUp', after: account })
  })
  return { person, account }
}

/** Whoever sets a workspace up works for its issuer; an issuer that has a name keeps it. */
async function nameIssuer(trx: Transaction<Database>, name: string, now: string): Promise<void> {
  if (isComplete(await readIssuer(trx, MAIN_ISSUER))) return
  await updateIssuer(trx, MAIN_ISSUER, { name, updated_at: now })
}
