import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { systemNow } from '../clock.ts'
import { applyMigration, pendingMigrations } from './migrations/migrate.ts'
import { openStorage, type Storage, type StorageTarget } from './storage.ts'

/** A reason for which the workspace cannot be opened; the message says what to do. */
export class WorkspaceError extends Error {
  override readonly name = 'WorkspaceError'
}

export const DATABASE_FILE = 'daicho.db'
const LOCK_FILE = 'daicho.lock'

/** An open workspace: its storage and what has to be closed with it. */
export type Workspace = { readonly storage: Storage; readonly close: () => Promise<void> }

/** Opens the data folder (SQLite) or the server's database (PostgreSQL) and brings the schema up to date. */
export async function openWorkspace(dataFolder: string, databaseUrl: string | null): Promise<Workspace> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  if (databaseUrl !== null) return migrated(openStorage({ kind: 'postgres', url: databaseUrl }), () => undefined)
  const unlock = lockFolder(dataFolder)
  try {
    const file = join(dataFolder, DATABASE_FILE)
    assertReadable(file)
    return await migrated(openFile(file), unlock)
  } catch (error) {
    unlock()
    throw error
  }
}

/** The reader connection cannot make the file, so the first start makes it. */
function openFile(file: string): Storage {
  if (!existsSync(file)) new DatabaseSync(file).close()
  const target: StorageTarget = { kind: 'sqlite', file }
  const first = new DatabaseSync(file)
  first.exec('pragma journal_mode = wal')
  first.close()
  return openStorage(target)
}

/**
 * One process per data folder: a write lock on a file of its own, which the system lets go when the process ends in
 * whatever way, so that no stale lock is ever left behind.
 */
function lockFolder(dataFolder: string): () => void {
  const lock = new DatabaseSync(join(dataFolder, LOCK_FILE), { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch {
    lock.close()
    throw new WorkspaceError(
      `Another Daicho has ${dataFolder} open. Close it first, or give this one a folder of its own with --data.`,
    )
  }
  return () => lock.close()
}

/** A file that is no database, or a damaged one, is told at start and left as it is. */
function assertReadable(file: string): void {
  if (!existsSync(file)) return
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    db.prepare('select count(*) from sqlite_schema').get()
  } catch {
    throw new WorkspaceError(
      `The database ${file} is damaged and was left untouched. Put the last backup of the folder backups in its place.`,
    )
  } finally {
    db.close()
  }
}

async function migrated(storage: Storage, unlock: () => void): Promise<Workspace> {
  const pending = await storage.transact((trx) => pendingMigrations(trx))
  for (const migration of pending) {
    await storage.transact((trx) => applyMigration(trx, storage.dialect, migration, systemNow()))
  }
  return {
    storage,
    close: async () => {
      await storage.close()
      unlock()
    },
  }
}
