import { describe, expect, it } from 'vitest'
import { isoDate } from '../../../../core/calendar/iso-date.ts'
import { namesOfMode, namesOfWeek } from '../../../../renderer/features/renewals/notice-filters.ts'

const notice = { windowFrom: isoDate('2026-12-01'), windowTo: isoDate('2027-03-01') }

describe('the names behind the numbers of a notice', () => {
  it('of a mode expire within its window', () => {
    expect(namesOfMode(notice, 'expire')).toEqual({
      holding: 'held',
      expiresFrom: '2026-12-01',
      expiresTo: '2027-03-01',
      mode: 'expire',
    })
  })

  it('of a week are those of them that have to be decided in its seven days', () => {
    expect(namesOfWeek(notice, isoDate('2026-12-28'), 'renew')).toEqual({
      holding: 'held',
      expiresFrom: '2026-12-01',
      expiresTo: '2027-03-01',
      mode: 'renew',
      decideFrom: '2026-12-28',
      decideTo: '2027-01-03',
    })
  })
})
