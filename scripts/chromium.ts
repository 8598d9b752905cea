import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright'

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const SYSTEM_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]
const INSTALL_MS = 10 * 60_000

/** A Chromium for tests: named by CHROMIUM_PATH, else Playwright's own, else the system's; null where there is none. */
export function findChromium(): string | null {
  const named = process.env['CHROMIUM_PATH']
  if (named) return existsSync(named) ? named : null
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const onPath = SYSTEM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [chromium.executablePath(), ...onPath, ...SYSTEM_PLACES].find((place) => existsSync(place)) ?? null
}

/** Installs Debian's Chromium where this process may: as root, with apt. */
export function installChromium(): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get') || process.env['CHROMIUM_PATH']) return
  console.log('No Chromium found: installing Debian’s (apt-get install chromium)…')
  const options = {
    stdio: 'ignore',
    timeout: INSTALL_MS,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  } as const
  spawnSync('apt-get', ['update'], options)
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], options)
}

/** What a person can do about it, in one sentence. */
export const NO_CHROMIUM =
  'The tests in a real browser need a Chromium: run "npx playwright install chromium", install one with your system, or set CHROMIUM_PATH.'
