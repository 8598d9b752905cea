import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type IsoDate, isoDate } from '../../../../core/calendar/iso-date.ts'
import type { Provenance } from '../../../../core/domains/dated-fact.ts'
import { UNKNOWN_LOCKS } from '../../../../core/domains/locks.ts'
import { candidateReader } from '../../../../core/portfolio/import/candidate-reader.ts'
import { compareWithHeld, type HeldName, isSameCandidate } from '../../../../core/portfolio/import/compare-with-held.ts'
import type { ImportCandidate } from '../../../../core/portfolio/import/import-candidate.ts'
import type { ImportField } from '../../../../core/portfolio/import/import-field.ts'

const TODAY = isoDate('2026-11-30')
const BEFORE = isoDate('2026-10-01')

function candidate(row: Partial<Record<ImportField, string>>): ImportCandidate {
  const fields = Object.keys({ name: '', ...row }) as ImportField[]
  const reader = candidateReader(Object.fromEntries(fields.map((field, index) => [field, index])), {
    dates: {},
    hasUtcDays: false,
    prices: { $: null, '¥': null, bare: null },
  })
  const result = reader(fields.map((field) => (field === 'name' ? 'example.com' : (row[field] ?? ''))))
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

const HELD: HeldName = {
  registryExpiresOn: isoDate('2027-01-31'),
  registryExpiresAt: null,
  paidThroughOn: null,
  registeredOn: null,
  registrarAutoRenew: 'unknown',
  statuses: [],
  locks: UNKNOWN_LOCKS,
  nameServers: [],
  price: null,
  department: 'Legal',
  tags: ['brand'],
  connection: 'c1',
  note: null,
  holding: 'held',
  provenance: {},
}

const known = (field: string, source: Provenance['source'], asOf: IsoDate) => ({
  provenance: { [field]: { source, asOf } },
})

const compare = (row: Partial<Record<ImportField, string>>, held: Partial<HeldName> = {}, asOf = TODAY) =>
  compareWithHeld(candidate(row), { ...HELD, ...held }, { asOf, connection: null })

describe('a row held against the name', () => {
  it('changes nothing where it says the same or nothing', () => {
    expect(compare({ registryExpiresOn: '2027-01-31', department: 'Legal', tags: 'brand', note: '' })).toMatchObject({
      kind: 'same',
      changes: [],
      patch: {},
    })
  })

  it('names each field that changes, before and after', () => {
    const verdict = compare({ registryExpiresOn: '2028-01-31', registrarAutoRenew: 'On', department: 'IT', tags: 'jp' })
    expect(verdict).toEqual({
      kind: 'changed',
      changes: [
        { field: 'registryExpiresOn', before: '2027-01-31', after: '2028-01-31' },
        { field: 'registrarAutoRenew', before: 'unknown', after: 'on' },
        { field: 'department', before: 'Legal', after: 'IT' },
        { field: 'tags', before: 'brand', after: 'brand, jp' },
      ],
      patch: {
        registryExpiresOn: '2028-01-31',
        registryExpiresAt: null,
        registrarAutoRenew: 'on',
        department: 'IT',
        tags: ['brand', 'jp'],
      },
      freshened: [],
    })
  })

  it('is a conflict when a date would move backwards', () => {
    expect(compare({ registryExpiresOn: '2026-12-31', department: 'IT' })).toMatchObject({
      kind: 'conflict',
      changes: [{ field: 'registryExpiresOn' }, { field: 'department' }],
    })
    expect(compare({ paidThroughOn: '2026-12-31' }, { paidThroughOn: isoDate('2027-12-31') }).kind).toBe('conflict')
  })

  it('does not touch what a better source said the same day or later', () => {
    const held = known('registryExpiresOn', 'registry', TODAY)
    expect(compare({ registryExpiresOn: '2026-12-31' }, held)).toMatchObject({ kind: 'same', patch: {} })
    expect(compare({ registryExpiresOn: '2028-01-31' }, held).kind).toBe('same')
    expect(compare({ registryExpiresOn: '2028-01-31' }, known('registryExpiresOn', 'registry', BEFORE)).kind).toBe(
      'changed',
    )
  })

  it('does not let an older file undo what is known since', () => {
    expect(compare({ registrarAutoRenew: 'Off' }, known('registrarAutoRenew', 'import', TODAY), BEFORE).kind).toBe(
      'same',
    )
    expect(compare({ department: 'IT' }, known('department', 'manual', TODAY), BEFORE).kind).toBe('same')
  })

  it('confirms facts with a later day without changing them', () => {
    const held = known('registryExpiresOn', 'import', BEFORE)
    expect(compare({ registryExpiresOn: '2027-01-31' }, held)).toMatchObject({
      kind: 'same',
      freshened: ['registryExpiresOn'],
    })
    expect(compare({ registryExpiresOn: '2027-01-31' }, known('registryExpiresOn', 'import', TODAY)).freshened).toEqual(
      [],
    )
  })

  it('compares lists whatever their order, and keeps locks that the file does not state', () => {
    expect(compare({ nameServers: 'b.x.net a.x.net' }, { nameServers: ['a.x.net', 'b.x.net'] }).kind).toBe('same')
    const locks = { transfer: false, update: true, delete: null, renew: null }
    expect(compare({ lockTransfer: 'Locked' }, { locks }).patch.locks).toEqual({ ...locks, transfer: true })
  })

  it('moves the name to another connection only where the file says one', () => {
    const row = candidate({})
    expect(compareWithHeld(row, HELD, { asOf: TODAY, connection: 'c2' })).toMatchObject({ patch: { connection: 'c2' } })
    expect(compareWithHeld(row, HELD, { asOf: TODAY, connection: null }).kind).toBe('same')
  })

  it('changes nothing the second time', () => {
    const cell = fc.constantFrom('', '2027-01-31', '2028-06-30', '2029-12-31')
    const word = fc.constantFrom('', 'On', 'Off', 'IT', 'brand, x', 'ns1.x.net')
    const rows = fc.record({
      registryExpiresOn: cell,
      paidThroughOn: cell,
      registeredOn: cell,
      registrarAutoRenew: fc.constantFrom('', 'On', 'Off'),
      department: word,
      tags: word,
      note: word,
    })
    fc.assert(
      fc.property(rows, fc.constantFrom(BEFORE, TODAY), (row, asOf) => {
        const first = compare(row, {}, asOf)
        const provenance = Object.fromEntries(
          first.changes.map(({ field }) => [field, { source: 'import' as const, asOf }]),
        )
        const after = { ...first.patch, provenance }
        expect(compare(row, after, asOf)).toMatchObject({ kind: 'same', patch: {} })
      }),
    )
  })
})

describe('two rows for one name', () => {
  it('are the same when they state the same', () => {
    expect(isSameCandidate(candidate({ note: 'x' }), candidate({ note: ' x ' }))).toBe(true)
    expect(isSameCandidate(candidate({ note: 'x' }), candidate({ note: 'y' }))).toBe(false)
    expect(isSameCandidate(candidate({ registrarAutoRenew: 'what' }), candidate({ registrarAutoRenew: '' }))).toBe(true)
  })
})
