import { randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import type { Instant } from '../../core/calendar/iso-date.ts'
import { createApp } from '../../service/app.ts'
import { makeClock } from '../../service/clock.ts'
import type { Deps } from '../../service/deps.ts'
import { makeLog } from '../../service/log.ts'
import { makeNudges } from '../../service/modules/changes/nudges.ts'
import type { TestDatabase } from './each-database.ts'
import { settleJobs } from './settle-jobs.ts'

/** A fixed day for tests that do not care which: Monday 23 November 2026, 09:00 in Tokyo. */
export const TEST_NOW = '2026-11-23T00:00:00.000Z' as Instant

export type Answer<T = unknown> = { readonly status: number; readonly body: T; readonly headers: Headers }

/** Talks to the app in process, signed in as the owner; JSON in and out, an idempotency key on every POST. */
export type TestApi = {
  readonly app: Hono
  readonly deps: Deps
  readonly token: string
  readonly account: string
  readonly call: <T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers?: HeadersInit,
  ) => Promise<Answer<T>>
  /** Below the account: `get('/domains')`. */
  readonly get: <T = unknown>(path: string) => Promise<Answer<T>>
  readonly post: <T = unknown>(path: string, body?: unknown) => Promise<Answer<T>>
  readonly put: <T = unknown>(path: string, body?: unknown) => Promise<Answer<T>>
  readonly patch: <T = unknown>(path: string, body?: unknown) => Promise<Answer<T>>
  readonly delete: <T = unknown>(path: string) => Promise<Answer<T>>
  /** Does all queued jobs here and now, retries included. */
  readonly settleJobs: () => Promise<void>
}

export function testDeps(database: TestDatabase, now: Instant = TEST_NOW): Deps {
  return {
    storage: database.storage,
    clock: makeClock(now),
    log: makeLog(() => undefined),
    jobs: { wake: () => undefined },
    events: makeNudges(),
    isSandbox: false,
    isReachable: false,
    setupCode: '000000',
  }
}

/** A set-up workspace over a database, with its owner signed in. */
export async function openTestApi(
  database: TestDatabase,
  now: Instant = TEST_NOW,
  more: Partial<Deps> = {},
): Promise<TestApi> {
  const deps = { ...testDeps(database, now), ...more }
  const app = createApp(deps)
  const setUp = await send(app, 'POST', '/api/setup', {
    organisation: 'みずほし商事',
    name: '佐藤',
    email: 'sato@example.co.jp',
    password: 'correct horse battery',
  })
  const { token, account } = setUp.body as { token: string; account: { id: string } }
  const call: TestApi['call'] = async <T>(method: string, path: string, body?: unknown, headers?: HeadersInit) =>
    (await send(app, method, path, body, {
      authorization: `Bearer ${token}`,
      ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
      ...headers,
    })) as Answer<T>
  const at = (path: string) => `/api/accounts/${account.id}${path}`
  return {
    app,
    deps,
    token,
    account: account.id,
    call,
    get: (path) => call('GET', at(path)),
    post: (path, body) => call('POST', at(path), body),
    put: (path, body) => call('PUT', at(path), body),
    patch: (path, body) => call('PATCH', at(path), body),
    delete: (path) => call('DELETE', at(path)),
    settleJobs: () => settleJobs(deps),
  }
}

/** One request; the body is JSON unless it is bytes or text already. */
export async function send(
  app: Hono,
  method: string,
  path: string,
  body?: unknown,
  headers: HeadersInit = {},
): Promise<Answer> {
  const all = new Headers(headers)
  const isRaw = typeof body === 'string' || body instanceof Uint8Array
  if (body !== undefined && !all.has('content-type')) {
    all.set('content-type', isRaw ? 'application/octet-stream' : 'application/json')
  }
  const payload = body === undefined ? null : isRaw ? (body as string) : JSON.stringify(body)
  const response = await app.request(path, { method, headers: all, body: payload })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, body: isJson && text !== '' ? JSON.parse(text) : text, headers: response.headers }
}
