import { describe, expect, it } from 'vitest'
import { type IsoDate, isoDate } from '../../../core/calendar/iso-date.ts'
import { expiryAfter } from '../../../core/domains/expiry-model.ts'
import { locksOf } from '../../../core/domains/locks.ts'
import { registryStateOf } from '../../../core/domains/registry-state.ts'
import { parseSuffix } from '../../../core/domains/suffix.ts'

function report(
  suffix: string,
  statuses: readonly string[],
  dates: { expires?: string; paid?: string; asOf?: string } = {},
) {
  const day = (text: string | undefined): IsoDate | null => (text ? isoDate(text) : null)
  return registryStateOf(statuses, {
    suffix: parseSuffix(suffix)!,
    registryExpiresOn: day(dates.expires),
    paidThroughOn: day(dates.paid),
    asOf: isoDate(dates.asOf ?? '2026-11-22'),
  })
}

describe('what a registry reports', () => {
  it.each([
    ['com', ['ok'], 'normal'],
    ['com', ['active'], 'normal'],
    ['com', ['clientTransferProhibited'], 'normal'],
    ['com', ['client hold', 'client transfer prohibited'], 'hold'],
    ['com', ['serverHold https://icann.org/epp#serverHold'], 'hold'],
    ['com', ['pendingDelete', 'redemptionPeriod'], 'redemption'],
    ['com', ['pending delete', 'pending restore'], 'redemption'],
    ['com', ['pending delete'], 'pendingDelete'],
    ['com', ['pendingTransfer', 'clientHold'], 'pendingTransfer'],
    ['com', ['auto renew period', 'client hold'], 'autoRenewPeriod'],
    ['jp', ['Active'], 'normal'],
    ['jp', ['Hold'], 'hold'],
    ['jp', ['To be suspended'], 'toBeDeleted'],
    ['co.jp', ['To be deleted (2027/03/31)'], 'toBeDeleted'],
    ['jp', ['Suspended'], 'suspended'],
    ['co.jp', ['Deleted (2013/01/31)'], 'deleted'],
    ['co.jp', ['Registered'], 'normal'],
    ['co.jp', ['Advance-Registered'], 'provisional'],
    ['co.jp', ['User-Reserved'], 'provisional'],
    ['co.jp', ['Renamed'], 'renamed'],
    ['ne.jp', ['Reserved'], 'reserved'],
    ['com', [], 'unknown'],
    ['com', ['', '  '], 'unknown'],
    ['com', ['constructor', '__proto__'], 'unknown'],
  ])('under %s, %j is %s', (suffix, statuses, state) => {
    expect(report(suffix, statuses).state).toBe(state)
  })

  it('keeps statuses that it does not understand, without letting them decide', () => {
    expect(report('com', ['ok', 'server recover prohibited'])).toMatchObject({
      state: 'normal',
      unrecognised: ['server recover prohibited'],
    })
    expect(report('com', ['Suspended'])).toMatchObject({ state: 'unknown', unrecognised: ['Suspended'] })
  })

  it('finds the expiry of an organisational .jp name in its status', () => {
    const found = report('ac.jp', ['Connected (2027/03/31)'])
    expect(found).toEqual({ state: 'normal', until: null, expiresOn: '2027-03-31', unrecognised: [] })
  })

  it('does not take the end of a freeze for an expiry', () => {
    expect(report('co.jp', ['Deleted (2013/01/31)'])).toMatchObject({ until: '2013-01-31', expiresOn: null })
  })

  it('ignores a day in brackets that is none', () => {
    expect(report('co.jp', ['Connected (2027/02/30)'])).toMatchObject({ state: 'normal', expiresOn: null })
  })

  it.each([
    [
      'the auto-renew grace of 45 days begins at the expiry before',
      'com',
      ['auto renew period'],
      '2027-10-19',
      '2026-12-03',
    ],
    ['a .jp suspension ends with its month', 'jp', ['Suspended'], '2012-08-31', '2012-08-31'],
    ['a .jp deletion can be withdrawn to the end of the month', 'jp', ['To be suspended'], '2011-12-31', '2011-12-31'],
  ])('%s', (_, suffix, statuses, expires, until) => {
    expect(report(suffix, statuses, { expires, asOf: '2011-12-21' }).until).toBe(until)
  })

  it('ends a .jp suspension with the month of the reading where no expiry is known', () => {
    expect(report('jp', ['Suspended'], { asOf: '2012-08-01' }).until).toBe('2012-08-31')
  })

  it('takes no automatic renewal for open that the registrar has been paid for', () => {
    expect(report('com', ['autoRenewPeriod'], { expires: '2027-10-19', paid: '2027-10-19' }).state).toBe('normal')
    expect(report('com', ['autoRenewPeriod'], { expires: '2027-10-19', paid: '2026-10-19' }).state).toBe(
      'autoRenewPeriod',
    )
  })
})

describe('locks', () => {
  const client = ['clientTransferProhibited', 'clientUpdateProhibited', 'clientDeleteProhibited']
  it.each([
    [[], 'unknown'],
    [['ok'], 'none'],
    [['OK', 'autoRenewPeriod'], 'none'],
    [['Active'], 'unknown'],
    [['ACTIVE', '1'], 'unknown'],
    [['Active', 'clientTransferProhibited'], 'transfer'],
    [['Connected (2027/03/31)'], 'unknown'],
    [['clientTransferProhibited'], 'transfer'],
    [['client transfer prohibited'], 'transfer'],
    [['AgentChangeLocked'], 'transfer'],
    [client, 'full'],
    [[...client, 'clientRenewProhibited'], 'full'],
    [['serverTransferProhibited', 'serverUpdateProhibited', 'serverDeleteProhibited'], 'registry'],
    [['clientTransferProhibited', 'clientDeleteProhibited'], 'partial'],
    [['clientUpdateProhibited'], 'partial'],
  ])('%j are level %s', (statuses, level) => {
    expect(locksOf(statuses).level).toBe(level)
  })

  it('are told apart, and not known where nothing was reported', () => {
    const locks = { transfer: true, update: false, delete: true, renew: false }
    expect(locksOf(['DomainTransferLocked', 'serverDeleteProhibited']).locks).toEqual(locks)
    expect(locksOf([]).locks).toEqual({ transfer: null, update: null, delete: null, renew: null })
  })
})

describe('the expiry after a term', () => {
  it.each([
    ['2020-05-15', 1, 'monthEnd', '2021-05-31'],
    ['2001-02-02', 26, 'monthEnd', '2027-02-28'],
    ['2027-02-28', 1, 'monthEnd', '2028-02-29'],
    ['2020-01-31', 1, 'monthEnd', '2021-01-31'],
    ['2028-02-29', 1, 'anniversary', '2029-02-28'],
    ['2026-10-19', 2, 'anniversary', '2028-10-19'],
    ['2026-10-19', 1, 'none', null],
  ] as const)('from %s by %i years (%s) is %s', (start, years, model, expected) => {
    expect(expiryAfter(isoDate(start), years, model)).toBe(expected)
  })
})
