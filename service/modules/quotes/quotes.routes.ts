import * as contract from '../../../core/contract/http/quotes.ts'
import type { Deps } from '../../deps.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { readDetail } from '../documents/read-documents.ts'
import { makeQuote } from './make-quote.ts'
import { orderFromQuote } from './order-quote.ts'

export function quoteRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.postQuote, async ({ by, body }) => {
      const number = await makeQuote(deps, by, body)
      return json(201, await readDetail(deps, by.account, 'quote', number))
    }),
    handle(contract.orderQuote, async ({ by, params }) => {
      const id = await orderFromQuote(deps, by, params.number)
      return json(202, { id, quote: params.number })
    }),
  ]
}
