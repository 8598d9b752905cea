import { assertNever } from '../base/invariant.ts'
import { addYears, endOfMonth, type IsoDate } from '../calendar/iso-date.ts'
import type { SuffixRule } from './suffix-rule.ts'

/**
 * The expiry that a term of so many years leads to, from a registration or from the expiry before. `monthEnd` (.jp): the
 * last day of the month, whichever day the name was registered on. Null where the registry knows no expiry or nothing is
 * known of it.
 */
export function expiryAfter(start: IsoDate, years: number, model: SuffixRule['expiryModel']): IsoDate | null {
  switch (model) {
    case 'anniversary':
      return addYears(start, years)
    case 'monthEnd':
      return endOfMonth(addYears(start, years))
    case 'none':
    case null:
      return null
    default:
      return assertNever(model, 'expiry model')
  }
}
