import type { Kysely } from 'kysely'
import { systemNow } from '../../clock.ts'
import type { Deps } from '../../deps.ts'
import type { SessionCaller } from '../../http/handle.ts'
import { invalidField, notFound, Refusal } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import { countFailures, refuseTooMany } from './attempts.ts'
import { verifyPassword } from './passwords.ts'
import * as repository from './sessions.repository.ts'

const STEP_UP_MS = 5 * 60_000
/** Guessing here is guessing the password: the same count as for signing in. */
const MAX_FAILURES = 8

/** The person of a session proves again who they are; returns until when that counts. */
export async function stepUp(deps: Deps, by: SessionCaller, password: string): Promise<string> {
  const person = await repository.findPerson(deps.storage.read, by.personId)
  if (!person) throw notFound()
  const limits = [{ subject: `person ${person.email}`, max: MAX_FAILURES }]
  await refuseTooMany(deps.storage.read, limits)
  if (!(await verifyPassword(person.password_hash, password))) {
    await deps.storage.transact((trx) => countFailures(trx, limits))
    throw invalidField('/password', 'wrong_password', 'This is not your password.')
  }
  const now = systemNow()
  await deps.storage.transact((trx) => repository.markSteppedUp(trx, by.sessionId, now))
  return new Date(Date.parse(now) + STEP_UP_MS).toISOString()
}

/** Refuses what cannot be taken back where the session has not proved itself in the last minutes. */
export async function assertSteppedUp(db: Kysely<Database>, by: SessionCaller): Promise<void> {
  const at = await repository.findSteppedUp(db, by.sessionId)
  if (at === null || Date.parse(systemNow()) - Date.parse(at) > STEP_UP_MS) throw new Refusal('step_up_required')
}
