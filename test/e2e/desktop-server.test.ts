import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desktop, launchDesktop } from './support/desktop.ts'
import { OWNER, type ServedApp, startServedApp } from './support/served-app.ts'

let team: ServedApp
let desktop: Desktop
beforeAll(async () => {
  team = await startServedApp()
  desktop = await launchDesktop()
})
afterAll(async () => {
  await desktop.app.close()
  await team.stop()
})

describe('a desktop of a team', () => {
  it('finds its server, and stops the service on this machine', async () => {
    const answers = await desktop.page.evaluate(
      async (url) => [
        await window.desktop?.connection.choose({ url: `${url}/some/page` }),
        await window.desktop?.service.read(),
      ],
      team.url,
    )
    expect(answers).toEqual([
      { ok: true, value: { kind: 'server', url: team.url } },
      { ok: true, value: { kind: 'remote' } },
    ])
    expect(
      await desktop.app.evaluate(({ app }) => app.getAppMetrics().filter(({ type }) => type === 'Utility').length),
    ).toBe(0)
  })

  it('signs in there without the page seeing the token, and works on its data', async () => {
    await team.api('PUT', '/renewal-rules/suffixes/cn', { mode: 'expire' })
    const seen = await desktop.page.evaluate(async (owner) => {
      const session = await fetch('/api/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...owner, cookie: true }),
      })
      const { accounts } = await (await fetch('/api/me')).json()
      const rules = await (await fetch(`/api/accounts/${accounts[0].id}/renewal-rules`)).json()
      return {
        session: Object.keys(await session.json()),
        suffixes: rules.suffixes.map((rule: { suffix: string }) => rule.suffix),
      }
    }, OWNER)
    expect(seen).toEqual({ session: ['expiresAt'], suffixes: ['cn'] })
  })

  it('hears of what others change', async () => {
    const event = desktop.page.evaluate(async () => {
      const { accounts } = await (await fetch('/api/me')).json()
      const source = new EventSource(`/api/accounts/${accounts[0].id}/events`)
      Object.assign(window, { isListening: new Promise((resolve) => source.addEventListener('open', resolve)) })
      return new Promise((resolve) => {
        source.onmessage = () => resolve('heard')
        for (const kind of ['change', 'changes', 'job']) source.addEventListener(kind, () => resolve('heard'))
      })
    })
    await desktop.page.waitForFunction(() => 'isListening' in window)
    await desktop.page.evaluate(() =>
      (window as unknown as { isListening: Promise<unknown> }).isListening.then(() => null),
    )
    await team.api('PUT', '/renewal-rules/suffixes/tk', { mode: 'expire' })
    expect(await event).toBe('heard')
  })

  it('comes back to this machine, where nobody is signed in', async () => {
    const seen = await desktop.page.evaluate(async () => {
      const connection = await window.desktop?.connection.clear()
      const health = await (await fetch('/api/health')).json()
      return { connection, isSetUp: health.isSetUp, me: (await fetch('/api/me')).status }
    })
    expect(seen).toEqual({ connection: { ok: true, value: { kind: 'embedded' } }, isSetUp: false, me: 401 })
  })

  it('goes on with the team’s session when it is chosen again', async () => {
    const status = await desktop.page.evaluate(async (url) => {
      await window.desktop?.connection.choose({ url })
      return (await fetch('/api/me')).status
    }, team.url)
    expect(status).toBe(200)
  })
})
