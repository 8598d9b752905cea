import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { problemSchema } from '../../../core/contract/errors.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { changesWithHostileValues, HOSTILE_TEXTS, type OpenApi, operationsOf } from '../../support/hostile-input.ts'
import { openTestApi, type TestApi } from '../../support/test-api.ts'

/** What ends the session or the workspace that the others are tried in. */
const LEFT_OUT = ['DELETE /api/session', 'DELETE /api/me/sessions', 'POST /api/setup', 'POST /api/demo']

describeOnEachDatabase('whatever is sent to any path of the contract', (open) => {
  it('is answered, and what is refused says why as problem+json with a code', { timeout: 600_000 }, async () => {
    const api = await openTestApi(await open(), undefined, { isSandbox: true })
    const faults: string[] = []
    const document = (await api.call<OpenApi>('GET', '/api/openapi.json')).body
    for (const operation of operationsOf(document)) {
      if (LEFT_OUT.includes(`${operation.method} ${operation.path}`)) continue
      for (const request of changesWithHostileValues(operation, { account: api.account })) {
        const fault = await faultOf(api, operation.method, request)
        if (fault !== null) faults.push(`${operation.method} ${request.path} ${shown(request.body)}: ${fault}`)
      }
    }
    expect(faults).toEqual([])
  })

  it('is answered where the body is no JSON, is missing or is of another kind', async () => {
    const api = await openTestApi(await open())
    const faults: string[] = []
    const document = (await api.call<OpenApi>('GET', '/api/openapi.json')).body
    const bodies = [undefined, '', '{', 'null', '[]', '"text"', '{"a":1,}', '\u0000', '\ufeff{}', '<xml/>']
    for (const { method, samplePath } of operationsOf(document)) {
      if (method === 'GET' || method === 'DELETE') continue
      for (const body of bodies) {
        for (const type of ['application/json', 'text/plain', 'nonsense']) {
          const fault = await faultOf(api, method, { path: samplePath({ account: api.account }), body, type })
          if (fault !== null) faults.push(`${method} ${samplePath({ account: api.account })} ${shown(body)}: ${fault}`)
        }
      }
    }
    expect(faults).toEqual([])
  })
})

type Sent = { readonly path: string; readonly body?: unknown; readonly type?: string }

/** What is wrong with the answer; null when nothing is. */
async function faultOf(api: TestApi, method: string, { path, body, type }: Sent): Promise<string | null> {
  const hasBody = body !== undefined
  const response = await api.app.request(path, {
    method,
    headers: {
      authorization: `Bearer ${api.token}`,
      ...(hasBody && { 'content-type': type ?? 'application/json' }),
      ...(method === 'POST' && { 'idempotency-key': randomUUID() }),
    },
    ...(hasBody && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  if (response.status < 400) {
    await response.body?.cancel()
    return null
  }
  const text = await response.text()
  const kind = response.headers.get('content-type') ?? ''
  if (response.status >= 500) return `${response.status} ${text.slice(0, 200)}`
  if (!kind.startsWith('application/problem+json')) return `${response.status} as ${kind}`
  const problem = problemSchema.safeParse(JSON.parse(text))
  return problem.success && problem.data.status === response.status ? null : `not a problem: ${text.slice(0, 200)}`
}

function shown(body: unknown): string {
  const text = JSON.stringify(body) ?? ''
  return HOSTILE_TEXTS.some((one) => one.length > 200 && text.includes(one)) ? `${text.slice(0, 120)}…` : text
}
