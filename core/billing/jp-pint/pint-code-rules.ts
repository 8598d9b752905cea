import type { PintRule } from './pint-rule.ts'
import { everyElement, textAt, type XmlElement } from './xml.ts'

/** Where a code stands, and those values of its list that our invoices have. */
type Coded = {
  readonly id: string
  readonly isAt: (name: string) => boolean
  readonly code: (element: XmlElement) => string | undefined
  readonly values: readonly string[]
}

const attribute = (name: string) => (element: XmlElement) => element.attributes[name]
const text = (element: XmlElement) => element.text
const named = (expected: string) => (name: string) => name === expected
const ending = (end: string) => (name: string) => name.endsWith(end)

const CODED: readonly Coded[] = [
  // UNTDID 1001: a commercial invoice.
  { id: 'ibr-cl-01', isAt: named('cbc:InvoiceTypeCode'), code: text, values: ['380'] },
  // ISO 4217.
  { id: 'ibr-cl-03', isAt: ending('Amount'), code: attribute('currencyID'), values: ['JPY'] },
  { id: 'ibr-cl-04', isAt: named('cbc:DocumentCurrencyCode'), code: text, values: ['JPY'] },
  // ISO 3166-1.
  { id: 'ibr-cl-14', isAt: named('cbc:IdentificationCode'), code: text, values: ['JP'] },
  // UNCL 4461: credit transfer, bank card, direct debit.
  { id: 'ibr-cl-16', isAt: named('cbc:PaymentMeansCode'), code: text, values: ['30', '48', '49'] },
  // UN/ECE Recommendation 20: a year, one of something.
  { id: 'ibr-cl-23', isAt: ending('Quantity'), code: attribute('unitCode'), values: ['ANN', 'C62'] },
  // EAS: corporate number (法人番号) and registration number (登録番号) of Japan.
  { id: 'ibr-cl-25', isAt: named('cbc:EndpointID'), code: attribute('schemeID'), values: ['0188', '0221'] },
]

const TAX_CATEGORIES = ['AA', 'E', 'G', 'O', 'S']

/** Codes are of their lists, of which only what our invoices have stands here. */
export const CODE_RULES: readonly PintRule[] = [
  ...CODED.map(({ id, isAt, code, values }) => ({
    id,
    isKept: (invoice: XmlElement) =>
      everyElement(invoice, (one) => !isAt(one.name) || values.includes(code(one) ?? '')),
  })),
  {
    id: 'aligned-ibrp-cl-01-jp',
    isKept: (invoice) =>
      everyElement(invoice, (one) => {
        const isCategory = one.name === 'cac:TaxCategory' || one.name === 'cac:ClassifiedTaxCategory'
        return !isCategory || TAX_CATEGORIES.includes(textAt(one, 'cbc:ID') ?? '')
      }),
  },
]
