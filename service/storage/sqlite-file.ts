import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { hasSoundTables, readThrough } from './check-file.ts'
import { damageMark, isDamage } from './damage.ts'

export const DATABASE_FILE = 'daicho.db'
const LOCK_FILE = 'daicho.lock'
const RUNNING_FILE = 'daicho.running'

/** A reason for which the workspace cannot be opened; the message says what to do. */
export class WorkspaceError extends Error {
  override readonly name = 'WorkspaceError'
  /** Whether a start that puts the last backup in the database's place can be tried. */
  readonly canRestore: boolean

  constructor(message: string, canRestore = false) {
    super(message)
    this.canRestore = canRestore
  }
}

/** SQLite's primary result codes. */
const BUSY = 5
const LOCKED = 6

function resultCode(error: unknown): number {
  return Number((error as { readonly errcode?: unknown }).errcode ?? 0)
}

function cannotOpen(file: string, error: unknown): WorkspaceError {
  const why = error instanceof Error ? error.message : String(error)
  return new WorkspaceError(`${file} cannot be opened (${why}).`)
}

/**
 * One process per data folder: a write lock on a file of its own, which the system lets go when the process ends in
 * whatever way, so that no stale lock is ever left behind. Returns the unlocking.
 */
export function lockFolder(dataFolder: string): () => void {
  const file = join(dataFolder, LOCK_FILE)
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(file, { timeout: 0 })
    lock.exec('begin exclusive')
  } catch (error) {
    lock?.close()
    if (![BUSY, LOCKED].includes(resultCode(error) & 0xff)) throw cannotOpen(file, error)
    throw new WorkspaceError(
      `Another Daicho has ${dataFolder} open. Close it first, or give this one a folder of its own with --data.`,
    )
  }
  const held = lock
  return () => held.close()
}

/**
 * Notes that the folder is in use; returns what takes the note back. A note found at start means a process was killed,
 * which does no harm to the file by itself; whoever killed it may have.
 */
export function markRunning(dataFolder: string): () => void {
  const file = join(dataFolder, RUNNING_FILE)
  writeFileSync(file, `${process.pid}\n`)
  return () => rmSync(file, { force: true })
}

export function wasKilled(dataFolder: string): boolean {
  return existsSync(join(dataFolder, RUNNING_FILE))
}

/**
 * Whether a database in use before can be opened. Its schema is always read; every page, which takes seconds for a million
 * names, only where damage was met before: a mark that turns out to be about another file is taken away.
 */
export function canBeOpened(file: string): boolean {
  const mark = damageMark(file)
  const isMarked = existsSync(mark)
  if (!isSound(file, isMarked)) return false
  if (isMarked) rmSync(mark, { force: true })
  return true
}

/** Whether the schema can be read, and every page where it is to be `thorough`. A missing file is a new workspace. */
export function isSound(file: string, thorough: boolean): boolean {
  if (!existsSync(file)) return true
  try {
    if (!hasSoundSchema(file)) return false
    if (!thorough) return true
    readThrough(file)
    return hasSoundTables(file)
  } catch (error) {
    throw cannotOpen(file, error)
  }
}

function hasSoundSchema(file: string): boolean {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(file)
    db.prepare('select count(*) from sqlite_schema').get()
    return true
  } catch (error) {
    if (!isDamage(error)) throw error
    return false
  } finally {
    db?.close()
  }
}
