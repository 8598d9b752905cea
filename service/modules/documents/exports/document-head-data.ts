import type { BankAccount } from '../../../../core/billing/bank-account.ts'
import type { BalanceRequest, PrintedDocument } from '../../../../core/billing/document.ts'
import type { AccountSums, PaymentTerms } from '../../../../core/billing/document-parts.ts'
import { printedAnchor } from '../../../../core/ledger/anchor.ts'
import { printableText } from '../../../adapters/documents/printable-text.ts'
import { type DocumentWords, titleOf } from './document-words.ts'

type Anchors = BalanceRequest['anchors']

/** A label with its value. */
export type Fact = readonly [label: string, value: string]

/** What stands at the top of every document, in its final form: `parts/business.typ` reads it. */
export function headData(document: PrintedDocument, texts: DocumentWords) {
  const { words, language } = texts
  const title = titleOf(document, texts)
  const recipient = printableText(document.recipient.name)
  return {
    language,
    title: `${title} ${document.number} ${recipient}`,
    footer: `${title} ${document.number} · ${recipient}`,
    heading: title,
    // Short Japanese titles are spaced out: 請 求 書.
    isSpaced: language === 'ja' && title.length <= 4,
    subheading: document.revision > 1 ? texts.fill(words.reissue, { revision: document.revision }) : null,
    recipient: recipientData(document, texts),
    issuer: issuerData(document, texts),
    facts: issueFacts(document, texts),
    attachment: {
      name: `${document.number}.json`,
      json: JSON.stringify(document),
      description: words.attachment,
    },
  }
}

function issueFacts({ kind, number, issuedOn, reissuedOn }: PrintedDocument, { words, day }: DocumentWords): Fact[] {
  return [
    [words.number[kind], number],
    [words.issuedOn, day(issuedOn)],
    ...(reissuedOn === undefined ? [] : [[words.reissuedOn, day(reissuedOn)] satisfies Fact]),
  ]
}

function recipientData({ recipient }: PrintedDocument, { words, fill }: DocumentWords) {
  const { postalCode, address, name, department, honorific } = recipient
  return {
    address: addressLines(postalCode && fill(words.postalCode, { code: postalCode }), address),
    name: printableText(name),
    department: department === null || department === '' ? null : printableText(department),
    honorific: words.honorific[honorific],
  }
}

function issuerData({ issuer }: PrintedDocument, { words, fill }: DocumentWords) {
  const { name, postalCode, address, phone, email, registrationNumber } = issuer
  return {
    name: name === '' ? words.issuerUnnamed : printableText(name),
    details: [
      ...addressLines(postalCode && fill(words.postalCode, { code: postalCode }), address),
      ...(phone ? [fill(words.phone, { phone })] : []),
      ...(email ? [fill(words.email, { email })] : []),
      ...(registrationNumber ? [fill(words.registration, { number: registrationNumber })] : []),
    ].map(printableText),
    seal: words.seal === '' ? null : words.seal,
  }
}

function addressLines(postal: string | null, address: string | null): string[] {
  return [postal ?? '', ...(address ?? '').split('\n')].filter((line) => line.trim() !== '').map(printableText)
}

const PRINTED_NUMBERS = 12

const MOVEMENTS = ['bounced', 'refunded', 'adjusted'] as const

/** The six sums with the notes that explain them. */
export function sumsData(sums: AccountSums, { words, yen, fill }: DocumentWords) {
  const { numbers } = sums.alreadyRequested
  const more = numbers.length - PRINTED_NUMBERS
  const listed = [...numbers.slice(0, PRINTED_NUMBERS), ...(more > 0 ? [fill(words.moreNumbers, { count: more })] : [])]
  return {
    labels: [
      words.sums.previousRequest,
      words.sums.payments,
      words.sums.carriedOver,
      words.sums.thisUse,
      words.sums.alreadyRequested,
      words.sums.thisRequest,
    ],
    values: [
      sums.previousRequest,
      sums.payments,
      sums.carriedOver,
      sums.thisUse,
      sums.alreadyRequested.amount,
      sums.thisRequest,
    ].map(yen),
    notes: [
      ...MOVEMENTS.flatMap((movement) => {
        const amount = sums.otherMovements[movement]
        return amount === 0 ? [] : [fill(words.otherMovements[movement], { amount: yen(amount) })]
      }),
      ...(sums.carriedOver < 0 ? [words.carriedOverNote] : []),
      ...(sums.prepaidBefore > 0 ? [fill(words.prepaidBeforeNote, { amount: yen(sums.prepaidBefore) })] : []),
      ...(numbers.length > 0
        ? [fill(words.alreadyRequestedNote, { numbers: listed.join(words.numberSeparator) })]
        : []),
    ],
  }
}

/** The box that says how to pay. */
export function paymentData(payment: PaymentTerms, bankAccount: BankAccount | null, texts: DocumentWords) {
  const { words, fill, day } = texts
  const title = words.payment[payment.method]
  if (payment.method !== 'bankTransfer') {
    return { title, text: fill(words.paymentText[payment.method], { dueOn: day(payment.dueOn) }), rows: [] as Fact[] }
  }
  return {
    title,
    text: bankAccount ? words.paymentText.bankTransfer : words.paymentText.bankTransferNoAccount,
    rows: bankAccount ? bankRows(bankAccount, texts) : [],
  }
}

function bankRows(account: BankAccount, { words, fill }: DocumentWords): Fact[] {
  const { bankName, bankCode, branchName, branchCode, type, number, holder } = account
  const bank = fill(words.bank.bankValue, { bank: bankName, bankCode, branch: branchName, branchCode })
  return [
    [words.bank.bank, printableText(bank)],
    [words.bank.account, fill(words.bank.accountValue, { type: words.accountType[type], number })],
    [words.bank.holder, printableText(holder)],
  ]
}

/** Notes of a document that asks for money. */
export function paymentNotes(payment: PaymentTerms, { words, fill, day }: DocumentWords): string[] {
  const { dueOn, nominalDueOn, method } = payment
  return [
    ...(method === 'bankTransfer' ? [words.notes.feeBearer] : []),
    ...(dueOn === nominalDueOn ? [] : [fill(words.notes.dueShifted, { nominal: day(nominalDueOn), due: day(dueOn) })]),
  ]
}

/** The heads of the ledger and of the audit log, by which whoever keeps the paper can prove them later. */
export function proofText(anchors: Anchors, { words, fill }: DocumentWords): string | null {
  if (anchors === null) return null
  const { ledger, audit } = anchors
  return fill(words.notes.anchors, { ledger: printedAnchor(ledger), audit: printedAnchor(audit) })
}
