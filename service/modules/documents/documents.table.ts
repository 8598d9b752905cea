import type { DocumentSeries } from '../../../core/billing/document-number.ts'

export type DocumentTables = {
  document_counter: { issuer: string; series: DocumentSeries; year: number; last: number }
  /** A revision of a document; never changed. */
  document: {
    account: string
    number: string
    revision: number
    series: DocumentSeries
    issuer: string
    issued_on: string
    due_on: string | null
    /** The billing period that it documents; null for quotes and receipts. */
    period: string | null
    part: number | null
    counterparty: string
    /** Folded for searches: see `counterpartyKey`. */
    counterparty_key: string
    total: number
    tax: number
    amount_due: number
    /** Everything that is printed, as JSON. */
    content: string
    /** Of a credit note: the document that it gives back of. */
    original: string | null
    /** Of a credit note or receipt: the ledger entry that it states. Null on revisions, so that it stays unique. */
    entry: number | null
    /** Why it was issued again. */
    reason: string | null
    person: string | null
    created_at: string
  }
  document_file: {
    account: string
    number: string
    revision: number
    kind: 'pdf' | 'xml'
    language: 'ja' | 'en'
    sha256: string
    bytes: Uint8Array
    made_at: string
  }
  /** Documents whose files are still to be made. */
  document_work: {
    account: string
    number: string
    revision: number
    attempts: number
    next_at: string
    problem: string | null
  }
  quote_order: {
    account: string
    number: string
    order_id: string
    person: string | null
    converted_at: string
  }
}
