import * as contract from '../../../core/contract/http/quotes.ts'
import type { Deps } from '../../deps.ts'
import { type Handled, handle } from '../../http/handle.ts'
import { makeQuote } from './make-quote.ts'
import { orderFromQuote } from './order-quote.ts'

export function quoteRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.postQuote, ({ by, body }) => makeQuote(deps, by, body)),
    handle(contract.orderQuote, ({ by, params }) => orderFromQuote(deps, by, params.number)),
  ]
}
