import { problemSchema } from '../../../core/contract/errors.ts'
import type { Connection } from '../../../core/contract/ipc/connection.ts'
import { openedSessionSchema, SESSION_OPENING_PATHS, SESSION_PATH } from '../../../core/contract/ipc/session.ts'
import { ServiceGoneError } from '../../bridge/bridge-client.ts'
import type { SessionKeeper } from '../credentials/session-keeper.ts'
import { problemAnswer } from './problem-answer.ts'

export type ApiGatewayDeps = {
  readonly connection: () => Connection
  /** The service process on this machine. */
  readonly embedded: (request: Request) => Promise<Response>
  /** The network, for a team server. Must follow no redirect: one would carry the token elsewhere. */
  readonly network: (request: Request) => Promise<Response>
  readonly sessions: SessionKeeper
  /** The person signed out; what is kept of their account on this machine goes too. */
  readonly onSignedOut: () => void
}

/** Headers that belong to the page's own origin, or that a page must not set for itself. */
const PAGE_HEADERS = ['authorization', 'content-length', 'cookie', 'host', 'origin', 'referer', 'x-forwarded-for']

/**
 * The only way from a page to an account service: `/api/*` requests go to the connected service with the session that
 * the shell keeps, and come back without it.
 */
export class ApiGateway {
  readonly #deps: ApiGatewayDeps

  constructor(deps: ApiGatewayDeps) {
    this.#deps = deps
  }

  async fetch(request: Request): Promise<Response> {
    const connection = this.#deps.connection()
    const owner = sessionOwner(connection)
    const { pathname } = new URL(request.url)
    const token = await this.#deps.sessions.token(owner)
    const outgoing = await outgoingRequest(request, connection, token)
    const answer = await this.#ask(connection, outgoing)
    if (token !== null && (await endsSession(request.method, pathname, answer))) {
      await this.#deps.sessions.close(owner, token)
      if (request.method === 'DELETE') this.#deps.onSignedOut()
    }
    const isOpening = request.method === 'POST' && SESSION_OPENING_PATHS.includes(pathname) && answer.ok
    return isOpening ? this.#keepToken(owner, answer) : withoutCookies(answer, answer.body)
  }

  async #ask(connection: Connection, request: Request): Promise<Response> {
    try {
      return await (connection.kind === 'embedded' ? this.#deps.embedded(request) : this.#deps.network(request))
    } catch (error) {
      if (request.signal.aborted) throw error
      if (error instanceof ServiceGoneError) return problemAnswer('service_unavailable')
      console.warn(`The server cannot be reached: ${error instanceof Error ? error.message : String(error)}`)
      return problemAnswer('server_unreachable')
    }
  }

  async #keepToken(owner: string, answer: Response): Promise<Response> {
    const opened = openedSessionSchema.safeParse(await answer.json())
    if (!opened.success) return problemAnswer('internal')
    const { token, ...rest } = opened.data
    await this.#deps.sessions.open(owner, token)
    return withoutCookies(answer, JSON.stringify(rest))
  }
}

/** Under which name the session of a connection is kept. */
export function sessionOwner(connection: Connection): string {
  return connection.kind === 'embedded' ? 'embedded' : connection.url
}

async function outgoingRequest(request: Request, connection: Connection, token: string | null): Promise<Request> {
  const url = new URL(request.url)
  const origin = connection.kind === 'embedded' ? 'http://127.0.0.1' : connection.url
  const headers = new Headers(request.headers)
  for (const name of [...headers.keys()])
    if (name.startsWith('sec-') || PAGE_HEADERS.includes(name)) headers.delete(name)
  if (token !== null) headers.set('authorization', `Bearer ${token}`)
  return new Request(`${origin}${url.pathname}${url.search}`, {
    method: request.method,
    headers,
    body: isSignIn(request, url.pathname) ? await withoutCookieWish(request) : request.body,
    signal: request.signal,
    redirect: 'error',
    duplex: 'half',
  } as RequestInit)
}

const isSignIn = (request: Request, pathname: string) => request.method === 'POST' && pathname === SESSION_PATH

/** Pages ask for a cookie, as they must in a browser; the shell needs the token instead. */
async function withoutCookieWish(request: Request): Promise<string> {
  const text = await request.text()
  try {
    const { cookie: _, ...rest }: Record<string, unknown> = JSON.parse(text)
    return JSON.stringify(rest)
  } catch {
    return text
  }
}

/** Signing out does, and so does a token that the service no longer takes; a wrong password on the way does not. */
async function endsSession(method: string, pathname: string, answer: Response): Promise<boolean> {
  if (method === 'DELETE' && pathname === SESSION_PATH && answer.ok) return true
  if (answer.status !== 401) return false
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => null)
  const problem = problemSchema.safeParse(body)
  return problem.success && problem.data.code === 'not_signed_in'
}

function withoutCookies(answer: Response, body: BodyInit | null): Response {
  const headers = new Headers(answer.headers)
  headers.delete('set-cookie')
  if (body !== answer.body) headers.delete('content-length')
  return new Response(body, { status: answer.status, headers })
}
