import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { type Overdraft, overdraftLimit } from '../../../core/ledger/overdraft.ts'
import type { Currency, MinorUnits, WireMoney } from '../../../core/money/money.ts'
import type { Balance } from '../billing/api/get-balance.ts'

type Affordable = {
  /** What can be used after the order. */
  readonly afterwards: WireMoney
  /** How much is missing; null where the order can be placed. */
  readonly missing: WireMoney | null
}

/** What an order leaves, as the service will see it: the book is in whole yen. */
export function afford(
  { available, overdraft }: Pick<Balance, 'available' | 'overdraft'>,
  price: WireMoney,
  today: IsoDate,
): Affordable {
  const left = Number(available.amount) - Number(price.amount)
  const below = left + overdraftLimit(overdraftOf(overdraft), today)
  return { afterwards: yen(left), missing: below < 0 ? yen(-below) : null }
}

function overdraftOf({ policy, until, limit }: Balance['overdraft']): Overdraft {
  if (policy === 'provisional' && until) return { policy, until }
  if (policy === 'corporate' && limit) return { policy, limit: Number(limit.amount) as MinorUnits }
  return { policy: 'none' }
}

function yen(amount: number): WireMoney {
  return { amount: String(amount), currency: 'JPY' as Currency }
}
