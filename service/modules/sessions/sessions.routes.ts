import { isUnlimited } from '../../../core/access/reader-scope.ts'
import * as contract from '../../../core/contract/http/session.ts'
import { systemNow } from '../../clock.ts'
import type { Deps } from '../../deps.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { notFound } from '../../refusal.ts'
import { findActors } from '../accounts/membership.ts'
import { endedCookie, withCookie } from './session-cookie.ts'
import * as repository from './sessions.repository.ts'
import { checkCredentials, startSession } from './sessions.service.ts'
import { stepUp } from './step-up.ts'

export function sessionRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.postSession, async ({ body, by, request }) => {
      const person = await checkCredentials(deps, body.email, body.password, by)
      const session = await startSession(deps, person, body.cookie ? 'cookie' : 'bearer', by)
      return body.cookie
        ? withCookie(request, json(200, { expiresAt: session.expiresAt }), session)
        : json(200, { token: session.token, expiresAt: session.expiresAt })
    }),
    handle(contract.postStepUp, async ({ by, body }) => json(200, { until: await stepUp(deps, by, body.password) })),
    handle(contract.deleteSession, async ({ by, request }) => {
      await deps.storage.transact((trx) =>
        repository.revokeSessions(trx, by.personId, { only: by.sessionId }, systemNow()),
      )
      return new Response(null, { status: 204, headers: { 'set-cookie': endedCookie(request) } })
    }),
    handle(contract.getMe, async ({ by }) => json(200, await describeMe(deps, by.personId, by.csrfToken))),
    handle(contract.listMySessions, async ({ by }) => {
      const rows = await repository.listLiveSessions(deps.storage.read, by.personId, systemNow())
      return json(200, { items: rows.map((row) => describeSession(row, by.sessionId)) })
    }),
    handle(contract.deleteMySessions, async ({ by, query }) => {
      const which = query.id === undefined ? { except: by.sessionId } : { only: query.id }
      const ended = await deps.storage.transact((trx) =>
        repository.revokeSessions(trx, by.personId, which, systemNow()),
      )
      if (query.id !== undefined && ended === 0) throw notFound()
      return json(200, { ended })
    }),
  ]
}

async function describeMe(deps: Deps, personId: string, csrfToken: string | null) {
  const person = await repository.findPerson(deps.storage.read, personId)
  if (!person) throw notFound()
  const places = await findActors(deps.storage, personId)
  const accounts = [...places].map(([id, { name, roles, actor }]) => ({
    id,
    name,
    roles,
    permissions: [...actor.permissions],
    isLimited: !isUnlimited(actor.scope),
  }))
  return { user: { id: person.id, name: person.name, email: person.email }, accounts, csrfToken }
}

function describeSession(row: repository.SessionRow, currentId: string) {
  return {
    id: row.id,
    isCurrent: row.id === currentId,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
    address: row.address,
    userAgent: row.user_agent,
  }
}
