import { z } from 'zod'

export const RENEWAL_MODES = ['renew', 'expire'] as const

/** What happens when a name's expiry comes near: it is renewed (自動更新) or left to lapse (自動失効). */
export type RenewalMode = (typeof RENEWAL_MODES)[number]

export const renewalModeSchema = z.enum(RENEWAL_MODES)

export const RULE_SCOPES = ['decision', 'domain', 'critical', 'suffix', 'account'] as const

/**
 * Which rule decided the mode: the decision for this expiry, the name's own rule, the shield of a critical name, the
 * rule of its suffix, the account's rule.
 */
export type RuleScope = (typeof RULE_SCOPES)[number]

export const ruleScopeSchema = z.enum(RULE_SCOPES)

/** A mode together with the rule that decided it. */
export type EffectiveRenewal = { readonly mode: RenewalMode; readonly scope: RuleScope }
