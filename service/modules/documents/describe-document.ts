import type { PrintedDocument } from '../../../core/billing/document.ts'
import type { AccountSums, DocumentLine } from '../../../core/billing/document-parts.ts'
import type { IsoDate, IsoMonth } from '../../../core/calendar/iso-date.ts'
import { toULabels } from '../../../core/domains/idna.ts'
import { wireYen } from '../../../core/money/yen-input.ts'
import type { DocumentHistory } from './document-history.repository.ts'
import type { ListedDocument } from './documents.queries.ts'

/** A document as lists show it; `today` is the issuer's. */
export function describeItem(row: ListedDocument, today: IsoDate) {
  return {
    number: row.number,
    series: row.series,
    revision: row.revision,
    issuedOn: row.issued_on as IsoDate,
    dueOn: row.due_on as IsoDate | null,
    period: row.period as IsoMonth | null,
    total: wireYen(row.total),
    tax: wireYen(row.tax),
    amountDue: wireYen(row.amount_due),
    open: wireYen(row.open),
    credited: wireYen(Number(row.credited)),
    state: row.state,
    isOverdue: row.open > 0 && row.due_on !== null && row.due_on < today,
    counterparty: row.counterparty,
  }
}

/** Everything that a document states, and what became of it. */
export function describeDetail(
  row: ListedDocument,
  document: PrintedDocument,
  history: DocumentHistory,
  today: IsoDate,
) {
  const taxed = 'groups' in document ? document : null
  const paid = 'payment' in document ? document.payment : null
  return {
    ...describeItem(row, today),
    issuer: document.issuer,
    recipient: document.recipient,
    note: document.note,
    days: 'period' in document ? document.period : null,
    lines: taxed ? taxed.lines.map(describeLine) : [],
    taxes: (taxed?.groups ?? []).map(({ code, percent, base, tax, total }) => ({
      code,
      percent,
      base: wireYen(base),
      tax: wireYen(tax),
      total: wireYen(total),
    })),
    sums: 'sums' in document ? describeSums(document.sums) : null,
    prepaid: 'prepaid' in document ? wireYen(document.prepaid) : null,
    payment: paid && { method: paid.method, terms: paid.terms, nominalDueOn: paid.nominalDueOn },
    original: document.kind === 'creditNote' ? document.original.number : null,
    anchors: 'anchors' in document ? document.anchors : null,
    validUntil: document.kind === 'quote' ? document.validUntil : null,
    ...describeHistory(history),
  }
}

function describeLine(line: DocumentLine, index: number) {
  const { subject, suppliedOn, quantity, unit, code, percent, base, total, entry } = line
  const name = subject.kind === 'domain' ? subject.name : null
  return {
    n: index + 1,
    suppliedOn,
    domain: name,
    unicodeName: name && toULabels(name),
    operation: subject.kind === 'domain' ? subject.operation : null,
    text: subject.kind === 'text' ? subject.text : null,
    quantity,
    unit,
    rate: { code, percent },
    base: wireYen(base),
    total: wireYen(total),
    entry,
  }
}

function describeSums({ alreadyRequested, ...sums }: AccountSums) {
  return {
    previousRequest: wireYen(sums.previousRequest),
    payments: wireYen(sums.payments),
    carriedOver: wireYen(sums.carriedOver),
    thisUse: wireYen(sums.thisUse),
    alreadyRequested: { amount: wireYen(alreadyRequested.amount), numbers: [...alreadyRequested.numbers] },
    thisRequest: wireYen(sums.thisRequest),
    bounced: wireYen(sums.otherMovements.bounced),
    refunded: wireYen(sums.otherMovements.refunded),
    adjusted: wireYen(sums.otherMovements.adjusted),
  }
}

function describeHistory({ revisions, creditNotes, allocations, files, order }: DocumentHistory) {
  return {
    order,
    revisions: revisions.map(({ revision, issued_on, reason, created_at, person }) => ({
      revision,
      issuedOn: issued_on,
      reason,
      createdAt: created_at,
      person,
    })),
    creditNotes: creditNotes.map(({ number, issued_on, total }) => ({
      number,
      issuedOn: issued_on as IsoDate,
      total: wireYen(total),
    })),
    allocations: allocations.map(({ entry, kind, posted_on, amount }) => ({
      entry,
      kind,
      postedOn: posted_on as IsoDate,
      amount: wireYen(Number(amount)),
    })),
    files: files.map(({ kind, language, revision, sha256, made_at }) => ({
      kind,
      language,
      revision,
      sha256,
      madeAt: made_at,
    })),
  }
}
