import { describe, expect, it } from 'vitest'
import { isoDate, isoMonthSchema } from '../../../../core/calendar/iso-date.ts'
import { dueInMonth, dueWithin } from '../../../../renderer/features/home/attention-filters.ts'

const month = (text: string) => isoMonthSchema.parse(text)
const span = { from: isoDate('2026-11-28'), to: isoDate('2027-11-28') }

describe('the rows behind the forecast', () => {
  it('of a month in between renew in it, which is the day after their last day to decide', () => {
    expect(dueInMonth(month('2027-02'), span, 'renew')).toEqual({
      holding: ['held'],
      mode: ['renew'],
      decideFrom: '2027-01-31',
      decideTo: '2027-02-27',
    })
  })

  it('of the first month are also those whose day has passed and that have not expired', () => {
    expect(dueInMonth(month('2026-11'), span, 'expire')).toEqual({
      holding: ['held'],
      mode: ['expire'],
      expiresFrom: '2026-11-28',
      decideTo: '2026-11-29',
    })
  })

  it('of the last month end where the forecast does, not where the month does', () => {
    expect(dueInMonth(month('2027-11'), span, 'renew')).toMatchObject({
      decideFrom: '2027-10-31',
      decideTo: '2027-11-27',
    })
  })

  it('of all months together are bounded by its first and its last day', () => {
    expect(dueWithin(span, 'renew')).toEqual({
      holding: ['held'],
      mode: ['renew'],
      expiresFrom: '2026-11-28',
      decideTo: '2027-11-27',
    })
  })
})
