import type { PintRule } from './pint-rules.ts'
import { elementsAt, textAt, type XmlElement } from './xml.ts'

const TOTAL = 'cac:LegalMonetaryTotal'

const amount = (invoice: XmlElement, name: string) => Number(textAt(invoice, `${TOTAL}/cbc:${name}`) ?? 0)

function sumAt(invoice: XmlElement, path: string): number {
  return elementsAt(invoice, path).reduce((sum, { text }) => sum + Number(text), 0)
}

const isStated = (invoice: XmlElement, name: string) => textAt(invoice, `${TOTAL}/cbc:${name}`) !== null

/** What adds up to what (ibt-106 to ibt-115). */
export const SUM_RULES: readonly PintRule[] = [
  { id: 'ibr-012', isKept: (invoice) => isStated(invoice, 'LineExtensionAmount') },
  { id: 'ibr-013', isKept: (invoice) => isStated(invoice, 'TaxExclusiveAmount') },
  { id: 'ibr-014', isKept: (invoice) => isStated(invoice, 'TaxInclusiveAmount') },
  { id: 'ibr-015', isKept: (invoice) => isStated(invoice, 'PayableAmount') },
  {
    id: 'ibr-co-10',
    isKept: (invoice) =>
      amount(invoice, 'LineExtensionAmount') === sumAt(invoice, 'cac:InvoiceLine/cbc:LineExtensionAmount'),
  },
  {
    id: 'ibr-co-13',
    isKept: (invoice) =>
      amount(invoice, 'TaxExclusiveAmount') ===
      amount(invoice, 'LineExtensionAmount') -
        amount(invoice, 'AllowanceTotalAmount') +
        amount(invoice, 'ChargeTotalAmount'),
  },
  {
    id: 'ibr-co-14',
    isKept: (invoice) =>
      sumAt(invoice, 'cac:TaxTotal/cbc:TaxAmount') === sumAt(invoice, 'cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount'),
  },
  {
    id: 'ibr-co-15',
    isKept: (invoice) =>
      amount(invoice, 'TaxInclusiveAmount') ===
      amount(invoice, 'TaxExclusiveAmount') + sumAt(invoice, 'cac:TaxTotal/cbc:TaxAmount'),
  },
  {
    id: 'ibr-co-16',
    isKept: (invoice) =>
      amount(invoice, 'PayableAmount') ===
      amount(invoice, 'TaxInclusiveAmount') -
        amount(invoice, 'PrepaidAmount') +
        amount(invoice, 'PayableRoundingAmount'),
  },
]
