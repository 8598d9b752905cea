import { postDemo, postSetup } from '../../../core/contract/http/session.ts'
import { makeDemo } from '../../demo/make-demo.ts'
import type { Deps } from '../../deps.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { newSecret } from '../../ids.ts'
import { withCookie } from '../sessions/session-cookie.ts'
import { startSession } from '../sessions/sessions.service.ts'
import { setUpWorkspace } from './setup.ts'
import { assertMaySetUp } from './setup-code.ts'

const DEMO_PASSWORD_LENGTH = 16

export function setupRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(postSetup, async ({ body, by, request }) => {
      await assertMaySetUp(deps, request, by, body.setupCode)
      const { person, account } = await setUpWorkspace(deps, body)
      const session = await startSession(deps, person.id, body.cookie ? 'cookie' : 'bearer', by)
      const made = { user: { id: person.id }, account }
      return body.cookie ? withCookie(request, json(201, made), session) : json(201, { token: session.token, ...made })
    }),
    handle(postDemo, async ({ body, by, request }) => {
      await assertMaySetUp(deps, request, by, body.setupCode)
      const password = newSecret().slice(0, DEMO_PASSWORD_LENGTH)
      const { email, account } = await makeDemo(deps, { domains: body.domains, seed: 1, password })
      return json(201, { account, signIn: { email, password } })
    }),
  ]
}
