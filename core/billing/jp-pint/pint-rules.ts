import { QUALIFIED_INVOICES_FROM } from '../registration-number.ts'
import { CODE_RULES } from './pint-code-rules.ts'
import { hasUblParts } from './pint-parts.ts'
import { PERIOD_RULES } from './pint-period-rules.ts'
import type { PintRule } from './pint-rule.ts'
import { SUM_RULES } from './pint-sum-rules.ts'
import { TAX_RULES } from './pint-tax-rules.ts'
import { allElements, elementsAt, everyElement, textAt, type XmlElement } from './xml.ts'

/** The identifiers of the rules that an invoice breaks; empty when it may be sent. */
export function brokenPintRules(invoice: XmlElement): readonly string[] {
  return pintRules()
    .filter(({ isKept }) => !isKept(invoice))
    .map(({ id }) => id)
}

/** Every rule that is looked at; the order of UBL 2.1 is one of them, `ubl-2.1`. */
export function pintRules(): readonly PintRule[] {
  return [
    { id: 'ubl-2.1', isKept: hasUblParts },
    ...ENVELOPE_RULES,
    ...PERIOD_RULES,
    ...PARTY_RULES,
    ...PAYMENT_RULES,
    ...LINE_RULES,
    ...TAX_RULES,
    ...SUM_RULES,
    ...CODE_RULES,
  ]
}

const SUPPLIER = 'cac:AccountingSupplierParty/cac:Party'
const CUSTOMER = 'cac:AccountingCustomerParty/cac:Party'

const isStated = (path: string) => (invoice: XmlElement) => elementsAt(invoice, path).length > 0
const has = (path: string) => (invoice: XmlElement) => (textAt(invoice, path) ?? '').trim() !== ''

const ENVELOPE_RULES: readonly PintRule[] = [
  {
    id: 'aligned-ibrp-001-jp',
    isKept: (invoice) => (textAt(invoice, 'cbc:CustomizationID') ?? '').startsWith('urn:peppol:pint:billing-1@jp-1'),
  },
  { id: 'aligned-ibrp-002-jp', isKept: (invoice) => textAt(invoice, 'cbc:ProfileID') === 'urn:peppol:bis:billing' },
  { id: 'aligned-ibrp-cl-02-jp', isKept: (invoice) => textAt(invoice, 'cbc:InvoiceTypeCode') === '380' },
  { id: 'ibr-001', isKept: has('cbc:CustomizationID') },
  { id: 'ibr-002', isKept: has('cbc:ID') },
  { id: 'ibr-003', isKept: has('cbc:IssueDate') },
  { id: 'ibr-004', isKept: has('cbc:InvoiceTypeCode') },
  { id: 'ibr-005', isKept: (invoice) => textAt(invoice, 'cbc:DocumentCurrencyCode') === 'JPY' },
  { id: 'ibr-076', isKept: has('cbc:ProfileID') },
  {
    id: 'ibr-079',
    isKept: (invoice) => everyElement(invoice, ({ text, children }) => children.length > 0 || text.trim() !== ''),
  },
  {
    id: 'aligned-ibr-jp-05',
    isKept: (invoice) => [null, 'JPY'].includes(textAt(invoice, 'cbc:TaxCurrencyCode')),
  },
  {
    id: 'ibr-055',
    isKept: (invoice) => elementsAt(invoice, 'cac:BillingReference').every(has('cac:InvoiceDocumentReference/cbc:ID')),
  },
]

const PARTY_RULES: readonly PintRule[] = [
  { id: 'ibr-006', isKept: has(`${SUPPLIER}/cac:PartyLegalEntity/cbc:RegistrationName`) },
  { id: 'ibr-007', isKept: has(`${CUSTOMER}/cac:PartyLegalEntity/cbc:RegistrationName`) },
  { id: 'ibr-008', isKept: isStated(`${SUPPLIER}/cac:PostalAddress`) },
  { id: 'ibr-010', isKept: isStated(`${CUSTOMER}/cac:PostalAddress`) },
  { id: 'ibr-009', isKept: has(`${SUPPLIER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode`) },
  { id: 'ibr-011', isKept: has(`${CUSTOMER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode`) },
  { id: 'ibr-062', isKept: (invoice) => hasScheme(invoice, SUPPLIER) },
  { id: 'ibr-063', isKept: (invoice) => hasScheme(invoice, CUSTOMER) },
  { id: 'ibr-080', isKept: has(`${CUSTOMER}/cbc:EndpointID`) },
  { id: 'ibr-081', isKept: has(`${SUPPLIER}/cbc:EndpointID`) },
  {
    id: 'aligned-ibr-jp-01',
    isKept: (invoice) => !isQualified(invoice) || supplierNumbers(invoice).every((number) => /^T\d{13}$/.test(number)),
  },
  { id: 'aligned-ibr-jp-04', isKept: (invoice) => supplierNumbers(invoice).length > 0 },
  { id: 'aligned-ibrp-009', isKept: (invoice) => supplierNumbers(invoice).length <= 1 },
  { id: 'ibr-co-26', isKept: has(`${SUPPLIER}/cac:PartyTaxScheme/cbc:CompanyID`) },
]

