import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { startService } from '../../../service/main.ts'
import { openCheckpoints } from '../../../service/storage/checkpoints.ts'
import { openSqliteWriter } from '../../../service/storage/dialects/sqlite.ts'
import { makeTurnMemory, writeTurns } from '../../../service/storage/dialects/write-turns.ts'
import { DATABASE_FILE } from '../../../service/storage/sqlite-file.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Each row takes two pages or three. */
const fill = (db: DatabaseSync, rows: number) =>
  db
    .prepare(
      'insert into page (bytes) with recursive n (i) as (select 1 union all select i + 1 from n where i < ?) select zeroblob(8192) from n',
    )
    .run(rows)

function openPair() {
  const file = `${temporaryFolder('checkpoints')}/one.sqlite`
  const db = openSqliteWriter(file)
  db.exec('create table page (id integer primary key, bytes blob)')
  const memory = makeTurnMemory()
  const write = (rows: number) => fill(db, rows)
  return { file, db, memory, write, checkpoints: openCheckpoints(file, memory) }
}

const logOf = (db: DatabaseSync) => {
  const row = db.prepare('pragma wal_checkpoint(noop)').get()
  return { pages: Number(row?.['log']), folded: Number(row?.['checkpointed']) }
}

describe('the log of an embedded database', () => {
  it('is left alone while it is short, and folded into the file when it is long', async () => {
    const { db, write, checkpoints } = openPair()
    write(500)
    expect((await checkpoints.look()).folded).toBe(0)
    write(7_000)
    const { pages, folded } = await checkpoints.look()
    expect(pages).toBeGreaterThan(12_000)
    expect(folded).toBe(pages)
    write(10)
    expect(logOf(db).pages).toBeLessThan(100)
    checkpoints.close()
    db.close()
  })

  it('is folded under a turn of its own once writers kept it from beginning anew', async () => {
    const { file, db, memory, write, checkpoints } = openPair()
    // Somebody who reads keeps all that was written since.
    const reader = new DatabaseSync(file, { readOnly: true })
    reader.exec('begin; select count(*) from page')
    write(30_000)
    expect(logOf(db).pages).toBeGreaterThan(48_000)
    const giveBack = await writeTurns(memory, 'request').take()
    let hasLooked = false
    const look = checkpoints.look().then((length) => {
      hasLooked = true
      return length
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(hasLooked).toBe(false)
    reader.exec('commit')
    giveBack()
    const { pages, folded } = await look
    expect(folded).toBe(pages)
    checkpoints.close()
    reader.close()
    db.close()
  })

  it('is kept short by a running service, whoever writes', async () => {
    const dataFolder = temporaryFolder('checkpoints')
    const service = await startService({ dataFolder, database: null, clock: null, isSandbox: false })
    const db = openSqliteWriter(`${dataFolder}/${DATABASE_FILE}`)
    db.exec('create table page (bytes blob)')
    fill(db, 7_000)
    await expect.poll(() => logOf(db)).toSatisfy(({ pages, folded }) => pages === folded)
    db.close()
    await service.stop()
  })
})
