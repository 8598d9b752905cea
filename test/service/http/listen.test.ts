import { Agent, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type Listening, listen } from '../../../service/http/listen.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { openTestApi } from '../../support/test-api.ts'

const OK = () => new Response('ours')

type Sent = { readonly status: number; readonly type: string; readonly body: string; readonly reused: boolean }

const servers: Listening[] = []
const agents: Agent[] = []

afterEach(async () => {
  for (const agent of agents.splice(0)) agent.destroy()
  for (const server of servers.splice(0)) await server.close()
})

async function serve(fetch: (request: Request) => Promise<Response> | Response, host = '127.0.0.1') {
  const server = await listen({ fetch: async (one) => fetch(one) }, { host, port: 0, rendererFolder: null })
  servers.push(server)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  agents.push(agent)
  return (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
    new Promise<Sent>((resolve, reject) => {
      const sent = request({ host, port: server.port, method, path, headers, agent }, (answer: IncomingMessage) => {
        let text = ''
        answer.on('data', (chunk) => {
          text += chunk
        })
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            type: answer.headers['content-type'] ?? '',
            body: text,
            reused: sent.reusedSocket,
          }),
        )
      })
      sent.on('error', reject)
      sent.end(body)
    })
}

function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('end', () => resolve(answer))
    socket.on('error', reject)
  })
}

describe('what is no request that HTTP can read', () => {
  it('is refused as problem+json: an address or headers that are too long', async () => {
    const send = await serve(OK)
    const tooLarge = { status: 413, type: 'application/problem+json' }
    const answers = [
      await send('GET', `/api/me?x=${'x'.repeat(20_000)}`),
      await send('GET', '/api/me', { cookie: 'x'.repeat(20_000) }),
    ]
    for (const answer of answers) {
      expect(answer).toMatchObject(tooLarge)
      expect(JSON.parse(answer.body)).toMatchObject({ status: 413, code: 'too_large' })
    }
    expect(await send('GET', '/api/me')).toMatchObject({ body: 'ours' })
  })

  it('is refused as problem+json: what is no HTTP at all', async () => {
    await serve(OK)
    const answer = await sendRaw(servers.at(-1)?.port ?? 0, 'HELLO\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({
      code: 'bad_request',
      requestId: expect.any(String),
    })
  })
})

describeOnEachDatabase('a connection', (open) => {
  it('tells why a file is refused though most of it is still being sent', async () => {
    const api = await openTestApi(await open())
    const send = await serve((one) => api.app.fetch(one))
    const headers = { authorization: `Bearer ${api.token}`, 'content-type': 'text/csv', 'idempotency-key': 'one' }
    const file = `Domain,Note\nexample.jp,"${'x'.repeat(80_000_000)}"\n`
    const refused = await send('POST', `/api/accounts/${api.account}/imports`, headers, file)
    expect(refused).toMatchObject({ status: 422, type: 'application/problem+json' })
    expect(await send('GET', '/api/me', headers)).toMatchObject({ status: 200, reused: true })
  })

  it('serves on after a body that was too large', async () => {
    const api = await openTestApi(await open())
    const send = await serve((one) => api.app.fetch(one))
    const headers = {
      authorization: `Bearer ${api.token}`,
      'content-type': 'application/json',
      'idempotency-key': 'one',
    }
    const large = JSON.stringify({ name: 'x'.repeat(17 * 1024 * 1024) })
    const refused = await send('POST', `/api/accounts/${api.account}/views`, headers, large)
    expect(refused).toMatchObject({ status: 413, type: 'application/problem+json' })
    expect(await send('GET', '/api/me', headers)).toMatchObject({ status: 200, reused: true })
  })
})

describe('on loopback', () => {
  it('answers only to names of this machine, however they are written', async () => {
    const send = await serve(OK)
    const port = servers[0]?.port
    const status = async (host: string) => (await send('GET', '/api/health', { host })).status
    expect(await status(`localhost:${port}`)).toBe(200)
    expect(await status(`LocalHost:${port}`)).toBe(200)
    expect(await status(`[::1]:${port}`)).toBe(200)
    expect(await status(`rebound.example:${port}`)).toBe(421)
    expect(await status('localhost:1')).toBe(421)
    const wrong = await send('GET', '/api/health', { host: 'rebound.example' })
    expect(wrong).toMatchObject({ status: 421, type: 'application/problem+json' })
  })

  it('answers to the address that it was given', async () => {
    const send = await serve(OK, '127.0.0.2')
    expect((await send('GET', '/api/health')).status).toBe(200)
  })
})

describe('where it listens', () => {
  it('is told as a URL that can be opened, IPv6 included', async () => {
    await serve(OK)
    await serve(OK, '::1')
    const [v4, v6] = servers
    expect(v4?.url).toBe(`http://127.0.0.1:${v4?.port}`)
    expect(v6?.url).toBe(`http://[::1]:${v6?.port}`)
    expect(await (await fetch(`${v6?.url}/api/health`)).text()).toBe('ours')
  })

  it.each([
    ['a name that is none', 'no-such-host.invalid', /no-such-host\.invalid.*--host/],
    ['an address of another machine', '203.0.113.9', /203\.0\.113\.9.*--host/],
  ])('cannot be %s', async (_what, host, message) => {
    await expect(serve(OK, host)).rejects.toMatchObject({ name: 'WorkspaceError', message })
  })
})
