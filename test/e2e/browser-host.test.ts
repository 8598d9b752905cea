import { request } from 'node:http'
import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { invariant } from '../../core/base/invariant.ts'
import { findChromium, NO_CHROMIUM } from '../../scripts/chromium.ts'
import { type Started, startInBrowser } from './support/start-script.ts'

let started: Started
let browser: Browser
beforeAll(async () => {
  const program = findChromium()
  invariant(program, NO_CHROMIUM)
  started = await startInBrowser()
  browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] })
})
afterAll(async () => {
  await browser.close()
  expect(await started.stop()).toBe(0)
})

/** A request as any program on this machine could make it; `fetch` would not let it choose these headers. */
function knock(path: string, headers: Record<string, string> = {}): Promise<{ status: number; cookie: string }> {
  const { hostname, port } = new URL(started.link)
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers }, (answer) => {
      answer.resume()
      resolve({ status: answer.statusCode ?? 0, cookie: answer.headers['set-cookie']?.[0] ?? '' })
    })
      .on('error', reject)
      .end()
  })
}

const openPath = () => new URL(started.link).pathname + new URL(started.link).search

describe('npm start without a desktop', () => {
  it('says in one line why it is the browser, and where', () => {
    const lines = started.output().trim().split('\n')
    expect(lines.at(-1)).toBe(`As asked: Daicho runs in your browser instead, at ${started.link}`)
  })

  it('opens the app with the link, once and for all later visits', async () => {
    const page = await browser.newPage()
    await page.goto(started.link)
    expect(new URL(page.url()).pathname).not.toBe('/open')
    expect(await page.title()).toContain('Daicho')
    expect(await page.evaluate(async () => (await fetch('/api/health')).status)).toBe(200)
    expect(await page.evaluate(() => document.cookie)).toBe('')
    await page.close()
  })

  it('lets in nobody else', async () => {
    expect((await knock('/')).status).toBe(401)
    expect((await knock('/api/health')).status).toBe(401)
    expect((await knock('/open?t=guessed')).status).toBe(401)
  })

  it('answers to no name but its own, whatever a web page makes its name resolve to', async () => {
    expect((await knock(openPath(), { host: 'evil.example' })).status).toBe(421)
  })

  it('takes no request that another site started', async () => {
    expect((await knock(openPath(), { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    const { cookie } = await knock(openPath())
    const own = cookie.split(';')[0] ?? ''
    expect((await knock('/api/health', { cookie: own })).status).toBe(200)
    expect((await knock('/api/health', { cookie: own, 'sec-fetch-site': 'same-site' })).status).toBe(403)
  })

  it('keeps its cookie from scripts and from other sites', async () => {
    const { status, cookie } = await knock(openPath())
    expect(status).toBe(303)
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/)
  })
})
