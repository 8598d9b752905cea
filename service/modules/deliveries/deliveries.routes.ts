import type { z } from 'zod'
import { deliveryObstacle } from '../../../core/billing/delivery.ts'
import * as contract from '../../../core/contract/http/deliveries.ts'
import { DEFAULT_LIMIT } from '../../../core/contract/http/shapes.ts'
import type { Deps } from '../../deps.ts'
import { nextPage, pageStart } from '../../http/cursor.ts'
import { type AccountCaller, type Handled, handle, json, noContent } from '../../http/handle.ts'
import { invalidField, notFound, Refusal } from '../../refusal.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { readParties } from '../documents/read-parties.ts'
import { billingDay } from '../prices/read-price.ts'
import * as repository from './deliveries.repository.ts'
import { deliveryTerms, requestDelivery } from './request-delivery.ts'

export function deliveryRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.listDeliveryRequests, async ({ by, query }) => {
      const page = await listPage(deps, { account: by.account }, query)
      return json(200, { ...page, eligibility: await readEligibility(deps, by.account) })
    }),
    handle(contract.postDeliveryRequest, async ({ by, body }) => {
      const id = await requestDelivery(deps, by, body)
      return json(201, await describeOne(deps, by.account, id))
    }),
    handle(contract.withdrawDeliveryRequest, async ({ by, params }) => {
      await end(deps, by, params.id, { state: 'withdrawn', ended_on: null, answer: null })
      return noContent
    }),
    handle(contract.listOperatedDeliveries, async ({ query }) => json(200, await listPage(deps, {}, query))),
    handle(contract.endDeliveryRequest, async ({ by, params, body }) => {
      const found = await repository.findDelivery(deps.storage.read, params.id)
      if (!found) throw notFound()
      const { account } = found
      const today = await billingDay(deps.storage.read, account, deps.clock.now())
      if (body.outcome === 'sent' && body.on > today) {
        throw invalidField('/on', 'bad_day', `The day is not after ${today}.`)
      }
      const ending: Ending =
        body.outcome === 'sent'
          ? { state: 'done', ended_on: body.on, answer: null }
          : { state: 'declined', ended_on: today, answer: body.reason }
      await end(deps, { ...by, account }, params.id, ending)
      return json(200, await describeOne(deps, account, params.id))
    }),
  ]
}

type Ending = Pick<repository.DeliveryRow, 'state' | 'ended_on' | 'answer'>

/** Ends a request of the account that waits. */
async function end(deps: Deps, by: AccountCaller, id: string, ending: Ending): Promise<void> {
  const { account } = by
  const now = deps.clock.now()
  await deps.storage.transact(async (trx) => {
    await nextChange(trx, account, 'billing')
    const row = await repository.findDelivery(trx, id)
    if (row?.account !== account) throw notFound()
    if (row.state !== 'requested') throw new Refusal('conflict')
    await repository.endDelivery(trx, id, { ...ending, ended_by: by.personId, ended_at: now })
    const origin = { at: now, person: by.personId, address: by.address, requestId: by.requestId }
    await appendAudit(trx, account, { ...origin, action: 'delivery.end', subject: row.document, after: ending })
  })
  deps.events.nudge(account)
}

type ListQuery = z.output<(typeof contract.listOperatedDeliveries)['query']>

async function listPage(deps: Deps, whose: { readonly account?: string }, query: ListQuery) {
  const list = `deliveries ${query.state ?? ''}`
  const offset = pageStart(list, query)
  const limit = query.limit ?? DEFAULT_LIMIT
  const filter = { ...whose, state: query.state }
  const { rows, total } = await repository.listDeliveries(deps.storage.read, filter, { offset, limit })
  return { items: rows.map(describe), nextCursor: nextPage(list, offset, rows.length, total), total }
}

async function describeOne(deps: Deps, account: string, id: string) {
  const page = { offset: 0, limit: 1 }
  const { rows } = await repository.listDeliveries(deps.storage.read, { account, id }, page)
  const [row] = rows
  if (!row) throw notFound()
  return describe(row)
}

function describe(row: repository.ListedDelivery) {
  return {
    id: row.id,
    account: { id: row.account, name: row.account_name },
    document: row.document,
    delivery: row.delivery,
    state: row.state,
    recipient: row.billing_name ?? row.account_name,
    postalCode: row.postal_code,
    address: row.address,
    note: row.note,
    person: row.person_name,
    createdAt: row.created_at,
    endedOn: row.ended_on,
    endedBy: row.ended_by_name,
    answer: row.answer,
  }
}

async function readEligibility(deps: Deps, account: string) {
  const parties = await readParties(deps.storage.read, account, deps.clock.now())
  const terms = deliveryTerms(parties)
  return {
    plan: terms.plan,
    corporateServiceFrom: terms.corporateServiceFrom,
    mail: deliveryObstacle('mail', null, terms, parties.issuedOn),
    post: deliveryObstacle('post', null, terms, parties.issuedOn),
  }
}
