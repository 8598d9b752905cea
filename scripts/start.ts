import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { startBrowserHost } from '../service/browser-host.ts'
import { UsageError } from '../service/env.ts'
import { WorkspaceError } from '../service/storage/sqlite-file.ts'
import { buildIfStale } from './build.ts'
import { desktopObstacle } from './desktop-obstacle.ts'
import { downloadElectron, electronBinary } from './electron-binary.ts'
import { openInBrowser } from './open-in-browser.ts'

const ROOT = join(import.meta.dirname, '..')
/** A desktop that ends with an error this early never showed a window. */
const EARLY_MS = 10_000

/**
 * `npm start`: the desktop where Electron can run, else the same app in the browser. `--browser` asks for the latter;
 * `--restore` puts the last backup in the place of a damaged database first.
 */
async function start(argv: readonly string[]): Promise<void> {
  await buildIfStale()
  const reason = argv.includes('--browser') ? 'As asked' : obstacle()
  const restore = argv.includes('--restore')
  await runInBrowser(reason ?? (await runDesktop(restore)), restore)
}

function obstacle(): string | null {
  const isImpossible = desktopObstacle({ platform: process.platform, uid: process.getuid?.(), env: process.env })
  if (isImpossible !== null) return isImpossible
  if (electronBinary() === null) downloadElectron()
  return electronBinary() === null ? 'Electron could not be fetched' : null
}

/** Ends the program with the desktop. Comes back, with the reason, only when that could not start. */
function runDesktop(restore: boolean): Promise<string> {
  const startedAt = performance.now()
  return new Promise((resolve) => {
    const child = spawn(electronBinary() ?? 'electron', restore ? [ROOT, '--restore'] : [ROOT], { stdio: 'inherit' })
    child.on('error', (error) => resolve(`Electron could not start (${error.message})`))
    child.on('exit', (code, signal) => {
      const hasFailed = code !== 0 && performance.now() - startedAt < EARLY_MS
      if (hasFailed) resolve(`Electron could not start (${signal ?? `code ${code}`})`)
      else process.exit(code ?? 1)
    })
  })
}

async function runInBrowser(why: string, restore: boolean): Promise<void> {
  const host = await startBrowserHost(process.env, restore)
  console.log(`${why}: Daicho runs in your browser instead, at ${host.link}`)
  openInBrowser(host.link)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void host.stop().finally(() => process.exit(0)))
  }
}

try {
  await start(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof UsageError || error instanceof WorkspaceError ? error.message : error)
  process.exit(1)
}
