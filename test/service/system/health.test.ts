import {
  closeSync,
  copyFileSync,
  cpSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { startService } from '../../../service/main.ts'
import { startFileChecks } from '../../../service/storage/file-checks.ts'
import { openWorkspace } from '../../../service/storage/open-workspace.ts'
import { DATABASE_FILE } from '../../../service/storage/sqlite-file.ts'
import type { Storage } from '../../../service/storage/storage.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { openTestApi, type TestApi } from '../../support/test-api.ts'

type Health = { readonly status: string; readonly problem: string | null }
const healthOf = async (api: TestApi) => (await api.call<Health>('GET', '/api/health')).body

const PAGE = 4096

/** Spoils the page in the middle of a table that holds one of its later rows; what looks at its first rows sees nothing. */
async function damageDeepWithin({ target, transact }: Storage): Promise<void> {
  if (target.kind !== 'sqlite') throw new Error('only a file can be damaged')
  const rows = Array.from({ length: 4_000 }, (_, n) => ({ name: `note-${n}`, value: `deep-${n}-`.repeat(20) }))
  await transact(async (trx) => {
    for (const row of rows) await trx.insertInto('workspace').values(row).execute()
  })
  const other = new DatabaseSync(target.file)
  other.exec('pragma wal_checkpoint(truncate)')
  other.close()
  const at = readFileSync(target.file).indexOf('deep-3000-')
  spoilPage(target.file, at)
}

function spoilPage(file: string, at: number): void {
  const opened = openSync(file, 'r+')
  writeSync(opened, Buffer.alloc(PAGE, 0xff), 0, PAGE, at - (at % PAGE))
  closeSync(opened)
}

/** The folder as a process that was killed leaves it: a copy of its files while they are open. */
function asAfterKill(folder: string): string {
  const copy = temporaryFolder('killed')
  cpSync(folder, copy, { recursive: true })
  return copy
}

const statusOf = async (api: TestApi) => (await api.call<{ status: string }>('GET', '/api/health')).body.status

describeOnEachDatabase('the health of the service', (open) => {
  it('is ok while the database answers, and degraded when it does not', async () => {
    const database = await open()
    const api = await openTestApi(database)
    expect(await statusOf(api)).toBe('ok')
    await database.storage.close()
    expect(await api.call('GET', '/api/health')).toMatchObject({
      status: 200,
      body: { status: 'degraded', isSetUp: true, setupCodeRequired: false },
    })
  })

  it('is degraded when the file is damaged or cut off, though pages of it are still in memory', async () => {
    const database = await open()
    const api = await openTestApi(database)
    const { target } = database.storage
    if (target.kind === 'postgres') return
    await database.storage.read.selectFrom('domain').selectAll().execute()
    writeFileSync(target.file, Buffer.alloc(4096, 7), { flag: 'r+' })
    expect(await statusOf(api)).toBe('degraded')
    truncateSync(target.file, 100)
    expect(await statusOf(api)).toBe('degraded')
  })

  it('is degraded from the first statement on that meets damage deep in the file', async () => {
    const database = await open()
    const api = await openTestApi(database)
    if (database.dialect === 'postgres') {
      const corrupted = sql`do $$ begin raise exception 'invalid page' using errcode = 'XX001'; end $$`
      await expect(corrupted.execute(database.storage.read)).rejects.toThrow('invalid page')
    } else {
      await damageDeepWithin(database.storage)
      expect(await healthOf(api)).toMatchObject({ status: 'ok', problem: null })
      const reading = database.storage.read.selectFrom('workspace').select('value').execute()
      await expect(reading).rejects.toThrow('malformed')
    }
    expect(await healthOf(api)).toMatchObject({ status: 'degraded', problem: 'damaged' })
    expect(await healthOf(api)).toMatchObject({ status: 'degraded', problem: 'damaged' })
  })

  it('is degraded once a check in the background has met damage that nobody asked for', async () => {
    const database = await open()
    const api = await openTestApi(database)
    const { storage, dialect } = database
    if (dialect === 'postgres') return
    const errors: string[] = []
    const log = { ...api.deps.log, error: (text: string) => void errors.push(text) }
    await damageDeepWithin(storage)
    const end = startFileChecks(storage, log, { isAfterKill: true })
    await expect.poll(() => healthOf(api)).toMatchObject({ status: 'degraded', problem: 'damaged' })
    await expect.poll(() => errors).toEqual(['the database file is damaged'])
    end()
  })
})

describe('a workspace that was damaged while it was in use', () => {
  it.each(['stopped', 'killed'])('is not opened again once it was %s, and its file is left as it is', async (end) => {
    const folder = temporaryFolder('damaged')
    const { storage, close } = await openWorkspace(folder, null)
    await damageDeepWithin(storage)
    await expect(storage.read.selectFrom('workspace').select('value').execute()).rejects.toThrow(/malformed/)
    const left = end === 'killed' ? asAfterKill(folder) : folder
    await close()
    const file = join(left, DATABASE_FILE)
    const before = readFileSync(file)
    await expect(openWorkspace(left, null)).rejects.toThrow(/is damaged and was left untouched/)
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('is opened again with a sound copy in its place, and then no longer suspected', async () => {
    const folder = temporaryFolder('damaged')
    const { storage, close } = await openWorkspace(folder, null)
    copyFileSync(join(folder, DATABASE_FILE), join(folder, 'copy.db'))
    await damageDeepWithin(storage)
    await expect(storage.read.selectFrom('workspace').select('value').execute()).rejects.toThrow(/malformed/)
    await close()
    renameSync(join(folder, 'copy.db'), join(folder, DATABASE_FILE))
    await (await openWorkspace(folder, null)).close()
    expect(readdirSync(folder).filter((name) => name.includes('damage'))).toEqual([])
  })

  it('is opened at once after a kill, looked through behind its back, and refused from then on', async () => {
    const folder = temporaryFolder('damaged')
    const { storage, close } = await openWorkspace(folder, null)
    await damageDeepWithin(storage)
    const left = asAfterKill(folder)
    await close()
    const service = await startService({ dataFolder: left, database: null, clock: null, isSandbox: false })
    const health = async () => (await service.fetch(new Request('http://daicho/api/health'))).json()
    await expect.poll(health, { timeout: 10_000 }).toMatchObject({ status: 'degraded', problem: 'damaged' })
    await service.stop()
    await expect(openWorkspace(left, null)).rejects.toThrow(/is damaged and was left untouched/)
  })

  it('says what to do where the start itself meets the damage', async () => {
    const folder = temporaryFolder('damaged')
    await (await openWorkspace(folder, null)).close()
    const db = new DatabaseSync(join(folder, DATABASE_FILE))
    const { rootpage } = db.prepare("select rootpage from sqlite_schema where name = 'workspace'").get() ?? {}
    db.close()
    spoilPage(join(folder, DATABASE_FILE), (Number(rootpage) - 1) * PAGE)
    const options = { dataFolder: folder, database: null, clock: null, isSandbox: true }
    await expect(startService(options)).rejects.toThrow(/is damaged.*put a copy of your own in its place/)
  })
})
