import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBankDay, shiftToBankDay } from '../../../core/billing/bank-day.ts'
import { addDays, daysBetween, isoDate } from '../../../core/calendar/iso-date.ts'

const anyDay = fc.integer({ min: 0, max: 25_000 }).map((days) => addDays(isoDate('1975-01-10'), days))

describe('a bank day', () => {
  it.each([
    ['2026-11-23', 'Labour Thanksgiving Day'],
    ['2026-11-28', 'a Saturday'],
    ['2026-11-29', 'a Sunday'],
    ['2026-12-31', 'the last day of the year'],
    ['2027-01-01', 'New Year’s Day'],
    ['2028-01-03', 'the third day of January on a Monday'],
    ['2027-03-22', 'a substitute holiday'],
    ['2026-09-22', 'a day between two holidays'],
    ['2019-05-02', 'a holiday made once by law'],
  ])('%s is none: %s', (day) => {
    expect(isBankDay(isoDate(day))).toBe(false)
  })

  it.each([
    ['2026-11-24', 'a plain Tuesday'],
    ['2026-12-30', 'the last business day of a year'],
    ['2027-01-04', 'the first business day of a year'],
    ['2026-08-13', 'Obon, on which banks are open'],
    ['2019-12-23', 'a birthday that is no holiday any more'],
  ])('%s is one: %s', (day) => {
    expect(isBankDay(isoDate(day))).toBe(true)
  })
})

describe('a day of which a person knows better', () => {
  const special = new Map([
    [isoDate('2027-02-26'), false],
    [isoDate('2027-02-27'), true],
    [isoDate('2027-03-01'), false],
  ])

  it('is open or closed as they say, and moves what falls on it', () => {
    expect(isBankDay(isoDate('2027-02-26'), special)).toBe(false)
    expect(isBankDay(isoDate('2027-02-27'), special)).toBe(true)
    expect(shiftToBankDay(isoDate('2027-02-28'), 'next', special)).toBe('2027-03-02')
    expect(shiftToBankDay(isoDate('2027-02-28'), 'previous', special)).toBe('2027-02-27')
  })
})

describe('a due day on a bank holiday', () => {
  it.each([
    ['2026-12-31', '2027-01-04', '2026-12-30'],
    ['2027-01-31', '2027-02-01', '2027-01-29'],
    ['2027-02-28', '2027-03-01', '2027-02-26'],
    ['2027-07-31', '2027-08-02', '2027-07-30'],
    ['2027-10-31', '2027-11-01', '2027-10-29'],
    ['2027-12-31', '2028-01-04', '2027-12-30'],
    ['2026-12-27', '2026-12-28', '2026-12-25'],
    ['2027-02-27', '2027-03-01', '2027-02-26'],
  ])('%s moves to %s, or back to %s, as agreed', (day, next, previous) => {
    expect(shiftToBankDay(isoDate(day), 'next')).toBe(next)
    expect(shiftToBankDay(isoDate(day), 'previous')).toBe(previous)
    expect(shiftToBankDay(isoDate(day), 'none')).toBe(day)
  })

  it('ends with the days that there are', () => {
    expect(shiftToBankDay(isoDate('9999-12-31'), 'next')).toBe('9999-12-31')
    expect(shiftToBankDay(isoDate('0001-01-01'), 'previous')).toBe('0001-01-01')
  })

  it('lands on the nearest bank day of its direction, and a bank day stays where it is', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom('next' as const, 'previous' as const), (day, shift) => {
        const moved = shiftToBankDay(day, shift)
        expect(isBankDay(moved)).toBe(true)
        const step = shift === 'next' ? 1 : -1
        const distance = Math.abs(daysBetween(day, moved))
        for (let n = 0; n < distance; n++) expect(isBankDay(addDays(day, n * step))).toBe(false)
        expect(distance).toBeLessThan(12)
      }),
    )
  })
})
