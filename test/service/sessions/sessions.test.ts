import { expect, it } from 'vitest'
import { createApp } from '../../../service/app.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { openTestApi, send, testDeps } from '../../support/test-api.ts'

const SETUP = {
  organisation: 'みずほし商事',
  name: '佐藤',
  email: 'Sato@Example.co.jp',
  password: 'correct horse battery',
}

describeOnEachDatabase('signing in', (open) => {
  it('sets a workspace up once and answers 409 afterwards', async () => {
    const app = createApp(testDeps(await open()))
    const first = await send(app, 'POST', '/api/setup', SETUP)
    expect(first).toMatchObject({ status: 201, body: { account: { id: 'main', name: 'みずほし商事' } } })
    expect(await send(app, 'POST', '/api/setup', SETUP)).toMatchObject({
      status: 409,
      body: { code: 'already_set_up' },
    })
  })

  it.each([
    ['x-forwarded-for', '203.0.113.9'],
    ['X-Forwarded-Proto', 'https'],
    ['forwarded', 'for=203.0.113.9'],
    ['x-real-ip', '203.0.113.9'],
    ['via', '1.1 proxy'],
  ])('asks for the set-up code when the request came through a proxy that sends %s', async (header, value) => {
    const app = createApp(testDeps(await open()))
    const forwarded = { [header]: value }
    const health = await send(app, 'GET', '/api/health', undefined, forwarded)
    expect(health.body).toMatchObject({ setupCodeRequired: true })
    const refused = await send(app, 'POST', '/api/setup', SETUP, forwarded)
    expect(refused).toMatchObject({ status: 403, body: { code: 'setup_code_wrong' } })
    const accepted = await send(app, 'POST', '/api/setup', { ...SETUP, setupCode: '000000' }, forwarded)
    expect(accepted.status).toBe(201)
    expect(await send(app, 'POST', '/api/setup', SETUP, forwarded)).toMatchObject({ status: 409 })
  })

  it('asks for the set-up code from this machine too where others can reach the service', async () => {
    const app = createApp({ ...testDeps(await open()), isReachable: true })
    expect((await send(app, 'GET', '/api/health')).body).toMatchObject({ setupCodeRequired: true })
    expect(await send(app, 'POST', '/api/setup', SETUP)).toMatchObject({ status: 403 })
    expect((await send(app, 'POST', '/api/setup', { ...SETUP, setupCode: '000000' })).status).toBe(201)
  })

  it('stops guessing at the set-up code after ten from an address, with the time to wait', async () => {
    const app = createApp({ ...testDeps(await open()), isReachable: true })
    const guess = (setupCode: string) => send(app, 'POST', '/api/setup', { ...SETUP, setupCode })
    const guesses = await Promise.all(Array.from({ length: 30 }, (_, i) => guess(`1000${10 + i}`)))
    expect(guesses.filter(({ status }) => status === 403)).toHaveLength(10)
    const last = await guess('000000')
    expect(last).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it('signs in with either case of the address and answers a wrong password and an unknown address alike', async () => {
    const api = await openTestApi(await open())
    const signIn = (email: string, password: string) => send(api.app, 'POST', '/api/session', { email, password })
    expect((await signIn('SATO@example.co.jp', SETUP.password)).status).toBe(200)
    const wrong = await signIn('sato@example.co.jp', 'wrong password')
    const nobody = await signIn('nobody@example.co.jp', 'wrong password')
    expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } })
    expect({ ...(nobody.body as object), requestId: '' }).toEqual({ ...(wrong.body as object), requestId: '' })
  })

  it('stops guessing after eight wrong passwords, with the time to wait', async () => {
    const api = await openTestApi(await open())
    const guess = () => send(api.app, 'POST', '/api/session', { email: 'sato@example.co.jp', password: 'guess' })
    for (let i = 0; i < 8; i++) expect((await guess()).status).toBe(401)
    const ninth = await guess()
    expect(ninth.status).toBe(429)
    expect(Number(ninth.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it('ends a session for good when its owner signs out', async () => {
    const api = await openTestApi(await open())
    expect((await api.call('GET', '/api/me')).status).toBe(200)
    expect((await api.call('DELETE', '/api/session')).status).toBe(204)
    expect(await api.call('GET', '/api/me')).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
  })

  it('knows a token whatever the case of the scheme before it', async () => {
    const api = await openTestApi(await open())
    for (const scheme of ['bearer', 'BEARER']) {
      const answer = await api.call('GET', '/api/me', undefined, { authorization: `${scheme} ${api.token}` })
      expect(answer.status).toBe(200)
    }
    expect((await api.call('GET', '/api/me', undefined, { authorization: `Basic ${api.token}` })).status).toBe(401)
  })

  it('gives a browser an HttpOnly cookie and refuses its writes without the CSRF token', async () => {
    const api = await openTestApi(await open())
    const credentials = { email: 'sato@example.co.jp', password: SETUP.password, cookie: true }
    const signedIn = await send(api.app, 'POST', '/api/session', credentials)
    expect(signedIn.body).not.toHaveProperty('token')
    const set = signedIn.headers.get('set-cookie') ?? ''
    expect(set).toMatch(/HttpOnly; SameSite=Strict/)
    const cookie = set.split(';')[0] ?? ''
    const me = await send(api.app, 'GET', '/api/me', undefined, { cookie })
    const { csrfToken } = me.body as { csrfToken: string }
    const refused = await send(api.app, 'DELETE', '/api/me/sessions', undefined, { cookie })
    expect(refused).toMatchObject({ status: 403, body: { code: 'csrf' } })
    const done = await send(api.app, 'DELETE', '/api/me/sessions', undefined, { cookie, 'x-csrf-token': csrfToken })
    expect(done).toMatchObject({ status: 200, body: { ended: 1 } })
  })

  it('shows an account that is somebody else’s as one that does not exist', async () => {
    const api = await openTestApi(await open())
    expect(await api.call('GET', '/api/accounts/other/domains')).toMatchObject({ status: 404 })
  })
})
