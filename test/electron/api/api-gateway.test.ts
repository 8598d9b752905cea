import { describe, expect, it, vi } from 'vitest'
import type { Connection } from '../../../core/contract/ipc/connection.ts'
import { ServiceGoneError } from '../../../electron/bridge/bridge-client.ts'
import { ApiGateway } from '../../../electron/main/api/api-gateway.ts'
import { SessionKeeper } from '../../../electron/main/credentials/session-keeper.ts'
import { memoryStore } from '../support/memory-store.ts'

const EMBEDDED: Connection = { kind: 'embedded' }
const SERVER: Connection = { kind: 'server', url: 'https://team.example' }

/** A gateway whose services answer what the test says, with a record of what reached them. */
function gatewayTo(answer: (request: Request) => Response | Promise<Response>, connection: Connection = EMBEDDED) {
  const seen: Request[] = []
  const { store, secrets } = memoryStore()
  const sessions = new SessionKeeper(Promise.resolve(store), vi.fn())
  const onSignedOut = vi.fn()
  const service = async (request: Request) => {
    seen.push(request.clone())
    return answer(request)
  }
  const gateway = new ApiGateway({
    connection: () => connection,
    embedded: service,
    network: service,
    sessions,
    onSignedOut,
  })
  return { gateway, sessions, secrets, seen, onSignedOut }
}

const ask = (path: string, init: RequestInit = {}) => new Request(`app://local${path}`, init)
const signIn = (body: object = { email: 'a@example.jp', password: 'correct horse', cookie: true }) =>
  ask('/api/session', { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
const problem = (status: number, code: string) =>
  Response.json({ type: 'about:blank', title: code, status, code, requestId: '1' }, { status })

describe('signing in', () => {
  it('asks for a token, keeps it, and answers the page without it', async () => {
    const expiresAt = '2026-12-01T00:00:00.000Z'
    const { gateway, seen, secrets } = gatewayTo(() =>
      Response.json({ token: 'secret', expiresAt }, { headers: { 'set-cookie': 'session=secret; HttpOnly' } }),
    )
    const answer = await gateway.fetch(signIn())
    expect(await seen[0]?.json()).toEqual({ email: 'a@example.jp', password: 'correct horse' })
    expect(await answer.json()).toEqual({ expiresAt })
    expect([...answer.headers.keys()]).not.toContain('set-cookie')
    expect(secrets.get('embedded')).toBe('secret')
  })

  it('does the same after set-up', async () => {
    const made = { user: { id: '1' }, account: { id: 'main', name: 'Example' } }
    const { gateway, secrets } = gatewayTo(() => Response.json({ ...made, token: 'secret' }, { status: 201 }))
    const answer = await gateway.fetch(ask('/api/setup', { method: 'POST', body: '{}' }))
    expect([answer.status, await answer.json(), secrets.get('embedded')]).toEqual([201, made, 'secret'])
  })

  it('passes a refusal on as it is and keeps nothing', async () => {
    const { gateway, secrets } = gatewayTo(() => problem(401, 'wrong_credentials'))
    const answer = await gateway.fetch(signIn())
    expect([answer.status, await answer.json(), secrets.size]).toMatchObject([401, { code: 'wrong_credentials' }, 0])
  })

  it('passes a body on that is no JSON', async () => {
    const { gateway, seen } = gatewayTo(() => problem(400, 'bad_request'))
    await gateway.fetch(ask('/api/session', { method: 'POST', body: 'nonsense' }))
    expect(await seen[0]?.text()).toBe('nonsense')
  })
})

describe('a request of a signed-in page', () => {
  it('carries the kept token, and nothing that the page says about itself', async () => {
    const { gateway, sessions, seen } = gatewayTo(() => new Response('ok'))
    await sessions.open('embedded', 'secret')
    const headers = {
      authorization: 'Bearer forged',
      origin: 'app://local',
      'x-forwarded-for': '1.2.3.4',
      accept: 'text/csv',
    }
    await gateway.fetch(ask('/api/me?x=1', { headers }))
    expect(Object.fromEntries(seen[0]?.headers ?? [])).toEqual({ accept: 'text/csv', authorization: 'Bearer secret' })
    expect(seen[0]?.url).toBe('http://127.0.0.1/api/me?x=1')
  })

  it('streams its body', async () => {
    const { gateway } = gatewayTo(async (request) => new Response(String((await request.arrayBuffer()).byteLength)))
    const answer = await gateway.fetch(
      ask('/api/accounts/main/imports', { method: 'POST', body: 'x'.repeat(2_000_000) }),
    )
    expect(await answer.text()).toBe('2000000')
  })

  it('goes to the team server with that server’s token and follows no redirect', async () => {
    const { gateway, sessions, seen } = gatewayTo(() => new Response('ok'), SERVER)
    await sessions.open('embedded', 'for this machine')
    await sessions.open(SERVER.url, 'for the team')
    await gateway.fetch(ask('/api/me'))
    expect(seen[0]?.url).toBe('https://team.example/api/me')
    expect(seen[0]?.headers.get('authorization')).toBe('Bearer for the team')
    expect(seen[0]?.redirect).toBe('error')
  })
})

describe('the end of a session', () => {
  it('comes with signing out, and takes what is kept of the account along', async () => {
    const { gateway, sessions, secrets, onSignedOut } = gatewayTo(() => new Response(null, { status: 204 }))
    await sessions.open('embedded', 'secret')
    await gateway.fetch(ask('/api/session', { method: 'DELETE' }))
    expect([secrets.size, onSignedOut.mock.calls.length]).toEqual([0, 1])
  })

  it('comes when the service no longer takes the token; the account stays on this machine', async () => {
    const { gateway, sessions, secrets, onSignedOut } = gatewayTo(() => problem(401, 'not_signed_in'))
    await sessions.open('embedded', 'old')
    const answer = await gateway.fetch(ask('/api/me'))
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'not_signed_in' }])
    expect([secrets.size, onSignedOut.mock.calls.length]).toEqual([0, 0])
  })

  it('does not come with a wrong password in the middle of the work', async () => {
    const { gateway, sessions, secrets } = gatewayTo(() => problem(401, 'wrong_credentials'))
    await sessions.open('embedded', 'secret')
    await gateway.fetch(ask('/api/step-up', { method: 'POST', body: '{}' }))
    expect(secrets.get('embedded')).toBe('secret')
  })
})

describe('when nobody answers', () => {
  it.each([
    ['the service on this machine is down', new ServiceGoneError('gone'), EMBEDDED, 'service_unavailable'],
    ['the team server cannot be reached', new TypeError('fetch failed'), SERVER, 'server_unreachable'],
  ] as const)('says so in the form of the service: %s', async (_title, error, connection, code) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const { gateway } = gatewayTo(() => Promise.reject(error), connection)
    const answer = await gateway.fetch(ask('/api/me'))
    expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'application/problem+json'])
    expect(await answer.json()).toMatchObject({ code, status: 503 })
    warn.mockRestore()
  })
})
