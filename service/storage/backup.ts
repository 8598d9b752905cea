import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { damageMark } from './damage.ts'
import { DATABASE_FILE, isSound, WorkspaceError } from './sqlite-file.ts'

const FOLDER = 'backups'
const KEPT_DAILY = 7
const SHAPE = /^daicho-(daily|before)-[\w.-]+\.db$/

/** Full paths of the backups, the newest first. */
export function listBackups(dataFolder: string): readonly string[] {
  const folder = join(dataFolder, FOLDER)
  if (!existsSync(folder)) return []
  const stamp = (name: string) => name.replace(/^daicho-(daily|before)-/, '')
  const names = readdirSync(folder).filter((name) => SHAPE.test(name))
  return names.sort((a, b) => (stamp(a) < stamp(b) ? 1 : -1)).map((name) => join(folder, name))
}

/**
 * Writes a consistent copy while others read and write, and moves it into place only when it is whole. The name begins
 * with the day, so that backups sort by age. Blocks its thread for seconds on a million names.
 */
export function backUp(dataFolder: string, kind: 'daily' | 'before', stamp: string): string {
  const folder = join(dataFolder, FOLDER)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const target = join(folder, `daicho-${kind}-${stamp}.db`)
  const partial = `${target}.partial`
  rmSync(partial, { force: true })
  const db = new DatabaseSync(join(dataFolder, DATABASE_FILE), { readOnly: true, timeout: 10_000 })
  try {
    db.prepare('vacuum into ?').run(partial)
  } finally {
    db.close()
  }
  renameSync(partial, target)
  return target
}

/** The day's backup, unless it is there; keeps the last seven. Returns the new file or null. */
export function backUpDaily(dataFolder: string, day: string): string | null {
  if (listBackups(dataFolder).some((file) => file.endsWith(`daicho-daily-${day}.db`))) return null
  const made = backUp(dataFolder, 'daily', day)
  const daily = listBackups(dataFolder).filter((file) => file.includes('daicho-daily-'))
  for (const old of daily.slice(KEPT_DAILY)) rmSync(old, { force: true })
  return made
}

/**
 * Puts the newest sound backup in the database's place. The old files are kept beside it under the name
 * `daicho.db.damaged-<stamp>`. Returns the backup's path.
 */
export function restoreLastBackup(dataFolder: string, stamp: string): string {
  const backup = listBackups(dataFolder).find((file) => isSound(file, true))
  if (!backup) throw new WorkspaceError(`There is no sound backup in ${join(dataFolder, FOLDER)}.`)
  for (const suffix of ['', '-wal', '-shm']) {
    const file = join(dataFolder, DATABASE_FILE + suffix)
    if (existsSync(file)) renameSync(file, join(dataFolder, `${DATABASE_FILE}.damaged-${stamp}${suffix}`))
  }
  rmSync(damageMark(join(dataFolder, DATABASE_FILE)), { force: true })
  copyFileSync(backup, join(dataFolder, DATABASE_FILE))
  return backup
}
