import { ok, type Result, refused } from '../../base/result.ts'
import type { IsoDate } from '../../calendar/iso-date.ts'
import type { PrintedDocument } from '../document.ts'
import type { DocumentLine, PaymentTerms, SupplyPeriod } from '../document-parts.ts'
import type { TaxGroup } from '../tax.ts'
import { pintLine, taxCategory } from './pint-line.ts'
import { endpointOf, pintCustomer, pintSupplier } from './pint-party.ts'
import { element, textElement, type XmlElement } from './xml.ts'

/** Documents that JP PINT knows: a credit note is an invoice with negative quantities (BIS 1.4). */
export type PintDocument = Extract<PrintedDocument, { readonly kind: 'invoice' | 'statement' | 'creditNote' }>

/** The Japanese words of an invoice; they come from the catalogue. */
export type PintWords = {
  readonly itemName: (line: DocumentLine) => string
  readonly paymentTerms: (payment: PaymentTerms) => string
}

/** Why a document has no JP PINT form. */
export type PintRefusal =
  | 'issuer_not_registered'
  /** Peppol delivers to a corporate number (法人番号) or registration number only. */
  | 'recipient_without_number'
  | 'rate_not_in_pint'

const NAMESPACES = {
  xmlns: 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2',
  'xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
  'xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
}

/** A UBL 2.1 invoice by JP PINT 1 (`urn:peppol:pint:billing-1@jp-1`), in the element order of the schema. */
export function pintInvoice(document: PintDocument, words: PintWords): Result<XmlElement, PintRefusal> {
  const refusal = pintRefusal(document)
  if (refusal !== null) return refused(refusal)
  const { issuer, recipient } = document
  const root = element(
    'Invoice',
    textElement('cbc:CustomizationID', 'urn:peppol:pint:billing-1@jp-1'),
    textElement('cbc:ProfileID', 'urn:peppol:bis:billing'),
    textElement('cbc:ID', document.number),
    textElement('cbc:IssueDate', document.issuedOn),
    document.kind === 'invoice' ? textElement('cbc:DueDate', document.payment.dueOn) : null,
    textElement('cbc:InvoiceTypeCode', '380'),
    textElement('cbc:Note', document.note),
    textElement('cbc:DocumentCurrencyCode', 'JPY'),
    period(periodOf(document)),
    document.kind === 'creditNote' ? billingReference(document.original) : null,
    pintSupplier(issuer),
    pintCustomer(recipient),
    ...(document.kind === 'invoice' ? paymentParts(document, words) : []),
    taxTotal(document),
    monetaryTotal(document),
    linesOf(document).map((line, index) => pintLine(line, index, signOf(document), words.itemName(line))),
  )
  return ok({ ...root, attributes: NAMESPACES })
}

/** Why a document cannot be stated in JP PINT; null where it can. */
export function pintRefusal({ issuer, recipient, groups }: PintDocument): PintRefusal | null {
  if (issuer.registrationNumber === null) return 'issuer_not_registered'
  if (endpointOf(recipient.registrationNumber) === null) return 'recipient_without_number'
  return groups.length === 0 || groups.some(({ percent }) => percent === 0) ? 'rate_not_in_pint' : null
}

/** Amounts of a credit note are stated as negative ones. */
function signOf(document: PintDocument): 1 | -1 {
  return document.kind === 'creditNote' ? -1 : 1
}

/**
 * A return states its own day as its period, as the official example does; when the supply was is with the document that
 * it refers to. The period of an invoice reaches to every day of its lines (ibr-085, ibr-086): what was booked late was
 * supplied before it.
 */
function periodOf(document: PintDocument): SupplyPeriod {
  if (document.kind === 'creditNote') return { from: document.returnedOn, to: document.returnedOn }
  const days = document.lines.flatMap(({ suppliedOn }) => suppliedOn ?? [])
  const earlier = (a: IsoDate, b: IsoDate) => (b < a ? b : a)
  const later = (a: IsoDate, b: IsoDate) => (b > a ? b : a)
  const { from, to } = document.period
  return { from: days.reduce(earlier, from), to: days.reduce(later, to) }
}

