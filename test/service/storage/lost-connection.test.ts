import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, expect, it } from 'vitest'
import { openBillingDesk } from '../../support/billing-desk.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

/** Ends every connection to a database, as a server does that restarts. */
async function endConnections(url: string): Promise<void> {
  const { pathname, href } = new URL(url)
  const client = new pg.Client({ connectionString: href.replace(pathname, '/postgres') })
  await client.connect()
  await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${pathname.slice(1)}'`)
  await client.end()
}

const uncaught: unknown[] = []
const note = (error: unknown) => uncaught.push(error)
afterEach(() => {
  process.off('uncaughtException', note)
  uncaught.length = 0
})

describeOnEachDatabase('a database server that ends its connections', (open, dialect) => {
  it.runIf(dialect === 'postgres')(
    'in the middle of a transaction ends that transaction, not the service',
    async () => {
      process.on('uncaughtException', note)
      const database = await open()
      const url = database.url ?? ''
      const { storage } = database
      const cut = storage.transact(async (trx) => {
        await sql`select 1`.execute(trx)
        await endConnections(url)
        await new Promise((resolve) => setTimeout(resolve, 100))
        await sql`select 1`.execute(trx)
      })
      await expect(cut).rejects.toThrow()
      await sql`select 1`.execute(storage.read)
      expect(uncaught).toEqual([])
    },
  )

  it.runIf(dialect === 'postgres')('lets requests be sent again: they are refused as busy, or done once', async () => {
    process.on('uncaughtException', note)
    const database = await open()
    const desk = await openBillingDesk(async () => database)
    const url = database.url ?? ''
    let done = 0
    for (let round = 0; round < 40; round++) {
      const asked = desk.post('/deposits', { amount: '1000', method: 'bankTransfer' })
      await new Promise((resolve) => setTimeout(resolve, round))
      await endConnections(url)
      const { status, body } = await asked
      if (status === 201) done += 1
      else expect({ status, body }).toMatchObject({ status: 503, body: { code: 'busy' } })
    }
    expect(done).toBeGreaterThan(0)
    const { body } = await desk.get<{ balance: { amount: string } }>('/balance')
    expect(Number(body.balance.amount)).toBeGreaterThanOrEqual(done * 1000)
    expect(uncaught).toEqual([])
  })
})
