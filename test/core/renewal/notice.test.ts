import { describe, expect, it } from 'vitest'
import { type Instant, type IsoMonth, isoDate } from '../../../core/calendar/iso-date.ts'
import {
  dueNoticeMonths,
  firstNoticeMonth,
  isInNotice,
  nextNoticeAt,
  noticeMonthFrom,
  noticeWindow,
} from '../../../core/renewal/notice.ts'

const month = (text: string) => text as IsoMonth
const due = (now: string, lastMade: string | null, noticesFrom = '2026-06', timeZone = 'Asia/Tokyo') =>
  dueNoticeMonths({
    noticesFrom: month(noticesFrom),
    lastMade: lastMade === null ? null : month(lastMade),
    now: now as Instant,
    timeZone,
  })

describe('the names of a monthly notice', () => {
  const window = noticeWindow(month('2026-12'))
  it.each([
    ['2026-11-30', false],
    ['2026-12-01', true],
    ['2027-03-01', true],
    ['2027-03-02', false],
    [null, false],
  ])('expire within 90 days of the 1st: %s %s', (expiresOn, isListed) => {
    expect(isInNotice({ holding: 'held', expiresOn: expiresOn ? isoDate(expiresOn) : null }, window)).toBe(isListed)
  })

  it('are held', () => {
    expect(isInNotice({ holding: 'transferredOut', expiresOn: isoDate('2026-12-15') }, window)).toBe(false)
  })
})

describe('the months whose notices are due', () => {
  it.each([
    ['one minute before 00:05 in the account’s zone', '2026-11-30T15:04:00.000Z', '2026-11', []],
    ['at 00:05', '2026-11-30T15:05:00.000Z', '2026-11', ['2026-12']],
    ['when it has been made', '2026-12-20T00:00:00.000Z', '2026-12', []],
    ['after months of downtime', '2026-12-20T00:00:00.000Z', '2026-09', ['2026-10', '2026-11', '2026-12']],
    ['across a year', '2027-01-31T00:00:00.000Z', '2026-11', ['2026-12', '2027-01']],
    ['with none made so far', '2026-08-10T00:00:00.000Z', null, ['2026-06', '2026-07', '2026-08']],
  ])('%s', (_, now, lastMade, expected) => {
    expect(due(now, lastMade)).toEqual(expected)
  })

  it('begin with the first month set for the account', () => {
    expect(due('2026-11-15T00:00:00.000Z', null, '2026-12')).toEqual([])
    expect(due('2026-12-15T00:00:00.000Z', null, '2026-12')).toEqual(['2026-12'])
    expect(due('2026-12-15T00:00:00.000Z', '2026-03', '2026-11')).toEqual(['2026-11', '2026-12'])
  })

  it.each([
    ['2026-12-01', '2026-12'],
    ['2026-12-02', '2027-01'],
    ['2026-12-31', '2027-01'],
  ])('begin with the first 1st that is not before %s', (noticesFrom, month) => {
    expect(noticeMonthFrom(isoDate(noticesFrom), isoDate('2026-11-30'))).toBe(month)
  })

  it('begin with the month in which the account was made where an earlier day is set', () => {
    expect(noticeMonthFrom(isoDate('2020-01-01'), isoDate('2026-11-30'))).toBe('2026-11')
    expect(noticeMonthFrom(isoDate('2026-10-02'), isoDate('2026-11-30'))).toBe('2026-11')
  })

  it('follow the account’s own zone', () => {
    expect(due('2026-12-01T04:59:00.000Z', '2026-11', '2026-06', 'America/New_York')).toEqual([])
    expect(due('2026-12-01T05:05:00.000Z', '2026-11', '2026-06', 'America/New_York')).toEqual(['2026-12'])
  })

  it('begin by default with the first 1st after the account’s creation', () => {
    expect(firstNoticeMonth(isoDate('2026-11-22'))).toBe('2026-12')
    expect(firstNoticeMonth(isoDate('2026-12-01'))).toBe('2027-01')
  })

  it('are next due on the 1st that comes', () => {
    expect(nextNoticeAt('2026-11-22T00:00:00.000Z' as Instant, 'Asia/Tokyo')).toBe('2026-11-30T15:05:00.000Z')
    expect(nextNoticeAt('2026-11-30T15:01:00.000Z' as Instant, 'Asia/Tokyo')).toBe('2026-11-30T15:05:00.000Z')
    expect(nextNoticeAt('2026-11-30T15:05:00.000Z' as Instant, 'Asia/Tokyo')).toBe('2026-12-31T15:05:00.000Z')
  })
})
