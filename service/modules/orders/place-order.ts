import type { Deps } from '../../deps.ts'
import { type AccountCaller, type Answer, json, keepAnswer } from '../../http/handle.ts'
import { enqueueJob } from '../../jobs/enqueue-job.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { changeAccount } from './account-change.ts'
import type { OrderedName } from './judge-order.ts'
import { orderNames } from './order-names.ts'
import { ORDERS_JOB } from './orders.job.ts'
import { readOrder } from './read-order.ts'

/** Takes a person's order and has it carried out; answers with it. */
export async function placeOrder(deps: Deps, by: AccountCaller, items: readonly OrderedName[]): Promise<Answer> {
  const order = await changeAccount(deps, by.account, async (trx, context) => {
    const orderer = { person: by.personId, source: 'person', actor: by.actor } as const
    const id = await orderNames(trx, { ...context, isSandbox: deps.isSandbox }, orderer, items)
    const after = { items: items.map(({ operation, name, years }) => ({ operation, name, years })) }
    const origin = { at: context.now, person: by.personId, address: by.address, requestId: by.requestId }
    await appendAudit(trx, by.account, { ...origin, action: 'order.place', subject: id, after })
    const job = { account: by.account, kind: ORDERS_JOB, payload: {}, total: items.length, person: by.personId }
    await enqueueJob(trx, { ...job, changeSeq: context.changeSeq, at: context.now })
    const placed = json(202, await readOrder(trx, by, id, {}))
    await keepAnswer(by, trx, placed)
    return placed
  })
  deps.jobs.wake()
  deps.events.nudge(by.account)
  return order
}
