import * as contract from '../../../core/contract/http/orders.ts'
import { DEFAULT_LIMIT } from '../../../core/contract/http/shapes.ts'
import type { Deps } from '../../deps.ts'
import { nextPage, pageStart } from '../../http/cursor.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { describeReversal } from './describe-reversal.ts'
import { placeReversal } from './place-reversal.ts'
import * as repository from './reversals.repository.ts'

export function reversalRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.postReversal, ({ by, body }) => placeReversal(deps, by, body)),
    handle(contract.listReversals, async ({ by, query }) => {
      const db = deps.storage.read
      const reader = { account: by.account, scope: by.actor.scope }
      const offset = pageStart('reversals', query)
      const page = { offset, limit: query.limit ?? DEFAULT_LIMIT }
      const { rows, total } = await repository.listReversals(db, reader, page)
      const nextCursor = nextPage('reversals', offset, rows.length, total)
      return json(200, { items: rows.map(describeReversal), nextCursor, total })
    }),
  ]
}
