import { Agent, type IncomingMessage, request } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { type Listening, listen } from '../../../service/http/listen.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { openTestApi } from '../../support/test-api.ts'

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

describeOnEachDatabase('a connection', (open) => {
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
