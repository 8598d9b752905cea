import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { nextChange } from '../../../service/modules/changes/change-sequence.ts'
import { rememberedRows } from '../../../service/modules/domains/query/remembered-rows.ts'
import { readClasses } from '../../../service/modules/renewal-rules/class-book.ts'
import { describeOnEachDatabase, type OpenDatabase } from '../../support/each-database.ts'
import { addConnection, addNames, nameWith } from '../../support/names.ts'
import { openTestApi } from '../../support/test-api.ts'

async function openCounting(open: OpenDatabase) {
  const { deps, account } = await openTestApi(await open())
  const { storage } = deps
  const connection = await addConnection(storage, account, { id: 'r1', name: '窓口', registrar: 'GMO' })
  await addNames(storage, account, [nameWith('a.jp', { connection, note: 'x' }), nameWith('b.jp', { connection })])
  const countWith = async (note: string, db = storage.read) => {
    const { names } = await readClasses(db, account)
    const query = sql<{ names: number }>`select count(*) as names from domain where note = ${note}`
    return (await rememberedRows(db, names, query))[0]?.names
  }
  /** Behind the account's back, as nothing in the product does it. */
  const writeNote = (note: string) =>
    storage.transact(async (trx) => {
      await trx.updateTable('domain').set({ note }).where('name', '=', 'b.jp').execute()
    })
  return { storage, account, countWith, writeNote }
}

describeOnEachDatabase('what was counted', (open) => {
  it('is remembered until the account changes, each query with its own values', async () => {
    const { storage, account, countWith, writeNote } = await openCounting(open)
    expect(await countWith('x')).toBe(1)
    await writeNote('x')
    expect(await countWith('x')).toBe(1)
    expect(await countWith('y')).toBe(0)
    await storage.transact((trx) => nextChange(trx, account))
    expect(await countWith('x')).toBe(2)
  })

  it('is never remembered inside a transaction, which can change it', async () => {
    const { storage, account, countWith } = await openCounting(open)
    await storage.transact(async (trx) => {
      await nextChange(trx, account)
      expect(await countWith('x', trx)).toBe(1)
      await trx.updateTable('domain').set({ note: 'x' }).where('name', '=', 'b.jp').execute()
      expect(await countWith('x', trx)).toBe(2)
    })
  })

  it('is asked again where the query failed', async () => {
    const { storage, account } = await openCounting(open)
    const { names } = await readClasses(storage.read, account)
    const query = sql`select count(*) as names from nowhere`
    await expect(rememberedRows(storage.read, names, query)).rejects.toThrow()
    await expect(rememberedRows(storage.read, names, query)).rejects.toThrow()
  })
})
