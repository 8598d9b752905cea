import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { backUpDaily, listBackups } from '../../../service/storage/backup.ts'
import { folderProblem } from '../../../service/storage/data-folder.ts'
import { openWorkspace } from '../../../service/storage/open-workspace.ts'
import { DATABASE_FILE } from '../../../service/storage/sqlite-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'daicho-workspace-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const file = () => join(folder, DATABASE_FILE)

async function withNote(text: string): Promise<void> {
  const workspace = await openWorkspace(folder, null)
  await workspace.storage.transact((trx) => trx.insertInto('workspace').values({ name: text, value: text }).execute())
  await workspace.close()
}

async function notes(restore = false): Promise<string[]> {
  const workspace = await openWorkspace(folder, null, restore)
  const rows = await workspace.storage.read.selectFrom('workspace').select('name').orderBy('name').execute()
  await workspace.close()
  return rows.map((row) => row.name)
}

describe('a data folder', () => {
  it('keeps what was written from one start to the next', async () => {
    await withNote('a')
    expect(await notes()).toEqual(['a'])
  })

  it('is open in one process at a time and says what to do', async () => {
    const first = await openWorkspace(folder, null)
    await expect(openWorkspace(folder, null)).rejects.toThrow(/Another Daicho has .* open.*--data/)
    await first.close()
    await (await openWorkspace(folder, null)).close()
  })

  it('is refused with what is wrong where it is no folder', async () => {
    const taken = join(folder, 'taken')
    writeFileSync(taken, 'a file')
    await expect(openWorkspace(taken, null)).rejects.toThrow(/taken is no folder.*--data/)
    await expect(openWorkspace(join(taken, 'below'), null)).rejects.toThrow(/taken is no folder.*--data/)
    expect(readFileSync(taken, 'utf8')).toBe('a file')
  })

  it.each([
    ['EROFS', /cannot be written.*--data/],
    ['EACCES', /cannot be written.*--data/],
    ['ENOSPC', /The disk .* is full/],
    ['EDQUOT', /The disk .* is full/],
  ])('says what can be done about %s', (code, message) => {
    expect(folderProblem('/data', Object.assign(new Error(code), { code }))).toMatchObject({
      name: 'WorkspaceError',
      message: expect.stringMatching(message),
    })
  })

  it('knows a full disk by what SQLite says of it', () => {
    const error = Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 })
    expect(folderProblem('/data', error)).toMatchObject({ message: expect.stringMatching(/The disk .* is full/) })
  })

  it.each([DATABASE_FILE, 'daicho.lock'])(
    'does not take a %s that cannot be opened for a damaged or busy one',
    async (name) => {
      mkdirSync(join(folder, name))
      await expect(openWorkspace(folder, null)).rejects.toThrow(new RegExp(`${name} cannot be opened`))
    },
  )

  it('leaves a file that is no database untouched and says so', async () => {
    writeFileSync(file(), 'this is not a database, it only has its name')
    await expect(openWorkspace(folder, null)).rejects.toThrow(/is damaged and was left untouched.*no backup/)
    expect(readFileSync(file(), 'utf8')).toMatch(/^this is not/)
  })

  it('finds a file that was cut off while the process was killed, and restores the last backup when told to', async () => {
    await withNote('kept')
    backUpDaily(folder, '2026-11-22')
    await withNote('lost')
    truncateSync(file(), 40_960)
    writeFileSync(join(folder, 'daicho.running'), '1\n')
    await expect(openWorkspace(folder, null)).rejects.toThrow(/--restore/)
    const restored = await openWorkspace(folder, null, true)
    expect(restored.restoredFrom).toMatch(/daicho-daily-2026-11-22\.db$/)
    await restored.close()
    expect(await notes()).toEqual(['kept'])
    expect(readdirSync(folder).some((name) => name.startsWith(`${DATABASE_FILE}.damaged-`))).toBe(true)
  })

  it.each([
    ['emptied', () => truncateSync(file(), 0)],
    ['deleted', () => rmSync(file())],
  ])('makes no new workspace where the database was %s and a backup is left', async (_what, lose) => {
    await withNote('kept')
    backUpDaily(folder, '2026-11-22')
    lose()
    await expect(openWorkspace(folder, null)).rejects.toThrow(/is missing or empty.*--restore/)
    expect(await notes(true)).toEqual(['kept'])
  })

  it('refuses a database that a newer version has written', async () => {
    await withNote('a')
    const db = new DatabaseSync(file())
    db.exec("insert into schema_migration values ('9999-from-the-future', '2030-01-01')")
    db.close()
    await expect(openWorkspace(folder, null)).rejects.toThrow(/newer version \(9999-from-the-future\)/)
  })
})

describe('the daily backup', () => {
  it('is made once a day, holds what was committed, and the last seven are kept', async () => {
    await withNote('a')
    for (let day = 10; day < 20; day++) backUpDaily(folder, `2026-11-${day}`)
    expect(backUpDaily(folder, '2026-11-19')).toBeNull()
    const backups = listBackups(folder)
    expect(backups).toHaveLength(7)
    expect(backups[0]).toMatch(/daicho-daily-2026-11-19\.db$/)
    const copy = new DatabaseSync(backups[0] ?? '', { readOnly: true })
    expect(copy.prepare('select name from workspace').all()).toMatchObject([{ name: 'a' }])
    copy.close()
  })
})

describe('a database server', () => {
  it.each([
    ['is not there', 'postgres://daicho:secret@127.0.0.1:1/daicho'],
    ['has a name that is none', 'postgres://daicho:secret@no-such-host.invalid/daicho'],
  ])('that %s is named without its password', async (_what, url) => {
    const problem = await openWorkspace(folder, url).catch((error: unknown) => error)
    expect(problem).toMatchObject({
      name: 'WorkspaceError',
      message: expect.stringMatching(/cannot be used.*--database/),
    })
    expect(String(problem)).not.toContain('secret')
  })

  it('that has no such database says so', async () => {
    const url = `${inject('postgresUrl')}/nothing_here`
    await expect(openWorkspace(folder, url)).rejects.toThrow(/nothing_here.*does not exist.*--database/)
  })
})
