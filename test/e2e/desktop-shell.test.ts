import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DesktopApi } from '../../core/contract/ipc/desktop-api.ts'
import { type Desktop, isRealElectron, launchDesktop } from './support/desktop.ts'

declare global {
  interface Window {
    readonly desktop?: DesktopApi
  }
}

let desktop: Desktop
beforeAll(async () => {
  desktop = await launchDesktop({ args: ['--lang=ja-JP'] })
  await desktop.page.waitForURL(/\/welcome$/)
})
afterAll(async () => {
  await desktop.app.close()
})

/** Puts a list in the place of the system's opener. */
async function catchOpenedLinks(): Promise<void> {
  await desktop.app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = async (url) => {
      opened.push(url)
    }
  })
}

const openedLinks = () => desktop.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)

describe('the page in its window', () => {
  it('gets a frozen object with the functions of the contract, and nothing of Node or Electron', async () => {
    const seen = await desktop.page.evaluate(() => ({
      subjects: Object.keys(window.desktop ?? {}).sort(),
      isFrozen: Object.isFrozen(window.desktop) && Object.isFrozen(window.desktop?.app),
      strangers: ['require', 'process', 'module', 'ipcRenderer', 'Buffer'].filter((name) => name in window),
    }))
    expect(seen).toEqual({
      subjects: ['app', 'connection', 'files', 'language', 'reminders', 'service', 'session', 'startup', 'theme'],
      isFrozen: true,
      strangers: [],
    })
  })

  it('learns what it runs on', async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'))
    expect(await desktop.page.evaluate(() => window.desktop?.app.info())).toMatchObject({
      ok: true,
      value: { version, platform: process.platform },
    })
  })

  it('gets an answer as data when its call is malformed', async () => {
    const answers = await desktop.page.evaluate(async () => [
      await window.desktop?.theme.choose({ source: 'neon' } as never),
      await window.desktop?.app.openLink(undefined as never),
    ])
    expect(answers).toEqual([
      { ok: false, error: 'badInput' },
      { ok: false, error: 'badInput' },
    ])
  })

  it('runs no inline script and loads nothing from elsewhere', async () => {
    const seen = await desktop.page.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'window.injected = true'
      document.head.append(script)
      const foreign = await fetch('https://example.com/').then(
        () => 'loaded',
        () => 'blocked',
      )
      return { injected: 'injected' in window, foreign }
    })
    expect(seen).toEqual({ injected: false, foreign: 'blocked' })
  })

  it('gets every page and asset with the policy, addresses inside the app included', async () => {
    const headers = await desktop.page.evaluate(async () => {
      const answer = await fetch('/accounts/main/domains/example.co.jp')
      return [answer.status, answer.headers.get('content-type'), answer.headers.get('content-security-policy')]
    })
    expect(headers.slice(0, 2)).toEqual([200, 'text/html; charset=utf-8'])
    expect(headers[2]).toContain("script-src 'self'")
  })

  it('cannot leave its folder', async () => {
    const statuses = await desktop.page.evaluate(async () => {
      const paths = ['/%2e%2e/package.json', '/..%2fmain%2findex.js', '/..%5cmain%5cindex.js', '/a%00.js']
      return Promise.all(paths.map(async (path) => (await fetch(path)).status))
    })
    expect(statuses).toEqual([404, 400, 400, 400])
  })

  it('stays where it is when something wants to take it elsewhere', async () => {
    const before = desktop.page.url()
    await desktop.page.evaluate(() => {
      location.href = 'https://example.com/phishing'
    })
    await desktop.page.waitForTimeout(300)
    expect(desktop.page.url()).toBe(before)
  })
})

describe('a link to the outside', () => {
  it('is opened by the system when it is a web page or a mail address', async () => {
    await catchOpenedLinks()
    await desktop.page.evaluate(async () => {
      await window.desktop?.app.openLink({ url: 'https://example.com/help' })
      await window.desktop?.app.openLink({ url: 'mailto:sato@example.jp' })
      window.open('https://example.com/from-a-link')
    })
    await expect
      .poll(openedLinks)
      .toEqual(['https://example.com/help', 'mailto:sato@example.jp', 'https://example.com/from-a-link'])
  })

  it('is refused when it is anything else', async () => {
    await catchOpenedLinks()
    const answers = await desktop.page.evaluate(() => {
      window.open('file:///etc/hosts')
      const urls = ['file:///etc/passwd', 'javascript:alert(1)', 'http://example.com/']
      return Promise.all(urls.map((url) => window.desktop?.app.openLink({ url })))
    })
    expect(answers).toEqual(Array(3).fill({ ok: false, error: 'linkRefused' }))
    expect(await openedLinks()).toEqual([])
  })
})

