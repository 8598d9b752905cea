import type { RenewalMode, RuleScope } from '../../../core/renewal/renewal-mode.ts'

export type NoticeTables = {
  notice: {
    account: string
    month: string
    state: 'making' | 'made'
    made_at: string
    window_from: string
    window_to: string
    count: number
    sums: string
  }
  notice_item: {
    account: string
    month: string
    n: number
    name: string
    unicode_name: string
    suffix: string
    expires_on: string
    decide_by: string | null
    mode: RenewalMode
    scope: RuleScope
    price_currency: string | null
    price_minor: number | null
    department: string | null
    tags: string
  }
  decision_file: {
    account: string
    id: string
    month: string
    person: string
    file_name: string | null
    counts: string
    job: string | null
    created_at: string
  }
  decision_row: {
    account: string
    file: string
    n: number
    name: string
    domain: number | null
    verdict: string
    decision: RenewalMode | null
    current: RenewalMode | null
    expires_on: string | null
    renews_on: string | null
  }
}
