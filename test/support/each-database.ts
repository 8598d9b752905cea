import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, describe, inject } from 'vitest'
import type { DialectName } from '../../service/storage/dialects/dialect.ts'
import { openWorkspace, type Workspace } from '../../service/storage/open-workspace.ts'
import { DATABASE_FILE } from '../../service/storage/sqlite-file.ts'
import { MIGRATED, SCHEMA } from './postgres-server.ts'

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

/** Databases that nobody uses: emptied, not made anew, for the next test. They go with the server. */
const idle: string[] = []

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
  await at(
    url,
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = '${nameOf(url)}' and pid <> pg_backend_pid()`,
  )
  const [found] = await at<{ schema: string }>(url, SCHEMA)
  if (found?.schema !== inject('postgresSchema')) return drop(url)
  await at(url, inject('postgresReset'))
  idle.push(url)
}

const drop = async (url: string) => {
  await at(postgres(), `drop database ${nameOf(url)} with (force)`)
}

async function at<Row>(url: string, statement: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}
