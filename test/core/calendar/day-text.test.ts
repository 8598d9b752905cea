import { describe, expect, it } from 'vitest'
import { columnDay, longDay, momentText, monthText } from '../../../core/calendar/day-text.ts'
import { isoDate, isoMonthSchema, parseInstant } from '../../../core/calendar/iso-date.ts'
import { startOfWeek } from '../../../core/calendar/week.ts'

describe('days in documents', () => {
  it('are written as each language writes them', () => {
    const day = isoDate('2027-01-05')
    expect([longDay(day, 'ja'), longDay(day, 'en')]).toEqual(['2027年1月5日', '5 January 2027'])
    expect([columnDay(day, 'ja'), columnDay(day, 'en')]).toEqual(['2027/01/05', '2027-01-05'])
    const month = isoMonthSchema.parse('2027-01')
    expect([monthText(month, 'ja'), monthText(month, 'en')]).toEqual(['2027年1月', 'January 2027'])
  })

  it('say the minute in the zone that they name', () => {
    const instant = parseInstant('2026-10-31T15:05:59Z')
    expect(instant && momentText(instant, 'Asia/Tokyo', 'ja')).toBe('2026年11月1日 0:05 (Asia/Tokyo)')
    expect(instant && momentText(instant, 'America/New_York', 'en')).toBe('31 October 2026 11:05 (America/New_York)')
  })

  it.each([
    ['2027-01-24', '2027-01-18'],
    ['2027-01-25', '2027-01-25'],
    ['2027-01-03', '2026-12-28'],
  ])('%s falls in the week from Monday %s', (day, monday) => {
    expect(startOfWeek(isoDate(day))).toBe(monday)
  })
})
