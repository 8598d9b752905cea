import { timingSafeEqual } from 'node:crypto'
import { systemNow } from '../../clock.ts'
import type { Deps } from '../../deps.ts'
import { readCookie } from '../../http/cookies.ts'
import type { Origin, SessionCaller } from '../../http/handle.ts'
import { newId, newSecret, sha256 } from '../../ids.ts'
import { Refusal } from '../../refusal.ts'
import { countFailures, refuseTooMany } from './attempts.ts'
import { verifyAgainstNobody, verifyPassword } from './passwords.ts'
import * as repository from './sessions.repository.ts'

const SESSION_DAYS = 14
const TOUCH_AFTER_MS = 60_000
/** Per address many people may share, the limit is wider than per person. */
const MAX_FAILURES = { person: 8, address: 40 } as const

export const SESSION_COOKIE = 'daicho_session'

export type NewSession = { readonly token: string; readonly csrfToken: string | null; readonly expiresAt: string }

const laterBy = (ms: number) => new Date(Date.now() + ms).toISOString()

/**
 * Starts the session of somebody who has just given their password, which counts as a step-up; the token leaves the
 * service once and is stored only as its hash.
 */
export async function startSession(
  deps: Deps,
  person: string,
  kind: 'bearer' | 'cookie',
  origin: Origin,
): Promise<NewSession> {
  const token = newSecret()
  const csrfToken = kind === 'cookie' ? csrfOf(token) : null
  const now = systemNow()
  const expiresAt = laterBy(SESSION_DAYS * 86_400_000)
  await deps.storage.transact((trx) =>
    repository.insertSession(trx, {
      id: newId(),
      token_hash: sha256(token),
      person,
      kind,
      csrf_hash: csrfToken === null ? null : sha256(csrfToken),
      created_at: now,
      last_used_at: now,
      expires_at: expiresAt,
      revoked_at: null,
      address: origin.address,
      user_agent: origin.userAgent,
      stepped_up_at: now,
    }),
  )
  return { token, csrfToken, expiresAt }
}

/** The CSRF token follows from the session token, so that it can be told again to the page that has the cookie. */
function csrfOf(token: string): string {
  return sha256(`csrf ${token}`)
}

/** Checks e-mail and password with uniform answers and limits; returns the person's id. */
export async function checkCredentials(deps: Deps, email: string, password: string, origin: Origin): Promise<string> {
  const address = email.trim().toLowerCase()
  const own = { subject: `person ${address}`, max: MAX_FAILURES.person }
  const limits = [own, { subject: `address ${origin.address}`, max: MAX_FAILURES.address }]
  await refuseTooMany(deps.storage.read, limits)
  const person = await repository.findPersonByEmail(deps.storage.read, address)
  const isRight = person
    ? (await verifyPassword(person.password_hash, password)) && person.disabled_at === null
    : await verifyAgainstNobody(password)
  if (!isRight || !person) {
    await deps.storage.transact((trx) => countFailures(trx, limits))
    throw new Refusal('wrong_credentials')
  }
  await deps.storage.transact((trx) => repository.clearFailures(trx, own.subject))
  return person.id
}

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** Who sent a request: by bearer token, or by the browser's cookie with the CSRF token on writes. */
export async function authenticate(deps: Deps, request: Request, origin: Origin): Promise<SessionCaller> {
  const bearer = /^Bearer +([\w-]{20,100})$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  const token = bearer ?? readCookie(request, SESSION_COOKIE)
  if (!token) throw new Refusal('not_signed_in')
  const session = await repository.findLiveSession(deps.storage.read, sha256(token), systemNow())
  if (!session || session.kind !== (bearer ? 'bearer' : 'cookie')) throw new Refusal('not_signed_in')
  if (!bearer && WRITES.has(request.method)) assertCsrf(request, session.csrf_hash)
  if (Date.now() - Date.parse(session.last_used_at) > TOUCH_AFTER_MS) {
    await deps.storage.transact((trx) => repository.touchSession(trx, session.id, systemNow()))
  }
  return {
    ...origin,
    personId: session.person,
    sessionId: session.id,
    csrfToken: bearer ? null : csrfOf(token),
  }
}

function assertCsrf(request: Request, csrfHash: string | null): void {
  const given = Buffer.from(sha256(request.headers.get('x-csrf-token') ?? ''))
  const wanted = Buffer.from(csrfHash ?? '')
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw new Refusal('csrf')
}
