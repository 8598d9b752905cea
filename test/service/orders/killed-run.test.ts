import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { addYears, type IsoDate } from '../../../core/calendar/iso-date.ts'
import { openWorkspace } from '../../../service/storage/open-workspace.ts'
import type { Storage } from '../../../service/storage/storage.ts'
import { auditBook } from '../../support/book.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { prepareRenewals } from '../../support/prepared-workspace.ts'
import { type ServiceProcess, startServiceProcess } from '../../support/service-process.ts'

const NAMES = 1_500
/** Items of a dead process on PostgreSQL wait until its claim runs out, so that there are fewer kills. */
const KILLS = { sqlite: 5, postgres: 2 } as const
const GIVE_UP_MS = 120_000

/** The run begins by itself as the service starts; waits until it has renewed more than `count` names. */
async function renewedMoreThan(service: ServiceProcess, count: number): Promise<number> {
  const giveUpAt = Date.now() + GIVE_UP_MS
  for (;;) {
    const { total } = await service.call<{ total: number }>('GET', '/ledger?kind=charge&limit=1')
    if (total > count) return total
    if (Date.now() > giveUpAt) throw new Error(`the run hangs at ${total}`)
    await sleep(10)
  }
}

/** Every name once, in the book, at the registry and in the portfolio. */
async function expectRenewedOnce(storage: Storage, expires: IsoDate): Promise<void> {
  const { read } = storage
  expect(await auditBook(storage, 'main')).toMatchObject({ isTrue: true, balance: 0, held: 0 })
  const items = await read.selectFrom('order_item').select(['name', 'state', 'charge_entry']).execute()
  expect(items.filter(({ state }) => state === 'done')).toHaveLength(NAMES)
  expect(new Set(items.map(({ charge_entry }) => charge_entry)).size).toBe(NAMES)
  const commands = await read.selectFrom('sandbox_transaction').select('name').execute()
  expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length)
  const there = await read.selectFrom('sandbox_name').select('expires_on').distinct().execute()
  expect(there).toEqual([{ expires_on: addYears(expires, 1) }])
  const here = await read.selectFrom('domain').select('expires_on').distinct().execute()
  expect(here).toEqual([{ expires_on: addYears(expires, 1) }])
}

describeOnEachDatabase('a service that is killed in the middle of its renewal run', (open, dialect) => {
  it('renews and charges every name once, whatever step it was killed at', { timeout: 240_000 }, async () => {
    const { expires, ...options } = await prepareRenewals(open, dialect, NAMES)
    let renewed = 0
    for (let kills = 0; kills < KILLS[dialect]; kills++) {
      const service = await startServiceProcess(options)
      // Before anything is charged, between two batches, in the middle of one.
      if (kills % 2 === 1 && renewed < NAMES) renewed = await renewedMoreThan(service, renewed)
      await sleep(Math.random() * 150)
      await service.kill()
    }
    const service = await startServiceProcess(options)
    await renewedMoreThan(service, NAMES - 1)
    await service.stop()
    const reopened = await openWorkspace(options.dataFolder, options.database)
    await expectRenewedOnce(reopened.storage, expires)
    await reopened.close()
  })
})
