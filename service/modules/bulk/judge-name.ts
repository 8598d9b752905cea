import { invariant } from '../../../core/base/invariant.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { type BulkSkip, judgeStep } from '../../../core/renewal/renewal-step.ts'
import { crossesLimit, type RoleLimits } from '../accounts/role-limits.ts'
import type { DomainRow } from '../domains/domain-state.ts'
import { judgeRenewal, type RenewalTerms } from '../orders/order-renewals.ts'
import { type BulkChange, isRenewalStep } from './bulk-action.ts'
import type { NameClass } from './classes.ts'
import { stated, valuesOf } from './name-values.ts'

export type Verdict = 'change' | 'same' | BulkSkip

/** What a change depends on besides the name; `renewals` only where renewals are ordered. */
export type JudgeTerms = {
  readonly today: IsoDate
  readonly limits: RoleLimits
  readonly renewals: RenewalTerms | null
}

/** Whether a change is made to a name; the row has at least the columns of `valueColumns(change.kind)`. */
export function judgeName(change: BulkChange, row: DomainRow, its: NameClass, terms: JudgeTerms): Verdict {
  if (isRenewalStep(change)) {
    const days = { expiresOn: row.expires_on as IsoDate | null, decideBy: row.decide_by as IsoDate | null }
    return judgeStep({ ...its, ...days, isTyped: change.typed.has(row.name) }, change, terms.today)
  }
  if (change.kind === 'renew') {
    invariant(terms.renewals, 'what renewals depend on was read')
    return judgeRenewal(row, its.key, terms.renewals)
  }
  if (its.key.holding !== 'held') return 'not_held'
  const before = valuesOf(change.kind, row, its.key)
  const after = stated(change, before)
  if (JSON.stringify(before) === JSON.stringify(after)) return 'same'
  return crossesLimit(terms.limits, before, after) ? 'no_permission' : 'change'
}
