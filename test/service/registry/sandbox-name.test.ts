import { describe, expect, it } from 'vitest'
import { type IsoDate, isoDate } from '../../../core/calendar/iso-date.ts'
import type { DomainName } from '../../../core/domains/domain-name.ts'
import { carryOut, type SandboxCommand } from '../../../service/adapters/registry/sandbox/sandbox-command.ts'
import {
  advance,
  expiryText,
  type SandboxName,
  statusesOf,
} from '../../../service/adapters/registry/sandbox/sandbox-name.ts'

function named(name: string, expiresOn: string, more: Partial<SandboxName> = {}): SandboxName {
  return {
    name: name as DomainName,
    sponsor: 'main',
    authCode: '',
    registeredOn: isoDate('2010-01-01'),
    expiresOn: isoDate(expiresOn),
    paidThroughOn: isoDate(expiresOn),
    autoRenew: true,
    isLocked: false,
    state: 'active',
    stateUntil: null,
    nameServers: [],
    ...more,
  }
}

const on = (name: SandboxName, day: string) => advance(name, isoDate(day))

describe('a generic name at the simulated registry', () => {
  const com = named('example.com', '2027-01-31')

  it.each<[string, boolean, Partial<SandboxName> | null, readonly string[]]>([
    ['2027-01-31', true, { state: 'active', expiresOn: '2027-01-31' as IsoDate }, []],
    // Renewed by the registry on the expiry, paid by nobody, to be revoked for 45 days (nomulus, Tld.java).
    [
      '2027-02-01',
      true,
      { state: 'autoRenewed', expiresOn: '2028-01-31' as IsoDate, stateUntil: '2027-03-17' as IsoDate },
      ['autoRenewed'],
    ],
    ['2027-03-17', true, { state: 'autoRenewed' }, ['autoRenewed']],
    ['2027-03-18', true, { state: 'redemption', stateUntil: '2027-04-16' as IsoDate }, ['autoRenewed', 'deleted']],
    ['2027-04-17', true, { state: 'pendingDelete', stateUntil: '2027-04-21' as IsoDate }, ['autoRenewed', 'deleted']],
    ['2027-04-22', true, null, ['autoRenewed', 'deleted', 'released']],
    ['2027-02-01', false, { state: 'redemption', stateUntil: '2027-03-02' as IsoDate }, ['deleted']],
    ['2027-03-03', false, { state: 'pendingDelete' }, ['deleted']],
    ['2027-03-08', false, null, ['deleted', 'released']],
  ])('has lived on to %s (automatic renewal: %s)', (day, autoRenew, expected, events) => {
    const lived = on({ ...com, autoRenew }, day)
    if (expected === null) expect(lived.name).toBeNull()
    else expect(lived.name).toMatchObject(expected)
    expect(lived.events).toEqual(events)
  })

  it('lives on the same whether it is looked at every day or once', () => {
    let daily: SandboxName | null = com
    for (let day = 0; day < 90; day++) {
      const date = new Date(Date.UTC(2027, 0, 30 + day)).toISOString().slice(0, 10)
      daily = daily && on(daily, date).name
    }
    expect(daily).toEqual(on(com, '2027-04-29').name)
  })

  it('shows its state in EPP’s words and its expiry with a time in UTC', () => {
    expect(statusesOf(com)).toEqual(['ok'])
    expect(statusesOf({ ...com, isLocked: true })).toEqual(['clientTransferProhibited'])
    expect(statusesOf({ ...com, state: 'redemption' })).toEqual(['pendingDelete', 'redemptionPeriod'])
    expect(expiryText(com)).toBe('2027-01-31T23:59:59Z')
  })
})

describe('a .jp name at the simulated registry', () => {
  const jp = named('example.jp', '2027-01-31')

  it('is renewed by the registry on the 1st, without days of grace', () => {
    expect(on(jp, '2027-02-01')).toMatchObject({
      name: { state: 'active', expiresOn: '2028-01-31', paidThroughOn: '2027-01-31' },
      events: ['autoRenewed'],
    })
  })

  it('shows a renewal that was paid only on the day after the old expiry', () => {
    const paid = { ...jp, paidThroughOn: isoDate('2028-01-31') }
    expect(on(paid, '2027-01-31').name).toMatchObject({ expiresOn: '2027-01-31' })
    expect(on(paid, '2027-02-01')).toMatchObject({ name: { expiresOn: '2028-01-31' }, events: [] })
  })

  it('is to be suspended, suspended for a month, and released', () => {
    const ending = { ...jp, autoRenew: false }
    expect(statusesOf(ending)).toEqual(['To be suspended'])
    const suspended = on(ending, '2027-02-01').name
    expect(suspended).toMatchObject({ state: 'suspended', stateUntil: '2027-02-28' })
    expect(suspended && statusesOf(suspended)).toEqual(['Suspended'])
    expect(on(ending, '2027-02-28').name).toMatchObject({ state: 'suspended' })
    expect(on(ending, '2027-03-01')).toEqual({ name: null, events: ['deleted', 'released'] })
  })
})

