import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { WireMoney } from '../../../core/money/money.ts'
import { type ReversalTerms, reversibleUntil } from '../../../core/orders/reversal.ts'
import type { LedgerEntry } from '../billing/api/list-ledger.ts'

type Entry = Pick<LedgerEntry, 'kind' | 'detail' | 'occurredOn' | 'reversedBy' | 'amount'>

/** A renewal that can still be given back: what returns, and the last day for it. */
type ReversibleRenewal = { readonly amount: WireMoney; readonly until: IsoDate }

/** The last renewal among the entries of a name (newest first), as far as the account's terms reach. */
export function reversibleRenewal(
  entries: readonly Entry[],
  terms: ReversalTerms,
  today: IsoDate,
): ReversibleRenewal | null {
  const last = entries.find(({ kind, detail }) => kind === 'charge' && detail['operation'] === 'renew')
  if (!last || last.reversedBy !== null) return null
  const until = reversibleUntil(last.occurredOn, terms)
  if (until === null || today > until) return null
  return { amount: { ...last.amount, amount: last.amount.amount.replace(/^-/, '') }, until }
}
