import type { BalanceRequest, Receipt } from '../../../../core/billing/document.ts'
import type { DocumentLanguage } from '../../../../core/renewal/notice-document.ts'
import { printableText } from '../../../adapters/documents/printable-text.ts'
import { type Fact, headData, paymentData, paymentNotes, proofText, sumsData } from './document-head-data.ts'
import { type DocumentWords, documentWords } from './document-words.ts'

/** What `balance-request.typ` reads. */
export function balanceRequestData(document: BalanceRequest, language: DocumentLanguage) {
  const texts = documentWords(language)
  const { words, day, days, yen } = texts
  const { period, payment, issuer, note } = document
  return {
    ...headData(document, texts),
    lead: words.lead.balanceRequest,
    amount: {
      label: words.amount.balanceRequest,
      value: yen(document.amountDue),
      suffix: null,
      facts: [
        [words.dueOn, day(payment.dueOn)],
        [words.period, days(period)],
      ] as Fact[],
    },
    sums: sumsData(document.sums, texts),
    payment: paymentData(payment, issuer.bankAccount, texts),
    notes: [...(note ? [printableText(note)] : []), ...paymentNotes(payment, texts), words.notes.notTaxDocument],
    proof: proofText(document.anchors, texts),
  }
}

/** What `receipt.typ` reads. */
export function receiptData(document: Receipt, language: DocumentLanguage) {
  const texts = documentWords(language)
  const { words, day, yen, fill } = texts
  const numbers = document.paid.map(({ number }) => number).join(words.numberSeparator)
  return {
    ...headData(document, texts),
    lead: words.lead.receipt,
    forWhat: numbers === '' ? words.forWhat.deposit : fill(words.forWhat.payment, { documents: numbers }),
    amount: { value: yen(document.amount), suffix: null },
    rows: [
      [words.receivedOn, day(document.receivedOn)],
      [words.method, words.methodText[document.method]],
      ...paidRows(document, texts),
    ] as Fact[],
    notes: [...(document.note ? [printableText(document.note)] : []), words.notes.electronic],
  }
}

/** Which documents the money paid, and what of it went to the balance; said only where it was split. */
function paidRows({ paid, amount }: Receipt, { words, yen }: DocumentWords): readonly Fact[] {
  const left = paid.reduce((rest, document) => rest - document.amount, amount as number)
  if (paid.length === 0 || (paid.length === 1 && left === 0)) return []
  return [
    ...paid.map((document): Fact => [document.number, yen(document.amount)]),
    ...(left > 0 ? [[words.inBalance, yen(left as typeof amount)] as const] : []),
  ]
}
