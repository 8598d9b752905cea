import type { DebitFollowUp } from '../../../core/billing/zengin/debit-result-code.ts'

export type DirectDebitTables = {
  /** An account's number at the bank, and the result code after which it is not debited before a person says so. */
  debit_payer: {
    issuer: string
    account: string
    number: number
    stopped_by: string | null
    stopped_at: string | null
  }
  direct_debit: {
    issuer: string
    id: string
    debit_on: string
    consignor: string
    state: 'requested' | 'answered' | 'withdrawn'
    content: Uint8Array
    person: string
    /** The Idempotency-Key that it was made with: its file is answered again. */
    request_key: string
    created_at: string
    result_sha256: string | null
    result_content: Uint8Array | null
    answered_by: string | null
    answered_at: string | null
  }
  direct_debit_line: {
    issuer: string
    request: string
    n: number
    account: string
    customer_number: string
    amount: number
    bank: string
    branch: string
    account_type: string
    account_number: string
    holder: string
    /** JSON: `[{number, amount}]`. */
    documents: string
    result: string | null
    follow_up: DebitFollowUp | null
  }
}
