import { addDays, dayOfMonth, type IsoDate, startOfMonth, startOfNextMonth } from '../calendar/iso-date.ts'
import type { RegistryState } from './registry-state.ts'

export const TIMELINE_STATES = [
  'active',
  'expiringSoon',
  'decide',
  'tooLate',
  'autoRenewGrace',
  'expiredHold',
  'toBeDeleted',
  'suspendedRestorable',
  'suspendedFrozen',
  'redemption',
  'pendingDelete',
  'released',
  'hold',
  'pendingTransfer',
  'provisional',
  'renamed',
  'reserved',
  'unknown',
] as const

/** Where a name stands between its registration and its loss. */
export type TimelineState = (typeof TIMELINE_STATES)[number]

/** Days before the expiry and before `decideBy` from which on a name asks for attention. */
export const ATTENTION_DAYS = 90

/** Last day of the month on which a suspended .jp name can be restored. Facts §3.2. */
const LAST_RESTORE_DAY = 20

/** The dates of a name that the timeline compares with days. */
export type TimelineColumn = 'expiresOn' | 'decideBy' | 'stateUntil'

/** A day within `from` (inclusive) and `before` (exclusive); an end that is null is open. */
export type DayRange = { readonly from: IsoDate | null; readonly before: IsoDate | null }

/** What must hold of a name, every member given. Members about the class come first, about its dates behind. */
export type TimelineRule = {
  readonly state: TimelineState
  readonly registryState?: readonly RegistryState[]
  readonly hasDecision?: boolean
  readonly publishesExpiry?: boolean
  readonly autoRenewGraceDays?: number
  /** Per date: the range in which it lies, or `absent`. */
  readonly dates?: Readonly<Partial<Record<TimelineColumn, DayRange | 'absent'>>>
  /** Whether the expiry was reported after the day on which it passed. */
  readonly isKnownAfterExpiry?: boolean
}

const SPECIAL_STATES = {
  redemption: 'redemption',
  pendingTransfer: 'pendingTransfer',
  provisional: 'provisional',
  renamed: 'renamed',
  reserved: 'reserved',
  released: 'released',
  hold: 'hold',
} as const satisfies Partial<Record<RegistryState, TimelineState>>

/**
 * The timeline as one list of rules: the first that holds decides, and the last one always holds. Both readers of a name
 * use this list: `timelineOf` in memory and, through `timelineBoxes`, the queries.
 */
export function timelineRules(today: IsoDate, autoRenewGraces: readonly number[]): readonly TimelineRule[] {
  return [
    ...leavingRules(today),
    { state: 'expiredHold', registryState: ['hold'], dates: { expiresOn: before(today) } },
    ...Object.entries(SPECIAL_STATES).map(([reported, state]) => special(reported as RegistryState, state)),
    { state: 'autoRenewGrace', registryState: ['autoRenewPeriod'], dates: { stateUntil: from(today) } },
    { state: 'autoRenewGrace', registryState: ['autoRenewPeriod'], dates: { stateUntil: 'absent' } },
    ...expiredRules(today, autoRenewGraces),
    ...livingRules(today),
    { state: 'unknown' },
  ]
}

function special(reported: RegistryState, state: TimelineState): TimelineRule {
  return { state, registryState: [reported] }
}

/** Names on their way out. Where a stated end has passed, the rules of the registry say what came after it. */
function leavingRules(today: IsoDate): readonly TimelineRule[] {
  const past = { stateUntil: before(today) }
  return [
    { state: 'released', registryState: ['suspended', 'deleted', 'pendingDelete'], dates: past },
    { state: 'unknown', registryState: ['toBeDeleted', 'redemption'], dates: past },
    { state: 'toBeDeleted', registryState: ['toBeDeleted'] },
    { state: 'suspendedFrozen', registryState: ['suspended'], dates: { stateUntil: before(restorableMonth(today)) } },
    { state: 'suspendedRestorable', registryState: ['suspended'] },
    { state: 'suspendedFrozen', registryState: ['deleted'] },
    { state: 'pendingDelete', registryState: ['pendingDelete'] },
  ]
}

/** A suspension that ends in this month or later is still restorable: up to the 20th this month, then from the next. */
function restorableMonth(today: IsoDate): IsoDate {
  return dayOfMonth(today) <= LAST_RESTORE_DAY ? startOfMonth(today) : startOfNextMonth(today)
}

function expiredRules(today: IsoDate, autoRenewGraces: readonly number[]): readonly TimelineRule[] {
  return [
    { state: 'unknown', dates: { expiresOn: before(today) }, isKnownAfterExpiry: false },
    ...autoRenewGraces.map(
      (days): TimelineRule => ({
        state: 'autoRenewGrace',
        autoRenewGraceDays: days,
        dates: { expiresOn: { from: addDays(today, -days), before: today } },
      }),
    ),
    { state: 'expiredHold', dates: { expiresOn: before(today) } },
  ]
}

function livingRules(today: IsoDate): readonly TimelineRule[] {
  const soon: DayRange = { from: today, before: addDays(today, ATTENTION_DAYS + 1) }
  return [
    { state: 'tooLate', hasDecision: false, dates: { expiresOn: from(today), decideBy: before(today) } },
    { state: 'decide', hasDecision: false, dates: { expiresOn: from(today), decideBy: soon } },
    { state: 'expiringSoon', dates: { expiresOn: soon } },
    { state: 'active', dates: { expiresOn: from(today) } },
    { state: 'active', publishesExpiry: false, dates: { expiresOn: 'absent' } },
  ]
}

function from(day: IsoDate): DayRange {
  return { from: day, before: null }
}

function before(day: IsoDate): DayRange {
  return { from: null, before: day }
}
