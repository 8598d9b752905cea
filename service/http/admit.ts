import type { Actor } from '../../core/access/can.ts'
import { can } from '../../core/access/can.ts'
import type { Route } from '../../core/contract/http/route.ts'
import { notFound, Refusal } from '../refusal.ts'
import type { AccountCaller, Origin, SessionCaller } from './handle.ts'

/** Who is behind a request; implemented by the sessions module. */
export type Authentication = {
  /** The signed-in person, or a refusal `not_signed_in` / `csrf`. */
  readonly session: (request: Request, origin: Origin) => Promise<SessionCaller>
  /** What the person may do in the account, or null when they are no member of it. */
  readonly actor: (personId: string, account: string) => Promise<Actor | null>
  /** What a person may do somewhere, for routes above accounts (operator). */
  readonly operator: (personId: string) => Promise<Actor | null>
}

/** Session, account, permission: in this order, before anything of the request is read. */
export async function admit(
  route: Route,
  request: Request,
  params: Readonly<Record<string, string>>,
  origin: Origin,
  authentication: Authentication,
): Promise<Origin | SessionCaller | AccountCaller> {
  const caller = await callerOf(route, request, params, origin, authentication)
  if (route.access === 'public' || route.access === 'session') return caller
  if (!('actor' in caller) || !can(caller.actor, route.access)) throw new Refusal('forbidden')
  return caller
}

/** Who asks, as far as a route needs to know before it looks at permissions. */
export async function callerOf(
  route: Route,
  request: Request,
  params: Readonly<Record<string, string>>,
  origin: Origin,
  authentication: Authentication,
): Promise<Origin | SessionCaller | AccountCaller> {
  if (route.access === 'public') return origin
  const caller = await authentication.session(request, origin)
  if (route.access === 'session') return caller
  const account = params['account']
  const actor = account
    ? await authentication.actor(caller.personId, account)
    : await authentication.operator(caller.personId)
  // Somebody else's account looks like one that does not exist.
  if (!actor) throw account ? notFound() : new Refusal('forbidden')
  return { ...caller, account: account ?? '', actor }
}
