import { describe, expect, it } from 'vitest'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import { nextBaseDay, pastBaseDays, reportBy, securityFor, unusedState } from '../../../core/ledger/unused-balance.ts'

describe('unused prepaid money', () => {
  it.each([
    [7_999_999, 'below', 0],
    [8_000_000, 'near', 0],
    [10_000_000, 'near', 0],
    [10_000_001, 'over', 5_000_001],
    [20_000_000, 'over', 10_000_000],
  ] as const)('of %d yen is %s the limit, and %d is to be secured', (total, state, security) => {
    expect(unusedState(total)).toBe(state)
    expect(securityFor(total)).toBe(security)
  })

  it.each([
    ['2026-11-23', '2027-03-31'],
    ['2026-03-31', '2026-03-31'],
    ['2026-04-01', '2026-09-30'],
    ['2026-10-01', '2027-03-31'],
    ['9999-12-31', '9999-12-31'],
  ])('is looked at from %s on, on %s next', (day, base) => {
    expect(nextBaseDay(isoDate(day))).toBe(base)
  })

  it('was looked at on the base days before, the latest first', () => {
    expect(pastBaseDays(isoDate('2026-11-23'), 3)).toEqual(['2026-09-30', '2026-03-31', '2025-09-30'])
    expect(pastBaseDays(isoDate('2026-03-31'), 1)).toEqual(['2025-09-30'])
  })

  it('is reported within two months, at a month’s end where that month is shorter', () => {
    expect(reportBy(isoDate('2026-03-31'))).toBe('2026-05-31')
    expect(reportBy(isoDate('2026-09-30'))).toBe('2026-11-30')
  })
})