/** A line of a return states no day: its day of supply lies before the period of the return. */
function linesOf(document: PintDocument): readonly DocumentLine[] {
  if (document.kind !== 'creditNote') return document.lines
  return document.lines.map((line) => ({ ...line, suppliedOn: null }))
}

function period({ from, to }: SupplyPeriod): XmlElement {
  return element('cac:InvoicePeriod', textElement('cbc:StartDate', from), textElement('cbc:EndDate', to))
}

function billingReference({ number, issuedOn }: { number: string; issuedOn: string }): XmlElement {
  return element(
    'cac:BillingReference',
    element('cac:InvoiceDocumentReference', textElement('cbc:ID', number), textElement('cbc:IssueDate', issuedOn)),
  )
}

/** 預金種目 of the banks' own files. */
const ACCOUNT_TYPES = { ordinary: '1', current: '2', savings: '4', other: '9' } as const

/** UNCL4461: 30 credit transfer, 48 bank card, 49 direct debit, whose mandate is the account's own number with us. */
function paymentParts(
  { payment, issuer, recipient }: Extract<PintDocument, { readonly kind: 'invoice' }>,
  words: PintWords,
): readonly (XmlElement | null)[] {
  const { bankAccount } = issuer
  const terms = element('cac:PaymentTerms', textElement('cbc:Note', words.paymentTerms(payment)))
  const code = (text: string) => textElement('cbc:PaymentMeansCode', text)
  switch (payment.method) {
    case 'bankTransfer': {
      if (bankAccount === null) return [terms]
      const { bankCode, branchCode, type, number, holder } = bankAccount
      const id = [bankCode, branchCode, ACCOUNT_TYPES[type], number.padStart(7, '0')].join(':')
      const payee = element('cac:PayeeFinancialAccount', textElement('cbc:ID', id), textElement('cbc:Name', holder))
      return [element('cac:PaymentMeans', code('30'), payee), terms]
    }
    case 'creditCard':
      return [element('cac:PaymentMeans', code('48')), terms]
    case 'directDebit': {
      const mandate = element('cac:PaymentMandate', textElement('cbc:ID', recipient.account))
      return [element('cac:PaymentMeans', code('49'), mandate), terms]
    }
  }
}

const yen = (name: string, amount: number) => textElement(name, String(amount), { currencyID: 'JPY' })

function taxTotal(document: PintDocument): XmlElement {
  const sign = signOf(document)
  return element(
    'cac:TaxTotal',
    yen('cbc:TaxAmount', signed(document.tax, sign)),
    document.groups.map((group) => taxSubtotal(group, sign)),
  )
}

function taxSubtotal(group: TaxGroup, sign: 1 | -1): XmlElement {
  return element(
    'cac:TaxSubtotal',
    yen('cbc:TaxableAmount', signed(group.base, sign)),
    yen('cbc:TaxAmount', signed(group.tax, sign)),
    taxCategory('cac:TaxCategory', group),
  )
}

function monetaryTotal(document: PintDocument): XmlElement {
  const sign = signOf(document)
  const base = signed(document.total - document.tax, sign)
  const total = signed(document.total, sign)
  const prepaid = document.kind === 'creditNote' ? 0 : document.prepaid
  return element(
    'cac:LegalMonetaryTotal',
    yen('cbc:LineExtensionAmount', base),
    yen('cbc:TaxExclusiveAmount', base),
    yen('cbc:TaxInclusiveAmount', total),
    prepaid === 0 ? null : yen('cbc:PrepaidAmount', prepaid),
    yen('cbc:PayableAmount', total - prepaid),
  )
}

/** Without the minus of a zero. */
function signed(amount: number, sign: 1 | -1): number {
  return amount === 0 ? 0 : amount * sign
}
