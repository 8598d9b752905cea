import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { billingPieces, type CalendarPiece, calendarProblem, closesAt } from '../../../core/billing/billing-period.ts'
import { dueDays } from '../../../core/billing/due-day.ts'
import { dayInZone, type Instant, isoDate, isoMonthSchema, parseInstant } from '../../../core/calendar/iso-date.ts'

const TOKYO = 'Asia/Tokyo'
const month = (text: string) => isoMonthSchema.parse(text)
const at = (text: string): Instant => {
  const instant = parseInstant(text)
  if (!instant) throw new Error(text)
  return instant
}

const cut = (until: string | null, change: Partial<CalendarPiece> = {}): Omit<CalendarPiece, 'part'> => ({
  until: until === null ? null : at(until),
  channel: null,
  issueMonth: null,
  paymentStyle: 'account',
  ...change,
})
const calendar = (...pieces: readonly Omit<CalendarPiece, 'part'>[]): CalendarPiece[] =>
  pieces.map((piece, index) => ({ ...piece, part: index + 1 }))

describe('billing periods', () => {
  it('are whole months where the calendar says nothing, issued the month after', () => {
    expect(billingPieces(month('2028-02'), [], 'mail', TOKYO)).toEqual([
      {
        period: '2028-02',
        part: 1,
        from: '2028-02-01',
        to: '2028-02-29',
        cutFrom: null,
        cutUntil: null,
        channel: 'mail',
        issueMonth: '2028-03',
        paymentStyle: 'account',
      },
    ])
  })

  // The notice of 2016: the new system began on 12 April.
  describe('of April 2016 come in two pieces, as the notice says', () => {
    const change = '2016-04-12T09:00:00+09:00'

    it('for customers who got their invoices by post: the first by post, in May; the second by mail', () => {
      const pieces = billingPieces(
        month('2016-04'),
        calendar(cut(change, { channel: 'post' }), cut(null)),
        'mail',
        TOKYO,
      )
      expect(pieces.map(({ from, to, channel, issueMonth }) => [from, to, channel, issueMonth])).toEqual([
        ['2016-04-01', '2016-04-12', 'post', '2016-05'],
        ['2016-04-12', '2016-04-30', 'mail', '2016-05'],
      ])
      expect(pieces[0]?.cutUntil).toBe(at(change))
      expect(pieces[1]?.cutFrom).toBe(at(change))
    })

    it('for everybody else: both by mail', () => {
      const pieces = billingPieces(month('2016-04'), calendar(cut(change), cut(null)), 'mail', TOKYO)
      expect(pieces.map(({ channel }) => channel)).toEqual(['mail', 'mail'])
    })

    it('for customers who paid each transaction by itself: no document for the first', () => {
      const pieces = billingPieces(
        month('2016-04'),
        calendar(cut(change, { paymentStyle: 'perTransaction' }), cut(null)),
        'mail',
        TOKYO,
      )
      expect(pieces.map(({ paymentStyle }) => paymentStyle)).toEqual(['perTransaction', 'account'])
    })

    it('paper only on request: who asked for it gets the second by post as well', () => {
      const pieces = billingPieces(
        month('2016-04'),
        calendar(cut(change, { channel: 'post' }), cut(null)),
        'post',
        TOKYO,
      )
      expect(pieces.map(({ channel }) => channel)).toEqual(['post', 'post'])
    })

    it('and both are closed in May', () => {
      for (const piece of billingPieces(month('2016-04'), calendar(cut(change), cut(null)), 'mail', TOKYO)) {
        expect(closesAt(piece, TOKYO)).toBe(at('2016-05-01T00:00:00+09:00'))
      }
    })
  })

  it('end with the day before where a month is cut at midnight', () => {
    const pieces = billingPieces(month('2026-11'), calendar(cut('2026-11-16T00:00:00+09:00'), cut(null)), 'mail', TOKYO)
    expect(pieces.map(({ from, to }) => [from, to])).toEqual([
      ['2026-11-01', '2026-11-15'],
      ['2026-11-16', '2026-11-30'],
    ])
  })

  it('have a last piece to the end of the month though the calendar names only the cut', () => {
    expect(billingPieces(month('2026-11'), calendar(cut('2026-11-16T00:00:00+09:00')), 'post', TOKYO)).toHaveLength(2)
  })

  it('are closed when they are over, and not before their month of issue', () => {
    const early = billingPieces(
      month('2026-11'),
      calendar(
        cut('2026-11-16T00:00:00+09:00', { issueMonth: month('2026-11') }),
        cut(null, { issueMonth: month('2027-01') }),
      ),
      'mail',
      TOKYO,
    )
    expect(early.map((piece) => closesAt(piece, TOKYO))).toEqual([
      at('2026-11-16T00:00:00+09:00'),
      at('2027-01-01T00:00:00+09:00'),
    ])
  })

  it('cover every moment of a month exactly once, wherever it is cut', () => {
    const minutes = fc.uniqueArray(fc.integer({ min: 1, max: 30 * 24 * 60 - 1 }), { maxLength: 5 })
    fc.assert(
      fc.property(minutes, (drawn) => {
        const start = Date.parse('2026-11-01T00:00:00+09:00')
        const instants = drawn
          .toSorted((a, b) => a - b)
          .map((minute) => new Date(start + minute * 60_000).toISOString())
        const pieces = billingPieces(
          month('2026-11'),
          calendar(...instants.map((one) => cut(one)), cut(null)),
          'mail',
          TOKYO,
        )
        expect(pieces).toHaveLength(drawn.length + 1)
        expect(pieces[0]?.from).toBe('2026-11-01')
        expect(pieces.at(-1)?.to).toBe('2026-11-30')
        for (const [index, piece] of pieces.entries()) {
          expect(piece.cutFrom).toBe(pieces[index - 1]?.cutUntil ?? null)
          if (piece.cutFrom) expect(piece.from).toBe(dayInZone(piece.cutFrom, TOKYO))
          expect(piece.from <= piece.to).toBe(true)
        }
      }),
    )
  })
})

