import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, describe, inject } from 'vitest'
import type { DialectName } from '../../service/storage/dialects/dialect.ts'
import { openWorkspace, type Workspace } from '../../service/storage/open-workspace.ts'
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
  const url = dialect === 'postgres' ? await createDatabase() : null
  return { ...(await openWorkspace(dataFolder, url)), dialect, dataFolder, url }
}

async function createDatabase(): Promise<string> {
  const server = inject('postgresUrl')
  const name = `t_${randomBytes(8).toString('hex')}`
  await onServer(`create database ${name} template ${MIGRATED}`)
  return `${server}/${name}`
}

async function discard(database: TestDatabase): Promise<void> {
  await database.close()
  rmSync(database.dataFolder, { recursive: true, force: true })
  if (database.url !== null) await onServer(`drop database ${new URL(database.url).pathname.slice(1)} with (force)`)
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${inject('postgresUrl')}/postgres` })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
