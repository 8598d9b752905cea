import { describe, expect, it } from 'vitest'
import { isoDate } from '../../../../core/calendar/iso-date.ts'
import { fileDay } from '../../../../renderer/features/imports/file-day.ts'

const TODAY = isoDate('2026-11-23')

describe('the day that a file speaks of', () => {
  it('is the day it was last written, in the zone of the account', () => {
    expect(fileDay(Date.parse('2026-11-20T20:00:00Z'), 'Asia/Tokyo', TODAY)).toBe('2026-11-21')
  })

  it('is never after today, whatever clock wrote it', () => {
    expect(fileDay(Date.parse('2027-03-01T00:00:00Z'), 'Asia/Tokyo', TODAY)).toBe(TODAY)
  })
})
