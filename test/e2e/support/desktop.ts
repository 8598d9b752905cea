import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { invariant } from '../../../core/base/invariant.ts'
import { findChromium, NO_CHROMIUM } from '../../../scripts/chromium.ts'
import { electronBinary } from '../../../scripts/electron-binary.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const ROOT = join(import.meta.dirname, '../../..')

export type Desktop = {
  readonly app: ElectronApplication
  readonly page: Page
  /** What went wrong in the page: uncaught errors and errors on its console. */
  readonly pageErrors: string[]
  readonly profile: string
}

/** The real Electron where its binary can be run, else the stand-in: the same tests run on both. */
export function isRealElectron(): boolean {
  return process.env['ELECTRON_REAL'] === '1' && electronBinary() !== null
}

export async function launchDesktop(
  options: {
    readonly profile?: string
    readonly args?: string[]
    /** Where the app lies; the tree itself unless said otherwise. */
    readonly appFolder?: string
    readonly env?: Readonly<Record<string, string>>
  } = {},
): Promise<Desktop> {
  const profile = options.profile ?? temporaryFolder('desktop')
  const chromium = findChromium()
  invariant(chromium, NO_CHROMIUM)
  const binary = isRealElectron() ? electronBinary() : join(ROOT, 'test/host/electron')
  invariant(binary, 'isRealElectron says that there is one')
  const app = await _electron.launch({
    executablePath: binary,
    args: [options.appFolder ?? ROOT, `--user-data-dir=${profile}`, ...(options.args ?? [])],
    cwd: ROOT,
    env: { ...process.env, ...options.env, CHROMIUM_PATH: chromium, ELECTRON_HOST_NODE: process.execPath },
  })
  const lines: string[] = []
  app.process().stderr?.on('data', (chunk) => lines.push(String(chunk)))
  const page = await app.firstWindow().catch((error: unknown) => {
    throw new Error(`${String(error)}\n${lines.join('')}`)
  })
  // The stand-in shows app://local under another name.
  await page.waitForURL(/^(app:\/\/local|http:\/\/local\.app\.localhost)\//)
  const pageErrors: string[] = []
  page.on('pageerror', (error) => pageErrors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') pageErrors.push(message.text())
  })
  return { app, page, pageErrors, profile }
}
