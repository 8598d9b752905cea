import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineOfUse, taxLines } from '../../../../core/billing/document-lines.ts'
import { documentNumber } from '../../../../core/billing/document-number.ts'
import { type PintDocument, type PintWords, pintInvoice } from '../../../../core/billing/jp-pint/pint-invoice.ts'
import { brokenPintRules } from '../../../../core/billing/jp-pint/pint-rules.ts'
import { elementsAt, textAt, type XmlElement, xmlDocument } from '../../../../core/billing/jp-pint/xml.ts'
import { creditTax } from '../../../../core/billing/tax.ts'
import { isoDate } from '../../../../core/calendar/iso-date.ts'
import { creditNote, invoice, issuer, recipient, statement, use, uses, yen } from '../../../support/document-builder.ts'

const words: PintWords = {
  itemName: ({ subject }) => (subject.kind === 'domain' ? `${subject.name} ${subject.operation}` : subject.text),
  paymentTerms: ({ terms }) => (terms === 'corporate' ? '月末締め翌月末払い' : '発行日から14日以内'),
}

function made(document: PintDocument): XmlElement {
  const result = pintInvoice(document, words)
  if (!result.ok) throw new Error(result.error)
  return result.value
}

/** The same tree with the text of the first element at a path changed, or the element taken out. */
function changed(root: XmlElement, path: string, text: string | null): XmlElement {
  const [name = '', ...rest] = path.split('/')
  const index = root.children.findIndex((child) => child.name === name)
  const child = root.children[index]
  if (!child) throw new Error(`no ${path}`)
  const next = rest.length > 0 ? changed(child, rest.join('/'), text) : text === null ? null : { ...child, text }
  return { ...root, children: root.children.toSpliced(index, 1, ...(next ? [next] : [])) }
}

const SAMPLE = invoice([use({ amount: yen(11_346) })], 1_346, { note: 'ご注文番号 PO-77' })

