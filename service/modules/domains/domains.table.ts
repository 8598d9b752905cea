import type { Generated } from 'kysely'

export type DomainTables = {
  domain: {
    account: string
    id: Generated<number>
    name: string
    unicode_name: string
    is_idn: number
    class_id: number
    registry_expires_on: string | null
    /** The registry's own instant, where it sent one. */
    registry_expires_at: string | null
    paid_through_on: string | null
    /** paid_through_on, else registry_expires_on. */
    expires_on: string | null
    decide_by: string | null
    /** Age of what is known about the expiry. */
    as_of: string | null
    /** Until when the class's registry_state lasts, where that is known. */
    state_until: string | null
    registered_on: string | null
    department: string | null
    /** JSON array, sorted; the same as in domain_tag. */
    tags: string
    lock_level: string
    lock_transfer: number | null
    lock_update: number | null
    lock_delete: number | null
    lock_renew: number | null
    /** What a year's renewal costs: the price list's word where we can order it, else `cost_*`. */
    price_currency: string | null
    price_minor: number | null
    /** Why its renewal waits, e.g. `funds`. */
    blocked: Generated<string | null>
    /** What the registrar charges, as somebody stated it. */
    cost_currency: string | null
    cost_minor: number | null
    /** JSON array. */
    name_servers: string
    /** JSON array of the registry's own words. */
    registry_statuses: string
    note: string | null
    rule_by: string | null
    rule_at: string | null
    decision_for: string | null
    decision_by: string | null
    decision_at: string | null
    decision_via: string | null
    critical_by: string | null
    critical_at: string | null
    release_for: string | null
    release_by: string | null
    release_at: string | null
    /** JSON: fact → {source, asOf}. */
    provenance: string
    updated_at: string
    change_seq: number
  }
  domain_tag: { account: string; tag: string; domain: number }
  scope_move: {
    account: string
    change_seq: number
    domain: number
    name: string
    suffix: string
    department: string | null
    tags: string
  }
}
