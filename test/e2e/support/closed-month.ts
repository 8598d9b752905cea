import { invariant } from '../../../core/base/invariant.ts'
import type { Reply, ServedApp } from './served-app.ts'

const PATIENCE_MS = 20_000
const PRICE = '1980'

export type ClosedMonth = {
  /** What asks for the money, or states that it was paid beforehand. */
  readonly document: string
  readonly amount: string
}

/**
 * November 2026 as an account leaves it: one renewal that an operator has done by hand, charged and closed. Without money
 * paid in beforehand the account goes below zero, and its invoice asks for the price. It is 1 December afterwards.
 */
export async function closeNovember(
  app: ServedApp,
  { isPrepaid }: { readonly isPrepaid: boolean },
): Promise<ClosedMonth> {
  await must(app.api('PATCH', '/api/operator/issuer', { name: '株式会社ドメイン管理' }))
  await must(app.api('PUT', '/api/operator/prices/com', { operation: 'renew', amount: PRICE, from: '2026-01-01' }))
  const connection = { name: 'A社', registrar: 'A社', gateway: 'manual' }
  const { id } = await must(app.api<{ id: string }>('POST', '/connections', connection))
  const name = { name: 'mizuhoshi.com', connection: id, registryExpiresOn: '2027-01-20' }
  await must(app.api('POST', '/domains', name))
  if (isPrepaid) await must(app.api('POST', '/deposits', { amount: '30000', method: 'bankTransfer' }))
  else await must(app.api('PATCH', '', { overdraft: { policy: 'corporate', limit: '50000' } }))
  await must(app.api('POST', '/orders', { items: [{ operation: 'renew', name: name.name }] }))
  const task = await firstTask(app)
  await must(app.api('POST', `/tasks/${task}/confirm`, { date: '2026-11-23', reference: 'A-1' }))
  await must(app.api('POST', '/api/operator/run', { job: 'notices', at: '2026-12-01T09:00:00+09:00' }))
  await must(app.api('POST', '/closings', { period: '2026-11' }))
  type Documents = { items: { number: string; total: { amount: string } }[] }
  const { items } = await must(app.api<Documents>('GET', '/documents?month=2026-11'))
  const [document] = items
  invariant(document && items.length === 1, `one document is issued for November: ${JSON.stringify(items)}`)
  return { document: document.number, amount: document.total.amount }
}

/** The account's paths begin below it: '' is the account itself. */
async function must<T>(asked: Promise<Reply<T>>): Promise<T> {
  const { status, body } = await asked
  invariant(status < 300, `it is done: ${status} ${JSON.stringify(body)}`)
  return body
}

/** The order is carried out as a job, so that its task comes a moment later. */
async function firstTask(app: ServedApp): Promise<string> {
  const until = Date.now() + PATIENCE_MS
  while (Date.now() < until) {
    const { items } = await must(app.api<{ items: { id: string }[] }>('GET', '/tasks'))
    if (items[0]) return items[0].id
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The task did not come')
}
