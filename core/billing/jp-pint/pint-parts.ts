import type { XmlElement } from './xml.ts'

/**
 * What our invoices state, as UBL 2.1 orders it within each part: a name alone stands once, with `?` at most once, with
 * `+` any number of times from one on. Whatever is not named here is not stated, so that official rules on it have
 * nothing to say.
 */
export const PINT_PARTS: Readonly<Record<string, readonly string[]>> = {
  Invoice: [
    'cbc:CustomizationID',
    'cbc:ProfileID',
    'cbc:ID',
    'cbc:IssueDate',
    'cbc:DueDate?',
    'cbc:InvoiceTypeCode',
    'cbc:Note?',
    'cbc:DocumentCurrencyCode',
    'cac:InvoicePeriod',
    'cac:BillingReference?',
    'cac:AccountingSupplierParty',
    'cac:AccountingCustomerParty',
    'cac:PaymentMeans?',
    'cac:PaymentTerms?',
    'cac:TaxTotal',
    'cac:LegalMonetaryTotal',
    'cac:InvoiceLine+',
  ],
  'cac:InvoicePeriod': ['cbc:StartDate', 'cbc:EndDate'],
  'cac:BillingReference': ['cac:InvoiceDocumentReference'],
  'cac:InvoiceDocumentReference': ['cbc:ID', 'cbc:IssueDate'],
  'cac:AccountingSupplierParty': ['cac:Party'],
  'cac:AccountingCustomerParty': ['cac:Party'],
  'cac:Party': ['cbc:EndpointID', 'cac:PostalAddress', 'cac:PartyTaxScheme?', 'cac:PartyLegalEntity', 'cac:Contact?'],
  'cac:PostalAddress': [
    'cbc:StreetName?',
    'cbc:AdditionalStreetName?',
    'cbc:PostalZone?',
    'cac:AddressLine?',
    'cac:Country',
  ],
  'cac:AddressLine': ['cbc:Line'],
  'cac:Country': ['cbc:IdentificationCode'],
  'cac:PartyTaxScheme': ['cbc:CompanyID', 'cac:TaxScheme'],
  'cac:PartyLegalEntity': ['cbc:RegistrationName'],
  'cac:Contact': ['cbc:Name?', 'cbc:Telephone?', 'cbc:ElectronicMail?'],
  'cac:PaymentMeans': ['cbc:PaymentMeansCode', 'cac:PayeeFinancialAccount?', 'cac:PaymentMandate?'],
  'cac:PayeeFinancialAccount': ['cbc:ID', 'cbc:Name?'],
  'cac:PaymentMandate': ['cbc:ID'],
  'cac:PaymentTerms': ['cbc:Note'],
  'cac:TaxTotal': ['cbc:TaxAmount', 'cac:TaxSubtotal+'],
  'cac:TaxSubtotal': ['cbc:TaxableAmount', 'cbc:TaxAmount', 'cac:TaxCategory'],
  'cac:TaxCategory': ['cbc:ID', 'cbc:Percent', 'cac:TaxScheme'],
  'cac:TaxScheme': ['cbc:ID'],
  'cac:LegalMonetaryTotal': [
    'cbc:LineExtensionAmount',
    'cbc:TaxExclusiveAmount',
    'cbc:TaxInclusiveAmount',
    'cbc:PrepaidAmount?',
    'cbc:PayableAmount',
  ],
  'cac:InvoiceLine': [
    'cbc:ID',
    'cbc:InvoicedQuantity',
    'cbc:LineExtensionAmount',
    'cac:InvoicePeriod?',
    'cac:Item',
    'cac:Price',
  ],
  'cac:Item': ['cbc:Name', 'cac:SellersItemIdentification?', 'cac:ClassifiedTaxCategory'],
  'cac:SellersItemIdentification': ['cbc:ID'],
  'cac:ClassifiedTaxCategory': ['cbc:ID', 'cbc:Percent', 'cac:TaxScheme'],
  'cac:Price': ['cbc:PriceAmount', 'cbc:BaseQuantity'],
}

/** Whether every part of an element has its parts: those that must be there, none too often, in the order of UBL. */
export function hasUblParts({ name, children }: XmlElement): boolean {
  const parts = PINT_PARTS[name]
  if (!parts) return children.length === 0
  const names = children.map((child) => child.name)
  return isInOrder(names, parts) && children.every(hasUblParts)
}

function isInOrder(names: readonly string[], parts: readonly string[]): boolean {
  let next = 0
  for (const part of parts) {
    const name = part.replace(/[?+]$/, '')
    const start = next
    while (names[next] === name) next += 1
    const count = next - start
    if (count === 0 && !part.endsWith('?')) return false
    if (count > 1 && !part.endsWith('+')) return false
  }
  return next === names.length
}