describe('an invoice as JP PINT', () => {
  it('states what was used, what the balance paid, and what is due', () => {
    const xml = made(SAMPLE)
    const total = elementsAt(xml, 'cac:LegalMonetaryTotal')[0]!
    expect(total.children.map(({ name, text }) => [name, text])).toEqual([
      ['cbc:LineExtensionAmount', '10315'],
      ['cbc:TaxExclusiveAmount', '10315'],
      ['cbc:TaxInclusiveAmount', '11346'],
      ['cbc:PrepaidAmount', '1346'],
      ['cbc:PayableAmount', '10000'],
    ])
    expect(textAt(xml, 'cac:TaxTotal/cbc:TaxAmount')).toBe('1031')
    expect(textAt(xml, 'cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID')).toBe('0001:001:1:1234567')
    expect(brokenPintRules(xml)).toEqual([])
  })

  it('has its parts in the order of the schema', () => {
    expect(made(SAMPLE).children.map(({ name }) => name)).toEqual([
      'cbc:CustomizationID',
      'cbc:ProfileID',
      'cbc:ID',
      'cbc:IssueDate',
      'cbc:DueDate',
      'cbc:InvoiceTypeCode',
      'cbc:Note',
      'cbc:DocumentCurrencyCode',
      'cac:InvoicePeriod',
      'cac:AccountingSupplierParty',
      'cac:AccountingCustomerParty',
      'cac:PaymentMeans',
      'cac:PaymentTerms',
      'cac:TaxTotal',
      'cac:LegalMonetaryTotal',
      'cac:InvoiceLine',
    ])
    const [line] = elementsAt(made(SAMPLE), 'cac:InvoiceLine')
    expect(line?.children.map(({ name }) => name)).toEqual([
      'cbc:ID',
      'cbc:InvoicedQuantity',
      'cbc:LineExtensionAmount',
      'cac:InvoicePeriod',
      'cac:Item',
      'cac:Price',
    ])
  })

  it('asks for nothing where the balance paid all', () => {
    const xml = made(statement(uses(3)))
    expect(textAt(xml, 'cac:LegalMonetaryTotal/cbc:PayableAmount')).toBe('0')
    expect(textAt(xml, 'cbc:DueDate')).toBeNull()
    expect(elementsAt(xml, 'cac:PaymentMeans')).toEqual([])
    expect(brokenPintRules(xml)).toEqual([])
  })

  it('is an invoice with negative quantities where it gives back, and names what it gives back of', () => {
    const xml = made(creditNote([use({ amount: yen(2_000), detail: { operation: 'renew', years: 2 } })]))
    expect(textAt(xml, 'cbc:InvoiceTypeCode')).toBe('380')
    expect(textAt(xml, 'cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID')).toBe('INV-2026-000123')
    expect(textAt(xml, 'cac:InvoiceLine/cbc:InvoicedQuantity')).toBe('-2')
    expect(textAt(xml, 'cac:InvoiceLine/cac:Price/cbc:PriceAmount')).toBe('1818')
    expect(textAt(xml, 'cac:LegalMonetaryTotal/cbc:PayableAmount')).toBe('-2000')
    expect(brokenPintRules(xml)).toEqual([])
  })

  it.each([
    ['creditCard', '48'],
    ['directDebit', '49'],
  ] as const)('to be paid by %s has the code %s', (method, code) => {
    const xml = made({ ...SAMPLE, payment: { ...SAMPLE.payment, method } })
    expect(textAt(xml, 'cac:PaymentMeans/cbc:PaymentMeansCode')).toBe(code)
    expect(brokenPintRules(xml)).toEqual([])
  })

  it('names no way to pay where the issuer has no bank account', () => {
    const xml = made({ ...SAMPLE, issuer: { ...issuer, bankAccount: null } })
    expect(elementsAt(xml, 'cac:PaymentMeans')).toEqual([])
    expect(brokenPintRules(xml)).toEqual([])
  })

  it.each([
    [{ issuer: { ...issuer, registrationNumber: null } }, 'issuer_not_registered'],
    [{ recipient: { ...recipient, registrationNumber: null } }, 'recipient_without_number'],
    [
      { groups: [{ code: 'standard' as const, percent: 0, total: yen(5), base: yen(5), tax: yen(0) }] },
      'rate_not_in_pint',
    ],
  ])('is refused rather than made up: %#', (change, code) => {
    expect(pintInvoice({ ...SAMPLE, ...change }, words)).toEqual({ ok: false, error: code })
  })

  it('keeps every rule whatever was charged, at whichever rates, with whatever the balance paid', () => {
    const anyUse = fc.record({
      amount: fc.integer({ min: -9_000, max: 300_000 }).filter((amount) => amount !== 0),
      rateCode: fc.constantFrom('standard', 'reduced'),
      years: fc.constantFrom(1, 2, 3, 7, 10),
    })
    fc.assert(
      fc.property(
        fc.array(anyUse, { minLength: 1, maxLength: 30 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (drawn, share) => {
          const charged = drawn.map(({ amount, rateCode, years }, entry) =>
            use({ entry, amount: yen(amount), rateCode, detail: { operation: 'renew', years } }),
          )
          const total = drawn.reduce((sum, { amount }) => sum + amount, 0)
          const prepaid = Math.floor(Math.max(0, total) * share)
          expect(brokenPintRules(made(invoice(charged, prepaid)))).toEqual([])
          expect(brokenPintRules(made(creditNote(charged)))).toEqual([])
        },
      ),
    )
  })

  it('keeps every rule in each credit note of a document that is credited bit by bit', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 2, maxLength: 8 })
    fc.assert(
      fc.property(parts, (amounts) => {
        const total = amounts.reduce((sum, amount) => sum + amount, 0)
        const document = { percent: 10, total: yen(total), tax: taxLines([lineOfUse(use({ amount: yen(total) }))]).tax }
        let before = { total: yen(0), tax: yen(0) }
        for (const amount of amounts) {
          const tax = creditTax(document, before, yen(amount))
          const [line] = taxLines([lineOfUse(use({ amount: yen(amount) }))]).lines
          const base = yen(amount - tax)
          const group = { code: 'standard' as const, percent: 10, total: yen(amount), base, tax }
          const note = creditNote([], { lines: [{ ...line!, base }], groups: [group], total: yen(amount), tax })
          expect(brokenPintRules(made(note))).toEqual([])
          before = { total: yen(before.total + amount), tax: yen(before.tax + tax) }
        }
      }),
    )
  })
})

