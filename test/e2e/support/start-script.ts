import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const ROOT = join(import.meta.dirname, '../../..')
const PATIENCE_MS = 60_000

export type Started = {
  readonly link: string
  /** Everything that was printed so far. */
  readonly output: () => string
  readonly stop: () => Promise<number | null>
}

/** `npm start` in the browser of this machine, on a data folder of its own, until it has printed its link. */
export function startInBrowser(env: Record<string, string> = {}): Promise<Started> {
  const child = spawn(process.execPath, [join(ROOT, 'scripts/start.ts'), '--browser'], {
    cwd: ROOT,
    env: { ...process.env, BROWSER: 'none', DAICHO_DATA: temporaryFolder('browser'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  return new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => reject(new Error(`No link was printed:\n${text}`)), PATIENCE_MS)
    const read = (chunk: unknown) => {
      text += String(chunk)
      const [link] = /http:\/\/127\.0\.0\.1:\d+\/open\?t=\S+/.exec(text) ?? []
      if (link === undefined) return
      clearTimeout(giveUp)
      resolve({ link, output: () => text, stop: () => stop(child) })
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => reject(new Error(`It ended with code ${code}:\n${text}`)))
  })
}

function stop(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code))
    child.kill('SIGTERM')
  })
}
