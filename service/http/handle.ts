import type { Transaction } from 'kysely'
import type { Actor } from '../../core/access/can.ts'
import type { Route, RouteInput } from '../../core/contract/http/route.ts'
import type { Database } from '../storage/database.ts'

/** What a request is answered with, as JSON with a status of the route. */
export type Answer = {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Writes the answer of a request down in the transaction of what it did. */
export type KeepAnswer = (trx: Transaction<Database>, answer: Answer) => Promise<void>

/** Where a request came from. */
export type Origin = { readonly requestId: string; readonly address: string; readonly userAgent: string | null }

/** A signed-in person. */
export type SessionCaller = Origin & {
  readonly personId: string
  readonly sessionId: string
  readonly csrfToken: string | null
}

/** A signed-in person acting in an account of theirs; `actor` says what they may do and which names they see. */
export type AccountCaller = SessionCaller & {
  readonly account: string
  readonly actor: Actor
  /** With requests that carry an idempotency key. */
  readonly keep?: KeepAnswer
}

/**
 * Keeps an answer with what was done, so that a request whose process dies before it has answered is answered with it
 * when it is sent again, and nothing is done twice. The handler then answers with exactly this.
 */
export async function keepAnswer(by: AccountCaller, trx: Transaction<Database>, answer: Answer): Promise<void> {
  await by.keep?.(trx, answer)
}

type CallerOf<R extends Route> = R['access'] extends 'public'
  ? Origin
  : R['access'] extends 'session'
    ? SessionCaller
    : AccountCaller

/** A request that has passed session, permission and parsing. */
export type Call<R extends Route> = RouteInput<R> & {
  readonly by: CallerOf<R>
  readonly request: Request
  /** The body of a route that takes a file. */
  readonly file: ReadableStream<Uint8Array> | null
}

/** JSON with a status of the route, or a ready `Response` for files and streams. */
export type Reply = Answer | Response

export type Handler<R extends Route> = (call: Call<R>) => Promise<Reply>

/** A route with its handler, ready to be mounted. */
export type Handled = {
  readonly route: Route
  readonly run: (call: {
    readonly params: unknown
    readonly query: unknown
    readonly body: unknown
    readonly file: ReadableStream<Uint8Array> | null
    readonly request: Request
    readonly by: unknown
  }) => Promise<Reply>
}

/** Binds a handler to a route of the contract; the handler's input is typed from the route. */
export function handle<R extends Route>(route: R, handler: Handler<R>): Handled {
  // The mount parses with the route's own schemas before it calls, so the cast states what has been checked.
  return { route, run: (call) => handler(call as unknown as Call<R>) }
}

export const json = (status: number, body: unknown): Answer => ({ status, body })
export const noContent: Reply = { status: 204, body: null }
