import { closeSync, openSync, readSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Storage } from '../../storage/storage.ts'
import { hasAnyPerson } from '../sessions/sessions.repository.ts'

/** With less room than this the next writes fail. */
const MIN_FREE_BYTES = 8 * 1024 * 1024

/** What the storage can do; `isSetUp` is null where it could not say. */
export type StorageHealth = { readonly isSound: boolean; readonly isSetUp: boolean | null }

/** Asks the database itself, then looks at its file and its disk: pages that are held in memory hide damage from the first. */
export async function storageHealth(storage: Storage): Promise<StorageHealth> {
  const isSetUp = await hasAnyPerson(storage.read).catch(() => null)
  const { target } = storage
  const isSound = target.kind === 'postgres' || (hasRoom(target.file) && isReadable(target.file))
  return { isSound: isSetUp !== null && isSound, isSetUp }
}

function hasRoom(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(file))
    return bavail * bsize >= MIN_FREE_BYTES
  } catch {
    return false
  }
}

/** The first bytes of every SQLite file; the log beside it can answer for a file that has lost them. */
const MAGIC = 'SQLite format 3\0'

function hasHeader(file: string): boolean {
  const start = Buffer.alloc(MAGIC.length)
  let opened: number | undefined
  try {
    opened = openSync(file, 'r')
    const length = readSync(opened, start)
    return length === 0 || start.toString('latin1') === MAGIC
  } catch {
    return false
  } finally {
    if (opened !== undefined) closeSync(opened)
  }
}

/** Whether the file is there and the schema and the first page of every table can be read from it. */
function isReadable(file: string): boolean {
  if (!hasHeader(file)) return false
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(file, { readOnly: true })
    const tables = db.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'").all()
    for (const { name } of tables) db.prepare(`select 1 from "${String(name)}" limit 1`).get()
    return true
  } catch {
    return false
  } finally {
    db?.close()
  }
}
