import type { z } from 'zod'
import type { Permission } from '../../access/permission.ts'

export type HttpMethod = 'get' | 'post' | 'put' | 'patch' | 'delete'

/**
 * Who may call a route: `public` (nobody signed in yet), `session` (any signed-in person, about themselves), or the
 * permission that is needed in the account of the path. There is no default: a route without it does not compile.
 */
export type RouteAccess = 'public' | 'session' | Permission

/** A body or answer that is a file: its media types. */
export type FileContent = { readonly file: readonly string[] }

/** One answer by status: a JSON schema, a file, or nothing. */
export type Answer = z.ZodType | FileContent | null

export type Route = {
  readonly method: HttpMethod
  /** OpenAPI form: `/api/accounts/{account}/domains/{name}`. */
  readonly path: string
  readonly summary: string
  readonly tag: string
  readonly access: RouteAccess
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType | FileContent
  readonly answers: Readonly<Record<number, Answer>>
  /** POST needs an `Idempotency-Key` unless this says why not (`secret`: the answer holds one and is never stored). */
  readonly idempotency?: 'none' | 'secret'
}

/** Declares a route of the contract; keeps the literal types, so that handlers and clients are typed from it. */
export function defineRoute<const R extends Route>(route: R): R {
  return route
}

/** Whether a request of this route must carry an `Idempotency-Key`. */
export function needsIdempotencyKey(route: Route): boolean {
  return route.method === 'post' && route.idempotency !== 'none' && route.access !== 'public'
}

/** The parsed parts of a request as a handler receives them. */
export type RouteInput<R extends Route> = {
  readonly params: R['params'] extends z.ZodObject ? z.output<R['params']> : Record<string, never>
  readonly query: R['query'] extends z.ZodObject ? z.output<R['query']> : Record<string, never>
  readonly body: R['body'] extends z.ZodType ? z.output<R['body']> : undefined
}

/** The JSON body of the route's first 2xx answer. */
export type RouteOutput<R extends Route> = {
  [S in keyof R['answers']]: R['answers'][S] extends z.ZodType ? z.output<R['answers'][S]> : never
}[keyof R['answers']]
