import { sql } from 'kysely'
import { afterEach, expect, it } from 'vitest'
import type { Storage } from '../../../service/storage/storage.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { openTestApi } from '../../support/test-api.ts'

const view = (n: number) => ({ name: `view ${n}`, definition: { filter: { search: 'x'.repeat(3000) } } })

/** SQLite says that the disk is full when the file may not grow any more. */
async function limitPages(storage: Storage, extra: number): Promise<void> {
  await storage.transact(async (trx) => {
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(trx)
    await sql.raw(`pragma max_page_count = ${(rows[0]?.page_count ?? 0) + extra}`).execute(trx)
  })
}

describeOnEachDatabase('a full disk', (open, dialect) => {
  let storage: Storage | undefined
  afterEach(() => {
    storage = undefined
  })

  it.runIf(dialect === 'sqlite')(
    'refuses the change with what to do, keeps everything, and goes on when there is room',
    async () => {
      const api = await openTestApi(await open())
      storage = api.deps.storage
      await limitPages(storage, 4)
      const statuses: number[] = []
      for (let n = 0; n < 20; n++) statuses.push((await api.post('/views', view(n))).status)
      const made = statuses.filter((status) => status === 201).length
      expect(made).toBeLessThan(20)
      expect(new Set(statuses)).toEqual(new Set([201, 507]))
      await limitPages(storage, 1000)
      expect((await api.get<{ items: unknown[] }>('/views')).body.items).toHaveLength(made)
      expect((await api.post('/views', view(99))).status).toBe(201)
      const { rows } = await sql<{ quick_check: string }>`pragma quick_check`.execute(storage.read)
      expect(rows).toEqual([{ quick_check: 'ok' }])
    },
  )
})
