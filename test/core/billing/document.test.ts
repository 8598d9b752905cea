import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { documentContentSchema, documentFacts } from '../../../core/billing/document.ts'
import { lineOfUse, taxLines } from '../../../core/billing/document-lines.ts'
import { DOCUMENT_SERIES, documentNumber, documentNumberSchema } from '../../../core/billing/document-number.ts'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import {
  balanceRequest,
  creditNote,
  invoice,
  quote,
  receipt,
  statement,
  use,
  uses,
  yen,
} from '../../support/document-builder.ts'

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)

describe('the content of a document', () => {
  it.each([
    invoice(uses(3), 1_000),
    statement(uses(3)),
    balanceRequest(5_000),
    creditNote(uses(2)),
    quote(uses(4)),
    receipt(10_000),
  ])('of a $kind survives being stored as JSON', (document) => {
    expect(documentContentSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document)
  })

  it('may leave its lines to the ledger', () => {
    const { lines: _, ...rest } = invoice(uses(1))
    expect(documentContentSchema.parse({ ...rest, lines: 'ledger' })).toMatchObject({ lines: 'ledger' })
    expect(documentContentSchema.safeParse({ ...quote(uses(1)), lines: 'ledger' }).success).toBe(false)
  })

  it('is read where it was issued before payments were told apart from what else moved the balance', () => {
    const { sums, ...rest } = balanceRequest(5_000)
    const { otherMovements, ...earlier } = sums
    expect(documentContentSchema.parse({ ...rest, sums: earlier })).toMatchObject({ sums: { otherMovements } })
  })

  it('holds whole yen only', () => {
    expect(documentContentSchema.safeParse({ ...balanceRequest(1), amountDue: 0.5 }).success).toBe(false)
  })

  it('gives lists their columns', () => {
    expect(documentFacts(invoice([use({ amount: yen(20_000) })], 10_000))).toMatchObject({
      total: 20_000,
      tax: 1_818,
      amountDue: 10_000,
      dueOn: '2027-01-04',
    })
    expect(documentFacts(statement([use()]))).toMatchObject({ total: 1_000, tax: 91, amountDue: 0, dueOn: null })
    expect(documentFacts(balanceRequest(500))).toMatchObject({ total: 500, tax: 0, amountDue: 500 })
    expect(documentFacts(receipt(700))).toMatchObject({ total: 700, tax: 0, amountDue: 0 })
  })
})

describe('the numbers of documents', () => {
  it('are read back, and sort by age', () => {
    for (const series of DOCUMENT_SERIES) {
      const numbers = [1, 2, 10, 99_999, 100_000, 999_999].map((n) => documentNumber(series, 2026, n))
      expect(numbers.toSorted()).toEqual(numbers)
      for (const number of numbers) expect(documentNumberSchema.parse(number)).toBe(number)
    }
    expect(documentNumber('invoice', 2026, 123)).toBe('INV-2026-000123')
  })

  it.each(['INV-2026-123', 'XYZ-2026-000001', "INV-2026-000001'", ''])('are none in %j', (text) => {
    expect(documentNumberSchema.safeParse(text).success).toBe(false)
  })
})

describe('the lines of a document', () => {
  it('say what was done to which name for how many years, at the rate of the day of supply', () => {
    const line = lineOfUse(
      use({ occurredOn: isoDate('2016-04-11'), amount: yen(10_800), detail: { operation: 'renew', years: 2 } }),
    )
    expect(line).toMatchObject({
      subject: { kind: 'domain', operation: 'renew', name: 'example.jp' },
      quantity: 2,
      unit: 'year',
      percent: 8,
    })
  })

  it('count back what was given back in the same period', () => {
    const { lines, total, tax } = taxLines([lineOfUse(use()), lineOfUse(use({ entry: 2, amount: yen(-1_000) }))])
    expect(lines.map(({ quantity, base }) => [quantity, base])).toEqual([
      [1, 909],
      [-1, -909],
    ])
    expect([total, tax]).toEqual([0, 0])
  })

  it('print the words of an operator where no operation is known', () => {
    expect(lineOfUse(use({ domain: null, detail: { text: '商標相談 10時間' } })).subject).toEqual({
      kind: 'text',
      text: '商標相談 10時間',
    })
    expect(lineOfUse(use({ detail: {} })).subject).toEqual({ kind: 'text', text: 'example.jp' })
  })

  it('add up to the sums of their rates', () => {
    const anyUse = fc.record({
      amount: fc.integer({ min: -50_000, max: 200_000 }).filter((amount) => amount !== 0),
      rateCode: fc.constantFrom('standard', 'reduced', null),
      day: fc.constantFrom('2016-04-11', '2019-09-30', '2019-10-01', '2026-11-10'),
    })
    fc.assert(
      fc.property(fc.array(anyUse, { maxLength: 40 }), (drawn) => {
        const unspread = drawn.map(({ amount, rateCode, day }, entry) =>
          lineOfUse(use({ entry, amount: yen(amount), rateCode, occurredOn: isoDate(day) })),
        )
        const { lines, groups, total, tax } = taxLines(unspread)
        expect(total).toBe(sum(drawn.map(({ amount }) => amount)))
        expect(sum(lines.map(({ base }) => base)) + tax).toBe(total)
        for (const group of groups) {
          const own = lines.filter(({ code, percent }) => code === group.code && percent === group.percent)
          expect(sum(own.map(({ base }) => base))).toBe(group.base)
          expect(sum(own.map((line) => line.total))).toBe(group.total)
        }
      }),
    )
  })
})
