import { assertNever } from '../base/invariant.ts'
import type { IsoDate } from '../calendar/iso-date.ts'
import type { MinorUnits } from '../money/money.ts'

export const OVERDRAFT_POLICIES = ['none', 'provisional', 'corporate'] as const

/** How far an account may go below zero: not at all, without limit until a day (inclusive), or to a limit. */
export type Overdraft =
  | { readonly policy: 'none' }
  | { readonly policy: 'provisional'; readonly until: IsoDate }
  | { readonly policy: 'corporate'; readonly limit: MinorUnits }

/** Whether a hold may be placed: `available - price >= -limit`. `available` is the balance less what is held already. */
export function canHold(available: MinorUnits, price: MinorUnits, overdraft: Overdraft, today: IsoDate): boolean {
  return available - price >= -overdraftLimit(overdraft, today)
}

/** How far below zero holds may take the available amount on a day; infinite while `provisional` lasts. */
export function overdraftLimit(overdraft: Overdraft, today: IsoDate): number {
  switch (overdraft.policy) {
    case 'none':
      return 0
    case 'provisional':
      return today <= overdraft.until ? Number.POSITIVE_INFINITY : 0
    case 'corporate':
      return overdraft.limit
    default:
      return assertNever(overdraft, 'overdraft policy')
  }
}
