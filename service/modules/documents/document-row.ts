import { type DocumentContent, documentFacts } from '../../../core/billing/document.ts'
import type { Instant } from '../../../core/calendar/iso-date.ts'
import { counterpartyKey } from './document-parties.ts'
import type { DocumentRow } from './documents.repository.ts'

/** What is not in the content. */
export type DocumentOrigin = {
  readonly account: string
  readonly issuer: string
  readonly person: string | null
  readonly at: Instant
  readonly period?: string
  readonly part?: number
  readonly entry?: number
  readonly reason?: string
}

/** The row of a document: its content, and beside it what lists and searches look at. */
export function documentRow(content: DocumentContent, origin: DocumentOrigin): DocumentRow {
  const facts = documentFacts(content)
  return {
    account: origin.account,
    number: facts.number,
    revision: content.revision,
    series: content.kind,
    issuer: origin.issuer,
    issued_on: facts.issuedOn,
    due_on: facts.dueOn,
    period: origin.period ?? null,
    part: origin.part ?? null,
    counterparty: facts.counterparty,
    counterparty_key: counterpartyKey(facts.counterparty),
    total: facts.total,
    tax: facts.tax,
    amount_due: facts.amountDue,
    content: JSON.stringify(content),
    original: content.kind === 'creditNote' ? content.original.number : null,
    entry: origin.entry ?? null,
    reason: origin.reason ?? null,
    person: origin.person,
    created_at: origin.at,
  }
}
