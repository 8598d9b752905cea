import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const STAMP = join(ROOT, 'out/build-stamp')
const LOCK = join(ROOT, 'out/build-lock')
const SOURCES = ['core', 'service', 'electron', 'renderer', 'resources'].map((folder) => `${folder}/**/*`)
const SETTINGS = ['electron.vite.config.ts', 'tsconfig.base.json', 'package.json', 'package-lock.json']

/** Builds the desktop's bundles and the pages when a source is newer than what lies in `out/`. */
export async function buildIfStale(): Promise<void> {
  if (isFresh()) return
  await withLock(() => {
    // Another process may have built while this one waited.
    if (!isFresh()) build()
  })
}

/** Throws when the build fails; what it said is on the console by then. */
export function build(): void {
  const fingerprint = fingerprintOfSources()
  rmSync(STAMP, { force: true })
  const cli = join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js')
  const { status } = spawnSync(process.execPath, [cli, 'build', '--logLevel', 'warn'], { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) throw new Error('The build failed')
  writeFileSync(STAMP, fingerprint)
}

function isFresh(): boolean {
  try {
    return readFileSync(STAMP, 'utf8') === fingerprintOfSources()
  } catch {
    return false
  }
}

/** Names, sizes and times of all sources: a look at each file's content would take longer than it saves. */
function fingerprintOfSources(): string {
  const hash = createHash('sha256')
  for (const path of [...SETTINGS, ...globSync(SOURCES, { cwd: ROOT })].toSorted()) {
    const entry = statSync(join(ROOT, path))
    if (entry.isFile()) hash.update(`${path} ${entry.size} ${entry.mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/** One build at a time in one tree: two would empty the folder under each other. */
async function withLock(work: () => void): Promise<void> {
  mkdirSync(join(ROOT, 'out'), { recursive: true })
  while (!takeLock()) await new Promise((resolve) => setTimeout(resolve, 200))
  try {
    work()
  } finally {
    rmSync(LOCK, { force: true })
  }
}

function takeLock(): boolean {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    if (!isHolderAlive()) rmSync(LOCK, { force: true })
    return false
  }
}

function isHolderAlive(): boolean {
  try {
    process.kill(Number(readFileSync(LOCK, 'utf8')), 0)
    return true
  } catch {
    return false
  }
}

if (import.meta.main) build()
