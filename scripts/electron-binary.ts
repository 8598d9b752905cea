import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const DOWNLOAD_MS = 90_000

/**
 * The Electron program, or null while it is not there. Never by `require('electron')`: outside Electron that downloads
 * the binary when it is missing, and throws.
 */
export function electronBinary(): string | null {
  const named = process.env['ELECTRON_EXEC_PATH']
  if (named) return named
  const folder = electronPackage()
  if (folder === null) return null
  // Written last, after a complete unzip.
  const nameFile = join(folder, 'path.txt')
  if (!existsSync(nameFile)) return null
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist')
  const binary = join(dist, readFileSync(nameFile, 'utf8'))
  return existsSync(binary) ? binary : null
}

/** Electron no longer downloads its binary when it is installed; this does, within 90 seconds or not at all. */
export function downloadElectron(): void {
  const folder = electronPackage()
  if (folder === null || process.env['CI'] || process.env['ELECTRON_SKIP_DOWNLOAD']) return
  console.log('Fetching Electron, once (up to 90 seconds)…')
  spawnSync(process.execPath, [join(folder, 'install.js')], {
    stdio: 'ignore',
    timeout: DOWNLOAD_MS,
    killSignal: 'SIGKILL',
  })
}

function electronPackage(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  } catch {
    return null
  }
}