function hasScheme(invoice: XmlElement, party: string): boolean {
  return elementsAt(invoice, `${party}/cbc:EndpointID`).every(({ attributes }) => Boolean(attributes['schemeID']))
}

function supplierNumbers(invoice: XmlElement): readonly string[] {
  return elementsAt(invoice, `${SUPPLIER}/cac:PartyTaxScheme`).flatMap((scheme) => {
    const number = textAt(scheme, 'cac:TaxScheme/cbc:ID') === 'VAT' ? textAt(scheme, 'cbc:CompanyID') : null
    return number ?? []
  })
}

function isQualified(invoice: XmlElement): boolean {
  return allElements(invoice, 'cac:InvoicePeriod').some((period) =>
    period.children.some(({ text }) => text >= QUALIFIED_INVOICES_FROM),
  )
}

const eachPayment = (test: (means: XmlElement, code: string) => boolean) => (invoice: XmlElement) =>
  elementsAt(invoice, 'cac:PaymentMeans').every((means) => test(means, textAt(means, 'cbc:PaymentMeansCode') ?? ''))

const PAYMENT_RULES: readonly PintRule[] = [
  {
    id: 'aligned-ibrp-016',
    isKept: eachPayment(
      (means, code) => !['30', '58'].includes(code) || has('cac:PayeeFinancialAccount/cbc:ID')(means),
    ),
  },
  {
    id: 'aligned-ibrp-019',
    isKept: eachPayment((means, code) => !['49', '59'].includes(code) || has('cac:PaymentMandate/cbc:ID')(means)),
  },
  {
    id: 'aligned-ibrp-017',
    isKept: eachPayment((means) =>
      elementsAt(means, 'cac:CardAccount/cbc:PrimaryAccountNumberID').every(({ text }) => /^\d{4,6}$/.test(text)),
    ),
  },
  { id: 'aligned-ibrp-049', isKept: eachPayment((_, code) => code !== '') },
  { id: 'ibr-049', isKept: eachPayment((_, code) => code !== '') },
  {
    id: 'aligned-ibrp-014',
    isKept: (invoice) => new Set(allElements(invoice, 'cbc:PaymentID').map(({ text }) => text)).size <= 1,
  },
]

const eachLine = (test: (line: XmlElement) => boolean) => (invoice: XmlElement) =>
  elementsAt(invoice, 'cac:InvoiceLine').every(test)

const unitAt = (line: XmlElement, path: string) => elementsAt(line, path)[0]?.attributes['unitCode']

const LINE_RULES: readonly PintRule[] = [
  { id: 'ibr-016', isKept: (invoice) => elementsAt(invoice, 'cac:InvoiceLine').length > 0 },
  { id: 'ibr-021', isKept: eachLine(has('cbc:ID')) },
  { id: 'ibr-022', isKept: eachLine(has('cbc:InvoicedQuantity')) },
  {
    id: 'ibr-023',
    isKept: eachLine((line) => unitAt(line, 'cbc:InvoicedQuantity') !== undefined),
  },
  { id: 'ibr-024', isKept: eachLine(has('cbc:LineExtensionAmount')) },
  { id: 'ibr-025', isKept: eachLine(has('cac:Item/cbc:Name')) },
  { id: 'ibr-026', isKept: eachLine(has('cac:Price/cbc:PriceAmount')) },
  { id: 'ibr-027', isKept: eachLine((line) => Number(textAt(line, 'cac:Price/cbc:PriceAmount')) >= 0) },
  { id: 'ibr-087', isKept: eachLine((line) => Number(textAt(line, 'cac:Price/cbc:BaseQuantity') ?? '1') > 0) },
  {
    id: 'ibr-088',
    isKept: eachLine((line) => unitAt(line, 'cac:Price/cbc:BaseQuantity') === unitAt(line, 'cbc:InvoicedQuantity')),
  },
  {
    // No official rule: receivers work the amount out again.
    id: 'line-amount',
    isKept: eachLine((line) => {
      const number = (path: string) => Number(textAt(line, path) ?? '1')
      const product = number('cbc:InvoicedQuantity') * number('cac:Price/cbc:PriceAmount')
      return product === number('cbc:LineExtensionAmount') * number('cac:Price/cbc:BaseQuantity')
    }),
  },
]
