import { expect } from 'vitest'
import type { z } from 'zod'
import { addDays, type Instant, type IsoDate, instantAt } from '../../core/calendar/iso-date.ts'
import type { OrderView } from '../../core/contract/http/orders.ts'
import type { getSandboxName, SandboxRuleBody } from '../../core/contract/http/sandbox.ts'
import type { DomainName } from '../../core/domains/domain-name.ts'
import { auditBook } from './book.ts'
import type { OpenDatabase } from './each-database.ts'
import { holdAtSandbox } from './sandbox-names.ts'
import { openTestApi, TEST_NOW, type TestApi } from './test-api.ts'

export type SandboxView = z.output<(typeof getSandboxName)['answers'][200]>

/** A test workspace with prices for com (1,000), net (2,000) and jp (3,000 a year), and no money yet. */
export type OrderDesk = TestApi & {
  readonly setPrice: (suffix: string, operation: string, amount: string | null, years?: number) => Promise<void>
  readonly deposit: (amount: number) => Promise<void>
  /** Places an order, which has to be taken, and has it carried out; answers with it as it is then. */
  readonly order: (operation: string, name: string, more?: object) => Promise<OrderView>
  readonly readOrder: (id: string) => Promise<OrderView>
  /** How the simulated registry behaves from now on. */
  readonly behave: (...rules: readonly SandboxRuleBody[]) => Promise<void>
  /** A name as the simulated registry has it. */
  readonly atRegistry: (name: string) => Promise<SandboxView>
  /** A name that the account holds at the simulated registry, with an expiry of its own. */
  readonly hold: (name: string, expiresOn: string, more?: object) => Promise<void>
  /** So many .com names with one expiry, the quick way. */
  readonly holdMany: (count: number, expiresOn: IsoDate) => Promise<void>
  readonly seed: (name: string, expiresOn: string, more?: object) => Promise<void>
  /** Nine in the morning of a day in Tokyo. */
  readonly moveTo: (day: IsoDate) => void
  readonly runRenewals: () => Promise<readonly string[]>
  readonly domain: (name: string) => Promise<Record<string, unknown>>
  /** Balance and held money, after every rule of the book has been checked. */
  readonly money: () => Promise<{ readonly balance: number; readonly held: number }>
  readonly today: IsoDate
}

export async function openOrderDesk(open: OpenDatabase, now: Instant = TEST_NOW): Promise<OrderDesk> {
  return orderDeskOf(await openTestApi(await open(), now, { isSandbox: true }))
}

export async function orderDeskOf(api: TestApi): Promise<OrderDesk> {
  const setPrice = async (suffix: string, operation: string, amount: string | null, years = 1) => {
    const body = { operation, years, amount, from: '2020-01-01' }
    expect((await api.call('PUT', `/api/operator/prices/${suffix}`, body)).status).toBe(200)
  }
  for (const [suffix, amount] of [
    ['com', '1000'],
    ['net', '2000'],
    ['jp', '3000'],
  ] as const) {
    for (const operation of ['register', 'renew', 'transfer']) await setPrice(suffix, operation, amount)
    await setPrice(suffix, 'restore', '5000')
  }
  const seed: OrderDesk['seed'] = async (name, expiresOn, more = {}) => {
    const body = { expiresOn, ...more }
    expect((await api.call('PUT', `/api/operator/sandbox/names/${name}`, body)).status).toBe(200)
  }
  const made = await api.post<{ id: string }>('/connections', {
    name: 'Sandbox',
    registrar: 'Sandbox',
    gateway: 'sandbox',
  })
  const connection = made.body.id
  const readOrder = async (id: string) => (await api.get<OrderView>(`/orders/${id}`)).body
  return {
    ...api,
    today: '2026-11-23' as IsoDate,
    setPrice,
    readOrder,
    deposit: async (amount) => {
      const body = { amount: String(amount), method: 'bankTransfer' }
      expect((await api.post('/deposits', body)).status).toBe(201)
    },
    order: async (operation, name, more = {}) => {
      const answer = await api.post<OrderView>('/orders', { items: [{ operation, name, ...more }] })
      expect(answer).toMatchObject({ status: 202 })
      await api.settleJobs()
      return readOrder(answer.body.id)
    },
    behave: async (...rules) => {
      expect((await api.call('PUT', '/api/operator/sandbox', { rules })).status).toBe(200)
    },
    atRegistry: async (name) => {
      const { status, body } = await api.call<SandboxView>('GET', `/api/operator/sandbox/names/${name}`)
      expect(status).toBe(200)
      return body
    },
    seed,
    hold: async (name, expiresOn, more = {}) => {
      await seed(name, expiresOn, { account: api.account })
      const added = await api.post('/domains', { name, connection, registryExpiresOn: expiresOn, ...more })
      expect(added).toMatchObject({ status: 201 })
    },
    holdMany: (count, expiresOn) => {
      const names = Array.from({ length: count }, (_, n) => `held-${n}.com` as DomainName)
      const holding = { account: api.account, connection, expiresOn, today: api.deps.clock.today('Asia/Tokyo') }
      return holdAtSandbox(api.deps, holding, names)
    },
    moveTo: (day) => {
      api.deps.clock.moveTo(instantAt(day, '09:00', 'Asia/Tokyo'))
      expect(api.deps.clock.today('Asia/Tokyo')).toBe(day)
    },
    runRenewals: async () => {
      const { status, body } = await api.call<{ ran: string[] }>('POST', '/api/operator/run', { job: 'renewals' })
      expect(status).toBe(200)
      return body.ran
    },
    domain: async (name) => (await api.get<Record<string, unknown>>(`/domains/${name}`)).body,
    money: async () => {
      const { isTrue, balance, held } = await auditBook(api.deps.storage, api.account)
      expect(isTrue).toBe(true)
      return { balance, held }
    },
  }
}

/** So many days after the day of `TEST_NOW`. */
export const later = (days: number) => addDays('2026-11-23' as IsoDate, days)
