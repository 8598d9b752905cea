import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  addToMonth,
  addYears,
  daysBetween,
  endOfMonth,
  type IsoDate,
  type IsoMonth,
  isoDate,
  monthsBetween,
  parseInstant,
  parseIsoDate,
  startOfNextMonth,
  withDayOfMonth,
} from '../../../core/calendar/iso-date.ts'

const anyDay: fc.Arbitrary<IsoDate> = fc
  .integer({ min: 0, max: 3_652_058 })
  .map((days) => Temporal.PlainDate.from('0001-01-01').add({ days }).toString() as IsoDate)

describe('day arithmetic', () => {
  it('agrees with Temporal on every day of the years 0001 to 9999', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -50_000, max: 50_000 }), (day, step) => {
        const date = Temporal.PlainDate.from(day)
        const within = (result: Temporal.PlainDate) => result.year >= 1 && result.year <= 9999
        const moved = date.add({ days: step })
        const byMonths = date.add({ months: step % 2000 })
        fc.pre(within(moved) && within(byMonths))
        expect(addDays(day, step)).toBe(moved.toString())
        expect(daysBetween(day, addDays(day, step))).toBe(step)
        expect(addMonths(day, step % 2000)).toBe(byMonths.toString())
        expect(endOfMonth(day)).toBe(date.with({ day: date.daysInMonth }).toString())
      }),
    )
  })

  it('stops at the first and last day that can be written', () => {
    expect(addDays(isoDate('0001-01-03'), -5)).toBe('0001-01-01')
    expect(addDays(isoDate('9999-12-31'), 90)).toBe('9999-12-31')
    expect(addYears(isoDate('9999-02-28'), 1)).toBe('9999-12-31')
    expect(addMonths(isoDate('0001-01-31'), -1)).toBe('0001-01-01')
  })

  it.each([
    ['2028-02-29', 1, '2029-02-28'],
    ['2027-02-28', 1, '2028-02-28'],
  ])('adds years: %s + %i = %s', (day, years, expected) => {
    expect(addYears(isoDate(day), years)).toBe(expected)
  })

  it('keeps a day of the month within the month', () => {
    expect(withDayOfMonth(isoDate('2027-02-10'), 31)).toBe('2027-02-28')
    expect(withDayOfMonth(isoDate('2027-01-31'), 20)).toBe('2027-01-20')
    expect(startOfNextMonth(isoDate('2026-12-15'))).toBe('2027-01-01')
  })

  it('counts months across years', () => {
    const month = (text: string) => text as IsoMonth
    expect(addToMonth(month('2026-11'), 3)).toBe('2027-02')
    expect(addToMonth(month('2027-01'), -1)).toBe('2026-12')
    expect(monthsBetween(month('2026-11'), month('2027-02'))).toEqual(['2026-11', '2026-12', '2027-01', '2027-02'])
    expect(monthsBetween(month('2027-01'), month('2026-12'))).toEqual([])
  })

  it.each(['2027-02-29', '2027-13-01', '2027-1-1', '0000-01-01', '2027-01-01T00:00', '', '２０２７-01-01'])(
    'does not take %j for a day',
    (text) => {
      expect(parseIsoDate(text)).toBeNull()
    },
  )
})

describe('an instant', () => {
  it.each([
    ['2026-11-26T23:59:59Z', '2026-11-26T23:59:59.000Z'],
    ['2026-11-26T23:59:59.5+09:00', '2026-11-26T14:59:59.500Z'],
    ['2028-02-29T00:00:00.001Z', '2028-02-29T00:00:00.001Z'],
    ['2026-02-30T00:00:00Z', null],
    ['2026-11-26T24:00:00Z', null],
    ['2026-13-01T00:00:00Z', null],
    ['2026-11-26', null],
    ['', null],
  ])('%s is %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant)
  })

  it('is itself, whatever the moment', () => {
    const moments = fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z') })
    fc.assert(
      fc.property(moments, (moment) => {
        fc.pre(!Number.isNaN(moment.getTime()))
        expect(parseInstant(moment.toISOString())).toBe(moment.toISOString())
        expect(parseInstant(moment.toISOString().replace(/\.\d{3}Z/, 'Z'))).toBe(
          moment.toISOString().replace(/\.\d{3}Z/, '.000Z'),
        )
      }),
    )
  })
})
