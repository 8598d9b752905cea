import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Instant, isoDate } from '../../../core/calendar/iso-date.ts'
import {
  type DatedFact,
  deadlineDay,
  expiresOn,
  FACT_SOURCES,
  type FactSource,
  mergeDatedFact,
  registryDay,
} from '../../../core/domains/dated-fact.ts'

const fact = (value: string, source: FactSource, asOf: string): DatedFact => ({
  value: isoDate(value),
  source,
  asOf: isoDate(asOf),
})
const current = fact('2027-01-31', 'registrar', '2026-10-01')

describe('a date that is reported again', () => {
  it('is taken where none was known', () => {
    expect(mergeDatedFact(null, current)).toEqual({ outcome: 'changed', fact: current })
  })

  it('stays when the lookup failed or brought nothing', () => {
    expect(mergeDatedFact(current, null)).toEqual({ outcome: 'kept', fact: current })
    expect(mergeDatedFact(null, null)).toEqual({ outcome: 'kept', fact: null })
  })

  it.each([
    ['a later day', fact('2028-01-31', 'manual', '2026-10-02'), 'changed'],
    ['a better source, though older', fact('2028-01-31', 'registry', '2026-09-01'), 'changed'],
    ['the later word of the same day and source', fact('2028-01-31', 'registrar', '2026-10-01'), 'changed'],
    ['a weaker source of the same day', fact('2028-01-31', 'import', '2026-10-01'), 'kept'],
    ['an older report of the same source', fact('2028-01-31', 'registrar', '2026-09-30'), 'kept'],
    ['an older report of a weaker source', fact('2026-01-31', 'manual', '2026-01-01'), 'kept'],
    ['a date that moves backwards', fact('2026-12-31', 'registrar', '2026-10-02'), 'conflict'],
    ['a better source that moves it backwards', fact('2026-12-31', 'registry', '2026-10-01'), 'conflict'],
  ])('%s: %o is %s', (_, incoming, outcome) => {
    expect(mergeDatedFact(current, incoming)).toMatchObject({
      outcome,
      fact: outcome === 'changed' ? incoming : current,
    })
  })

  it('keeps what was reported aside in a conflict', () => {
    const incoming = fact('2026-12-31', 'registry', '2026-11-01')
    expect(mergeDatedFact(current, incoming)).toEqual({ outcome: 'conflict', fact: current, incoming })
  })

  it('freshens source and age when the value is the same', () => {
    const newer = fact('2027-01-31', 'import', '2026-11-01')
    expect(mergeDatedFact(current, newer)).toEqual({ outcome: 'same', fact: newer })
    const older = fact('2027-01-31', 'import', '2026-01-01')
    expect(mergeDatedFact(current, older)).toEqual({ outcome: 'same', fact: current })
  })

  const anyFact: fc.Arbitrary<DatedFact> = fc.record({
    value: fc.integer({ min: 0, max: 3 }).map((days) => addDays(isoDate('2027-01-01'), days)),
    source: fc.constantFrom(...FACT_SOURCES),
    asOf: fc.integer({ min: 0, max: 3 }).map((days) => addDays(isoDate('2026-10-01'), days)),
  })
  it('never moves backwards by itself, and the same report twice changes nothing', () => {
    fc.assert(
      fc.property(anyFact, anyFact, (known, incoming) => {
        const merged = mergeDatedFact(known, incoming)
        expect(merged.fact!.value >= known.value).toBe(true)
        const again = mergeDatedFact(merged.fact, incoming)
        expect(again.outcome).not.toBe('changed')
        expect(again.fact).toEqual(merged.fact)
      }),
    )
  })
})

describe('the expiry that deadlines count from', () => {
  it('is what is paid for where that is known, and the registry’s date otherwise', () => {
    expect(expiresOn(isoDate('2027-10-19'), isoDate('2026-10-19'))).toBe('2026-10-19')
    expect(expiresOn(isoDate('2027-10-19'), null)).toBe('2027-10-19')
    expect(expiresOn(null, null)).toBeNull()
  })

  it('is the date part that the registry sent, never converted', () => {
    expect(registryDay('2027-01-31T20:00:00Z')).toBe('2027-01-31')
    expect(registryDay('2027-01-31T23:00:00+03:00')).toBe('2027-01-31')
    expect(registryDay('31.01.2027')).toBeNull()
  })

  it.each([
    ['Asia/Tokyo', '2027-01-31T20:00:00.000Z', '2027-01-31'],
    ['America/New_York', '2027-01-31T02:00:00.000Z', '2027-01-30'],
    ['UTC', '2027-01-31T20:00:00.000Z', '2027-01-31'],
  ])('is never later than its instant’s day in %s', (zone, instant, day) => {
    expect(deadlineDay(isoDate('2027-01-31'), instant as Instant, zone)).toBe(day)
  })
})
