import { describe, expect, it } from 'vitest'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import type { Suffix } from '../../../core/domains/suffix.ts'
import {
  firstStep,
  isExpectedExpiry,
  type NameReading,
  nextStep,
  type OrderedCommand,
  renewedUntil,
  retryDelayMs,
} from '../../../core/orders/next-step.ts'

function renewal(suffix: string, expiryBefore: string, currentExpiry: string | null, years = 1): OrderedCommand {
  const before = isoDate(expiryBefore)
  return { operation: 'renew', suffix: suffix as Suffix, years, turn: 0, expiryBefore: before, currentExpiry }
}

type Registered = Extract<NameReading, { kind: 'registered' }>

function reading(expiresOn: string, paidThroughOn: string | null = null, more: Partial<Registered> = {}): Registered {
  return {
    kind: 'registered',
    isOurs: true,
    expiresOn,
    paidThroughOn,
    statuses: ['ok'],
    autoRenew: true,
    nameServers: [],
    ...more,
  }
}

const com = renewal('com', '2027-01-31', '2027-01-31T20:00:00Z')
const jp = renewal('jp', '2027-01-31', '2027-01-31')

describe('a renewal that is to be sent', () => {
  it.each<[string, OrderedCommand, NameReading, object]>([
    [
      'goes with the registry’s own text of the expiry',
      com,
      reading('2027-01-31T20:00:00Z'),
      { kind: 'send', currentExpiry: '2027-01-31T20:00:00Z' },
    ],
    [
      'goes where the registry renewed by itself and nobody has paid',
      com,
      reading('2028-01-31T20:00:00Z', '2027-01-31'),
      { kind: 'send', currentExpiry: '2028-01-31T20:00:00Z' },
    ],
    [
      'goes with what is known where nobody can be asked',
      com,
      { kind: 'notReadable' },
      { kind: 'send', currentExpiry: '2027-01-31' },
    ],
    ['waits where nobody answers', com, { kind: 'unknown' }, { kind: 'wait' }],
    [
      'stays where the name was renewed elsewhere',
      com,
      reading('2028-01-31T20:00:00Z'),
      { kind: 'cancel', code: 'expiry_moved' },
    ],
    [
      'stays where a .jp was paid for elsewhere',
      jp,
      reading('2027-01-31', '2028-01-31'),
      { kind: 'cancel', code: 'expiry_moved' },
    ],
    [
      'stays where the registry knows an earlier expiry',
      com,
      reading('2026-06-30T20:00:00Z'),
      { kind: 'cancel', code: 'expiry_differs' },
    ],
    ['is refused for a name that is not there', com, { kind: 'notFound' }, { kind: 'refuse', code: 'not_registered' }],
    [
      'is refused for a name that is not ours',
      com,
      reading('2027-01-31', null, { isOurs: false }),
      { kind: 'refuse', code: 'not_sponsor' },
    ],
  ])('%s', (_, command, read, expected) => {
    expect(firstStep(command, read)).toEqual(expected)
  })

  it('is the only command that needs a look before it', () => {
    expect(firstStep({ ...com, operation: 'transfer' }, { kind: 'unknown' })).toEqual({
      kind: 'send',
      currentExpiry: null,
    })
  })
})

