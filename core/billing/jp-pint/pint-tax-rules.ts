import type { MinorUnits } from '../../money/money.ts'
import { isTaxInBound } from '../tax.ts'
import type { PintRule } from './pint-rule.ts'
import { allElements, elementsAt, textAt, type XmlElement } from './xml.ts'

const SUBTOTALS = 'cac:TaxTotal/cac:TaxSubtotal'
/** Categories without tax: exempt, export, outside the scope. */
const UNTAXED = ['E', 'G', 'O'] as const

const eachSubtotal = (test: (subtotal: XmlElement) => boolean) => (invoice: XmlElement) =>
  elementsAt(invoice, SUBTOTALS).every(test)

const categoryOf = (subtotal: XmlElement) => textAt(subtotal, 'cac:TaxCategory/cbc:ID')
const percentOf = (subtotal: XmlElement) => textAt(subtotal, 'cac:TaxCategory/cbc:Percent')

/** Category and rate, but no rate outside the scope of tax. */
function isCategorised(category: XmlElement | undefined): boolean {
  const id = category && textAt(category, 'cbc:ID')
  const percent = category && textAt(category, 'cbc:Percent')
  return id === 'O' ? percent === null : Boolean(id) && Boolean(percent)
}

/** Rules on tax categories and amounts by rate. */
export const TAX_RULES: readonly PintRule[] = [
  {
    // The official rule has a context that never matches; what it says is checked here.
    id: 'aligned-ibrp-050-jp',
    isKept: (invoice) =>
      elementsAt(invoice, 'cac:InvoiceLine').every((line) =>
        isCategorised(elementsAt(line, 'cac:Item/cac:ClassifiedTaxCategory')[0]),
      ),
  },
  {
    id: 'aligned-ibrp-051-jp',
    isKept: eachSubtotal((subtotal) => {
      const base = Number(textAt(subtotal, 'cbc:TaxableAmount')) as MinorUnits
      const tax = Number(textAt(subtotal, 'cbc:TaxAmount')) as MinorUnits
      const isWhole = Number.isInteger(base) && Number.isInteger(tax)
      return isWhole && isTaxInBound(base, tax, Number(percentOf(subtotal) ?? 0))
    }),
  },
  {
    id: 'aligned-ibr-jp-06',
    isKept: eachSubtotal((subtotal) => /^-?\d+$/.test(textAt(subtotal, 'cbc:TaxAmount') ?? '')),
  },
  { id: 'aligned-ibrp-045', isKept: eachSubtotal((subtotal) => textAt(subtotal, 'cbc:TaxableAmount') !== null) },
  { id: 'aligned-ibrp-046', isKept: eachSubtotal((subtotal) => textAt(subtotal, 'cbc:TaxAmount') !== null) },
  { id: 'aligned-ibrp-047', isKept: eachSubtotal((subtotal) => categoryOf(subtotal) !== null) },
  {
    id: 'aligned-ibrp-048',
    isKept: eachSubtotal((subtotal) => isCategorised(elementsAt(subtotal, 'cac:TaxCategory')[0])),
  },
  {
    id: 'aligned-ibr-jp-03',
    isKept: (invoice) =>
      allElements(invoice, 'cac:TaxScheme').length > 0 &&
      allElements(invoice, 'cac:TaxScheme').every((scheme) => textAt(scheme, 'cbc:ID') === 'VAT'),
  },
  {
    id: 'aligned-ibrp-053-jp',
    isKept: (invoice) =>
      elementsAt(invoice, 'cac:TaxTotal/cbc:TaxAmount').filter(({ attributes }) => attributes['currencyID'] === 'JPY')
        .length <= 1,
  },
  {
    id: 'aligned-ibrp-032-jp',
    isKept: (invoice) =>
      elementsAt(invoice, 'cac:AllowanceCharge').every((charge) =>
        isCategorised(elementsAt(charge, 'cac:TaxCategory')[0]),
      ),
  },
  ...UNTAXED.flatMap((category) => [
    {
      id: `aligned-ibrp-${category.toLowerCase()}-01`,
      isKept: (invoice: XmlElement) => {
        const isUsed = ['cac:TaxCategory', 'cac:ClassifiedTaxCategory'].some((name) =>
          allElements(invoice, name).some((one) => textAt(one, 'cbc:ID') === category),
        )
        const subtotals = elementsAt(invoice, SUBTOTALS).filter((one) => categoryOf(one) === category)
        return subtotals.length === (isUsed ? 1 : 0)
      },
    },
    {
      // Exempt and exported lines have the rate 0, those outside the scope have none.
      id: `aligned-ibrp-${category.toLowerCase()}-05`,
      isKept: (invoice: XmlElement) =>
        elementsAt(invoice, 'cac:InvoiceLine/cac:Item/cac:ClassifiedTaxCategory').every(
          (one) => textAt(one, 'cbc:ID') !== category || textAt(one, 'cbc:Percent') === (category === 'O' ? null : '0'),
        ),
    },
    {
      id: `aligned-ibrp-${category.toLowerCase()}-09`,
      isKept: eachSubtotal(
        (subtotal) =>
          categoryOf(subtotal) !== category ||
          (Number(textAt(subtotal, 'cbc:TaxAmount')) === 0 && Number(percentOf(subtotal) ?? 0) === 0),
      ),
    },
  ]),
]
