import { timingSafeEqual } from 'node:crypto'
import type { Deps } from '../../deps.ts'
import type { Origin } from '../../http/handle.ts'
import { sha256 } from '../../ids.ts'
import { Refusal } from '../../refusal.ts'
import { countGuess } from '../sessions/attempts.ts'
import { hasAnyPerson } from '../sessions/sessions.repository.ts'

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1', 'local'])
const FROM_A_PROXY = /^(?:forwarded|via|x-real-ip|x-forwarded-.+)$/

/** Far below what finds one code among a million, even from many addresses at once. */
const MAX_FAILURES = { address: 10, all: 100 } as const

/** Whoever sits at this machine may set it up; where others can reach it, or through a proxy, the code is needed. */
export function needsSetupCode(deps: Deps, request: Request, by: Origin): boolean {
  if (deps.isReachable || !LOOPBACK.has(by.address)) return true
  return [...request.headers.keys()].some((header) => FROM_A_PROXY.test(header))
}

/** Refuses to set up what is set up already, and a request that needs the code and does not bring it. */
export async function assertMaySetUp(
  deps: Deps,
  request: Request,
  by: Origin,
  given: string | undefined,
): Promise<void> {
  if (await hasAnyPerson(deps.storage.read)) throw new Refusal('already_set_up')
  if (!needsSetupCode(deps, request, by)) return
  const limits = [
    { subject: `setup ${by.address}`, max: MAX_FAILURES.address },
    { subject: 'setup', max: MAX_FAILURES.all },
  ]
  await deps.storage.transact((trx) => countGuess(trx, limits))
  const isRight = timingSafeEqual(Buffer.from(sha256(given ?? '')), Buffer.from(sha256(deps.setupCode)))
  if (!isRight) throw new Refusal('setup_code_wrong')
}
