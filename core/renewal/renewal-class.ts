import { assertNever } from '../base/invariant.ts'
import type { RegistryState } from '../domains/registry-state.ts'
import type { Suffix } from '../domains/suffix.ts'
import type { EffectiveRenewal, RenewalMode } from './renewal-mode.ts'

/** The registrar's own switch: imported, never taken as a rule. */
export const REGISTRAR_AUTO_RENEWS = ['on', 'off', 'unknown'] as const
export type RegistrarAutoRenew = (typeof REGISTRAR_AUTO_RENEWS)[number]

/** Whether the name is ours, and how it left us where it is not. */
export const HOLDINGS = ['held', 'relinquished', 'transferredOut', 'lapsed', 'archived'] as const
export type Holding = (typeof HOLDINGS)[number]

/**
 * Everything but dates that decides what happens to a name. A portfolio of a million names has a few thousand of these
 * keys, so that rules are resolved once per key and a rule change touches no name.
 */
export type RenewalClassKey = {
  readonly suffix: Suffix
  /** Id of the registrar connection. */
  readonly connection: string
  /** The name's own standing rule. */
  readonly ruleMode: RenewalMode | null
  /** The decision for the current expiry; one for an earlier expiry is null here. */
  readonly decisionMode: RenewalMode | null
  readonly critical: boolean
  /** A critical release that was made after the marking and for the current expiry. */
  readonly released: boolean
  readonly registrarAutoRenew: RegistrarAutoRenew
  readonly holding: Holding
  readonly registryState: RegistryState
}

/** The rules beside the name's own: the account's (always set) and its suffix's. */
export type OuterRules = { readonly account: RenewalMode; readonly suffix: RenewalMode | null }

/** A name as it enters the portfolio, before anything is said about it. */
export function newRenewalClass(suffix: Suffix, connection: string): RenewalClassKey {
  return {
    suffix,
    connection,
    ruleMode: null,
    decisionMode: null,
    critical: false,
    released: false,
    registrarAutoRenew: 'unknown',
    holding: 'held',
    registryState: 'unknown',
  }
}

/**
 * What happens to names of this class, and the rule that says so. A critical name lapses only by its own rule or
 * decision, and only while a release for this expiry stands; rules of the account or the suffix never let it lapse.
 */
export function effectiveRenewal(key: RenewalClassKey, rules: OuterRules): EffectiveRenewal {
  const resolved = resolveRules(key, rules)
  if (!key.critical || resolved.mode === 'renew') return resolved
  const isOwn = resolved.scope === 'decision' || resolved.scope === 'domain'
  return isOwn && key.released ? resolved : { mode: 'renew', scope: 'critical' }
}

/** The strongest rule, before the shield of critical names. */
export function resolveRules(key: RenewalClassKey, rules: OuterRules): EffectiveRenewal {
  if (key.decisionMode) return { mode: key.decisionMode, scope: 'decision' }
  if (key.ruleMode) return { mode: key.ruleMode, scope: 'domain' }
  if (rules.suffix) return { mode: rules.suffix, scope: 'suffix' }
  return { mode: rules.account, scope: 'account' }
}

/** Whether the registrar is set to do the opposite of what is wanted. */
export function isContradiction(mode: RenewalMode, registrarAutoRenew: RegistrarAutoRenew): boolean {
  switch (registrarAutoRenew) {
    case 'on':
      return mode === 'expire'
    case 'off':
      return mode === 'renew'
    case 'unknown':
      return false
    default:
      return assertNever(registrarAutoRenew, 'registrar auto-renew')
  }
}

/** Sets the name's standing rule; null takes it away. */
export function withRule(key: RenewalClassKey, mode: RenewalMode | null): RenewalClassKey {
  return { ...key, ruleMode: mode }
}

/** Decides for the current expiry; null takes the decision back. */
export function withDecision(key: RenewalClassKey, mode: RenewalMode | null): RenewalClassKey {
  return { ...key, decisionMode: mode }
}

/** Marks or un-marks a critical name. Marking cancels what stood against it: own rule or decision `expire`, release. */
export function withCritical(key: RenewalClassKey, critical: boolean): RenewalClassKey {
  if (!critical) return { ...key, critical: false, released: false }
  return {
    ...key,
    critical: true,
    released: false,
    ruleMode: key.ruleMode === 'expire' ? null : key.ruleMode,
    decisionMode: key.decisionMode === 'expire' ? null : key.decisionMode,
  }
}

/** Releases a critical name for the current expiry, or takes the release back; other names have nothing to release. */
export function withRelease(key: RenewalClassKey, released: boolean): RenewalClassKey {
  return key.critical ? { ...key, released } : key
}

/** The expiry is another one now: what was decided and released for the old one has ended. */
export function withExpiryMoved(key: RenewalClassKey): RenewalClassKey {
  return { ...key, decisionMode: null, released: false }
}

/** One text per key, equal exactly for equal keys, e.g. to group names in memory. */
export function renewalClassText(key: RenewalClassKey): string {
  return JSON.stringify([
    key.suffix,
    key.connection,
    key.ruleMode,
    key.decisionMode,
    key.critical,
    key.released,
    key.registrarAutoRenew,
    key.holding,
    key.registryState,
  ])
}
