import type { LineState, LineVerdict } from '../../../core/billing/bank-line-state.ts'
import type { BankFile } from '../../../core/billing/zengin/bank-file.ts'
import type { Movement } from '../../../core/billing/zengin/bank-line.ts'
import type { YearCount } from '../../../core/billing/zengin/short-day.ts'

export type BankFileTables = {
  bank_year_count: { issuer: string; bank: string; year_count: YearCount }
  bank_file: {
    issuer: string
    id: string
    kind: BankFile['kind']
    sha256: string
    /** As the bank sent it. */
    content: Uint8Array
    file_name: string | null
    year_count: YearCount
    /** The first and last day of its lines. */
    from_day: string | null
    to_day: string | null
    /** Lines that it brought, and lines that an earlier file had brought. */
    new_lines: number
    known_lines: number
    person: string
    created_at: string
  }
  bank_line: {
    issuer: string
    file: string
    /** The record's place in the file. */
    n: number
    key: string
    kind: BankFile['kind']
    bank: string
    branch: string
    account_type: string
    account_number: string
    booked_on: string
    inquiry_number: string
    direction: Movement['direction']
    transaction_type: string
    amount: number
    payer_code: string
    payer_name: string
    payer_key: string
    payer_bank: string
    payer_branch: string
    summary: string
    edi: string
    state: LineState
    account: string | null
    /** The direct-debit request whose money it is. */
    collected_by: string | null
    fee: number
    note: string | null
    /** How often it was decided; numbers its decisions and what they posted. */
    decisions: number
    decided_at: string | null
    counterpart_file: string | null
    counterpart_n: number | null
  }
  bank_decision: {
    issuer: string
    file: string
    line: number
    n: number
    verdict: LineVerdict
    account: string | null
    /** JSON: the documents, the fee, the note. */
    detail: string
    person: string
    at: string
  }
  payer_name: {
    issuer: string
    id: string
    kind: 'name' | 'code'
    key: string
    written: string
    account: string
    file: string
    line: number
    person: string
    learned_at: string
  }
}
