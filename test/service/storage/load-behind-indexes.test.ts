import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { loadBehindIndexes } from '../../../service/storage/load-behind-indexes.ts'
import { openWorkspace } from '../../../service/storage/open-workspace.ts'
import type { Storage } from '../../../service/storage/storage.ts'
import { addConnection, addNames, nameWith } from '../../support/names.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { openTestApi, TEST_NOW } from '../../support/test-api.ts'

async function describeSchema({ read }: Storage) {
  const schema = await sql`select type, name, sql from sqlite_schema where name not like 'sqlite_stat%'
    order by type, name`.execute(read)
  const statistics = await sql`select tbl, idx, stat from sqlite_stat1 order by tbl, idx`.execute(read)
  return { schema: schema.rows, statistics: statistics.rows }
}

async function namesIn(storage: Storage, connection: string, names: readonly string[]): Promise<void> {
  await addNames(
    storage,
    'main',
    names.map((name) => nameWith(name, { connection })),
  )
}

/** A workspace with an account, made as a service makes it. */
async function prepare(storage: Storage): Promise<string> {
  const database = {
    storage,
    isAfterKill: false,
    restoredFrom: null,
    close: storage.close,
    dialect: 'sqlite',
    dataFolder: '',
    url: null,
  } as const
  await openTestApi(database, TEST_NOW)
  return addConnection(storage, 'main', { id: 'r1' })
}

describe('a workspace that is loaded behind its indexes', () => {
  it('is like any other afterwards: schema, statistics, search, and no name twice', async () => {
    const folder = temporaryFolder('load')
    const names = ['one.com', 'xn--wgv71a.jp', 'two.jp']
    const connection = await loadBehindIndexes(folder, {
      prepare,
      load: (storage, id) => namesIn(storage, id, names),
    })
    const loaded = await openWorkspace(folder, null)
    const usual = await openWorkspace(temporaryFolder('usual'), null)
    expect(await describeSchema(loaded.storage)).toEqual(await describeSchema(usual.storage))
    const found = await sql<{ name: string }>`select name from domain where id in
      (select rowid from domain_search where domain_search match '"one"')`.execute(loaded.storage.read)
    expect(found.rows.map(({ name }) => name)).toEqual(['one.com'])
    await expect(namesIn(loaded.storage, connection, ['two.jp'])).rejects.toThrow(/UNIQUE/)
    await namesIn(loaded.storage, connection, ['three.jp'])
    await loaded.close()
    await usual.close()
  })
})
