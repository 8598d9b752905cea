import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { applyMigration, pendingMigrations } from '../../../service/storage/migrations/migrate.ts'
import { openWorkspace } from '../../../service/storage/open-workspace.ts'
import { DATABASE_FILE } from '../../../service/storage/sqlite-file.ts'
import { openStorage, type Storage } from '../../../service/storage/storage.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const TABLES = ['job_item', 'import_row', 'notice_item', 'decision_row', 'domain_tag'] as const

/** A database as an earlier version left it: everything before one migration. */
async function migrateUpTo(storage: Storage, id: string): Promise<void> {
  const { pending } = await storage.transact(pendingMigrations)
  for (const migration of pending.filter((one) => one.id < id)) {
    await storage.transact((trx) => applyMigration(trx, 'sqlite', migration, '2026-01-01T00:00:00.000Z'))
  }
}

async function fill(storage: Storage): Promise<void> {
  const rows = [
    `insert into job_item values ('a', 'j', 2, 7, 'b.jp', 'failed', 'locked', null, '{"x":1}'),
      ('a', 'j', 1, 8, 'a.jp', 'done', null, '{}', null)`,
    `insert into import_row values ('a', 'i', 1, 2, '例え.jp', 'new', null, null, '[]'), ('a', 'i', 2, 3, null, 'error', 'x', 'y', null)`,
    `insert into notice_item values ('a', '2026-12', 1, 'a.jp', 'a.jp', 'jp', '2027-01-31', null, 'renew', 'account', 'JPY', 3980,
      null, '["EC"]')`,
    `insert into decision_row values ('a', 'f', 1, 'a.jp', null, 'change', 'expire', 'renew', '2027-01-31', null)`,
    `insert into domain_tag values ('a', 'EC', 8), ('a', 'brand', 7), ('a', 'EC', 7)`,
  ]
  await storage.transact(async (trx) => {
    for (const row of rows) await sql.raw(row).execute(trx)
  })
}

async function describe(storage: Storage) {
  const rows: Record<string, unknown> = {}
  for (const table of TABLES) {
    rows[table] = (await sql`select * from ${sql.table(table)} order by 1, 2, 3`.execute(storage.read)).rows
  }
  const { rows: indexes } = await sql`select name, tbl_name from sqlite_schema
    where type in ('index', 'trigger') and sql is not null order by name`.execute(storage.read)
  return { rows, indexes }
}

it('rows that move into the order of their key stay as they are, with all their indexes', async () => {
  const folder = temporaryFolder('upgrade')
  const old = openStorage({ kind: 'sqlite', file: join(folder, DATABASE_FILE) })
  await migrateUpTo(old, '0022')
  await fill(old)
  const before = await describe(old)
  await old.close()

  const workspace = await openWorkspace(folder, null)
  expect(await describe(workspace.storage)).toEqual(before)
  const { rows } = await sql<{ name: string }>`select name from pragma_table_list where wr = 1 and name in (
    select value from json_each(${JSON.stringify(TABLES)}))`.execute(workspace.storage.read)
  expect(rows.map(({ name }) => name).toSorted()).toEqual([...TABLES].toSorted())
  await workspace.close()
})
