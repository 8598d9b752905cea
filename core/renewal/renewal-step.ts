import { assertNever } from '../base/invariant.ts'
import type { IsoDate } from '../calendar/iso-date.ts'
import { type RenewalClassKey, withCritical, withDecision, withRule } from './renewal-class.ts'
import type { RenewalMode } from './renewal-mode.ts'

/**
 * Why bulk work leaves a name out. `unknown`: not in the account, or out of the reader's sight. `no_permission`: the
 * change would move a name into or out of what limits somebody's role. `critical_needs_confirmation`: a critical name is
 * un-marked only where its name was typed, and is let lapse one by one. `changed_since`: somebody changed the name after the preview. `no_gateway`,
 * `no_price`, `order_under_way` and `insufficient_funds`: its renewal cannot be ordered.
 */
export const BULK_SKIPS = [
  'unknown',
  'not_held',
  'no_permission',
  'critical_needs_confirmation',
  'no_expiry',
  'too_late',
  'changed_since',
  'no_gateway',
  'no_price',
  'order_under_way',
  'insufficient_funds',
] as const
export type BulkSkip = (typeof BULK_SKIPS)[number]

/** What a bulk change says about the renewal of each name; a mode of null takes the rule away. */
export type RenewalStep =
  | { readonly kind: 'setRenewal'; readonly mode: RenewalMode | null }
  | { readonly kind: 'decide'; readonly mode: RenewalMode | null }
  | { readonly kind: 'setCritical'; readonly critical: boolean }

/** The class that a name is in after the step. */
export function takeStep(key: RenewalClassKey, step: RenewalStep): RenewalClassKey {
  switch (step.kind) {
    case 'setRenewal':
      return withRule(key, step.mode)
    case 'decide':
      return withDecision(key, step.mode)
    case 'setCritical':
      return withCritical(key, step.critical)
    default:
      return assertNever(step, 'renewal step')
  }
}

export type StepCandidate = {
  readonly key: RenewalClassKey
  /** The mode in effect now. */
  readonly mode: RenewalMode
  readonly expiresOn: IsoDate | null
  readonly decideBy: IsoDate | null
  /** Whether the name was typed to confirm that it is no longer critical. */
  readonly isTyped: boolean
}

/**
 * Whether bulk work may take the step with a name. Past decideBy a decision that lets lapse has no effect any more and is
 * left out; a standing rule is taken all the same, for the expiries to come.
 */
export function judgeStep(name: StepCandidate, step: RenewalStep, today: IsoDate): 'change' | 'same' | BulkSkip {
  if (name.key.holding !== 'held') return 'not_held'
  if (saysAlready(name.key, step)) return 'same'
  if (name.key.critical && letsGo(step) && !(step.kind === 'setCritical' && name.isTyped))
    return 'critical_needs_confirmation'
  if (step.kind !== 'decide') return 'change'
  if (name.expiresOn === null) return 'no_expiry'
  const isLate = name.decideBy !== null && name.decideBy < today
  return isLate && step.mode === 'expire' && name.mode === 'renew' ? 'too_late' : 'change'
}

function saysAlready(key: RenewalClassKey, step: RenewalStep): boolean {
  switch (step.kind) {
    case 'setRenewal':
      return key.ruleMode === step.mode
    case 'decide':
      return key.decisionMode === step.mode
    case 'setCritical':
      return key.critical === step.critical
    default:
      return assertNever(step, 'renewal step')
  }
}

function letsGo(step: RenewalStep): boolean {
  return step.kind === 'setCritical' ? !step.critical : step.mode === 'expire'
}
