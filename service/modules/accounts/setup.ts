import { addMonths, type Instant, startOfMonth } from '../../../core/calendar/iso-date.ts'
import { DEFAULT_RENEW_LEAD_DAYS } from '../../../core/renewal/deadlines.ts'
import type { Deps } from '../../deps.ts'
import { newId } from '../../ids.ts'
import { Refusal } from '../../refusal.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { hashPassword } from '../sessions/passwords.ts'
import { hasAnyPerson, insertPerson } from '../sessions/sessions.repository.ts'
import { insertAccount, insertMembership, insertOperator } from './accounts.repository.ts'

/** What a new account starts with: everything renews, so that nothing lapses by accident (3-rules §2). */
export const NEW_ACCOUNT = {
  time_zone: 'Asia/Tokyo',
  renew_lead_days: DEFAULT_RENEW_LEAD_DAYS,
  rule_mode: 'renew',
} as const

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
  const passwordHash = await hashPassword(request.password)
  const now = deps.clock.now()
  const person = { id: newId(), name: request.name, email: request.email.trim().toLowerCase() }
  const account = { id: FIRST_ACCOUNT, name: request.organisation }
  await deps.storage.transact(async (trx) => {
    if (await hasAnyPerson(trx)) throw new Refusal('already_set_up')
    await insertPerson(trx, { ...person, password_hash: passwordHash, created_at: now, disabled_at: null })
    await insertOperator(trx, person.id, now)
    await insertAccount(trx, newAccount(deps, account, now))
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

/** Notices begin with the first 1st of a month after the account's creation. */
function newAccount(deps: Deps, account: { readonly id: string; readonly name: string }, now: Instant) {
  const today = deps.clock.today(NEW_ACCOUNT.time_zone)
  return {
    ...account,
    ...NEW_ACCOUNT,
    notices_from: startOfMonth(addMonths(startOfMonth(today), 1)),
    rule_set_by: null,
    rule_set_at: null,
    created_at: now,
  }
}
