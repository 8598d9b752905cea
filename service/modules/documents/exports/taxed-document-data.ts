import { assertNever } from '../../../../core/base/invariant.ts'
import type { TaxDocument } from '../../../../core/billing/document.ts'
import type { MinorUnits } from '../../../../core/money/money.ts'
import type { DocumentLanguage } from '../../../../core/renewal/notice-document.ts'
import { printableText } from '../../../adapters/documents/printable-text.ts'
import { type Fact, headData, paymentData, paymentNotes, proofText, sumsData } from './document-head-data.ts'
import { type DocumentWords, documentWords } from './document-words.ts'
import { lineListData, taxData } from './line-list-data.ts'

/** What `taxed-document.typ` reads: invoice, statement, credit note, quote. */
export function taxedDocumentData(document: TaxDocument, language: DocumentLanguage) {
  const texts = documentWords(language)
  const { words } = texts
  return {
    ...headData(document, texts),
    lead: words.lead[document.kind],
    amount: {
      label: words.amount[document.kind],
      value: texts.yen(document.kind === 'invoice' ? document.amountDue : document.total),
      suffix: words.taxIncluded,
      facts: amountFacts(document, texts),
    },
    sums: 'sums' in document ? sumsData(document.sums, texts) : null,
    list: lineListData(document.lines, texts),
    taxes: taxData(document.groups, texts),
    totals: totals(document, texts),
    payment: document.kind === 'invoice' ? paymentData(document.payment, document.issuer.bankAccount, texts) : null,
    notes: notes(document, texts),
    proof: 'anchors' in document ? proofText(document.anchors, texts) : null,
  }
}

/** What stands beside the amount. */
function amountFacts(document: TaxDocument, texts: DocumentWords): readonly Fact[] {
  const { words, day, days, fill } = texts
  switch (document.kind) {
    case 'invoice':
      return [
        [words.dueOn, day(document.payment.dueOn)],
        [words.period, days(document.period)],
      ]
    case 'statement':
      return [
        [words.amountDueNow, texts.yen(0 as MinorUnits)],
        [words.period, days(document.period)],
      ]
    case 'creditNote':
      return [
        [words.returnedOn, day(document.returnedOn)],
        [
          words.original,
          fill(words.originalValue, { number: document.original.number, issuedOn: day(document.original.issuedOn) }),
        ],
        [words.originalPeriod, days(document.original.period)],
      ]
    case 'quote':
      return [
        ...(document.subject ? [[words.subject, printableText(document.subject)] as const] : []),
        [words.validUntil, day(document.validUntil)],
        [words.terms, words.termsText[document.terms]],
      ]
    default:
      return assertNever(document, 'document of tax')
  }
}

function totals(document: TaxDocument, { words, yen }: DocumentWords): readonly Fact[] {
  const base = (document.total - document.tax) as MinorUnits
  const before: readonly Fact[] = [
    [words.totals.base, yen(base)],
    [words.totals.tax, yen(document.tax)],
  ]
  const total: Fact = [words.totals.total, yen(document.total)]
  const prepaid = (amount: MinorUnits): Fact => [words.totals.prepaid, yen(-amount as MinorUnits)]
  switch (document.kind) {
    case 'invoice':
      return document.prepaid === 0
        ? [...before, [words.totals.amountDue, yen(document.amountDue)]]
        : [...before, total, prepaid(document.prepaid), [words.totals.amountDue, yen(document.amountDue)]]
    case 'statement':
      return [...before, total, prepaid(document.prepaid), [words.totals.remaining, yen(0 as MinorUnits)]]
    case 'creditNote':
      return [...before, [words.totals.returned, yen(document.total)]]
    case 'quote':
      return [...before, total]
    default:
      return assertNever(document, 'document of tax')
  }
}

function notes(document: TaxDocument, texts: DocumentWords): readonly string[] {
  const { words } = texts
  return [
    ...(document.note ? [printableText(document.note)] : []),
    ...(document.kind === 'invoice' ? paymentNotes(document.payment, texts) : []),
    ...(document.kind === 'quote' ? [words.notes.quoteRates] : []),
  ]
}
