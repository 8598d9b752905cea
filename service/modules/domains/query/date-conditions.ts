import { addDays, type IsoDate } from '../../../../core/calendar/iso-date.ts'
import { ATTENTION_DAYS } from '../../../../core/domains/timeline-rules.ts'
import {
  admits,
  type Choice,
  type DayBounds,
  type DomainFilter,
  isAny,
} from '../../../../core/portfolio/domain-filter.ts'
import type { ClassBook } from '../../renewal-rules/class-book.ts'
import {
  type Branch,
  type ColumnRange,
  type NameIndex,
  negated,
  positive,
  type RowCondition,
  rangeCondition,
  rangeSql,
} from './name-condition.ts'

/** What a filter says of days, of the expiry and of the last day to decide. */
export function dateConditions(
  { expires, decide, needsDecision }: DomainFilter,
  today: IsoDate,
  book: ClassBook,
): readonly RowCondition[] {
  return [
    ...between('expires_on', expires, 'domain_by_expiry'),
    ...between('decide_by', decide, 'domain_by_decide_by'),
    ...(isAny(needsDecision) ? [] : needsDecisionConditions(needsDecision, today, book)),
  ]
}

function between(
  column: 'expires_on' | 'decide_by',
  { from, to }: DayBounds,
  index: NameIndex,
): readonly RowCondition[] {
  if (from === null && to === null) return []
  // The last day that there is has no day after it.
  const next = to === null ? null : addDays(to, 1)
  return [rangeCondition({ column, from, before: next === to ? null : next }, index)]
}

/** The same as core's `needsDecision`. */
function needsDecisionConditions(choice: Choice<boolean>, today: IsoDate, book: ClassBook): readonly RowCondition[] {
  const classes = new Set<number>()
  for (const { id, key } of book.values()) if (key.decisionMode === null) classes.add(id)
  const range: ColumnRange = { column: 'decide_by', from: today, before: addDays(today, ATTENTION_DAYS + 1) }
  const branch: Branch = {
    classes,
    test: rangeSql(range),
    columns: ['decide_by'],
    found: { by: 'domain_by_decide_by' },
    spans: { decide_by: { absent: 'never', from: range.from, before: range.before } },
  }
  const [yes, no] = [admits(choice, true), admits(choice, false)]
  if (yes && no) return []
  if (yes) return [positive(branch)]
  return no ? [negated(branch)] : [positive()]
}
