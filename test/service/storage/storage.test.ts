import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { openWorkspace } from '../../../service/storage/open-workspace.ts'
import { DATABASE_FILE } from '../../../service/storage/sqlite-file.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const note = (name: string, value = '') => ({ name, value })

describeOnEachDatabase('the storage', (open, dialect) => {
  it('refuses a transaction inside a transaction and a read beside one', async () => {
    const { storage } = await open()
    await expect(storage.transact(() => storage.transact(async () => 1))).rejects.toThrow(/pass the transaction on/)
    if (dialect === 'sqlite') {
      const readInside = () => storage.read.selectFrom('workspace').selectAll().execute()
      await expect(storage.transact(readInside)).rejects.toThrow(/use the transaction/)
    }
    await storage.transact((trx) => trx.insertInto('workspace').values(note('after')).execute())
    expect(await storage.read.selectFrom('workspace').selectAll().execute()).toHaveLength(1)
  })

  it('takes everything back when the work throws', async () => {
    const { storage } = await open()
    const work = storage.transact(async (trx) => {
      await trx.insertInto('workspace').values(note('a')).execute()
      throw new Error('no')
    })
    await expect(work).rejects.toThrow('no')
    expect(await storage.read.selectFrom('workspace').selectAll().execute()).toEqual([])
  })

  it('lets nobody read what is not committed', async () => {
    const { storage } = await open()
    let inside: unknown[] = ['not read']
    await storage.transact(async (trx) => {
      await trx.insertInto('workspace').values(note('a')).execute()
      inside = await trx.selectFrom('workspace').selectAll().execute()
    })
    expect(inside).toHaveLength(1)
  })

  it('answers who reads in the middle of a long transaction', async () => {
    const { storage } = await open()
    let isOver = false
    const long = storage.transact(async (trx) => {
      for (let n = 0; n < 10; n++) {
        await sql`with recursive n (i) as (select 1 union all select i + 1 from n where i < 200000)
          select count(*) from n`.execute(trx)
      }
      isOver = true
    })
    let answers = 0
    while (!isOver) {
      await nextTurn()
      await storage.read.selectFrom('workspace').selectAll().execute()
      if (!isOver) answers++
    }
    await long
    expect(answers).toBeGreaterThan(3)
  })

  it.runIf(dialect === 'sqlite')(
    'leaves everything in the one file when it is closed, also where nothing was read',
    async () => {
      const folder = temporaryFolder('closed')
      const { storage, close } = await openWorkspace(folder, null)
      await storage.transact((trx) => trx.insertInto('workspace').values(note('a')).execute())
      await close()
      expect(existsSync(join(folder, DATABASE_FILE))).toBe(true)
      expect(existsSync(join(folder, `${DATABASE_FILE}-wal`))).toBe(false)
    },
  )

  it('compares text byte by byte, whatever the locale', async () => {
    const { storage } = await open()
    const names = ['b.jp', 'B.jp', 'a.jp', 'Z.jp', 'ä.jp', '東.jp', 'a-b.jp']
    await storage.transact((trx) =>
      trx
        .insertInto('workspace')
        .values(names.map((name) => note(name)))
        .execute(),
    )
    const rows = await storage.read.selectFrom('workspace').select('name').orderBy('name').execute()
    expect(rows.map((row) => row.name)).toEqual(
      [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
    )
  })

  it('gives counts as numbers', async () => {
    const { storage } = await open()
    const { rows } = await sql<{ n: number }>`select count(*) as n from workspace`.execute(storage.read)
    expect(rows).toEqual([{ n: 0 }])
  })
})
