import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desktop, launchDesktop } from './support/desktop.ts'

const PERSON = { name: 'Sato', email: 'sato@example.co.jp', password: 'correct horse battery' }

let desktop: Desktop
beforeAll(async () => {
  desktop = await launchDesktop()
})
afterAll(async () => {
  await desktop.app.close()
})

/** A request as a page makes it, with the status and the JSON that came back. */
function ask(page: Page, method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
  return page.evaluate(
    async (request) => {
      const answer = await fetch(request.path, {
        method: request.method,
        ...(request.body
          ? { body: JSON.stringify(request.body), headers: { 'content-type': 'application/json' } }
          : {}),
      })
      const text = await answer.text()
      return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
    },
    { method, path, body },
  )
}

const serviceProcess = () =>
  desktop.app.evaluate(({ app }) => app.getAppMetrics().find(({ name }) => name === 'Daicho account service')?.pid)

describe('the session', () => {
  it('begins with set-up; the page gets everything but the token', async () => {
    const made = await ask(desktop.page, 'POST', '/api/setup', { organisation: '例株式会社', ...PERSON })
    expect(made.status).toBe(201)
    expect(Object.keys(made.body as object).toSorted()).toEqual(['account', 'user'])
    expect(
      await desktop.page.evaluate(() => [document.cookie, JSON.stringify({ ...localStorage })].join()),
    ).not.toMatch(/token/i)
  })

  it('is the shell’s: the page is signed in, also after it was loaded again', async () => {
    await desktop.page.reload()
    const me = await ask(desktop.page, 'GET', '/api/me')
    expect(me).toMatchObject({ status: 200, body: { user: { email: PERSON.email }, csrfToken: null } })
  })

  it('ends with signing out and begins again with the password', async () => {
    expect((await ask(desktop.page, 'DELETE', '/api/session')).status).toBe(204)
    expect((await ask(desktop.page, 'GET', '/api/me')).status).toBe(401)
    const { email, password } = PERSON
    const answer = await ask(desktop.page, 'POST', '/api/session', { email, password, cookie: true })
    expect([answer.status, Object.keys(answer.body as object)]).toEqual([200, ['expiresAt']])
    expect((await ask(desktop.page, 'GET', '/api/me')).status).toBe(200)
  })

  it('is told to the page when it changes', async () => {
    await desktop.page.evaluate(() => {
      Object.assign(window, { told: [] })
      window.desktop?.session.onChanged((state) =>
        (window as unknown as { told: unknown[] }).told.push(state.isSignedIn),
      )
    })
    await ask(desktop.page, 'DELETE', '/api/session')
    await ask(desktop.page, 'POST', '/api/session', { email: PERSON.email, password: PERSON.password })
    await expect
      .poll(() => desktop.page.evaluate(() => (window as unknown as { told: unknown[] }).told.slice(-2)))
      .toEqual([false, true])
  })
})

describe('the events of the account', () => {
  it('reach the page while they happen', async () => {
    const text = await desktop.page.evaluate(async () => {
      const { accounts } = await (await fetch('/api/me')).json()
      const aborter = new AbortController()
      const answer = await fetch(`/api/accounts/${accounts[0].id}/events`, { signal: aborter.signal })
      const reader = answer.body?.getReader()
      const first = await reader?.read()
      aborter.abort()
      return [answer.headers.get('content-type'), new TextDecoder().decode(first?.value)]
    })
    expect(text[0]).toContain('text/event-stream')
    expect(text[1]).not.toBe('')
  })
})

describe('the menu', () => {
  it('takes the page to the settings of the account', async () => {
    await desktop.page.evaluate(() => location.assign('/'))
    await desktop.page.waitForURL(/\/accounts\//)
    await desktop.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('settings')?.click())
    await desktop.page.waitForURL(/\/settings\/general$/)
  })
})

describe('a crash of the service', () => {
  it('is told to the page, and the service is there again by itself', async () => {
    const before = await serviceProcess()
    await desktop.page.evaluate(() => {
      Object.assign(window, { states: [] })
      window.desktop?.service.onChanged((state) => (window as unknown as { states: string[] }).states.push(state.kind))
    })
    process.kill(before ?? 0, 'SIGKILL')
    await expect
      .poll(() => desktop.page.evaluate(() => (window as unknown as { states: string[] }).states.at(-1)), {
        timeout: 15_000,
      })
      .toBe('running')
    expect(await serviceProcess()).not.toBe(before)
    expect((await ask(desktop.page, 'GET', '/api/me')).status).toBe(200)
  })
})

describe('the end of the program', () => {
  it('stops the service properly, and without a keychain the next start asks to sign in', async () => {
    const workspace = join(desktop.profile, 'workspace')
    const exited = new Promise((resolve) => desktop.app.process().once('exit', resolve))
    await desktop.app.close()
    expect(await exited).toBe(0)
    expect(existsSync(join(workspace, 'daicho.db'))).toBe(true)
    expect(existsSync(join(workspace, 'daicho.running'))).toBe(false)

    desktop = await launchDesktop({ profile: desktop.profile })
    const session = await desktop.page.evaluate(() => window.desktop?.session.read())
    const isKept = session?.ok && session.value.keychain === 'available'
    expect((await ask(desktop.page, 'GET', '/api/me')).status).toBe(isKept ? 200 : 401)
    expect((await ask(desktop.page, 'GET', '/api/health')).body).toMatchObject({ isSetUp: true })
  })
})
