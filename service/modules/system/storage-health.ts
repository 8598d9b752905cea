import { closeSync, existsSync, openSync, readSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { StorageProblem } from '../../../core/contract/http/system.ts'
import { isDamage, isDamageNoted } from '../../storage/damage.ts'
import type { Storage } from '../../storage/storage.ts'
import { hasAnyPerson } from '../sessions/sessions.repository.ts'

/** With less room than this the next writes fail. */
const MIN_FREE_BYTES = 8 * 1024 * 1024

/** What is wrong with the storage; `isSetUp` is null where it could not say. */
export type StorageHealth = { readonly problem: StorageProblem | null; readonly isSetUp: boolean | null }

/**
 * Asks the database itself, then looks at its file and its disk: pages that are held in memory hide damage from the first.
 * Damage that any thread has met is told for as long as the process runs.
 */
export async function storageHealth(storage: Storage): Promise<StorageHealth> {
  const isSetUp = await hasAnyPerson(storage.read).catch(() => null)
  return { isSetUp, problem: problemOf(storage) ?? (isSetUp === null ? 'unavailable' : null) }
}

function problemOf({ target }: Storage): StorageProblem | null {
  if (isDamageNoted(target.damage)) return 'damaged'
  if (target.kind === 'postgres') return null
  const file = fileProblem(target.file)
  return file ?? (hasRoom(target.file) ? null : 'full')
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
function fileProblem(file: string): StorageProblem | null {
  if (!hasHeader(file)) return existsSync(file) ? 'damaged' : 'unavailable'
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(file, { readOnly: true })
    const tables = db.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'").all()
    for (const { name } of tables) db.prepare(`select 1 from "${String(name)}" limit 1`).get()
    return null
  } catch (error) {
    return isDamage(error) ? 'damaged' : 'unavailable'
  } finally {
    db?.close()
  }
}
