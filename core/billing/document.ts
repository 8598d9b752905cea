import { z } from 'zod'
import { type IsoDate, isoDateSchema } from '../calendar/iso-date.ts'
import { paymentMethodSchema } from '../ledger/entry.ts'
import type { MinorUnits } from '../money/money.ts'
import { type DocumentNumber, documentNumberSchema } from './document-number.ts'
import {
  accountSumsSchema,
  type DocumentLine,
  documentLineSchema,
  issuerPartySchema,
  paymentTermsSchema,
  recipientPartySchema,
  supplyPeriodSchema,
  taxGroupSchema,
  yenSchema,
} from './document-parts.ts'

/** What every document states. A re-issue has the same number and day of issue, and the next revision. */
const head = {
  number: documentNumberSchema,
  revision: z.int().min(1),
  issuedOn: isoDateSchema,
  /** Only of a re-issue: the day of this revision. */
  reissuedOn: isoDateSchema.optional(),
  issuer: issuerPartySchema,
  recipient: recipientPartySchema,
  note: z.string().nullable(),
}

/**
 * The heads of the ledger and of the audit log when a closing issued the document, as `number:hash`: whoever keeps the
 * document can prove later that nothing before it was changed.
 */
const anchored = {
  anchors: z.strictObject({ ledger: z.string(), audit: z.string() }).nullable(),
}

const taxed = {
  groups: z.array(taxGroupSchema).readonly(),
  total: yenSchema,
  tax: yenSchema,
}

/** Lines of a period stand in the ledger, which never changes: they are read from there and not stored twice. */
const ledgerLines = z.literal('ledger')
const ownLines = z.array(documentLineSchema).readonly()

export const invoiceSchema = z.strictObject({
  kind: z.literal('invoice'),
  ...head,
  ...anchored,
  ...taxed,
  period: supplyPeriodSchema,
  lines: z.union([ledgerLines, ownLines]),
  sums: accountSumsSchema,
  /** Of `total`, what the balance paid already; the rest is due. */
  prepaid: yenSchema,
  amountDue: yenSchema,
  payment: paymentTermsSchema,
})

/** Use that the balance paid: a qualified invoice (ご利用明細書兼適格請求書) that asks for nothing. */
export const statementSchema = z.strictObject({
  kind: z.literal('statement'),
  ...head,
  ...anchored,
  ...taxed,
  period: supplyPeriodSchema,
  lines: z.union([ledgerLines, ownLines]),
  sums: accountSumsSchema,
  prepaid: yenSchema,
})

/** What is owed beyond the period's own use; no document of tax. */
export const balanceRequestSchema = z.strictObject({
  kind: z.literal('balanceRequest'),
  ...head,
  ...anchored,
  period: supplyPeriodSchema,
  sums: accountSumsSchema,
  amountDue: yenSchema,
  payment: paymentTermsSchema,
})

/** 適格返還請求書: amounts are what is given back, positive. */
export const creditNoteSchema = z.strictObject({
  kind: z.literal('creditNote'),
  ...head,
  ...taxed,
  returnedOn: isoDateSchema,
  original: z.strictObject({ number: documentNumberSchema, issuedOn: isoDateSchema, period: supplyPeriodSchema }),
  lines: ownLines,
})

export const quoteSchema = z.strictObject({
  kind: z.literal('quote'),
  ...head,
  ...taxed,
  subject: z.string().nullable(),
  /** The last day on which it can be ordered. */
  validUntil: isoDateSchema,
  lines: ownLines,
  terms: z.enum(['prepaid', 'standard', 'corporate']),
})

export const receiptSchema = z.strictObject({
  kind: z.literal('receipt'),
  ...head,
  receivedOn: isoDateSchema,
  amount: yenSchema,
  method: paymentMethodSchema,
  /** The ledger entry of the money, and the documents it paid. */
  entry: z.int(),
  paid: z.array(z.strictObject({ number: documentNumberSchema, amount: yenSchema })).readonly(),
})

/** Everything that is printed, frozen when a document is issued; both languages are printed from it. */
export const documentContentSchema = z.discriminatedUnion('kind', [
  invoiceSchema,
  statementSchema,
  balanceRequestSchema,
  creditNoteSchema,
  quoteSchema,
  receiptSchema,
])
export type DocumentContent = z.output<typeof documentContentSchema>

export type Invoice = z.output<typeof invoiceSchema>
export type Statement = z.output<typeof statementSchema>
export type BalanceRequest = z.output<typeof balanceRequestSchema>
export type CreditNote = z.output<typeof creditNoteSchema>
export type Quote = z.output<typeof quoteSchema>
export type Receipt = z.output<typeof receiptSchema>

/** A document whose lines are at hand. */
export type PrintedDocument =
  | (Omit<Invoice, 'lines'> & { readonly lines: readonly DocumentLine[] })
  | (Omit<Statement, 'lines'> & { readonly lines: readonly DocumentLine[] })
  | BalanceRequest
  | CreditNote
  | Quote
  | Receipt

/** Documents that state tax per rate. */
export type TaxDocument = Extract<PrintedDocument, { readonly groups: unknown }>

/** What lists and searches know of a document, taken from its content. */
export type DocumentFacts = {
  readonly number: DocumentNumber
  readonly issuedOn: IsoDate
  /** Until when to pay; of a quote, until when to order. */
  readonly dueOn: IsoDate | null
  readonly total: MinorUnits
  readonly tax: MinorUnits
  readonly amountDue: MinorUnits
  readonly counterparty: string
}

export function documentFacts(content: DocumentContent): DocumentFacts {
  const { number, issuedOn, recipient } = content
  const amountDue = 'amountDue' in content ? content.amountDue : (0 as MinorUnits)
  const isTaxed = 'total' in content
  return {
    number,
    issuedOn,
    dueOn: 'payment' in content ? content.payment.dueOn : content.kind === 'quote' ? content.validUntil : null,
    total: isTaxed ? content.total : content.kind === 'receipt' ? content.amount : amountDue,
    tax: isTaxed ? content.tax : (0 as MinorUnits),
    amountDue,
    counterparty: recipient.name,
  }
}
