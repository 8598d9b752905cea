import { AsyncLocalStorage } from 'node:async_hooks'
import { Kysely, type Transaction } from 'kysely'
import { type DamageNote, damageMark, makeDamageNote, noticingDamage } from './damage.ts'
import type { Database } from './database.ts'
import type { DialectName } from './dialects/dialect.ts'
import { openPostgresPool, postgresDialect } from './dialects/postgres.ts'
import { openSqliteReader, openSqliteWriter, sqliteDialect } from './dialects/sqlite.ts'
import {
  areRequestsWriting,
  makeTurnMemory,
  type TurnMemory,
  type TurnPriority,
  writeTurns,
} from './dialects/write-turns.ts'

/** Where the data lies. */
export type StorageTarget = {
  /** Shared with the other threads of the process: whether one of them met damage. */
  readonly damage?: DamageNote
} & (
  | {
      readonly kind: 'sqlite'
      readonly file: string
      /** Shared with the other threads of the process that write to the file. */
      readonly turns?: TurnMemory
      /** As whom this thread waits for its turn; `request` where it is not given. */
      readonly priority?: TurnPriority
    }
  | { readonly kind: 'postgres'; readonly url: string; readonly maxConnections?: number }
)

/** The only doors to the database: `transact` to write, `read` to read. */
export type Storage = {
  readonly dialect: DialectName
  readonly target: StorageTarget & { readonly damage: DamageNote }
  /** For reading; refuses inside `transact`, where the transaction is to be used. */
  readonly read: Kysely<Database>
  /**
   * Runs `work` in one transaction. Nothing but the database may be awaited inside: no network, no timers. Nesting is
   * refused: pass the transaction on instead. In an embedded database work of many transactions waits as a `job` where
   * requests want to write.
   */
  readonly transact: <T>(work: (trx: Transaction<Database>) => Promise<T>, as?: TurnPriority) => Promise<T>
  /**
   * Whether somebody waits to write, or has written lately. On a server nobody knows, so that a long transaction is thought
   * to be in somebody's way.
   */
  readonly hasOtherWriters: () => boolean
  readonly close: () => Promise<void>
}

const DEFAULT_POOL = 10

export function openStorage(given: StorageTarget): Storage {
  const shared = { damage: given.damage ?? makeDamageNote(given.kind === 'sqlite' ? damageMark(given.file) : null) }
  const target =
    given.kind === 'sqlite' ? { ...given, ...shared, turns: given.turns ?? makeTurnMemory() } : { ...given, ...shared }
  const inside = new AsyncLocalStorage<true>()
  const refuseReadInside = () => {
    if (inside.getStore()) throw new Error('read inside transact(): use the transaction')
  }
  const { reader, writerAs, close } =
    target.kind === 'sqlite' ? openSqlite(target, refuseReadInside) : openPostgres(target)
  return {
    dialect: target.kind,
    target,
    read: reader,
    transact: async (work, as) => {
      if (inside.getStore()) throw new Error('transact() inside transact(): pass the transaction on instead')
      return writerAs(as)
        .transaction()
        .execute((trx) => inside.run(true, () => work(trx)))
    },
    hasOtherWriters: () => target.kind === 'postgres' || areRequestsWriting(target.turns),
    close,
  }
}

/** The same storage for work that nobody waits for: each of its transactions lets those of requests go first. */
export function behindRequests(storage: Storage): Storage {
  return { ...storage, transact: (work, as = 'job') => storage.transact(work, as) }
}

type Connections = {
  readonly reader: Kysely<Database>
  /** Who writes as what; as what the target says where nothing is said. */
  readonly writerAs: (priority?: TurnPriority) => Kysely<Database>
  readonly close: () => Promise<void>
}

type SqliteTarget = {
  readonly damage: DamageNote
  readonly file: string
  readonly turns: TurnMemory
  readonly priority?: TurnPriority
}

function openSqlite(target: SqliteTarget, guard: () => void): Connections {
  const { damage, file, turns, priority: own = 'request' } = target
  const write = openSqliteWriter(file)
  const read = openSqliteReader(file)
  const openWriter = (priority: TurnPriority) =>
    new Kysely<Database>({
      dialect: noticingDamage(sqliteDialect(write, { kind: 'write', turns: writeTurns(turns, priority) }), damage),
    })
  const writers = { request: openWriter('request'), job: openWriter('job') }
  const reader = new Kysely<Database>({ dialect: noticingDamage(sqliteDialect(read, { kind: 'read', guard }), damage) })
  return {
    reader,
    writerAs: (priority = own) => writers[priority],
    close: async () => {
      // The last one to close folds the log into the file, which the reader may not. Kysely leaves open what it never used.
      await reader.destroy()
      if (read.isOpen) read.close()
      for (const one of [writers.request, writers.job]) await one.destroy()
      if (write.isOpen) write.close()
    },
  }
}

function openPostgres(target: Extract<Storage['target'], { kind: 'postgres' }>): Connections {
  const pool = openPostgresPool(target.url, target.maxConnections ?? DEFAULT_POOL)
  const both = new Kysely<Database>({ dialect: noticingDamage(postgresDialect(pool), target.damage) })
  return { reader: both, writerAs: () => both, close: () => both.destroy() }
}
