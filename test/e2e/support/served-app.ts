import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { invariant } from '../../../core/base/invariant.ts'
import { findChromium, NO_CHROMIUM } from '../../../scripts/chromium.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const ROOT = join(import.meta.dirname, '../../..')
const PATIENCE_MS = 30_000
const PATIENCE_IN_PAGE_MS = 30_000
export const OWNER = { email: 'sato@example.co.jp', password: 'correct horse battery' }

/** Monday 23 November 2026 in Tokyo: the first notice will be that of December. */
const START = '2026-11-23T09:00:00+09:00'

export type Reply<T> = { readonly status: number; readonly body: T }

/** The service with its pages over HTTP, a browser, and the API beside them as the same person. */
export type ServedApp = {
  readonly url: string
  /** Below the account for paths that begin with a slash; the body is JSON, or text as a file. */
  readonly api: <T>(method: string, path: string, body?: unknown) => Promise<Reply<T>>
  /** A signed-in page in a language and theme, on a page of the account such as `/imports`. */
  readonly open: (path: string, look?: Partial<Look>) => Promise<Page>
  /** Loads another page of the account in the same window: twice as fast as a window of its own. */
  readonly go: (page: Page, path: string) => Promise<void>
  readonly stop: () => Promise<void>
}

export type Look = { readonly language: 'ja' | 'en'; readonly theme: 'light' | 'dark' }

/** Starts on an empty workspace of its own, sets it up, and signs its owner in. */
export async function startServedApp(more: readonly string[] = []): Promise<ServedApp> {
  const program = findChromium()
  invariant(program, NO_CHROMIUM)
  const service = await startService(more)
  const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu'] })
  const setUp = await fetch(`${service.url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ organisation: 'みずほし商事', name: '佐藤', ...OWNER }),
  })
  const made = (await setUp.json()) as { token: string; account: { id: string } }
  const contexts = new Map<string, Promise<BrowserContext>>()
  const contextFor = (look: Look) => {
    const key = JSON.stringify(look)
    const known = contexts.get(key) ?? signIn(browser, service.url, look)
    contexts.set(key, known)
    return known
  }
  const go = async (page: Page, path: string) => {
    await page.goto(`${service.url}/accounts/${made.account.id}${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
  return {
    url: service.url,
    go,
    api: (method, path, body) => callApi(service.url, made.token, method, pathOf(path, made.account.id), body),
    open: async (path, look = {}) => {
      const context = await contextFor({ language: 'ja', theme: 'light', ...look })
      const page = await context.newPage()
      await go(page, path)
      return page
    },
    stop: async () => {
      await browser.close()
      await service.stop()
    },
  }
}

function pathOf(path: string, account: string): string {
  return path.startsWith('/api/') ? path : `/api/accounts/${account}${path}`
}

async function callApi<T>(url: string, token: string, method: string, path: string, body: unknown): Promise<Reply<T>> {
  const isFile = typeof body === 'string'
  const answer = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'idempotency-key': randomUUID(),
      ...(body !== undefined && { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }),
    },
    ...(body !== undefined && { body: isFile ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as T }
}

async function signIn(browser: Browser, url: string, { language, theme }: Look): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: language === 'ja' ? 'ja-JP' : 'en-GB',
    colorScheme: theme,
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(PATIENCE_IN_PAGE_MS)
  const page = await context.newPage()
  await page.goto(`${url}/sign-in`)
  await page.locator('input[type=email]').fill(OWNER.email)
  await page.locator('input[type=password]').fill(OWNER.password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL(/\/accounts\//)
  await page.close()
  return context
}

type StartedService = { readonly url: string; readonly stop: () => Promise<void> }

function startService(more: readonly string[]): Promise<StartedService> {
  const options = ['--port', '0', '--data', temporaryFolder('served'), '--clock', START, ...more]
  const child = spawn(process.execPath, [join(ROOT, 'service/main.ts'), ...options], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  return new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => reject(new Error(`The service did not start:\n${text}`)), PATIENCE_MS)
    const read = (chunk: unknown) => {
      text += String(chunk)
      const [, url] = /listening on (http:\/\/\S+)/.exec(text) ?? []
      if (url === undefined) return
      clearTimeout(giveUp)
      resolve({ url, stop: () => stop(child) })
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => reject(new Error(`The service ended with code ${code}:\n${text}`)))
  })
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
