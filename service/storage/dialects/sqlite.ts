import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  SqliteAdapter,
  SqliteDialect,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { breathing } from './breathing-connection.ts'
import type { WriteTurns } from './write-turns.ts'

const MAX_CACHED_STATEMENTS = 500

type Cell = string | number | bigint | null | Uint8Array

/** Parameters of a statement that is to run once for each row, as its only parameter: `values (?, ?)` with many pairs. */
export class ManyRows {
  readonly rows: readonly (readonly (string | number | null)[])[]

  constructor(rows: ManyRows['rows']) {
    this.rows = rows
  }
}

type Prepared = { readonly statement: StatementSync; readonly columns: readonly string[] }

/** Kysely's SqliteDialect speaks better-sqlite3; node:sqlite has no `reader` and takes its parameters spread out. */
function asKyselyDatabase(db: DatabaseSync) {
  const statements = new Map<string, Prepared>()
  const prepare = (text: string): Prepared => {
    const cached = statements.get(text)
    if (cached) return cached
    if (statements.size > MAX_CACHED_STATEMENTS) statements.clear()
    const statement = db.prepare(text)
    statement.setReturnArrays(true)
    const prepared = { statement, columns: statement.columns().map(({ name }) => name) }
    statements.set(text, prepared)
    return prepared
  }
  return {
    close: () => {
      if (db.isOpen) db.close()
    },
    prepare: (text: string) => {
      const { statement, columns } = prepare(text)
      return {
        reader: columns.length > 0,
        all: (parameters: readonly unknown[]) => {
          const rows = statement.all(...(parameters as readonly SQLInputValue[]))
          return toObjects(statement, columns, rows as unknown as readonly (readonly Cell[])[])
        },
        run: (parameters: readonly unknown[]) => {
          const rows = manyOf(parameters)
          if (!rows) return statement.run(...(parameters as readonly SQLInputValue[]))
          for (const values of rows) statement.run(...values)
          return { changes: rows.length, lastInsertRowid: 0 }
        },
        iterate: () => {
          throw new Error('rows are read page by page')
        },
      }
    },
  }
}

function manyOf([first]: readonly unknown[]): ManyRows['rows'] | null {
  return first instanceof ManyRows ? first.rows : null
}

/**
 * Rows as plain objects of one shape: made here three times as fast as by node:sqlite, whose objects have no prototype
 * and take 20 times as long to copy with a change.
 */
function toObjects(
  statement: StatementSync,
  known: readonly string[],
  rows: readonly (readonly Cell[])[],
): Record<string, Cell>[] {
  if (rows.length === 0) return []
  // A table that has got a column since the statement was prepared answers with it.
  const columns = rows[0]?.length === known.length ? known : statement.columns().map(({ name }) => name)
  return rows.map((row) => {
    const object: Record<string, Cell> = {}
    for (let n = 0; n < columns.length; n++) object[columns[n] as string] = row[n] ?? null
    return object
  })
}

/** Reads are one synchronous call each, so they need no mutex; one that a guard refuses would leave it locked. */
class ReadAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

type Role =
  | { readonly kind: 'write'; readonly turns: WriteTurns }
  | { readonly kind: 'read'; readonly guard: () => void }

/** A Kysely dialect over one open node:sqlite connection; the writer's transactions begin IMMEDIATE. */
export function sqliteDialect(db: DatabaseSync, role: Role): Dialect {
  const stock = new SqliteDialect({ database: asKyselyDatabase(db) })
  return {
    createAdapter: () => (role.kind === 'read' ? new ReadAdapter() : new SqliteAdapter()),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (kysely: Kysely<unknown>) => new SqliteIntrospector(kysely),
    createDriver: () => guarded(stock.createDriver(), db, role),
  }
}

function guarded(driver: Driver, db: DatabaseSync, role: Role): Driver {
  if (role.kind === 'read') {
    const acquire = driver.acquireConnection.bind(driver)
    driver.acquireConnection = async (options): Promise<DatabaseConnection> => {
      role.guard()
      return acquire(options)
    }
    return driver
  }
  let giveTurnBack: () => void = () => undefined
  const acquire = driver.acquireConnection.bind(driver)
  driver.acquireConnection = async (options) => breathing(await acquire(options))
  driver.beginTransaction = async (connection) => {
    giveTurnBack = await role.turns.take()
    try {
      await connection.executeQuery(CompiledQuery.raw('begin immediate'))
    } catch (error) {
      giveTurnBack()
      throw error
    }
  }
  driver.commitTransaction = async (connection) => {
    await connection.executeQuery(CompiledQuery.raw('commit'))
    giveTurnBack()
  }
  driver.rollbackTransaction = async (connection) => {
    try {
      // A full disk makes SQLite take the transaction back by itself; a second time would hide why.
      if (db.isTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'))
    } finally {
      giveTurnBack()
    }
  }
  return driver
}

/** How long a connection waits for another's transaction; job batches stay far below. */
const BUSY_TIMEOUT_MS = 10_000

/**
 * Pages in the write-ahead log from which a commit folds them into the file by itself. In a running service a thread of its
 * own does that long before.
 */
const LOG_PAGES = 60_000

/** Opens the file for writing: WAL, full synchronisation, foreign keys, triggers that REPLACE cannot step around. */
export function openSqliteWriter(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS })
  db.exec(`pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;
    pragma recursive_triggers = on; pragma cache_size = -65536; pragma temp_store = memory;
    pragma wal_autocheckpoint = ${LOG_PAGES}; pragma mmap_size = 1073741824`)
  return db
}

/** Opens the same file for reading only: a snapshot per statement that never waits for a writer. */
export function openSqliteReader(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS })
  db.exec(`pragma query_only = on; pragma cache_size = -131072; pragma temp_store = memory;
    pragma mmap_size = 1073741824`)
  return db
}
