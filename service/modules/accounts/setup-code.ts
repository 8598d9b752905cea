import { timingSafeEqual } from 'node:crypto'
import type { Origin } from '../../http/handle.ts'
import { sha256 } from '../../ids.ts'
import { Refusal } from '../../refusal.ts'

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1', 'local'])
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'x-forwarded-host']

/** Whoever sits at this machine may set it up; from elsewhere, or through a proxy, the printed code is needed. */
export function needsSetupCode(request: Request, by: Origin): boolean {
  return !LOOPBACK.has(by.address) || FORWARDED.some((header) => request.headers.has(header))
}

/** Refuses a request that needs the code and does not bring it. */
export function assertSetupCode(request: Request, by: Origin, given: string | undefined, expected: string): void {
  if (!needsSetupCode(request, by)) return
  const isRight = timingSafeEqual(Buffer.from(sha256(given ?? '')), Buffer.from(sha256(expected)))
  if (!isRight) throw new Refusal('setup_code_wrong')
}
