import type { PintRule } from './pint-rule.ts'
import { elementsAt, everyElement, textAt, type XmlElement } from './xml.ts'

const TOTAL = 'cac:LegalMonetaryTotal'

const amount = (invoice: XmlElement, name: string) => Number(textAt(invoice, `${TOTAL}/cbc:${name}`) ?? 0)

function sumAt(invoice: XmlElement, path: string): number {
  return elementsAt(invoice, path).reduce((sum, { text }) => sum + Number(text), 0)
}

const isStated = (invoice: XmlElement, name: string) => textAt(invoice, `${TOTAL}/cbc:${name}`) !== null

/** No amount of ours is a document's allowance or charge: their sums are not stated. */
const statesNo = (name: string) => (invoice: XmlElement) =>
  !isStated(invoice, name) && elementsAt(invoice, 'cac:AllowanceCharge').length === 0

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
  { id: 'ibr-co-11', isKept: statesNo('AllowanceTotalAmount') },
  { id: 'ibr-co-12', isKept: statesNo('ChargeTotalAmount') },
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
  {
    // Every amount in the currency of the document.
    id: 'ibr-126',
    isKept: (invoice) => {
      const currency = textAt(invoice, 'cbc:DocumentCurrencyCode')
      return everyElement(
        invoice,
        ({ name, attributes }) => !name.endsWith('Amount') || attributes['currencyID'] === currency,
      )
    },
  },
  // Whole yen, which covers the official limits of two decimals (ibr-091, ibr-121 to ibr-125).
  {
    id: 'whole-yen',
    isKept: (invoice) => everyElement(invoice, ({ name, text }) => !name.endsWith('Amount') || /^-?\d+$/.test(text)),
  },
]
