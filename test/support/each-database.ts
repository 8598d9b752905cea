import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, describe, inject } from 'vitest'
import type { DialectName } from '../../service/storage/dialects/dialect.ts'
import { openWorkspace, type Workspace } from '../../service/storage/open-workspace.ts'
import { DATABASE_FILE } from '../../service/storage/sqlite-file.ts'
import { MIGRATED } from './postgres-server.ts'

/** An empty, migrated database of one test's own. */
export type TestDatabase = Workspace & {
  readonly dialect: DialectName
  readonly dataFolder: string
  /** The PostgreSQL database's URL; null on SQLite. */
  readonly url: string | null
}

export type OpenDatabase = () => Promise<TestDatabase>

/** Runs the same suite on SQLite and on PostgreSQL; everything a test opens is closed and removed after it. */
export function describeOnEachDatabase(title: string, suite: (open: OpenDatabase, dialect: DialectName) => void): void {
  for (const dialect of ['sqlite', 'postgres'] as const) {
    describe(`${title} (${dialect})`, () => {
      const opened: TestDatabase[] = []
      afterEach(async () => {
        for (const database of opened.splice(0)) await discard(database)
      })
      suite(async () => {
        const database = await openTestDatabase(dialect)
        opened.push(database)
        return database
      }, dialect)
    })
  }
}

async function openTestDatabase(dialect: DialectName): Promise<TestDatabase> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'daicho-test-'))
  const url = dialect === 'postgres' ? await takeDatabase() : null
  if (url === null) copyFileSync(inject('migratedFile'), join(dataFolder, DATABASE_FILE))
  return { ...(await openWorkspace(dataFolder, url)), dialect, dataFolder, url }
}

/** Databases of this file's tests that nobody uses: emptied, not made anew, for the next test. */
const idle: string[] = []

// Registered by the import, before the file's own hooks, and so run after them.
afterAll(async () => {
  for (const url of idle.splice(0)) await at(postgres(), `drop database ${nameOf(url)} with (force)`)
})

const postgres = () => `${inject('postgresUrl')}/postgres`
const nameOf = (url: string) => new URL(url).pathname.slice(1)

async function takeDatabase(): Promise<string> {
  const free = idle.pop()
  if (free !== undefined) return free
  const name = `t_${randomBytes(8).toString('hex')}`
  await at(postgres(), `create database ${name} template ${MIGRATED}`)
  return `${inject('postgresUrl')}/${name}`
}

async function discard({ close, dataFolder, url }: TestDatabase): Promise<void> {
  await close()
  rmSync(dataFolder, { recursive: true, force: true })
  if (url === null) return
  const others = `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = '${nameOf(url)}' and pid <> pg_backend_pid()`
  await at(url, `${others}; ${inject('postgresReset')}`)
  idle.push(url)
}

async function at(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
