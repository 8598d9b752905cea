import { describe, expect, it } from 'vitest'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import type { RegistryState } from '../../../core/domains/registry-state.ts'
import { parseSuffix } from '../../../core/domains/suffix.ts'
import { suffixFacts } from '../../../core/domains/tld-catalogue.ts'
import { lastSave } from '../../../core/renewal/last-save.ts'

function saved(suffix: string, registryState: RegistryState, expiresOn: string | null, stateUntil: string | null) {
  const known = parseSuffix(suffix)
  if (!known) throw new Error(`${suffix} is no suffix`)
  const day = (text: string | null) => (text === null ? null : isoDate(text))
  const days = { expiresOn: day(expiresOn), cutOffOn: day(expiresOn), stateUntil: day(stateUntil) }
  return lastSave({ registryState, ...days }, suffixFacts(known).rule)
}

describe('the last day on which a name is saved', () => {
  it.each([
    ['a living .com', 'com', 'normal', '2027-01-31', null, '2027-04-15'],
    ['a living .jp', 'jp', 'normal', '2027-01-31', null, '2027-02-20'],
    ['a .jp whose deletion is asked for', 'jp', 'toBeDeleted', '2011-12-31', '2011-12-31', '2012-01-20'],
    ['a suspended .jp', 'jp', 'suspended', '2012-08-31', '2012-08-31', '2012-08-20'],
    ['a suspended .jp without an expiry', 'jp', 'suspended', null, '2027-02-28', '2027-02-20'],
    ['a frozen co.jp', 'co.jp', 'deleted', null, '2013-01-31', null],
    ['a .com in redemption', 'com', 'redemption', '2026-09-01', '2026-11-17', '2026-11-17'],
    ['a .com about to go', 'com', 'pendingDelete', '2026-08-01', '2026-10-23', null],
    ['a name that is gone', 'com', 'released', '2026-08-01', null, null],
    ['a name without an expiry', 'de', 'normal', null, null, null],
  ] as const)('of %s (%s, %s) is told by its state', (_what, suffix, state, expiresOn, until, expected) => {
    expect(saved(suffix, state, expiresOn, until)).toBe(expected)
  })
})
