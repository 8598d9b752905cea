import type { Kysely } from 'kysely'
import { PRICE_CURRENCY } from '../../../core/billing/price-row.ts'
import type { Instant } from '../../../core/calendar/iso-date.ts'
import type { Suffix } from '../../../core/domains/suffix.ts'
import type { Money } from '../../../core/money/money.ts'
import type { Database } from '../../storage/database.ts'
import { connectionsWithGateway } from '../connections/connections.repository.ts'
import { pricesNow } from '../prices/read-price.ts'

/**
 * What a year's renewal of a name costs the account. Where its connection has a gateway we order and charge it: the
 * price list alone counts, and a name that the list does not know has no price. Elsewhere its registrar's charge, as it
 * was imported, is all there is.
 */
export type RenewalPriceOf = (
  name: { readonly suffix: Suffix; readonly connection: string },
  cost: Money | null,
) => Money | null

/** The rule above for names of these connections. */
export async function readRenewalPrices(
  db: Kysely<Database>,
  { account, now }: { readonly account: string; readonly now: Instant },
  connections: readonly string[],
): Promise<RenewalPriceOf> {
  const ordering = await connectionsWithGateway(db, account, [...new Set(connections)])
  if (ordering.size === 0) return (_name, cost) => cost
  const { priceOf } = await pricesNow(db, account, now)
  return ({ suffix, connection }, cost) => {
    if (!ordering.has(connection)) return cost
    const price = priceOf({ suffix, operation: 'renew', years: 1 })
    return price && { minor: price.amount, currency: PRICE_CURRENCY }
  }
}
