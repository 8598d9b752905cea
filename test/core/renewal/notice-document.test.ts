import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import { sumNoticeRows } from '../../../core/renewal/notice-document.ts'
import { money, noticeRow } from '../../support/notice-builder.ts'

describe('sums of a notice', () => {
  it('add up each mode and each week of decideBy, currencies apart', () => {
    const rows = [
      noticeRow({ name: 'a.jp', decideBy: isoDate('2027-01-24'), price: money(3980) }),
      noticeRow({ name: 'b.jp', decideBy: isoDate('2027-01-18'), price: money(1899, 'USD') }),
      noticeRow({ name: 'c.jp', decideBy: isoDate('2027-01-25'), price: money(20) }),
      noticeRow({ name: 'd.jp', decideBy: isoDate('2027-01-25'), price: money(5000), mode: 'expire' }),
      noticeRow({ name: 'e.jp', decideBy: isoDate('2027-01-25'), price: null }),
    ]
    expect(sumNoticeRows(rows)).toEqual({
      byMode: [
        { mode: 'renew', names: 4, money: [money(4000), money(1899, 'USD')] },
        { mode: 'expire', names: 1, money: [money(5000)] },
      ],
      byWeek: [
        { weekFrom: '2027-01-18', names: 2, renew: 2, money: [money(3980), money(1899, 'USD')] },
        { weekFrom: '2027-01-25', names: 3, renew: 2, money: [money(20)] },
      ],
      unpriced: 1,
    })
  })

  it('put a name without decideBy into the week of its expiry', () => {
    const { byWeek } = sumNoticeRows([noticeRow({ decideBy: null, expiresOn: isoDate('2027-01-31') })])
    expect(byWeek.map(({ weekFrom }) => weekFrom)).toEqual(['2027-01-25'])
  })

  it('have both modes when there are no names', () => {
    expect(sumNoticeRows([])).toEqual({
      byMode: [
        { mode: 'renew', names: 0, money: [] },
        { mode: 'expire', names: 0, money: [] },
      ],
      byWeek: [],
      unpriced: 0,
    })
  })

  it('do not depend on the order of the rows and count each once', () => {
    const rowArbitrary = fc.record({
      decideBy: fc.integer({ min: 10, max: 28 }).map((day) => isoDate(`2027-01-${day}`)),
      mode: fc.constantFrom('renew' as const, 'expire' as const),
      price: fc.option(fc.integer({ min: 0, max: 1_000_000 }).map((minor) => money(minor))),
    })
    fc.assert(
      fc.property(fc.array(rowArbitrary), (changes) => {
        const rows = changes.map((change) => noticeRow(change))
        const sums = sumNoticeRows(rows)
        expect(sumNoticeRows(rows.toReversed())).toEqual(sums)
        expect(sums.byWeek.reduce((total, week) => total + week.names, 0)).toBe(rows.length)
        expect(sums.byMode.reduce((total, mode) => total + mode.names, 0)).toBe(rows.length)
      }),
    )
  })
})
