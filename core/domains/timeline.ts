import { invariant } from '../base/invariant.ts'
import { addDays, type IsoDate } from '../calendar/iso-date.ts'
import type { RegistryState } from './registry-state.ts'
import type { Suffix } from './suffix.ts'
import {
  ATTENTION_DAYS,
  type DayRange,
  type TimelineColumn,
  type TimelineRule,
  type TimelineState,
  timelineRules,
} from './timeline-rules.ts'
import { AUTO_RENEW_GRACES, expiryBehaviour } from './tld-catalogue.ts'

/** What the timeline asks about the class of a name: the same for all names of a renewal class. */
export type TimelineClassFacts = {
  readonly registryState: RegistryState
  /** Whether a decision for the current expiry stands. */
  readonly hasDecision: boolean
  readonly publishesExpiry: boolean
  readonly autoRenewGraceDays: number | null
}

/** What the timeline asks about the dates of one name. */
export type TimelineDates = Readonly<Record<TimelineColumn, IsoDate | null>> & {
  /** The day on which the source of `expiresOn` said so. */
  readonly expiryAsOf: IsoDate | null
}

export type TimelineFacts = TimelineClassFacts & TimelineDates

/** The class facts of a renewal class key. */
export function timelineClassFacts(key: {
  readonly suffix: Suffix
  readonly registryState: RegistryState
  readonly decisionMode: string | null
}): TimelineClassFacts {
  return {
    registryState: key.registryState,
    hasDecision: key.decisionMode !== null,
    ...expiryBehaviour(key.suffix),
  }
}

export function timelineOf(facts: TimelineFacts, today: IsoDate): TimelineState {
  return timelineReader(today)(facts)
}

/** `timelineOf` for many names of one day. */
export function timelineReader(today: IsoDate): (facts: TimelineFacts) => TimelineState {
  const rules = timelineRules(today, AUTO_RENEW_GRACES)
  return (facts) => {
    const rule = rules.find((candidate) => holds(candidate, facts))
    invariant(rule, 'the last timeline rule holds for every name')
    return rule.state
  }
}

function holds(rule: TimelineRule, facts: TimelineFacts): boolean {
  if (rule.registryState && !rule.registryState.includes(facts.registryState)) return false
  if (rule.hasDecision !== undefined && rule.hasDecision !== facts.hasDecision) return false
  if (rule.publishesExpiry !== undefined && rule.publishesExpiry !== facts.publishesExpiry) return false
  if (rule.autoRenewGraceDays !== undefined && rule.autoRenewGraceDays !== facts.autoRenewGraceDays) return false
  if (rule.isKnownAfterExpiry !== undefined && rule.isKnownAfterExpiry !== isKnownAfterExpiry(facts)) return false
  const dates = rule.dates ?? {}
  return (
    isWithin(facts.expiresOn, dates.expiresOn) &&
    isWithin(facts.decideBy, dates.decideBy) &&
    isWithin(facts.stateUntil, dates.stateUntil)
  )
}

/** Whether the expiry was reported after the day on which it passed; what was said before is no longer knowledge. */
export function isKnownAfterExpiry({ expiresOn, expiryAsOf }: TimelineDates): boolean {
  return expiresOn !== null && expiryAsOf !== null && expiryAsOf > expiresOn
}

function isWithin(day: IsoDate | null, wanted: DayRange | 'absent' | undefined): boolean {
  if (wanted === undefined) return true
  if (wanted === 'absent') return day === null
  if (day === null) return false
  return (wanted.from === null || day >= wanted.from) && (wanted.before === null || day < wanted.before)
}

/** Whether a person should decide: no decision for this expiry, and the last day for one comes within 90 days. */
export function needsDecision(hasDecision: boolean, decideBy: IsoDate | null, today: IsoDate): boolean {
  return !hasDecision && decideBy !== null && decideBy >= today && decideBy <= addDays(today, ATTENTION_DAYS)
}
