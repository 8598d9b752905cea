import { describe, expect, it } from 'vitest'
import { type PintDocument, pintInvoice } from '../../../../core/billing/jp-pint/pint-invoice.ts'
import { PINT_PARTS } from '../../../../core/billing/jp-pint/pint-parts.ts'
import { brokenPintRules, pintRules } from '../../../../core/billing/jp-pint/pint-rules.ts'
import { elementsAt, everyElement, textAt, type XmlElement } from '../../../../core/billing/jp-pint/xml.ts'
import { isoDate } from '../../../../core/calendar/iso-date.ts'
import { creditNote, invoice, issuer, recipient, statement, use, uses, yen } from '../../../support/document-builder.ts'
import { ATTRIBUTES, CHECKED, DECIMALS, ONCE, OTHER_SCHEMES, UNSTATED, UNSTATED_PARTS } from './official-rules.ts'

const ALL_PARTS = Object.values(PINT_PARTS).flat()
const named = (part: string) => part.replace(/[?+]$/, '')

describe('every fatal rule of JP PINT', () => {
  it('is one of 213, each kept for one reason', () => {
    const ids = [
      ...CHECKED,
      ...ONCE.map(([id]) => id),
      ...DECIMALS,
      ...Object.values(UNSTATED).flat(),
      ...UNSTATED_PARTS.map(([id]) => id),
      ...OTHER_SCHEMES,
      ...ATTRIBUTES,
    ]
    expect(ids).toHaveLength(213)
    expect(new Set(ids).size).toBe(213)
  })

  it('is checked under its identifier', () => {
    const ids = new Set(pintRules().map(({ id }) => id))
    expect(CHECKED.filter((id) => !ids.has(id))).toEqual([])
  })

  it.each(ONCE)('%s: %s has at most one %s', (_, parent, part) => {
    expect(PINT_PARTS[parent]?.filter((one) => named(one) === part && !one.endsWith('+'))).toHaveLength(1)
  })

  it.each(Object.keys(UNSTATED))('on %s says nothing of our invoices, which state none', (name) => {
    expect(ALL_PARTS.map(named)).not.toContain(name)
  })

  it.each(UNSTATED_PARTS)('%s: %s states no %s', (_, parent, part) => {
    expect(PINT_PARTS[parent]?.map(named)).not.toContain(part)
  })
})

const LATE = use({ occurredOn: isoDate('2026-10-29') })
const GIVEN_BACK = use({ amount: yen(-1_000), detail: { operation: 'renew', years: 1 } })
const MIXED = [use(), use({ entry: 2, rateCode: 'reduced', amount: yen(540) })]
const OLD = use({ entry: 2, occurredOn: isoDate('2019-09-30'), amount: yen(1_080) })
const ADDRESS = '東京都港区虎ノ門1-2-3\nサンプルビル8階\n法務部気付\n私書箱12号'
const paidBy = (method: 'bankTransfer' | 'creditCard' | 'directDebit') => {
  const { payment } = invoice([use()])
  return invoice([use()], 0, { payment: { ...payment, method } })
}

const SHAPES: readonly (readonly [string, PintDocument])[] = [
  ['one line', invoice([use()])],
  ['2,000 lines', invoice(uses(2_000), 1_000)],
  ['two rates', invoice(MIXED)],
  ['a rate of the past beside the present one', invoice([use(), OLD])],
  ['a use that was booked a month late', invoice([LATE, use({ entry: 2 })])],
  ['a use and what was given back of it', statement([use(), { ...GIVEN_BACK, entry: 2 }])],
  ['words of the operator, nobody’s years', invoice([use({ domain: null, detail: { text: '証明書の設定' } })])],
  ['all paid by the balance', statement(uses(20))],
  ['by bank transfer', paidBy('bankTransfer')],
  ['by card', paidBy('creditCard')],
  ['by direct debit', paidBy('directDebit')],
  ['re-issued', invoice([use()], 0, { revision: 2 })],
  ['parties with a number and nothing else', invoice([use()], 0, { issuer: bare(issuer), recipient: bare(recipient) })],
  ['addresses of four lines', invoice([use()], 0, { recipient: { ...recipient, address: ADDRESS } })],
  ['a note over several lines', invoice([use()], 0, { note: '一行目\n二行目\t<&>' })],
  ['a credit note', creditNote([use()])],
  ['a credit note for a supply of the year before', creditNote([use({ occurredOn: isoDate('2025-12-31') })])],
]

function bare<Party extends object>(party: Party): Party {
  const empty = { department: null, postalCode: null, address: null, phone: null, email: null, bankAccount: null }
  return Object.fromEntries(Object.entries(party).map(([key, value]) => [key, key in empty ? null : value])) as Party
}

describe('whatever shape a document has', () => {
  it.each(SHAPES)('%s: it keeps every rule', (_, document) => {
    expect(brokenPintRules(made(document))).toEqual([])
  })

  it('no number is of a scheme with rules of its own', () => {
    for (const [, document] of SHAPES) {
      const schemes = (one: XmlElement) => ['0188', undefined].includes(one.attributes['schemeID'])
      expect(everyElement(made(document), schemes)).toBe(true)
    }
  })

  it('the period reaches back to what was booked late, which keeps its own day', () => {
    const xml = made(invoice([LATE, use({ entry: 2 })]))
    expect(textAt(xml, 'cac:InvoicePeriod/cbc:StartDate')).toBe('2026-10-29')
    expect(textAt(xml, 'cac:InvoicePeriod/cbc:EndDate')).toBe('2026-11-30')
    expect(textAt(xml, 'cac:InvoiceLine/cac:InvoicePeriod/cbc:StartDate')).toBe('2026-10-29')
  })

  it('a credit note states the day of the return and refers to the supply, whose day lies before that period', () => {
    const xml = made(creditNote([use()]))
    expect(textAt(xml, 'cac:InvoicePeriod/cbc:StartDate')).toBe('2026-12-08')
    expect(elementsAt(xml, 'cac:InvoiceLine/cac:InvoicePeriod')).toEqual([])
    expect(textAt(xml, 'cac:BillingReference/cac:InvoiceDocumentReference/cbc:IssueDate')).toBe('2026-12-01')
  })
})

function made(document: PintDocument): XmlElement {
  const words = { itemName: () => 'example.jp 更新', paymentTerms: () => '月末締め翌月末払い' }
  const result = pintInvoice(document, words)
  if (!result.ok) throw new Error(result.error)
  return result.value
}
