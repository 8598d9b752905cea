import type { Generated } from 'kysely'
import type { DocumentLanguage } from '../../../core/renewal/notice-document.ts'
import type { RenewalMode } from '../../../core/renewal/renewal-mode.ts'

export type AccountTables = {
  workspace: { name: string; value: string }
  account: {
    id: string
    name: string
    time_zone: string
    renew_lead_days: number
    notices_from: string
    rule_mode: RenewalMode
    rule_set_by: string | null
    rule_set_at: string | null
    created_at: string
    /** In which it is written to. */
    language: Generated<DocumentLanguage>
  }
  account_counter: {
    account: string
    change_seq: number
    rules_seq: number
    connections_seq: number
    settings_seq: number
    /** The change at which renewal classes were last made or resolved: what has been read of them is valid until it moves. */
    classes_seq: Generated<number>
    /** The last change of the ledger, documents or prices. */
    billing_seq: Generated<number>
    /** The last change of imports, notices or sheets that were handed in. */
    files_seq: Generated<number>
    audit_seq: number
    audit_hash: string
  }
  /** Who works for the issuer: may book money, set prices and close periods, in every account. */
  operator: { person: string; since: string }
  membership: { account: string; person: string; role: string; limits: string | null; created_at: string }
}
