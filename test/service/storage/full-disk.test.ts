import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Storage } from '../../../service/storage/storage.ts'
import { openBillingDesk } from '../../support/billing-desk.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

const view = (length: number) => ({ name: 'view', definition: { filter: { search: 'x'.repeat(length) } } })

/** SQLite says that the disk is full when the file may not grow any more. */
async function limitPages(storage: Storage, extra: number): Promise<void> {
  await storage.transact(async (trx) => {
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(trx)
    await sql.raw(`pragma max_page_count = ${(rows[0]?.page_count ?? 0) + extra}`).execute(trx)
  })
}

/** Asks until the disk is full; says how often it was done. */
async function untilFull(post: (n: number) => Promise<{ readonly status: number }>): Promise<number> {
  for (let done = 0; done < 400; done++) {
    const { status } = await post(done)
    if (status === 507) return done
    expect(status).toBe(201)
  }
  throw new Error('the disk never became full')
}

describeOnEachDatabase('a full disk', (open, dialect) => {
  // Wherever in a request the room ends: at its key, its change, or its answer.
  it.runIf(dialect === 'sqlite').each([0, 1, 2, 3, 4, 5, 6, 7, 8])(
    'with room for %i pages: what is refused was not done, what was done is not refused, and all goes on when there is room',
    async (room) => {
      const desk = await openBillingDesk(open)
      const { storage } = desk.deps
      await limitPages(storage, room)
      const views = await untilFull((n) => desk.post('/views', view(500 * room + 10 * n)))
      const deposits = await untilFull(() => desk.post('/deposits', { amount: '1000', method: 'bankTransfer' }))
      await limitPages(storage, 1000)
      expect((await desk.get<{ items: unknown[] }>('/views')).body.items).toHaveLength(views)
      const { body } = await desk.get<{ balance: { amount: string } }>('/balance')
      expect(body.balance.amount).toBe(String(deposits * 1000))
      expect((await desk.post('/views', view(1000))).status).toBe(201)
      const { rows } = await sql<{ quick_check: string }>`pragma quick_check`.execute(storage.read)
      expect(rows).toEqual([{ quick_check: 'ok' }])
    },
  )
})
