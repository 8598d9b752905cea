import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { systemNow } from '../clock.ts'
import { backUp, listBackups, restoreLastBackup } from './backup.ts'
import { isDamage } from './damage.ts'
import { folderProblem, prepareFolder } from './data-folder.ts'
import { serverProblem } from './dialects/postgres.ts'
import { applyMigration, pendingMigrations } from './migrations/migrate.ts'
import { canBeOpened, DATABASE_FILE, lockFolder, markRunning, WorkspaceError, wasKilled } from './sqlite-file.ts'
import { openStorage, type Storage } from './storage.ts'

/** An open workspace: its storage and what has to be closed with it. */
export type Workspace = {
  readonly storage: Storage
  /** Whether the process that had it open before came to no orderly end. */
  readonly isAfterKill: boolean
  /** The backup that was put in the database's place. */
  readonly restoredFrom: string | null
  readonly close: () => Promise<void>
}

/** Opens the data folder (SQLite) or the server's database (PostgreSQL) and brings the schema up to date. */
export async function openWorkspace(
  dataFolder: string,
  databaseUrl: string | null,
  restore = false,
): Promise<Workspace> {
  prepareFolder(dataFolder)
  if (databaseUrl === null) return openFolder(dataFolder, restore)
  const storage = openStorage({ kind: 'postgres', url: databaseUrl })
  try {
    await migrate(storage)
  } catch (error) {
    await storage.close()
    const problem = serverProblem(error)
    throw problem === null ? error : new WorkspaceError(problem)
  }
  return { storage, isAfterKill: false, restoredFrom: null, close: storage.close }
}

async function openFolder(dataFolder: string, restore: boolean): Promise<Workspace> {
  const unlock = lockFolder(dataFolder)
  try {
    const restoredFrom = restore ? restoreLastBackup(dataFolder, stamp()) : null
    const file = join(dataFolder, DATABASE_FILE)
    if (isEmptied(dataFolder, file)) throw unusable(dataFolder, file, 'is missing or empty, but there was one before.')
    if (!canBeOpened(file)) throw unusable(dataFolder, file, UNTOUCHED)
    const isAfterKill = wasKilled(dataFolder)
    const unmark = markRunning(dataFolder)
    const storage = openFile(file)
    await migrate(storage, () => backUp(dataFolder, 'before', stamp()))
    return {
      storage,
      isAfterKill,
      restoredFrom,
      close: async () => {
        await storage.close()
        unmark()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw startProblem(dataFolder, error)
  }
}

const UNTOUCHED = 'is damaged and was left untouched.'

/** What a person can do about a start that failed; what is no trouble of the folder or its database is handed back. */
export function startProblem(dataFolder: string, error: unknown): unknown {
  const isOfFile = isDamage(error) && existsSync(join(dataFolder, DATABASE_FILE))
  return isOfFile
    ? unusable(dataFolder, join(dataFolder, DATABASE_FILE), 'is damaged.')
    : folderProblem(dataFolder, error)
}

const stamp = () => systemNow().replaceAll(/[:.]/g, '-')

/** Whether the data is gone that a backup shows was there: no new workspace is made in its place. */
function isEmptied(dataFolder: string, file: string): boolean {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  return size === 0 && listBackups(dataFolder).length > 0
}

/** What is wrong is told at start and left as it is; the way back is offered, never taken by itself. */
function unusable(dataFolder: string, file: string, wrong: string): WorkspaceError {
  const [last] = listBackups(dataFolder)
  const way = last
    ? `Start once with --restore to put the last backup in its place (${last}); the damaged file is kept beside it.`
    : 'There is no backup of it in this folder yet; put a copy of your own in its place.'
  return new WorkspaceError(`The database ${file} ${wrong} ${way}`, last !== undefined)
}

/** The reader connection cannot make the file or change its journal, so that is done before it opens. */
function openFile(file: string): Storage {
  const first = new DatabaseSync(file)
  first.exec('pragma journal_mode = wal')
  first.close()
  return openStorage({ kind: 'sqlite', file })
}

/** Brings the schema up to date; `before` keeps a copy of data that is about to be changed. */
async function migrate(storage: Storage, before?: () => void): Promise<void> {
  const { pending, isNew } = await storage.transact(pendingMigrations)
  if (pending.length > 0 && !isNew) before?.()
  for (const migration of pending) {
    await storage.transact((trx) => applyMigration(trx, storage.dialect, migration, systemNow()))
  }
}
