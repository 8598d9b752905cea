import { writeFileSync } from 'node:fs'
import type { DatabaseConnection, Dialect } from 'kysely'

/** SQLite's primary result codes, and the extended one of a file that ends in the middle of a page. */
const CORRUPT = 11
const NOT_A_DATABASE = 26
const SHORT_READ = 522

/** PostgreSQL's `data_corrupted` and `index_corrupted`. */
const CORRUPTED = ['XX001', 'XX002']

/** Whether an error says that the database is damaged: it does not go away by trying again. */
export function isDamage(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { errcode, code } = error as { errcode?: unknown; code?: unknown }
  const sqlite = Number(errcode ?? 0)
  return sqlite === SHORT_READ || [CORRUPT, NOT_A_DATABASE].includes(sqlite & 0xff) || CORRUPTED.includes(String(code))
}

/**
 * Whether any thread of this process has met damage; once set it stays, for what was read meanwhile cannot be trusted.
 * `mark` is the file that tells the next start of it, however this process ends.
 */
export type DamageNote = { readonly flag: SharedArrayBuffer; readonly mark: string | null }

/** The mark of a database file that is known to be damaged, beside it. */
export function damageMark(file: string): string {
  return `${file}.damage-found`
}

export function makeDamageNote(mark: string | null): DamageNote {
  return { flag: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT), mark }
}

export function noteDamage({ flag, mark }: DamageNote): void {
  if (Atomics.exchange(new Int32Array(flag), 0, 1) === 1 || mark === null) return
  try {
    writeFileSync(mark, '')
  } catch {
    // A disk that takes no file any more may be what is broken; this process knows all the same.
  }
}

export function isDamageNoted({ flag }: DamageNote): boolean {
  return Atomics.load(new Int32Array(flag), 0) === 1
}

/** The same dialect, whose connections note it when a statement fails because the database is damaged. */
export function noticingDamage(dialect: Dialect, note: DamageNote): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => {
      const driver = dialect.createDriver()
      const acquire = driver.acquireConnection.bind(driver)
      const noticing = new WeakSet<DatabaseConnection>()
      driver.acquireConnection = async (options) => {
        const connection = await acquire(options)
        if (!noticing.has(connection)) {
          noticing.add(connection)
          notice(connection, note)
        }
        return connection
      }
      return driver
    },
  }
}

function notice(connection: DatabaseConnection, note: DamageNote): void {
  const execute = connection.executeQuery.bind(connection)
  connection.executeQuery = async (query, ...rest) => {
    try {
      return await execute(query, ...rest)
    } catch (error) {
      if (isDamage(error)) noteDamage(note)
      throw error
    }
  }
}
