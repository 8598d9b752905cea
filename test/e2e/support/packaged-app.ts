import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { invariant } from '../../../core/base/invariant.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const ROOT = join(import.meta.dirname, '../../..')
/** By which electron-builder finds the fuses in Electron's program; from `@electron/fuses`. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const FUSES = Buffer.concat([Buffer.from(FUSE_SENTINEL), Buffer.from([1, 9]), Buffer.from('101100011')])
const DISTRIBUTION = ['version', 'LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'chrome_crashpad_handler']

export type PackagedApp = { readonly program: string; readonly archive: string; readonly unpacked: string }

/** Packs the app as a release does, around a stand-in for Electron's own files, which only GitHub has. */
export function packApp(): PackagedApp {
  const folder = temporaryFolder('packed')
  const distribution = join(folder, 'electron')
  for (const each of ['resources', 'locales']) mkdirSync(join(distribution, each), { recursive: true })
  for (const file of DISTRIBUTION) writeFileSync(join(distribution, file), '45.4.1')
  writeFileSync(join(distribution, 'electron'), FUSES, { mode: 0o755 })
  const output = join(folder, 'dist')
  const cli = join(ROOT, 'node_modules/electron-builder/cli.js')
  const options = [
    '--linux',
    'dir',
    '--publish',
    'never',
    `-c.electronDist=${distribution}`,
    `-c.directories.output=${output}`,
  ]
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...options], { cwd: ROOT, encoding: 'utf8' })
  invariant(status === 0, `electron-builder failed:\n${stdout}\n${stderr}`)
  const app = join(output, 'linux-unpacked')
  return {
    program: join(app, 'daicho'),
    archive: join(app, 'resources/app.asar'),
    unpacked: join(app, 'resources/app.asar.unpacked'),
  }
}