describe('the rules of JP PINT', () => {
  it.each([
    ['cbc:CustomizationID', 'urn:peppol:pint:billing-1@eu-1', 'aligned-ibrp-001-jp'],
    ['cbc:ProfileID', 'urn:peppol:bis:selfbilling', 'aligned-ibrp-002-jp'],
    ['cbc:InvoiceTypeCode', '381', 'aligned-ibrp-cl-02-jp'],
    ['cbc:ID', null, 'ibr-002'],
    ['cbc:IssueDate', null, 'ibr-003'],
    ['cbc:IssueDate', '2026/12/01', 'ibr-073'],
    ['cbc:DueDate', '2026-02-30', 'ibr-073'],
    ['cbc:Note', '　 ', 'ibr-079'],
    ['cbc:ProfileID', null, 'ibr-076'],
    ['cbc:DocumentCurrencyCode', 'USD', 'ibr-126'],
    ['cbc:DocumentCurrencyCode', 'YEN', 'ibr-cl-04'],
    ['cac:InvoicePeriod/cbc:StartDate', '2026-11-20', 'ibr-085'],
    ['cac:InvoicePeriod/cbc:EndDate', '2026-11-09', 'ibr-086'],
    ['cac:InvoiceLine/cac:InvoicePeriod/cbc:EndDate', '2026-11-09', 'ibr-030'],
    ['cac:AccountingSupplierParty/cac:Party/cac:PostalAddress', null, 'ibr-008'],
    ['cac:AccountingCustomerParty/cac:Party/cac:PostalAddress', null, 'ibr-010'],
    ['cac:AccountingCustomerParty/cac:Party/cac:PostalAddress/cac:Country/cbc:IdentificationCode', 'JPN', 'ibr-cl-14'],
    ['cac:PaymentMeans/cbc:PaymentMeansCode', '99', 'ibr-cl-16'],
    ['cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:ID', 'Z', 'aligned-ibrp-cl-01-jp'],
    ['cac:LegalMonetaryTotal/cbc:PayableAmount', '10000.5', 'whole-yen'],
    ['cac:InvoiceLine/cac:Price/cbc:BaseQuantity', '0', 'ibr-087'],
    ['cac:LegalMonetaryTotal', null, 'ubl-2.1'],
    ['cac:InvoicePeriod/cbc:EndDate', '2026-10-31', 'ibr-029'],
    ['cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme/cbc:CompanyID', 'T123', 'aligned-ibr-jp-01'],
    ['cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme', null, 'aligned-ibr-jp-04'],
    ['cac:AccountingSupplierParty/cac:Party/cbc:EndpointID', null, 'ibr-081'],
    ['cac:AccountingCustomerParty/cac:Party/cbc:EndpointID', null, 'ibr-080'],
    ['cac:AccountingCustomerParty/cac:Party/cac:PartyLegalEntity', null, 'ibr-007'],
    ['cac:PaymentMeans/cac:PayeeFinancialAccount', null, 'aligned-ibrp-016'],
    ['cac:PaymentMeans/cbc:PaymentMeansCode', '49', 'aligned-ibrp-019'],
    ['cac:PaymentMeans/cbc:PaymentMeansCode', null, 'aligned-ibrp-049'],
    ['cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount', '1033', 'aligned-ibrp-051-jp'],
    ['cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount', '1031.5', 'aligned-ibr-jp-06'],
    ['cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:Percent', null, 'aligned-ibrp-048'],
    ['cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:ID', 'E', 'aligned-ibrp-e-09'],
    ['cac:TaxTotal/cbc:TaxAmount', '1030', 'ibr-co-14'],
    ['cac:LegalMonetaryTotal/cbc:LineExtensionAmount', '1', 'ibr-co-10'],
    ['cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount', '1', 'ibr-co-13'],
    ['cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount', '1', 'ibr-co-15'],
    ['cac:LegalMonetaryTotal/cbc:PayableAmount', '11346', 'ibr-co-16'],
    ['cac:InvoiceLine', null, 'ibr-016'],
    ['cac:InvoiceLine/cac:Item/cac:ClassifiedTaxCategory/cbc:Percent', null, 'aligned-ibrp-050-jp'],
    ['cac:InvoiceLine/cac:Item/cac:ClassifiedTaxCategory/cbc:ID', 'G', 'aligned-ibrp-g-01'],
    ['cac:InvoiceLine/cac:Price/cbc:PriceAmount', '-10315', 'ibr-027'],
    ['cac:InvoiceLine/cac:Price/cbc:PriceAmount', '10314', 'line-amount'],
    ['cac:InvoiceLine/cac:Item/cbc:Name', null, 'ibr-025'],
  ])('find that %s is %j', (path, text, rule) => {
    expect(brokenPintRules(changed(made(SAMPLE), path, text))).toContain(rule)
  })

  it('ask for a period somewhere, and for an issuer number of the right form only since October 2023', () => {
    const undated = {
      ...made(SAMPLE),
      children: made(SAMPLE).children.filter(({ name }) => name !== 'cac:InvoicePeriod'),
    }
    expect(brokenPintRules(undated)).toEqual(['ubl-2.1'])
    const old = statement([use({ occurredOn: isoDate('2022-03-01') })], {
      period: { from: isoDate('2022-03-01'), to: isoDate('2022-03-31') },
    })
    const number = 'cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme/cbc:CompanyID'
    expect(brokenPintRules(changed(made(old), number, '1234'))).toEqual([])
  })
})

describe('the XML', () => {
  it('escapes markup and leaves out what XML cannot hold', () => {
    const note = 'A & B <ltd> "x" \u0007\ud800'
    const text = xmlDocument(made(invoice([use()], 0, { note, number: documentNumber('invoice', 2026, 1) })))
    expect(text).toContain('<cbc:Note>A &amp; B &lt;ltd&gt; &quot;x&quot;  \ufffd</cbc:Note>')
    expect(text.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<Invoice xmlns="urn:oasis')).toBe(true)
    expect(text).toContain('<cbc:InvoicedQuantity unitCode="ANN">1</cbc:InvoicedQuantity>')
  })
})
