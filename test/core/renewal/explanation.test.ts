import { describe, expect, it } from 'vitest'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import type { Currency, MinorUnits } from '../../../core/money/money.ts'
import { type ExplainedName, explainRenewal } from '../../../core/renewal/explanation.ts'

const renewing: ExplainedName = {
  name: 'example.jp',
  suffix: 'jp',
  holding: 'held',
  renewal: { mode: 'renew', scope: 'suffix', setBy: '佐藤', setAt: '2026-10-03T01:00:00.000Z' },
  expiresOn: isoDate('2027-01-31'),
  cutOffOn: isoDate('2027-01-29'),
  decideBy: isoDate('2027-01-24'),
  renewsOn: isoDate('2027-01-25'),
  saveBy: isoDate('2027-02-20'),
  price: { minor: 3980 as MinorUnits, currency: 'JPY' as Currency },
  gateway: 'sandbox',
  registrarAutoRenew: 'unknown',
}
const lapsing: ExplainedName = { ...renewing, renewal: { ...renewing.renewal, mode: 'expire' } }
const watched = (registrarAutoRenew: ExplainedName['registrarAutoRenew'], name = renewing): ExplainedName => ({
  ...name,
  gateway: 'none',
  registrarAutoRenew,
})

describe('the explanation of a renewal', () => {
  it('says what happens when, for how much, by whose rule, and until when that can be changed', () => {
    expect(explainRenewal(renewing, isoDate('2026-11-22'))).toEqual({
      key: 'renews',
      args: {
        name: 'example.jp',
        suffix: 'jp',
        holding: 'held',
        scope: 'suffix',
        setBy: '佐藤',
        setAt: '2026-10-03T01:00:00.000Z',
        expiresOn: '2027-01-31',
        cutOffOn: '2027-01-29',
        decideBy: '2027-01-24',
        renewsOn: '2027-01-25',
        saveBy: '2027-02-20',
        priceAmount: '3980',
        priceCurrency: 'JPY',
        changeBy: '2027-01-24',
      },
    })
  })

  it.each([
    ['2027-01-24', renewing, 'renews', '2027-01-24'],
    ['2027-01-25', renewing, 'renewsTooLate', null],
    ['2027-01-29', renewing, 'renewsTooLate', null],
    ['2027-01-30', renewing, 'renewLate', null],
    ['2027-02-01', renewing, 'passed.renew', null],
    ['2027-01-29', lapsing, 'lapses', '2027-02-20'],
    ['2027-01-30', lapsing, 'lapseLate', '2027-02-20'],
    ['2027-02-01', lapsing, 'passed.expire', '2027-02-20'],
    ['2027-02-21', lapsing, 'passed.expire', null],
  ])('on %s (case %#) is the sentence %3$s', (today, name, key, changeBy) => {
    const explanation = explainRenewal(name, isoDate(today))
    expect(explanation.key).toBe(key)
    expect(explanation.args.changeBy).toBe(changeBy)
  })

  it.each([
    ['2026-11-22', watched('on'), 'watched.renew.on'],
    ['2026-11-22', watched('off'), 'watched.renew.off'],
    ['2026-11-22', watched('unknown'), 'watched.renew.unknown'],
    ['2027-01-30', watched('off'), 'watched.renewLate'],
    ['2027-01-30', watched('on'), 'watched.renew.on'],
    ['2026-11-22', watched('on', lapsing), 'watched.expire.on'],
    ['2027-01-25', watched('on', lapsing), 'watched.expireTooLate'],
    ['2027-01-25', watched('off', lapsing), 'watched.expire.off'],
    ['2026-11-22', watched('unknown', lapsing), 'watched.expire.unknown'],
  ])('goes by the registrar’s switch where only the registrar can act (%s, case %#)', (today, name, key) => {
    expect(explainRenewal(name, isoDate(today)).key).toBe(key)
  })

  it('says so where nothing will happen or no date is known', () => {
    const today = isoDate('2026-11-22')
    expect(explainRenewal({ ...renewing, holding: 'transferredOut' }, today).key).toBe('notHeld')
    const dateless = { expiresOn: null, cutOffOn: null, decideBy: null, renewsOn: null, saveBy: null, price: null }
    expect(explainRenewal({ ...renewing, ...dateless }, today)).toMatchObject({
      key: 'noExpiry.renew',
      args: { priceAmount: null, changeBy: null },
    })
    expect(explainRenewal({ ...lapsing, ...dateless }, today).key).toBe('noExpiry.expire')
  })
})