describe('a command at the simulated registry', () => {
  const TODAY = isoDate('2026-11-23')
  const send = (
    name: SandboxName | null,
    command: SandboxCommand,
    target = name?.name ?? 'new.com',
    today: IsoDate = TODAY,
  ) => carryOut(target as DomainName, name, command, { account: 'main', today })
  const com = named('example.com', '2027-01-31')
  const jp = named('example.jp', '2027-01-31')
  const renew = (currentExpiry: string, years = 1): SandboxCommand => ({ operation: 'renew', years, currentExpiry })

  it.each<[string, SandboxName | null, SandboxCommand, string, Partial<SandboxName>]>([
    [
      'registers a .com for its years',
      null,
      { operation: 'register', years: 2 },
      'new.com',
      { expiresOn: isoDate('2028-11-23') },
    ],
    [
      'registers a .jp to the end of its month',
      null,
      { operation: 'register', years: 1 },
      'new.jp',
      { expiresOn: isoDate('2027-11-30') },
    ],
    [
      'renews a .com at once',
      com,
      renew('2027-01-31T23:59:59Z'),
      'example.com',
      { expiresOn: isoDate('2028-01-31'), paidThroughOn: isoDate('2028-01-31') },
    ],
    [
      'renews a .jp by what is paid',
      jp,
      renew('2027-01-31'),
      'example.jp',
      { expiresOn: isoDate('2027-01-31'), paidThroughOn: isoDate('2028-01-31') },
    ],
    [
      'settles the year that the registry renewed by itself',
      { ...com, state: 'autoRenewed', expiresOn: isoDate('2028-01-31') },
      renew('2028-01-31T23:59:59Z'),
      'example.com',
      { state: 'active', expiresOn: isoDate('2028-01-31'), paidThroughOn: isoDate('2028-01-31') },
    ],
    [
      'takes back that a .jp was to be suspended',
      { ...jp, autoRenew: false },
      renew('2027-01-31'),
      'example.jp',
      { autoRenew: true },
    ],
    [
      'transfers a .com and adds a year',
      { ...com, sponsor: null },
      { operation: 'transfer', authCode: null },
      'example.com',
      { sponsor: 'main', expiresOn: isoDate('2028-01-31') },
    ],
    [
      'transfers a .jp and adds none',
      { ...jp, sponsor: null },
      { operation: 'transfer', authCode: null },
      'example.jp',
      { sponsor: 'main', expiresOn: isoDate('2027-01-31') },
    ],
    ['switches automatic renewal off', com, { operation: 'expire', on: false }, 'example.com', { autoRenew: false }],
    ['unlocks', { ...com, isLocked: true }, { operation: 'unlock' }, 'example.com', { isLocked: false }],
    [
      'parks',
      com,
      { operation: 'park', nameServers: ['ns1.parking.example'] },
      'example.com',
      { nameServers: ['ns1.parking.example'] },
    ],
  ])('%s', (_, name, command, target, expected) => {
    expect(send(name, command, target)).toMatchObject({ kind: 'done', name: expected })
  })

  it.each<[string, SandboxName | null, SandboxCommand, number]>([
    ['a registration of what exists', com, { operation: 'register', years: 1 }, 2302],
    ['a term that is not sold', null, { operation: 'register', years: 11 }, 2004],
    ['a renewal on top of another expiry', com, renew('2026-01-31T23:59:59Z'), 2004],
    ['two years for a .jp', jp, renew('2027-01-31', 2), 2004],
    ['a term beyond ten years', com, renew('2027-01-31T23:59:59Z', 10), 2306],
    ['a renewal of what has to be restored', { ...com, state: 'redemption' }, renew('2027-01-31T23:59:59Z'), 2105],
    ['anything about what does not exist', null, { operation: 'restore' }, 2303],
    ['anything about somebody else’s name', { ...com, sponsor: 'other' }, renew('2027-01-31T23:59:59Z'), 2201],
    [
      'a transfer of a locked name',
      { ...com, sponsor: null, isLocked: true },
      { operation: 'transfer', authCode: null },
      2304,
    ],
    [
      'a transfer with a wrong code',
      { ...com, sponsor: null, authCode: 'x' },
      { operation: 'transfer', authCode: 'y' },
      2202,
    ],
    ['a transfer of our own name', com, { operation: 'transfer', authCode: null }, 2106],
    ['a restoration of a living name', com, { operation: 'restore' }, 2304],
  ])('refuses %s', (_, name, command, result) => {
    expect(send(name, command)).toMatchObject({ kind: 'refused', result })
  })

  it('restores a suspended .jp from the 1st to the 20th only', () => {
    const suspended = named('example.jp', '2026-10-31', { state: 'suspended', stateUntil: isoDate('2026-11-30') })
    expect(send(suspended, { operation: 'restore' }, 'example.jp', isoDate('2026-11-20'))).toMatchObject({
      kind: 'done',
      name: { state: 'active', expiresOn: '2027-10-31' },
    })
    expect(send(suspended, { operation: 'restore' }, 'example.jp', isoDate('2026-11-21'))).toMatchObject({
      result: 2304,
    })
  })
})
