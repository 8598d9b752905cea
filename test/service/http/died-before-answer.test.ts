import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { createApp } from '../../../service/app.ts'
import { describeOnEachDatabase, type OpenDatabase } from '../../support/each-database.ts'
import { mortalStorage } from '../../support/mortal-storage.ts'
import { type OrderDesk, openOrderDesk } from '../../support/order-desk.ts'
import { send, type TestApi } from '../../support/test-api.ts'

/** More steps than a request has. */
const MOST_STEPS = 400

/** A server's open key may be another instance's for a minute; this one's is older. */
async function waitAMinute({ deps }: TestApi): Promise<void> {
  await deps.storage.transact((trx) =>
    trx
      .updateTable('idempotency_key')
      .set({ created_at: '2020-01-01T00:00:00Z' })
      .where('state', '=', 'running')
      .execute(),
  )
}

/**
 * Sends a request to a process that dies after so many steps, and the same request again to the next one, which answers;
 * for one number of steps after the other, until the first one survives. Returns how often one died.
 */
async function sendThroughDeaths(
  api: TestApi,
  path: string,
  bodyOf: (round: number) => object,
  check: (round: number) => Promise<void>,
): Promise<number> {
  const url = `/api/accounts/${api.account}${path}`
  for (let round = 0; round < MOST_STEPS; round++) {
    const headers = { authorization: `Bearer ${api.token}`, 'idempotency-key': randomUUID() }
    const mortal = createApp({ ...api.deps, storage: mortalStorage(api.deps.storage, round) })
    const first = await send(mortal, 'POST', url, bodyOf(round), headers)
    await waitAMinute(api)
    const again = await send(createApp(api.deps), 'POST', url, bodyOf(round), headers)
    expect(again.status).toBeLessThan(300)
    await check(round)
    if (first.status >= 300) continue
    expect(again.body).toEqual(first.body)
    return round
  }
  throw new Error('the request never came to its end')
}

async function openDesk(open: OpenDatabase): Promise<OrderDesk> {
  const desk = await openOrderDesk(open)
  await desk.deposit(1_000_000)
  await desk.call('PATCH', '/api/operator/issuer', { name: '株式会社みなと' })
  return desk
}

const totalOf = async (desk: OrderDesk, path: string) => (await desk.get<{ total: number }>(path)).body.total

describeOnEachDatabase('a request whose process dies before it has answered', (open) => {
  it('books a deposit once, and is answered with it when it is sent again', async () => {
    const desk = await openDesk(open)
    const body = (round: number) => ({ amount: String(1_000 + round), method: 'bankTransfer' })
    const deaths = await sendThroughDeaths(desk, '/deposits', body, async (round) => {
      expect(await totalOf(desk, '/ledger?kind=deposit')).toBe(1 + round + 1)
    })
    expect(deaths).toBeGreaterThan(10)
  })

  it('places an order once, and is answered with it when it is sent again', async () => {
    const desk = await openDesk(open)
    const body = (round: number) => ({ items: [{ operation: 'register', name: `name-${round}.com` }] })
    const deaths = await sendThroughDeaths(desk, '/orders', body, async (round) => {
      expect(await totalOf(desk, '/orders')).toBe(round + 1)
    })
    expect(deaths).toBeGreaterThan(10)
    await desk.settleJobs()
    expect(await desk.money()).toMatchObject({ balance: 1_000_000 - (deaths + 1) * 1_000, held: 0 })
  })

  it('makes a quote once, without a gap in the numbers', async () => {
    const desk = await openDesk(open)
    const body = (round: number) => ({ items: [{ operation: 'register', name: `name-${round}.com`, years: 1 }] })
    await sendThroughDeaths(desk, '/quotes', body, async (round) => {
      const { items } = (await desk.get<{ items: { number: string }[] }>('/quotes?sort=-number')).body
      expect(items).toHaveLength(round + 1)
      expect(items[0]?.number.endsWith(String(round + 1).padStart(6, '0'))).toBe(true)
    })
  })
})
