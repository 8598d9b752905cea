import type { PaymentMethod } from '../../../core/ledger/entry.ts'

export type BillingProfileTables = {
  issuer: {
    id: string
    name: string
    registration_number: string | null
    postal_code: string | null
    address: string | null
    phone: string | null
    email: string | null
    /** JSON: where customers pay to. */
    bank_account: string | null
    /** JSON: as whom direct debits are requested. */
    debit_client: string | null
    zone: string
    corporate_service_from: string | null
    updated_at: string
    /** Grows with every change of the price list, bank files and direct debits. */
    change_seq: number
  }
  billing_profile: {
    account: string
    issuer: string
    plan: 'standard' | 'corporate'
    terms: 'standard' | 'corporate'
    holiday_shift: 'next' | 'previous' | 'none'
    overdraft_policy: 'none' | 'provisional' | 'corporate'
    overdraft_until: string | null
    overdraft_limit: number | null
    payment_method: PaymentMethod
    delivery: 'mail' | 'post'
    billing_name: string | null
    billing_department: string | null
    billing_postal_code: string | null
    billing_address: string | null
    billing_email: string | null
    registration_number: string | null
    /** JSON: the account that direct debits are drawn from. */
    debit_account: string | null
    reversal_until: string | null
    reversal_days: number | null
    low_balance_at: number | null
  }
}
