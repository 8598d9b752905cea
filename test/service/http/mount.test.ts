import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { createApp } from '../../../service/app.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { openTestApi, send, testDeps } from '../../support/test-api.ts'

const PROPOSAL = { scope: 'account', mode: 'expire' }
const VIEW = { name: 'A', definition: { filter: {} } }
const BULK = (params: object) => ({ selection: { filter: {} }, action: 'setRenewal', params, dryRun: true })

describeOnEachDatabase('every request', (open) => {
  it('needs a session before anything of it is read', async () => {
    const api = await openTestApi(await open())
    const answer = await send(api.app, 'POST', `/api/accounts/${api.account}/views`, '{not json')
    expect(answer).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  })

  it.each([
    ['text that is no JSON', '{not json', 400, 'bad_request'],
    ['bytes that are no UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22]), 400, 'bad_request'],
    ['an unknown field', { ...VIEW, extra: 1 }, 400, 'bad_request'],
    ['an array for an object', [], 400, 'bad_request'],
    ['text with NUL', { ...VIEW, name: 'a\u0000b' }, 400, 'bad_request'],
    ['half a surrogate pair', { ...VIEW, name: 'a\ud800b' }, 400, 'bad_request'],
    ['no body', undefined, 400, 'bad_request'],
    ['a field named __proto__', '{"__proto__": {"name": "x"}, "definition": {"filter": {}}}', 400, 'bad_request'],
  ])('refuses %s', async (_what, body, status, code) => {
    const api = await openTestApi(await open())
    const headers = { 'content-type': 'application/json' }
    const answer = await api.call('POST', `/api/accounts/${api.account}/views`, body, headers)
    expect(answer).toMatchObject({ status, body: { code } })
  })

  it.each([
    ['the whole body', 'views', [], ['']],
    ['a field that it does not know', 'views', { ...VIEW, extra: 1 }, ['/extra']],
    [
      'a member deep inside',
      'views',
      { ...VIEW, definition: { filter: {}, columns: [{ id: 5 }] } },
      ['/definition/columns/0/id'],
    ],
    ['one of several shapes', 'domains/bulk', BULK({ mode: 'sometimes' }), ['/params/mode']],
    ['the name of the shape', 'domains/bulk', { ...BULK({}), action: 'nothing' }, ['/action']],
    [
      'a member within two choices',
      'domains/bulk',
      { ...BULK({ mode: 'renew' }), selection: { names: [5] } },
      ['/selection/names/0'],
    ],
    ['a shape without its mark', 'domains/bulk', { ...BULK({ mode: 'renew' }), dryRun: undefined }, ['/dryRun']],
  ])('points to %s with a JSON pointer', async (_what, path, body, pointers) => {
    const api = await openTestApi(await open())
    const answer = await api.post<{ errors: { pointer: string }[] }>(`/${path}`, body)
    expect(answer.status).toBe(400)
    expect(answer.body.errors.map((error) => error.pointer)).toEqual(pointers)
  })

  it('points to parameters of the query as members of an object', async () => {
    const api = await openTestApi(await open())
    const pointers = async (query: string) => {
      const { status, body } = await api.get<{ errors: { pointer: string }[] }>(`/domains?${query}`)
      return [status, body.errors.map((error) => error.pointer)]
    }
    expect(await pointers('limit=many')).toEqual([400, ['/limit']])
    expect(await pointers('colour=red&shade=dark')).toEqual([400, ['/colour', '/shade']])
    expect(await pointers('mode=maybe')).toEqual([400, ['/mode']])
    expect(await pointers('sort=colour')).toEqual([400, ['/sort']])
  })

  it('refuses a body of another type and one that is too large', async () => {
    const api = await openTestApi(await open())
    const path = `/api/accounts/${api.account}/views`
    expect((await api.call('POST', path, VIEW, { 'content-type': 'text/html' })).status).toBe(415)
    const large = JSON.stringify({ ...VIEW, name: 'x'.repeat(17 * 1024 * 1024) })
    expect((await api.call('POST', path, large, { 'content-type': 'application/json' })).status).toBe(413)
  })

  it('takes a file of any type as the body itself, but no form around it', async () => {
    const api = await openTestApi(await open())
    const sendAs = (type: string) =>
      api.call('POST', `/api/accounts/${api.account}/imports`, 'domain\na.com\n', { 'content-type': type })
    expect((await sendAs('application/vnd.ms-excel')).status).toBe(201)
    const form = await sendAs('multipart/form-data; boundary=x')
    expect(form).toMatchObject({ status: 415, body: { code: 'unsupported_media' } })
  })

  it('refuses query parameters it does not know and of the wrong type', async () => {
    const api = await openTestApi(await open())
    expect((await api.get('/audit?limit=many')).status).toBe(400)
    expect((await api.get('/audit?limit=0')).status).toBe(400)
    expect((await api.get('/audit?limits=1')).status).toBe(400)
    expect((await api.get('/audit?cursor=zzzz')).body).toMatchObject({ code: 'bad_cursor' })
    expect((await api.get('/audit?__proto__=1')).status).toBeLessThan(500)
  })

  it.each([
    ['PUT', '/api/session', 'DELETE, POST'],
    ['POST', '/api/health', 'GET, HEAD'],
    ['PROPFIND', '/api/health', 'GET, HEAD'],
    ['OPTIONS', '/api/openapi.json', 'GET, HEAD'],
  ])('refuses %s %s and says what the path has', async (method, path, allow) => {
    const api = await openTestApi(await open())
    const answer = await send(api.app, method, path)
    expect(answer).toMatchObject({ status: 405, body: { status: 405, code: 'method_not_allowed' } })
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('allow')).toBe(allow)
    expect(answer.headers.get('x-request-id')).toBe((answer.body as { requestId: string }).requestId)
  })

  it('tells the methods of a path in an account to its members, whether or not the thing is there', async () => {
    const api = await openTestApi(await open())
    const at = (path: string) => `/api/accounts/${api.account}${path}`
    const refused = async (method: string, path: string) => {
      const { status, headers } = await api.call(method, at(path))
      return [status, headers.get('allow')]
    }
    expect(await refused('DELETE', '/domains')).toEqual([405, 'GET, HEAD, POST'])
    expect(await refused('PUT', '/domains/nobody.example.com')).toEqual([405, 'GET, HEAD, PATCH'])
    expect(await refused('PUT', '/domains/bulk')).toEqual([405, 'GET, HEAD, PATCH, POST'])
    expect(await refused('POST', '/notices/2026-12.pdf')).toEqual([405, 'GET, HEAD'])
    expect(await refused('POST', '/domains/')).toEqual([404, null])
    expect(await refused('PATCH', '/zones')).toEqual([404, null])
  })

  it('tells strangers of an account no more than its reading would', async () => {
    const api = await openTestApi(await open())
    const path = `/api/accounts/${api.account}/domains`
    expect(await send(api.app, 'DELETE', path)).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
    expect(await api.call('DELETE', '/api/accounts/another/domains')).toMatchObject({ status: 404 })
    expect(await api.call('DELETE', '/api/accounts/%00/domains')).toMatchObject({ status: 400 })
    expect(await send(api.app, 'DELETE', '/api/nothing')).toMatchObject({ status: 404 })
  })

  it('echoes a sane request id and replaces any other', async () => {
    const api = await openTestApi(await open())
    const own = await api.call('GET', '/api/me', undefined, { 'x-request-id': 'abcdefgh-1234' })
    expect(own.headers.get('x-request-id')).toBe('abcdefgh-1234')
    const strange = await api.call('GET', '/api/me', undefined, { 'x-request-id': 'a b' })
    expect(strange.headers.get('x-request-id')).toMatch(/^[0-9a-z]{26}$/)
  })
})

