import type { DocumentLine } from '../document-parts.ts'
import type { LineTax } from '../tax.ts'
import { element, textElement, type XmlElement } from './xml.ts'

/** UN/ECE Recommendation 20: a year, and one of something. */
const UNIT_CODES = { year: 'ANN', piece: 'C62' } as const

/**
 * One line. The price is that of the whole quantity (`BaseQuantity`), so that price x quantity is the line's amount to
 * the yen; a price is never negative (ibr-027), the quantity is.
 */
export function pintLine(line: DocumentLine, index: number, sign: 1 | -1, name: string): XmlElement {
  const { base, quantity, unit, suppliedOn } = line
  const amount = base === 0 ? 0 : base * sign
  const size = Math.abs(quantity)
  const isNegative = line.total === 0 ? quantity * sign < 0 : line.total * sign < 0
  const unitCode = UNIT_CODES[unit]
  return element(
    'cac:InvoiceLine',
    textElement('cbc:ID', String(index + 1)),
    textElement('cbc:InvoicedQuantity', String(isNegative ? -size : size), { unitCode }),
    textElement('cbc:LineExtensionAmount', String(amount), { currencyID: 'JPY' }),
    suppliedOn &&
      element('cac:InvoicePeriod', textElement('cbc:StartDate', suppliedOn), textElement('cbc:EndDate', suppliedOn)),
    element(
      'cac:Item',
      textElement('cbc:Name', name),
      sellersItem(line),
      taxCategory('cac:ClassifiedTaxCategory', line),
    ),
    element(
      'cac:Price',
      textElement('cbc:PriceAmount', String(Math.abs(base)), { currencyID: 'JPY' }),
      textElement('cbc:BaseQuantity', String(size), { unitCode }),
    ),
  )
}

function sellersItem({ subject }: DocumentLine): XmlElement | null {
  if (subject.kind === 'text') return null
  return element('cac:SellersItemIdentification', textElement('cbc:ID', `DOMAIN-${subject.operation.toUpperCase()}`))
}

/** The aligned tax categories: S is the standard rate, AA the reduced one. */
export function taxCategory(name: string, { code, percent }: LineTax): XmlElement {
  return element(
    name,
    textElement('cbc:ID', code === 'reduced' ? 'AA' : 'S'),
    textElement('cbc:Percent', String(percent)),
    element('cac:TaxScheme', textElement('cbc:ID', 'VAT')),
  )
}
