import { invariant } from '../../../core/base/invariant.ts'
import { type Quote, quoteSchema } from '../../../core/billing/document.ts'
import { pricedOperationSchema } from '../../../core/billing/price-list.ts'
import type { Deps } from '../../deps.ts'
import { type AccountCaller, type Answer, json, keepAnswer } from '../../http/handle.ts'
import { enqueueJob } from '../../jobs/enqueue-job.ts'
import { notFound, Refusal } from '../../refusal.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { findDocument } from '../documents/documents.repository.ts'
import { changeAccount } from '../orders/account-change.ts'
import type { OrderedName } from '../orders/judge-order.ts'
import { orderNames } from '../orders/order-names.ts'
import { ORDERS_JOB } from '../orders/orders.job.ts'
import { billingDay } from '../prices/read-price.ts'
import { findQuoteOrder, insertQuoteOrder } from './quotes.repository.ts'

/** Orders what a quote offers, at its prices; once, and while it is valid. Answers with the order's id. */
export async function orderFromQuote(deps: Deps, by: AccountCaller, number: string): Promise<Answer> {
  const order = await changeAccount(deps, by.account, async (trx, context) => {
    const row = await findDocument(trx, by.account, number)
    if (row?.series !== 'quote') throw notFound()
    const quote = quoteSchema.parse(JSON.parse(row.content))
    const used = await findQuoteOrder(trx, by.account, number)
    if (used) throw new Refusal('quote_used', { args: { order: used.order_id } })
    const today = await billingDay(trx, by.account, context.now)
    if (today > quote.validUntil) throw new Refusal('quote_expired', { args: { validUntil: quote.validUntil } })
    const items = quotedItems(quote)
    const orderer = { person: by.personId, source: 'quote', actor: by.actor } as const
    const id = await orderNames(trx, { ...context, isSandbox: deps.isSandbox }, orderer, items)
    const origin = { at: context.now, person: by.personId }
    await insertQuoteOrder(trx, {
      account: by.account,
      number,
      order_id: id,
      person: by.personId,
      converted_at: origin.at,
    })
    const request = { address: by.address, requestId: by.requestId, subject: number, after: { order: id } }
    await appendAudit(trx, by.account, { ...origin, ...request, action: 'quote.order' })
    const job = { account: by.account, kind: ORDERS_JOB, payload: {}, total: items.length, person: by.personId }
    await enqueueJob(trx, { ...job, changeSeq: context.changeSeq, at: context.now })
    const ordered = json(202, { id, quote: number })
    await keepAnswer(by, trx, ordered)
    return ordered
  })
  deps.jobs.wake()
  deps.events.nudge(by.account)
  return order
}

function quotedItems({ lines }: Quote): readonly OrderedName[] {
  return lines.map(({ subject, quantity, total }) => {
    invariant(subject.kind === 'domain', 'quotes are over names')
    const operation = pricedOperationSchema.parse(subject.operation)
    return { operation, name: subject.name, years: quantity, price: total }
  })
}
