import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type IsoDate, isoDate } from '../../../core/calendar/iso-date.ts'
import { parseSuffix } from '../../../core/domains/suffix.ts'
import { suffixFacts } from '../../../core/domains/tld-catalogue.ts'
import { parseCutOffKeys } from '../../../core/renewal/cut-off-keys.ts'
import {
  type CutOff,
  cutOffOn,
  cutOffSchema,
  deadlines,
  NO_CUT_OFF,
  resolveCutOff,
  saveBy,
  saveWindow,
} from '../../../core/renewal/deadlines.ts'

const expiry = isoDate('2027-01-31')
const suffix = (text: string) => parseSuffix(text)!
const anyExpiry = fc.integer({ min: -10_000, max: 40_000 }).map((days) => addDays(isoDate('2026-11-22'), days))
const anyCutOff: fc.Arbitrary<CutOff> = fc.oneof(
  fc.record({ kind: fc.constant('daysBefore' as const), days: fc.integer({ min: -90, max: 365 }) }),
  fc.record({ kind: fc.constant('dayOfExpiryMonth' as const), day: fc.integer({ min: 1, max: 31 }) }),
  fc.constant({ kind: 'endOfPreviousMonth' as const }),
)

describe('the cut-off day', () => {
  it.each([
    [{ kind: 'endOfPreviousMonth' }, '2027-01-31', '2026-12-31'],
    [{ kind: 'dayOfExpiryMonth', day: 20 }, '2027-01-31', '2027-01-20'],
    [{ kind: 'daysBefore', days: 7 }, '2027-01-31', '2027-01-24'],
    [{ kind: 'daysBefore', days: 0 }, '2027-01-31', '2027-01-31'],
    [{ kind: 'daysBefore', days: -30 }, '2027-01-31', '2027-01-31'],
    [{ kind: 'dayOfExpiryMonth', day: 25 }, '2027-01-10', '2027-01-10'],
    [{ kind: 'dayOfExpiryMonth', day: 31 }, '2027-02-28', '2027-02-28'],
    [{ kind: 'endOfPreviousMonth' }, '2028-03-01', '2028-02-29'],
  ] as const)('%o for the expiry %s is %s', (cutOff, expiresOn, day) => {
    expect(cutOffOn(isoDate(expiresOn), cutOff)).toBe(day)
  })

  it('is never after the expiry, and the other days follow from it', () => {
    fc.assert(
      fc.property(anyExpiry, anyCutOff, fc.integer({ min: 1, max: 60 }), (expiresOn, cutOff, renewLeadDays) => {
        const days = deadlines({ expiresOn, cutOff, renewLeadDays })
        expect(days.cutOffOn <= expiresOn).toBe(true)
        expect(addDays(days.decideBy, renewLeadDays)).toBe(days.cutOffOn)
        expect(days.renewsOn).toBe(addDays(days.decideBy, 1))
        expect(days.renewsOn <= days.cutOffOn).toBe(true)
      }),
    )
  })

  it('does not break on the first and last days of the calendar', () => {
    for (const day of ['0001-01-01', '9999-12-31']) {
      const { decideBy, cutOffOn: lastDay } = deadlines({
        expiresOn: isoDate(day),
        cutOff: { kind: 'endOfPreviousMonth' },
        renewLeadDays: 5,
      })
      expect(decideBy <= lastDay && lastDay <= day).toBe(true)
    }
  })

  it('leaves 24 January to decide and renews on the 25th for an expiry on 31 January with a cut-off of 2 days', () => {
    expect(deadlines({ expiresOn: expiry, cutOff: { kind: 'daysBefore', days: 2 }, renewLeadDays: 5 })).toEqual({
      cutOffOn: '2027-01-29',
      decideBy: '2027-01-24',
      renewsOn: '2027-01-25',
    })
  })

  it.each([
    [{ kind: 'daysBefore', days: 1.5 }],
    [{ kind: 'daysBefore', days: 400 }],
    [{ kind: 'dayOfExpiryMonth', day: 0 }],
    [{ kind: 'dayOfExpiryMonth', day: 32 }],
    [{ kind: 'endOfPreviousMonth', days: 1 }],
    [{ kind: 'never' }],
  ])('is not given by %o', (raw) => {
    expect(cutOffSchema.safeParse(raw).success).toBe(false)
  })
})

describe('the cut-off that holds', () => {
  const own: CutOff = { kind: 'dayOfExpiryMonth', day: 20 }
  const forAll: CutOff = { kind: 'daysBefore', days: 14 }
  const catalogue: CutOff = { kind: 'daysBefore', days: 2 }
  it.each([
    ['the connection’s for the suffix', { jp: own, '*': forAll }, catalogue, own],
    ['the connection’s for all suffixes', { 'co.jp': own, '*': forAll }, catalogue, forAll],
    ['the catalogue’s', { 'co.jp': own }, catalogue, catalogue],
    ['the expiry itself', {}, null, NO_CUT_OFF],
  ] as const)('is %s', (_, connection, fromCatalogue, expected) => {
    expect(resolveCutOff(suffix('jp'), connection, fromCatalogue)).toEqual(expected)
  })

  it('comes with keys in either spelling, and refuses what is no suffix', () => {
    expect(parseCutOffKeys({ '公司.cn': own, '*': forAll, '.JP': null })).toEqual({
      ok: true,
      value: { 'xn--55qx5d.cn': own, '*': forAll, jp: null },
    })
    expect(parseCutOffKeys({ jp: own, 'example.jp': own, '': own })).toEqual({ ok: false, error: ['example.jp', ''] })
  })
})

describe('the last day on which a name can still be saved', () => {
  const of = (text: string, expiresOn: IsoDate, cutOff: IsoDate) =>
    saveWindow(suffixFacts(suffix(text)).rule, cutOff, expiresOn)

  it.each([
    ['com', '2027-03-16', '2027-04-15'],
    ['jp', null, '2027-02-20'],
    ['co.jp', null, '2027-02-20'],
    ['co.uk', '2027-04-30', null],
    ['com.au', '2027-03-01', null],
    ['eu', null, '2027-03-11'],
    ['cn', '2027-03-16', '2027-03-31'],
    ['kr', null, null],
  ])('under %s: late renewal until %s, restore until %s', (text, late, restore) => {
    const window = of(text, expiry, isoDate('2027-01-20'))
    expect(window).toMatchObject({ lateRenewalUntil: late, restoreUntil: restore })
    expect(window.saveBy).toBe(restore ?? late ?? '2027-01-20')
  })

  it('is never before the cut-off', () => {
    const suffixes = ['com', 'jp', 'co.jp', 'co.uk', 'de', 'eu', 'cn', 'com.au', 'ai', 'kr', 'shinjuku.tokyo.jp']
    fc.assert(
      fc.property(fc.constantFrom(...suffixes), anyExpiry, anyCutOff, (text, expiresOn, cutOff) => {
        const lastDay = cutOffOn(expiresOn, cutOff)
        expect(saveBy(suffixFacts(suffix(text)).rule, lastDay, expiresOn) >= lastDay).toBe(true)
      }),
    )
  })
})
