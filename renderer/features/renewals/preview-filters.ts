import { addDays, type IsoDate } from '../../../core/calendar/iso-date.ts'
import type { NamesFilter } from '../../ui/links/names-link.tsx'
import type { RenewalRules } from './api/get-renewal-rules.ts'
import { modeAfter, type RuleChange, ruleBefore } from './rule-change.ts'

/** Where the names of a preview's numbers are found in the table of names, as it stands before the change. */
export type PreviewFilters = {
  readonly flips: NamesFilter
  readonly shielded: NamesFilter
  readonly tooLate: NamesFilter
}

/**
 * A change reaches the names that the rule of the same place decides now. Critical names that this rule would let lapse
 * are shielded already, and stand under the scope `critical`. Names that are too late are among those that flip.
 */
export function previewFilters(change: RuleChange, rules: RenewalRules, today: IsoDate): PreviewFilters {
  const before = ruleBefore(change, rules)
  const place: NamesFilter = { holding: 'held', ...(change.scope === 'suffix' && { suffix: change.suffix }) }
  const decided: NamesFilter = { ...place, scope: before.scope, mode: before.mode }
  const isLetting = modeAfter(change, rules) === 'expire'
  return {
    flips: isLetting ? { ...decided, critical: 'false' } : decided,
    shielded: { ...place, critical: 'true', scope: before.mode === 'expire' ? 'critical' : before.scope },
    tooLate: { ...decided, critical: 'false', decideTo: addDays(today, -1), expiresFrom: today },
  }
}
