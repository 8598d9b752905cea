import { expect, it } from 'vitest'
import { insertRows, updateRowsByKey } from '../../../service/storage/many-rows.ts'
import type { Storage } from '../../../service/storage/storage.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

const COLUMNS = { issuer: 'text', series: 'text', year: 'int', last: 'int' } as const
const KEY = { issuer: 'text', series: 'text', year: 'int' } as const

const counter = (year: number, last: number) => ({ issuer: 'main', series: 'invoice', year, last })

async function counters(storage: Storage): Promise<readonly (readonly [number, number])[]> {
  const rows = await storage.read.selectFrom('document_counter').select(['year', 'last']).orderBy('year').execute()
  return rows.map(({ year, last }) => [Number(year), Number(last)])
}

describeOnEachDatabase('many rows at once', (open) => {
  const insert = (storage: Storage, rows: readonly ReturnType<typeof counter>[], terms = {}) =>
    storage.transact((trx) => insertRows(trx, 'document_counter', COLUMNS, rows, terms))

  it('are stored', async () => {
    const { storage } = await open()
    await insert(storage, [counter(2026, 1), counter(2024, 2), counter(2025, 3)])
    expect(await counters(storage)).toEqual([
      [2024, 2],
      [2025, 3],
      [2026, 1],
    ])
  })

  it('are none of them stored where one is refused', async () => {
    const { storage } = await open()
    await expect(insert(storage, [counter(2026, 1), counter(2026, 2)])).rejects.toThrow(/unique|constraint/i)
    expect(await counters(storage)).toEqual([])
  })

  it('replace those with the same key where that is asked for', async () => {
    const { storage } = await open()
    await insert(storage, [counter(2026, 1)])
    await insert(storage, [counter(2026, 7), counter(2027, 8)], { replacing: Object.keys(KEY) })
    expect(await counters(storage)).toEqual([
      [2026, 7],
      [2027, 8],
    ])
  })

  it('change by their keys; one that is not there is left out, and no other row is touched', async () => {
    const { storage } = await open()
    await insert(storage, [counter(2025, 1), counter(2026, 2), counter(2027, 3)])
    const changes = [counter(2027, 30), counter(2026, 20), counter(2028, 40)]
    await storage.transact((trx) => updateRowsByKey(trx, 'document_counter', KEY, { last: 'int' }, changes))
    expect(await counters(storage)).toEqual([
      [2025, 1],
      [2026, 20],
      [2027, 30],
    ])
  })

  it('are no statement where there are none', async () => {
    const { storage } = await open()
    await insert(storage, [])
    await storage.transact((trx) => updateRowsByKey(trx, 'document_counter', KEY, { last: 'int' }, []))
    expect(await counters(storage)).toEqual([])
  })
})
