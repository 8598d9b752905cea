import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { deadlineDay, expiresOn, mergeDatedFact, type Provenance } from '../../../core/domains/dated-fact.ts'
import { type LockLevel, type Locks, lockLevel, locksOf } from '../../../core/domains/locks.ts'
import { type RegistryReport, registryStateOf } from '../../../core/domains/registry-state.ts'
import { type CutOff, type Deadlines, deadlines } from '../../../core/renewal/deadlines.ts'
import type { RenewalClassKey } from '../../../core/renewal/renewal-class.ts'
import type { DomainState } from './domain-state.ts'

/** What of an account the deadlines of its names depend on. */
export type DeadlineTerms = { readonly timeZone: string; readonly renewLeadDays: number }

/** A name's facts made consistent, with all that follows from them but the rules. */
export type SettledDomain = {
  readonly state: DomainState
  readonly key: RenewalClassKey
  readonly expiresOn: IsoDate | null
  /** Source and age of the expiry. */
  readonly expiryProvenance: Provenance | null
  readonly stateUntil: IsoDate | null
  readonly lockLevel: LockLevel
}

/**
 * Makes facts consistent: what the registry's statuses say about locks and expiry is taken over where it is news, a
 * decision or release for another expiry has ended, and a release without a critical marking has no meaning.
 */
export function settleDomain(given: DomainState, before: DomainState | null, today: IsoDate): SettledDomain {
  const report = readReport(given, today)
  const told = withReportedFacts(given, before, report, today)
  const expiry = expiresOn(told.registryExpiresOn, told.paidThroughOn)
  const state = withStandingDecisions(told, expiry)
  return {
    state,
    key: keyOf(state, report),
    expiresOn: expiry,
    expiryProvenance: state.provenance[state.paidThroughOn ? 'paidThroughOn' : 'registryExpiresOn'] ?? null,
    stateUntil: report?.until ?? null,
    lockLevel: lockLevel(state.locks, locksOf(state.statuses).level === 'registry'),
  }
}

/** The deadlines of a name; null where nothing is to be decided: it has no expiry or is not held any more. */
export function deadlinesOf(
  name: Pick<DomainState, 'holding' | 'registryExpiresOn' | 'registryExpiresAt' | 'paidThroughOn'>,
  cutOff: CutOff,
  terms: DeadlineTerms,
): Deadlines | null {
  const { registryExpiresOn, registryExpiresAt, paidThroughOn } = name
  if (name.holding !== 'held') return null
  const registryDay = registryExpiresOn && deadlineDay(registryExpiresOn, registryExpiresAt, terms.timeZone)
  const day = expiresOn(registryDay, paidThroughOn)
  return day && deadlines({ expiresOn: day, cutOff, renewLeadDays: terms.renewLeadDays })
}

function readReport(state: DomainState, today: IsoDate): RegistryReport | null {
  if (state.statuses.length === 0) return null
  return registryStateOf(state.statuses, {
    suffix: state.suffix,
    registryExpiresOn: state.registryExpiresOn,
    paidThroughOn: state.paidThroughOn,
    asOf: state.provenance['statuses']?.asOf ?? today,
  })
}

/** Statuses that came in just now may carry an expiry (organisational .jp) and tell about locks. */
function withReportedFacts(
  state: DomainState,
  before: DomainState | null,
  report: RegistryReport | null,
  today: IsoDate,
): DomainState {
  const isNews = before === null || JSON.stringify(before.statuses) !== JSON.stringify(state.statuses)
  if (!report || !isNews) return normalised(state)
  const provenance = state.provenance['statuses'] ?? { source: 'manual', asOf: today }
  const known = state.registryExpiresOn
  const current = known && { value: known, ...(state.provenance['registryExpiresOn'] ?? provenance) }
  const merge = mergeDatedFact(current, report.expiresOn && { value: report.expiresOn, ...provenance })
  const told = { ...state, locks: filled(state.locks, locksOf(state.statuses).locks) }
  if (merge.outcome !== 'changed') return normalised(told)
  return normalised({
    ...told,
    registryExpiresOn: merge.fact.value,
    registryExpiresAt: null,
    provenance: { ...state.provenance, registryExpiresOn: provenance },
  })
}

function filled(known: Locks, reported: Locks): Locks {
  return {
    transfer: known.transfer ?? reported.transfer,
    update: known.update ?? reported.update,
    delete: known.delete ?? reported.delete,
    renew: known.renew ?? reported.renew,
  }
}

function normalised(state: DomainState): DomainState {
  return { ...state, tags: [...new Set(state.tags)].toSorted() }
}

function withStandingDecisions(state: DomainState, expiry: IsoDate | null): DomainState {
  const { decision, release, critical } = state
  return {
    ...state,
    decision: decision?.forExpiry === expiry ? decision : null,
    release: critical && release?.forExpiry === expiry && release.at >= critical.at ? release : null,
  }
}

function keyOf(state: DomainState, report: RegistryReport | null): RenewalClassKey {
  return {
    suffix: state.suffix,
    connection: state.connection,
    ruleMode: state.rule?.mode ?? null,
    decisionMode: state.decision?.mode ?? null,
    critical: state.critical !== null,
    released: state.release !== null,
    registrarAutoRenew: state.registrarAutoRenew,
    holding: state.holding,
    registryState: report?.state ?? 'unknown',
  }
}
