import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, isoDate } from '../../../core/calendar/iso-date.ts'
import { parseSuffix } from '../../../core/domains/suffix.ts'
import type { Currency, MinorUnits, Money } from '../../../core/money/money.ts'
import { PREVIEW_WINDOWS, type PreviewRow, preview, previewWindowOf } from '../../../core/renewal/preview.ts'
import {
  effectiveRenewal,
  newRenewalClass,
  type OuterRules,
  type RenewalClassKey,
  withCritical,
  withDecision,
  withRule,
} from '../../../core/renewal/renewal-class.ts'
import { RENEWAL_MODES } from '../../../core/renewal/renewal-mode.ts'

const yen = (minor: number): Money => ({ minor: minor as MinorUnits, currency: 'JPY' as Currency })
const dollars = (minor: number): Money => ({ minor: minor as MinorUnits, currency: 'USD' as Currency })
const jp = newRenewalClass(parseSuffix('jp')!, 'connection-1')
const coJp = newRenewalClass(parseSuffix('co.jp')!, 'connection-1')
const rules =
  (account: 'renew' | 'expire', jpRule: 'renew' | 'expire' | null = null) =>
  (key: RenewalClassKey): OuterRules => ({ account, suffix: key.suffix === 'jp' ? jpRule : null })
const group = (key: RenewalClassKey, window: PreviewRow['window'], names: number, money: Money | null): PreviewRow => ({
  before: key,
  after: key,
  window,
  names,
  money,
})

describe('the preview of a rule', () => {
  const rows = [
    group(jp, 'late', 2, yen(8000)),
    group(jp, 'next90', 10, yen(40_000)),
    group(jp, 'next90', 3, dollars(4500)),
    group(jp, 'next90', 1, null),
    group(jp, 'next365', 5, yen(20_000)),
    group(jp, 'later', 7, yen(28_000)),
    group(withCritical(jp, true), 'next90', 4, yen(16_000)),
    group(withRule(jp, 'renew'), 'next90', 6, yen(24_000)),
    group(withDecision(jp, 'expire'), 'next90', 2, yen(8000)),
    group(coJp, 'next90', 20, yen(154_000)),
    group({ ...jp, holding: 'lapsed' }, 'next90', 100, yen(400_000)),
  ]

  it('counts the names that flip, those of them too late for this expiry, those shielded, and the money per currency', () => {
    expect(preview(rows, rules('renew'), rules('renew', 'expire'))).toEqual({
      flips: { count: 28, toRenew: 0, toExpire: 28 },
      shielded: 4,
      tooLate: 2,
      money: {
        next90: { before: [yen(242_000), dollars(4500)], after: [yen(202_000)], unpriced: 1 },
        next365: { before: [yen(262_000), dollars(4500)], after: [yen(202_000)], unpriced: 1 },
      },
    })
  })

  it('back from expire to renew flips late names too: that is never too late', () => {
    const { flips, tooLate, money } = preview(rows, rules('renew', 'expire'), rules('renew'))
    expect(flips).toEqual({ count: 28, toRenew: 28, toExpire: 0 })
    expect(tooLate).toBe(0)
    expect(money.next90.before).toEqual([yen(194_000)])
    expect(money.next90.after).toEqual([yen(242_000), dollars(4500)])
  })

  it('changes nothing where the proposed rule says what holds already', () => {
    const { flips, shielded, tooLate } = preview(rows, rules('renew'), rules('renew', 'renew'))
    expect({ flips: flips.count, shielded, tooLate }).toEqual({ flips: 0, shielded: 0, tooLate: 0 })
  })

  it('works the same for a bulk change of names', () => {
    const bulk = rows.slice(0, 2).map((row) => ({ ...row, after: withRule(row.before, 'expire') }))
    const { flips, tooLate } = preview(bulk, rules('renew'), rules('renew'))
    expect({ flips: flips.count, tooLate }).toEqual({ flips: 12, tooLate: 2 })
  })

  it('counts no name as shielded that the change itself makes critical', () => {
    const lapsing = withRule(jp, 'expire')
    const marked = [{ ...group(lapsing, 'next90', 5, null), after: withCritical(lapsing, true) }]
    const { flips, shielded } = preview(marked, rules('expire'), rules('expire'))
    expect({ toRenew: flips.toRenew, shielded }).toEqual({ toRenew: 5, shielded: 0 })
  })

  const mode = fc.constantFrom(...RENEWAL_MODES)
  const maybeMode = fc.constantFrom(null, ...RENEWAL_MODES)
  const anyKey = fc
    .record({ ruleMode: maybeMode, decisionMode: maybeMode, critical: fc.boolean(), released: fc.boolean() })
    .map((parts) => ({ ...jp, ...parts }))
  const anyRow: fc.Arbitrary<PreviewRow> = fc
    .tuple(
      anyKey,
      fc.constantFrom(...PREVIEW_WINDOWS),
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 0, max: 9999 }),
    )
    .map(([key, window, names, price]) => group(key, window, names, yen(price)))
  const anyRules = fc.tuple(mode, maybeMode).map(([account, suffix]) => rules(account, suffix))

  it('counts every name whose mode changes, late ones too, and is undone by the opposite change', () => {
    fc.assert(
      fc.property(fc.array(anyRow), anyRules, anyRules, (groups, before, after) => {
        const forward = preview(groups, before, after)
        const back = preview(groups, after, before)
        expect(forward.flips.toExpire).toBe(back.flips.toRenew)
        expect(forward.tooLate).toBeLessThanOrEqual(forward.flips.toExpire)
        const changing = groups.filter(
          (row) =>
            effectiveRenewal(row.before, before(row.before)).mode !==
            effectiveRenewal(row.before, after(row.before)).mode,
        )
        const names = changing.reduce((sum, row) => sum + row.names, 0)
        expect(forward.flips.count).toBe(names)
      }),
    )
  })
})

describe('the window of a name in a preview', () => {
  const today = isoDate('2026-11-22')
  it.each([
    [-1, 10, 'late'],
    [0, 10, 'next90'],
    [89, 100, 'next90'],
    [90, 100, 'next365'],
    [364, 370, 'next365'],
    [365, 370, 'later'],
    [-10, -1, 'later'],
  ])('decideBy in %i and expiry in %i days: %s', (decideIn, expiresIn, window) => {
    const dates = { decideBy: addDays(today, decideIn), expiresOn: addDays(today, expiresIn) }
    expect(previewWindowOf(dates, today)).toBe(window)
  })

  it('is the last one without a date', () => {
    expect(previewWindowOf({ decideBy: null, expiresOn: null }, today)).toBe('later')
  })
})
