import { timingSafeEqual } from 'node:crypto'
import { postDemo, postSetup } from '../../../core/contract/http/session.ts'
import { makeDemo } from '../../demo/make-demo.ts'
import type { Deps } from '../../deps.ts'
import { type Handled, handle, json, type Origin } from '../../http/handle.ts'
import { newSecret, sha256 } from '../../ids.ts'
import { Refusal } from '../../refusal.ts'
import { withCookie } from '../sessions/session-cookie.ts'
import { startSession } from '../sessions/sessions.service.ts'
import { setUpWorkspace } from './setup.ts'

const DEMO_PASSWORD_LENGTH = 16
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1', 'local'])
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'x-forwarded-host']

export function setupRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(postSetup, async ({ body, by, request }) => {
      if (needsSetupCode(request, by)) assertSetupCode(deps, body.setupCode)
      const { person, account } = await setUpWorkspace(deps, body)
      const session = await startSession(deps, person.id, body.cookie ? 'cookie' : 'bearer', by)
      const made = { user: { id: person.id }, account }
      return body.cookie ? withCookie(request, json(201, made), session) : json(201, { token: session.token, ...made })
    }),
    handle(postDemo, async ({ body, by, request }) => {
      if (needsSetupCode(request, by)) assertSetupCode(deps, body.setupCode)
      const password = newSecret().slice(0, DEMO_PASSWORD_LENGTH)
      const { email, account } = await makeDemo(deps, { domains: body.domains, seed: 1, password })
      return json(201, { account, signIn: { email, password } })
    }),
  ]
}

/** Whoever sits at this machine may set it up; from elsewhere, or through a proxy, the printed code is needed. */
function needsSetupCode(request: Request, by: Origin): boolean {
  return !LOOPBACK.has(by.address) || FORWARDED.some((header) => request.headers.has(header))
}

function assertSetupCode(deps: Deps, given: string | undefined): void {
  if (!timingSafeEqual(Buffer.from(sha256(given ?? '')), Buffer.from(sha256(deps.setupCode)))) {
    throw new Refusal('setup_code_wrong')
  }
}
