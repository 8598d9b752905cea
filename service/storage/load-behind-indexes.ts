import { closeSync, fsyncSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openWorkspace } from './open-workspace.ts'
import { DATABASE_FILE } from './sqlite-file.ts'
import type { Storage } from './storage.ts'

/** What is done before names come, and the names. */
type Loading<T> = {
  readonly prepare: (storage: Storage) => Promise<T>
  readonly load: (storage: Storage, prepared: T) => Promise<void>
}

/**
 * Makes a workspace of many names on SQLite, with the indexes of names behind the rows: a dozen indexes kept while a
 * million rows come in make each row slower than the one before. The folder is to be nobody's but the caller's; when this
 * breaks off, the database is left without its indexes and is to be thrown away.
 */
export async function loadBehindIndexes<T>(dataFolder: string, { prepare, load }: Loading<T>): Promise<T> {
  const first = await openWorkspace(dataFolder, null)
  const prepared = await prepare(first.storage).finally(first.close)
  const file = join(dataFolder, DATABASE_FILE)
  const dropped = dropIndexes(file)
  const loading = await openWorkspace(dataFolder, null)
  await load(loading.storage, prepared).finally(loading.close)
  makeIndexes(file, dropped)
  return prepared
}

type Statistic = { readonly tbl: string; readonly idx: string; readonly stat: string }

/** How to make indexes and triggers again, and what SQLite was told about them, which goes with them. */
type Dropped = { readonly statements: readonly string[]; readonly statistics: readonly Statistic[] }

function dropIndexes(file: string): Dropped {
  const db = new DatabaseSync(file)
  const made = db
    .prepare(
      "select type, name, sql from sqlite_schema where tbl_name = 'domain' and type in ('index', 'trigger') and sql is not null",
    )
    .all() as { type: string; name: string; sql: string }[]
  const statistics = db.prepare("select tbl, idx, stat from sqlite_stat1 where tbl = 'domain'").all() as Statistic[]
  for (const { type, name } of made) db.exec(`drop ${type} ${name}`)
  db.close()
  return { statements: made.map(({ sql }) => sql), statistics }
}

function makeIndexes(file: string, { statements, statistics }: Dropped): void {
  const db = new DatabaseSync(file)
  // Nobody needs half of it, so that nothing is written twice; the service opens the file with a log again.
  db.exec(`pragma journal_mode = memory; pragma synchronous = off; pragma cache_size = -400000;
    pragma temp_store = memory; begin`)
  for (const statement of statements) db.exec(statement)
  const tell = db.prepare('insert into sqlite_stat1 (tbl, idx, stat) values (?, ?, ?)')
  for (const { tbl, idx, stat } of statistics) tell.run(tbl, idx, stat)
  db.exec("insert into domain_search (domain_search) values ('optimize'); commit")
  db.close()
  syncFile(file)
}

function syncFile(file: string): void {
  const opened = openSync(file, 'r+')
  fsyncSync(opened)
  closeSync(opened)
}
