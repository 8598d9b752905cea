import * as contract from '../../../core/contract/http/orders.ts'
import { DEFAULT_LIMIT } from '../../../core/contract/http/shapes.ts'
import { toULabels } from '../../../core/domains/idna.ts'
import type { Deps } from '../../deps.ts'
import { nextPage, pageStart } from '../../http/cursor.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { notFound } from '../../refusal.ts'
import { wireYen } from '../orders/describe-order.ts'
import { placeReversal } from './place-reversal.ts'
import * as repository from './reversals.repository.ts'

export function reversalRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.postReversal, async ({ by, body }) => {
      const id = await placeReversal(deps, by, body)
      const [made] = await repository.findReversals(deps.storage.read, by.account, [id])
      if (!made) throw notFound()
      return json(202, describeReversal(made))
    }),
    handle(contract.listReversals, async ({ by, query }) => {
      const db = deps.storage.read
      const reader = { account: by.account, scope: by.actor.scope }
      const offset = pageStart('reversals', query)
      const rows = await repository.listReversals(db, reader, { offset, limit: query.limit ?? DEFAULT_LIMIT })
      const total = await repository.countReversals(db, reader)
      const nextCursor = nextPage('reversals', offset, rows.length, total)
      return json(200, { items: rows.map(describeReversal), nextCursor, total })
    }),
  ]
}

function describeReversal(row: repository.ReversalRow) {
  return {
    id: row.id,
    name: row.name,
    unicodeName: toULabels(row.name),
    state: row.state,
    amount: wireYen(row.amount),
    charge: row.charge_entry,
    credit: row.credit_entry,
    creditNote: row.credit_note,
    requestedAt: row.requested_at,
    unlockedAt: row.unlocked_at,
    parkedAt: row.parked_at,
    relinquishedAt: row.relinquished_at,
  }
}
