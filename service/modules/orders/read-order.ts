import type { Kysely } from 'kysely'
import type { AccountCaller } from '../../http/handle.ts'
import { notFound } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import { describeOrders } from './describe-order.ts'
import * as views from './orders-view.repository.ts'

const ITEMS_OF_ORDER = 1_000

type Page = { readonly offset?: number | undefined; readonly limit?: number | undefined }

/** An order as its reader sees it; one that they see nothing of is not found. */
export async function readOrder(db: Kysely<Database>, by: AccountCaller, id: string, { offset, limit }: Page) {
  const reader = readerOf(by)
  const order = await views.findOrder(db, reader, id)
  if (!order) throw notFound()
  const page = { offset: offset ?? 0, limit: limit ?? ITEMS_OF_ORDER }
  const [described] = await describeOrders(db, reader, [order], page)
  return described
}

export function readerOf(by: AccountCaller): views.OrderReader {
  return { account: by.account, scope: by.actor.scope }
}