describeOnEachDatabase('a repeated POST', (open) => {
  it('is refused without a key and done once per key', async () => {
    const api = await openTestApi(await open())
    const path = `/api/accounts/${api.account}/views`
    const bare = await send(api.app, 'POST', path, VIEW, { authorization: `Bearer ${api.token}` })
    expect(bare).toMatchObject({ status: 400, body: { code: 'idempotency_key_required' } })
    const preview = `/api/accounts/${api.account}/renewal-rules/preview`
    const unkeyed = await send(api.app, 'POST', preview, PROPOSAL, { authorization: `Bearer ${api.token}` })
    expect(unkeyed).toMatchObject({ status: 400, body: { code: 'idempotency_key_required' } })
    const key = { 'idempotency-key': randomUUID() }
    const answers = await Promise.all(Array.from({ length: 5 }, () => api.call('POST', path, VIEW, key)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1)
    expect((await api.get<{ items: unknown[] }>('/views')).body.items).toHaveLength(1)
  })

  it('is refused with another body, and free again after a refusal', async () => {
    const api = await openTestApi(await open())
    const path = `/api/accounts/${api.account}/views`
    const key = { 'idempotency-key': randomUUID() }
    expect((await api.call('POST', path, { name: '' }, key)).status).toBe(400)
    expect((await api.call('POST', path, VIEW, key)).status).toBe(201)
    const other = await api.call('POST', path, { ...VIEW, name: 'B' }, key)
    expect(other).toMatchObject({ status: 409, body: { code: 'idempotency_conflict' } })
  })

  it('knows one file from another of the same length', async () => {
    const api = await openTestApi(await open())
    const path = `/api/accounts/${api.account}/imports`
    const key = { 'idempotency-key': randomUUID() }
    const send = (name: string) => api.call<{ id: string; code: string }>('POST', path, `domain\n${name}\n`, key)
    const first = await send('one.com')
    expect(first.status).toBe(201)
    expect(await send('two.com')).toMatchObject({ status: 409, body: { code: 'idempotency_conflict' } })
    expect(await send('one.com')).toMatchObject({ status: 201, body: { id: first.body.id } })
  })
})

describeOnEachDatabase('two instances over one database', (open) => {
  it('give one key one answer', async () => {
    const database = await open()
    const api = await openTestApi(database)
    const other = createApp(testDeps(database))
    const headers = { authorization: `Bearer ${api.token}`, 'idempotency-key': randomUUID() }
    const path = `/api/accounts/${api.account}/views`
    const answers = await Promise.all(
      [api.app, other, api.app, other].map((app) => send(app, 'POST', path, VIEW, headers)),
    )
    if (database.dialect === 'postgres') {
      expect(new Set(answers.map((answer) => (answer.body as { id: string }).id)).size).toBe(1)
      expect((await api.get<{ items: unknown[] }>('/views')).body.items).toHaveLength(1)
    }
    for (const answer of answers) expect(answer.status).toBe(201)
  })

  it('refuses NUL in its path and its query', async () => {
    const api = await openTestApi(await open())
    expect((await api.get('/audit?action=a%00b')).status).toBe(400)
    expect((await api.get('/jobs/%00')).status).toBe(400)
  })
})