describe('a billing calendar', () => {
  it.each([
    [calendar(cut('2026-11-16T00:00:00+09:00'), cut(null)), null],
    [calendar(cut('2026-11-16T00:00:00+09:00'), cut('2026-11-16T00:00:00+09:00'), cut(null)), 'cuts_not_in_order'],
    [calendar(cut(null), cut(null)), 'cuts_not_in_order'],
    [calendar(cut('2026-12-01T00:00:00+09:00'), cut(null)), 'cut_outside_month'],
    [calendar(cut('2026-11-01T00:00:00+09:00'), cut(null)), 'cut_outside_month'],
    [calendar(cut(null, { issueMonth: month('2026-10') })), 'issued_too_early'],
  ] as const)('is checked: %#', (pieces, problem) => {
    expect(calendarProblem(month('2026-11'), pieces, TOKYO)).toBe(problem)
  })
})

describe('the day until when to pay', () => {
  it.each([
    ['standard', 'next', '2026-11', '2026-12-01', '2026-12-15', '2026-12-15'],
    ['standard', 'next', '2026-12', '2027-01-01', '2027-01-15', '2027-01-15'],
    ['standard', 'next', '2026-11', '2026-12-06', '2026-12-20', '2026-12-21'],
    ['corporate', 'next', '2026-11', '2026-12-01', '2026-12-31', '2027-01-04'],
    ['corporate', 'previous', '2026-11', '2026-12-01', '2026-12-31', '2026-12-30'],
    ['corporate', 'none', '2026-11', '2026-12-01', '2026-12-31', '2026-12-31'],
    ['corporate', 'next', '2027-01', '2027-02-01', '2027-02-28', '2027-03-01'],
    ['corporate', 'previous', '2026-09', '2026-10-31', '2026-10-31', '2026-10-31'],
    ['corporate', 'next', '2026-08', '2026-11-10', '2026-11-10', '2026-11-10'],
  ] as const)(
    'by %s terms, shift %s, for %s issued on %s is %s, moved to %s',
    (terms, holidayShift, period, issuedOn, nominal, due) => {
      expect(dueDays({ terms, holidayShift }, month(period), isoDate(issuedOn))).toEqual({
        nominalDueOn: nominal,
        dueOn: due,
      })
    },
  )
})
