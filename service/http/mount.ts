import { Hono } from 'hono'
import { invariant } from '../../core/base/invariant.ts'
import { needsIdempotencyKey, type Route } from '../../core/contract/http/route.ts'
import { newId } from '../ids.ts'
import type { Log } from '../log.ts'
import { notFound, Refusal } from '../refusal.ts'
import { type Authentication, admit } from './admit.ts'
import { parseJsonBody, queryObject, readBody } from './body.ts'
import { digestWhileRead } from './body-digest.ts'
import { toProblemResponse } from './errors.ts'
import { fieldErrors } from './field-errors.ts'
import type { Handled, KeepAnswer, Origin, Reply } from './handle.ts'
import { hashBody, type Idempotency, readIdempotencyKey } from './idempotency.ts'
import { assertStorable } from './storable-text.ts'
import { makeUnknownRoute } from './unknown-route.ts'

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
  const unknownRoute = makeUnknownRoute(
    handled.map(({ route }) => route),
    deps.authentication,
  )
  app.notFound(async (c) => {
    const request = c.req.raw
    const origin = originOf(request, requestIdOf(request), deps)
    const refusal = await unknownRoute(request, c.req.path, origin).catch((error: unknown) => error)
    return toProblemResponse(refusal, origin.requestId, deps.log)
  })
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
  const by = await admit(route, request, rawParams, originOf(request, requestId, deps), deps.authentication)
  const params = parseParams(route, rawParams)
  const url = new URL(request.url)
  const query = parseQuery(route, url.searchParams)
  const key = needsIdempotencyKey(route) ? readIdempotencyKey(request) : null
  const raw = await readBody(route, request)
  const body =
    raw.kind === 'text' && route.body && !('file' in route.body) ? parseJsonBody(route.body, raw.text) : undefined
  const upload = raw.kind === 'file' && raw.stream && key !== null ? digestWhileRead(raw.stream) : null
  const file = upload?.stream ?? (raw.kind === 'file' ? raw.stream : null)
  const work = (keep?: KeepAnswer) => run({ params, query, body, file, request, by: keep ? { ...by, keep } : by })
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
  try {
    return toResponse(await deps.idempotency.run(scope, bodyHash, route.idempotency === 'secret', work))
  } catch (error) {
    await upload?.drop()
    throw error
  }
}

function originOf(request: Request, requestId: string, deps: MountDeps): Origin {
  const userAgent = request.headers.get('user-agent')?.slice(0, 300) ?? null
  return { requestId, address: deps.addressOf(request), userAgent }
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
    errors: fieldErrors(parsed.error),
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
