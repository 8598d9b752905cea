import { Hono } from 'hono'
import { can } from '../../core/access/can.ts'
import { invariant } from '../../core/base/invariant.ts'
import { needsIdempotencyKey, type Route } from '../../core/contract/http/route.ts'
import { newId } from '../ids.ts'
import type { Log } from '../log.ts'
import { notFound, Refusal } from '../refusal.ts'
import { parseJsonBody, queryObject, readBody } from './body.ts'
import { digestWhileRead } from './body-digest.ts'
import { fieldErrors, toProblemResponse } from './errors.ts'
import type { AccountCaller, Handled, Origin, Reply, SessionCaller } from './handle.ts'
import { hashBody, type Idempotency, readIdempotencyKey } from './idempotency.ts'
import { assertStorable } from './storable-text.ts'

/** Who is behind a request; implemented by the sessions module. */
export type Authentication = {
  /** The signed-in person, or a refusal `not_signed_in` / `csrf`. */
  readonly session: (request: Request, origin: Origin) => Promise<SessionCaller>
  /** What the person may do in the account, or null when they are no member of it. */
  readonly actor: (personId: string, account: string) => Promise<AccountCaller['actor'] | null>
  /** What a person may do somewhere, for routes above accounts (operator). */
  readonly operator: (personId: string) => Promise<AccountCaller['actor'] | null>
}

export type MountDeps = {
  readonly authentication: Authentication
  readonly idempotency: Idempotency
  readonly log: Log
  /** The client's address; only configured proxy hops count. */
  readonly addressOf: (request: Request) => string
}

const REQUEST_ID = /^[A-Za-z0-9_-]{8,64}$/

/** Builds the API from handled routes. Every route goes through the same steps, in the same order. */
export function mountRoutes(handled: readonly Handled[], deps: MountDeps): Hono {
  const app = new Hono()
  for (const one of handled) {
    const { pattern, names } = toHonoPath(one.route.path)
    app.on(one.route.method.toUpperCase(), pattern, async (c) => {
      const requestId = requestIdOf(c.req.raw)
      const params = Object.fromEntries(names.map((p) => [p.name, stripSuffix(c.req.param(p.name) ?? '', p.suffix)]))
      try {
        const response = await answer(one, c.req.raw, params, requestId, deps)
        response.headers.set('x-request-id', requestId)
        return response
      } catch (error) {
        return toProblemResponse(error, requestId, deps.log)
      }
    })
  }
  app.notFound((c) => toProblemResponse(notFound(), requestIdOf(c.req.raw), deps.log))
  app.onError((error, c) => toProblemResponse(error, requestIdOf(c.req.raw), deps.log))
  return app
}

async function answer(
  { route, run }: Handled,
  request: Request,
  rawParams: Record<string, string>,
  requestId: string,
  deps: MountDeps,
): Promise<Response> {
  assertStorable(rawParams)
  const origin: Origin = {
    requestId,
    address: deps.addressOf(request),
    userAgent: request.headers.get('user-agent')?.slice(0, 300) ?? null,
  }
  const by = await admit(route, request, rawParams, origin, deps)
  const params = parseParams(route, rawParams)
  const url = new URL(request.url)
  const query = parseQuery(route, url.searchParams)
  const key = needsIdempotencyKey(route) ? readIdempotencyKey(request) : null
  const raw = await readBody(route, request)
  const body =
    raw.kind === 'text' && route.body && !('file' in route.body) ? parseJsonBody(route.body, raw.text) : undefined
  const upload = raw.kind === 'file' && raw.stream && key !== null ? digestWhileRead(raw.stream) : null
  const file = upload?.stream ?? (raw.kind === 'file' ? raw.stream : null)
  const work = () => run({ params, query, body, file, request, by })
  if (key === null) return toResponse(await work())
  invariant('personId' in by, 'only signed-in people send idempotency keys')
  const scope = {
    person: by.personId,
    account: rawParams['account'] ?? '',
    route: `${route.method} ${url.pathname}`,
    key,
  }
  const text = raw.kind === 'text' ? raw.text : ''
  const bodyHash = async () => hashBody(url.search, upload ? await upload.digest() : text)
  return toResponse(await deps.idempotency.run(scope, bodyHash, route.idempotency === 'secret', work))
}

/** Session, account, permission: in this order, before anything of the request is read. */
async function admit(
  route: Route,
  request: Request,
  params: Record<string, string>,
  origin: Origin,
  deps: MountDeps,
): Promise<Origin | SessionCaller | AccountCaller> {
  if (route.access === 'public') return origin
  const caller = await deps.authentication.session(request, origin)
  if (route.access === 'session') return caller
  const account = params['account']
  const actor = account
    ? await deps.authentication.actor(caller.personId, account)
    : await deps.authentication.operator(caller.personId)
  // Somebody else's account looks like one that does not exist.
  if (!actor) throw account ? notFound() : new Refusal('forbidden')
  if (!can(actor, route.access)) throw new Refusal('forbidden')
  return { ...caller, account: account ?? '', actor }
}

function parseParams(route: Route, raw: Record<string, string>): unknown {
  if (!route.params) return {}
  const parsed = route.params.safeParse(raw)
  if (parsed.success) return parsed.data
  throw notFound()
}

function parseQuery(route: Route, search: URLSearchParams): unknown {
  const raw = queryObject(search)
  assertStorable(raw)
  if (!route.query) return {}
  const parsed = route.query.safeParse(raw)
  if (parsed.success) return parsed.data
  throw new Refusal('bad_request', {
    detail: 'Some query parameters are not right.',
    errors: fieldErrors(parsed.error, '?'),
  })
}

function toResponse(reply: Reply): Response {
  if (reply instanceof Response) return new Response(reply.body, reply)
  const headers = { 'cache-control': 'no-store', ...reply.headers }
  if (reply.body === null) return new Response(null, { status: reply.status, headers })
  return new Response(JSON.stringify(reply.body), {
    status: reply.status,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id')
  return given && REQUEST_ID.test(given) ? given : newId()
}

type PathParam = { readonly name: string; readonly suffix: string }

/** `/notices/{month}.pdf` → `/notices/:month{[^/]+\.pdf}`, with `.pdf` to be cut off the value again. */
function toHonoPath(path: string): { readonly pattern: string; readonly names: readonly PathParam[] } {
  const names: PathParam[] = []
  const pattern = path.replaceAll(/\{(\w+)\}([^/]*)/g, (_all, name: string, suffix: string) => {
    names.push({ name, suffix })
    return suffix === '' ? `:${name}` : `:${name}{[^/]+${suffix.replaceAll('.', '\\.')}}`
  })
  return { pattern, names }
}

function stripSuffix(value: string, suffix: string): string {
  return suffix !== '' && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value
}