describe('look and language', () => {
  it('follow what the person chose, in the page and in the window', async () => {
    const seen = await desktop.page.evaluate(async () => {
      const chosen = await window.desktop?.theme.choose({ source: 'dark' })
      return [chosen, matchMedia('(prefers-color-scheme: dark)').matches]
    })
    expect(seen).toEqual([{ ok: true, value: { source: 'dark', isDark: true } }, true])
    expect(await desktop.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark')
  })

  it('speak Japanese where the system does, and change with the choice at once', async () => {
    const label = () =>
      desktop.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('settings')?.label)
    await desktop.page.evaluate(() => window.desktop?.language.choose({ choice: 'system' }))
    expect(await label()).toBe('設定…')
    const chosen = await desktop.page.evaluate(() => window.desktop?.language.choose({ choice: 'en' }))
    expect([await label(), chosen]).toEqual(['Settings…', { ok: true, value: { choice: 'en', language: 'en' } }])
  })

  it('are there again after a restart', async () => {
    const file = join(desktop.profile, 'shell-settings.json')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ theme: 'dark', language: 'en' })
  })
})

describe('the menu', () => {
  it('takes the page to the settings', async () => {
    await desktop.page.evaluate(() => {
      Object.assign(window, { went: [] })
      window.desktop?.app.onNavigate(({ to }) => (window as unknown as { went: string[] }).went.push(to))
    })
    await desktop.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('settings')?.click())
    await expect
      .poll(() => desktop.page.evaluate(() => (window as unknown as { went: string[] }).went))
      .toEqual(['settings'])
  })
})

describe('a team server', () => {
  it.each([
    ['nonsense://', 'addressMalformed'],
    ['http://daicho.example.co.jp', 'addressInsecure'],
    ['http://127.0.0.1:9', 'serverUnreachable'],
  ])('at %s is refused as %s, and nothing changes', async (url, error) => {
    const answers = await desktop.page.evaluate(
      async (address) => [
        await window.desktop?.connection.choose({ url: address }),
        await window.desktop?.connection.read(),
      ],
      url,
    )
    expect(answers).toEqual([
      { ok: false, error },
      { ok: true, value: { kind: 'embedded' } },
    ])
  })
})

describe('saving an export', () => {
  it('writes the service’s answer to the place that the person picked', async () => {
    const place = join(desktop.profile, 'openapi.json')
    await desktop.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, place)
    const answer = await desktop.page.evaluate(() =>
      window.desktop?.files.save({ path: '/api/openapi.json', suggestedName: 'openapi.json' }),
    )
    expect(answer).toMatchObject({ ok: true, value: { kind: 'saved', fileName: 'openapi.json' } })
    expect(JSON.parse(readFileSync(place, 'utf8'))).toMatchObject({ openapi: expect.stringMatching(/^3\.1/) })
  })
})

describe('staying on', () => {
  it('keeps the program in the tray after its window is closed, and brings the window back', async () => {
    await desktop.page.evaluate(() => window.desktop?.startup.update({ staysInTray: true }))
    const mainWindow = await desktop.app.browserWindow(desktop.page)
    await mainWindow.evaluate((each) => each.close())
    expect(await mainWindow.evaluate((each) => [each.isDestroyed(), each.isVisible()])).toEqual([false, false])
    await desktop.app.evaluate(({ app }) => void app.emit('second-instance'))
    expect(await mainWindow.evaluate((each) => each.isVisible())).toBe(true)
    await desktop.page.evaluate(() => window.desktop?.startup.update({ staysInTray: false }))
  })

  it.runIf(process.platform === 'linux' && !isRealElectron())('starts at login only when asked to', async () => {
    const file = join(desktop.profile, 'appData/autostart/daicho.desktop')
    expect(existsSync(file)).toBe(false)
    const on = await desktop.page.evaluate(() => window.desktop?.startup.update({ opensAtLogin: true }))
    expect([on, existsSync(file)]).toEqual([{ ok: true, value: { opensAtLogin: true, staysInTray: false } }, true])
    await desktop.page.evaluate(() => window.desktop?.startup.update({ opensAtLogin: false }))
    expect(existsSync(file)).toBe(false)
  })
})

it('the page had no errors but the refusals that these tests provoke', () => {
  const expected = /401 \(Unauthorized\)|400 \(Bad Request\)|404 \(Not Found\)|Content Security Policy|example\.com/
  expect(desktop.pageErrors.filter((text) => !expected.test(text))).toEqual([])
})