describe('a command whose answer was lost', () => {
  const done = { kind: 'done' }
  const resend = { kind: 'resend' }
  const stop = { kind: 'stop' }
  const other = (operation: OrderedCommand['operation']) => ({ ...com, operation })
  const again = { ...other('expire'), turn: 1 }
  const ours = reading('2027-01-31T20:00:00Z')
  const theirs = reading('2027-01-31T20:00:00Z', null, { isOurs: false })

  it.each<[string, OrderedCommand, NameReading, object]>([
    ['is done where the expiry has moved by the term', com, reading('2028-01-31T20:00:00Z'), done],
    ['is sent again where the expiry is unchanged', com, ours, resend],
    [
      'is done where what is paid has moved, though the registry shows nothing',
      jp,
      reading('2027-01-31', '2028-01-31'),
      done,
    ],
    ['is sent again where what is paid is unchanged', jp, reading('2027-01-31', '2027-01-31'), resend],
    [
      'is done where the year that the registry renewed by itself is paid',
      renewal('com', '2027-01-31', '2028-01-31'),
      reading('2028-01-31', '2028-01-31'),
      done,
    ],
    ['stops where an unchanged date says nothing', jp, reading('2027-01-31'), stop],
    ['stops where the expiry has moved by another term', com, reading('2030-01-31T20:00:00Z'), stop],
    ['stops where the expiry has moved back', com, reading('2026-01-31T20:00:00Z'), stop],
    ['stops where the name is somebody else’s now', com, theirs, stop],
    ['stops where the name is gone', com, { kind: 'notFound' }, stop],
    ['waits where nobody answers', com, { kind: 'unknown' }, { kind: 'wait' }],
    ['is sent again where a person does the work', com, { kind: 'notReadable' }, resend],
    ['registered', other('register'), ours, done],
    ['registers again', other('register'), { kind: 'notFound' }, resend],
    ['was too late to register', other('register'), theirs, { kind: 'refuse', code: 'already_registered' }],
    ['transferred', other('transfer'), ours, done],
    ['transfers again', other('transfer'), theirs, resend],
    ['restored', other('restore'), ours, done],
    ['restores again', other('restore'), reading('2027-01-31', null, { statuses: ['redemptionPeriod'] }), resend],
    ['told the registrar', other('expire'), reading('2027-01-31', null, { autoRenew: false }), done],
    ['tells the registrar again', other('expire'), ours, resend],
    ['told it that the name renews again', again, reading('2027-01-31', null, { autoRenew: true }), done],
    ['tells it again that the name renews', again, reading('2027-01-31', null, { autoRenew: false }), resend],
    ['unlocked', other('unlock'), ours, done],
    ['unlocks again', other('unlock'), reading('2027-01-31', null, { statuses: ['clientTransferProhibited'] }), resend],
    ['needs no unlocking any more', other('unlock'), theirs, done],
    ['parks again, which does no harm', other('park'), ours, resend],
  ])('%s', (_, command, read, expected) => {
    expect(nextStep(command, read)).toEqual(expected)
  })

  it.each([
    ['com', '2028-02-29', 1, '2029-02-28'],
    ['jp', '2027-02-28', 1, '2028-02-29'],
    ['com', '2027-01-31', 3, '2030-01-31'],
  ])('of .%s from %s over %i years is held against %s', (suffix, before, years, until) => {
    expect(renewedUntil(renewal(suffix, before, null, years))).toBe(until)
  })
})

describe('an answer that names an expiry', () => {
  it.each<[string, OrderedCommand, string | undefined, boolean]>([
    ['the new one', com, '2028-01-31T20:00:00Z', true],
    ['a day beside it', com, '2028-02-01T02:00:00Z', true],
    ['none', com, undefined, true],
    ['text that is no day', com, 'soon', true],
    ['the old one', com, '2027-01-31T20:00:00Z', false],
    ['the old one of a .jp', jp, '2027-01-31', true],
    ['one that nobody asked for', com, '2034-01-31T20:00:00Z', false],
    ['anything, of another command', { ...com, operation: 'register' }, '2034-01-31', true],
  ])('fits or not: %s', (_, command, answered, fits) => {
    expect(isExpectedExpiry(command, answered)).toBe(fits)
  })
})

describe('the next look at a command', () => {
  it('comes soon at first and hourly in the end, however often it was tried', () => {
    const delays = Array.from({ length: 12 }, (_, attempts) => retryDelayMs(attempts))
    expect(delays).toEqual(delays.toSorted((a, b) => a - b))
    expect(delays[0]).toBeLessThan(1_000)
    expect(retryDelayMs(1_000)).toBe(3_600_000)
  })
})
