import { z } from 'zod'
import { isoDateSchema } from '../../../core/calendar/iso-date.ts'
import * as contract from '../../../core/contract/http/orders.ts'
import { DEFAULT_LIMIT } from '../../../core/contract/http/shapes.ts'
import type { Deps } from '../../deps.ts'
import { nextPage, pageStart } from '../../http/cursor.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { describeOrders, wireYen } from './describe-order.ts'
import * as views from './orders-view.repository.ts'
import { placeOrder } from './place-order.ts'
import { readerOf, readOrder } from './read-order.ts'
import * as runs from './renewal-run.repository.ts'

const ITEMS_IN_LISTS = 20

export function orderRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.postOrder, ({ by, body }) => placeOrder(deps, by, body.items)),
    handle(contract.listOrders, async ({ by, query }) => {
      const [db, reader] = [deps.storage.read, readerOf(by)]
      const offset = pageStart('orders', query)
      const orders = await views.listOrders(db, reader, { offset, limit: query.limit ?? DEFAULT_LIMIT })
      const total = await views.countOrders(db, reader)
      const items = await describeOrders(db, reader, orders, { offset: 0, limit: ITEMS_IN_LISTS })
      return json(200, { items, nextCursor: nextPage('orders', offset, orders.length, total), total })
    }),
    handle(contract.getOrder, async ({ by, params, query }) =>
      json(200, await readOrder(deps.storage.read, by, params.id, query)),
    ),
    handle(contract.listRenewalRuns, async ({ by, query }) => {
      const db = deps.storage.read
      const offset = pageStart('renewal runs', query)
      const page = { offset, limit: query.limit ?? DEFAULT_LIMIT }
      const { rows, total } = await runs.listRuns(db, by.account, page)
      const nextCursor = nextPage('renewal runs', offset, rows.length, total)
      return json(200, { items: rows.map(describeRun), nextCursor, total })
    }),
  ]
}

const blockedNamesSchema = z.array(
  z.object({
    name: z.string(),
    price: z.number(),
    critical: z.boolean(),
    expiresOn: isoDateSchema,
    cutOffOn: isoDateSchema,
  }),
)

function describeRun(run: runs.RunRow) {
  const names = blockedNamesSchema.parse(JSON.parse(run.blocked_names))
  return {
    day: run.day,
    order: run.order_id,
    startedAt: run.started_at,
    finishedAt: run.finished_at,
    due: run.due,
    ordered: run.ordered,
    unpriced: run.unpriced,
    blocked: {
      count: run.blocked,
      amount: wireYen(run.blocked_amount),
      names: names.map(({ price, ...name }) => ({ ...name, price: wireYen(price) })),
    },
  }
}
