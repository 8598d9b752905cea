import type { Generated } from 'kysely'
import type { RenewalMode, RuleScope } from '../../../core/renewal/renewal-mode.ts'

export type RenewalRuleTables = {
  suffix_rule: { account: string; suffix: string; mode: RenewalMode; set_by: string; set_at: string }
  renewal_class: {
    account: string
    id: Generated<number>
    suffix: string
    connection: string
    rule_mode: 'none' | RenewalMode
    decision_mode: 'none' | RenewalMode
    critical: number
    released: number
    registrar_auto_renew: 'on' | 'off' | 'unknown'
    holding: string
    registry_state: string
    mode: RenewalMode
    scope: RuleScope
    contradiction: number
    cut_kind: 'daysBefore' | 'dayOfExpiryMonth' | 'endOfPreviousMonth'
    cut_n: number
    /** How many names are in the class; kept by the domain writer, so that totals need not be counted. */
    names: number
  }
}
