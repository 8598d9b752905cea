import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type IsoDate, isoDate } from '../../../core/calendar/iso-date.ts'
import { REGISTRY_STATES, registryStateOf } from '../../../core/domains/registry-state.ts'
import { parseSuffix, type Suffix } from '../../../core/domains/suffix.ts'
import {
  isKnownAfterExpiry,
  needsDecision,
  type TimelineFacts,
  timelineClassFacts,
  timelineOf,
} from '../../../core/domains/timeline.ts'
import { boxAdmitsClass, type DateSet, type TimelineBox, timelineBoxes } from '../../../core/domains/timeline-boxes.ts'
import { TIMELINE_STATES } from '../../../core/domains/timeline-rules.ts'

const suffix = (text: string): Suffix => parseSuffix(text)!

/** The facts of a name in the renewal class of a suffix, as the importer would put them together. */
function named(
  suffixText: string,
  facts: Partial<TimelineFacts> & { readonly decisionMode?: 'renew' | 'expire' },
): TimelineFacts {
  const { decisionMode = null, registryState = 'unknown', ...dates } = facts
  return {
    ...timelineClassFacts({ suffix: suffix(suffixText), registryState, decisionMode }),
    expiresOn: null,
    decideBy: null,
    stateUntil: null,
    expiryAsOf: null,
    ...dates,
  }
}

describe('the timeline of a living name', () => {
  const expiring = {
    expiresOn: isoDate('2027-01-31'),
    decideBy: isoDate('2027-01-24'),
    expiryAsOf: isoDate('2026-10-01'),
  }
  it.each([
    ['2026-10-25', 'active'],
    ['2026-10-26', 'decide'],
    ['2027-01-24', 'decide'],
    ['2027-01-25', 'tooLate'],
    ['2027-01-31', 'tooLate'],
    ['2027-02-01', 'unknown'],
  ])('on %s is %s while nobody has decided', (today, state) => {
    expect(timelineOf(named('com', expiring), isoDate(today))).toBe(state)
  })

  it.each([
    ['2026-11-01', 'active'],
    ['2026-11-02', 'expiringSoon'],
    ['2027-01-25', 'expiringSoon'],
    ['2027-01-31', 'expiringSoon'],
  ])('on %s is %s once a decision stands', (today, state) => {
    expect(timelineOf(named('com', { ...expiring, decisionMode: 'renew' }), isoDate(today))).toBe(state)
  })

  it('is active without a date where the registry publishes none, and unknown elsewhere', () => {
    expect(timelineOf(named('de', {}), isoDate('2026-11-22'))).toBe('active')
    expect(timelineOf(named('com', {}), isoDate('2026-11-22'))).toBe('unknown')
  })
})

describe('the timeline of a name whose expiry has passed', () => {
  const passed = { expiresOn: isoDate('2026-10-19'), decideBy: isoDate('2026-10-14') }
  it('is unknown where the date was reported before it passed', () => {
    const facts = named('com', { ...passed, expiryAsOf: isoDate('2026-10-19') })
    expect(timelineOf(facts, isoDate('2026-10-20'))).toBe('unknown')
  })

  it.each([
    ['com', '2026-12-03', 'autoRenewGrace'],
    ['com', '2026-12-04', 'expiredHold'],
    ['com.au', '2026-10-20', 'expiredHold'],
    ['co.uk', '2026-10-20', 'expiredHold'],
  ])('under %s on %s is %s where it was reported afterwards', (under, today, state) => {
    const facts = named(under, { ...passed, expiryAsOf: isoDate('2026-10-20') })
    expect(timelineOf(facts, isoDate(today))).toBe(state)
  })

  it('is expired and on hold where the registry holds it, though the age of the date is unknown', () => {
    const facts = named('com.au', { ...passed, registryState: 'hold' })
    expect(timelineOf(facts, isoDate('2026-10-25'))).toBe('expiredHold')
    expect(timelineOf(facts, isoDate('2026-10-19'))).toBe('hold')
  })
})

/** Vectors of the registries' own answers: statuses as read on a day, and the state on that and later days. */
describe('the timeline from what a registry reported', () => {
  type Vector = {
    readonly name: string
    readonly suffix: string
    readonly statuses: readonly string[]
    readonly registryExpiresOn: string | null
    readonly paidThroughOn?: string
    readonly readOn: string
    readonly on: Readonly<Record<string, string>>
  }
  const vectors: readonly Vector[] = [
    {
      name: 'FLIRTBOX.JP',
      suffix: 'jp',
      statuses: ['To be suspended'],
      registryExpiresOn: '2011-12-31',
      readOn: '2011-12-21',
      on: { '2011-12-21': 'toBeDeleted', '2011-12-31': 'toBeDeleted', '2012-01-01': 'unknown' },
    },
    {
      name: 'VEGANWIZ.JP',
      suffix: 'jp',
      statuses: ['Suspended'],
      registryExpiresOn: '2012-08-31',
      readOn: '2012-08-01',
      on: {
        '2012-08-01': 'suspendedRestorable',
        '2012-08-20': 'suspendedRestorable',
        '2012-08-21': 'suspendedFrozen',
        '2012-08-31': 'suspendedFrozen',
        '2012-09-01': 'released',
      },
    },
    {
      name: 'GAYLIFE.CO.JP',
      suffix: 'co.jp',
      statuses: ['Deleted (2013/01/31)'],
      registryExpiresOn: null,
      readOn: '2012-08-08',
      on: { '2012-08-08': 'suspendedFrozen', '2013-01-31': 'suspendedFrozen', '2013-02-01': 'released' },
    },
    {
      name: 'U-TOKYO.AC.JP',
      suffix: 'ac.jp',
      statuses: ['Connected (2027/03/31)'],
      registryExpiresOn: null,
      readOn: '2026-04-01',
      on: { '2026-04-01': 'active', '2027-01-01': 'expiringSoon' },
    },
    {
      name: 'EXAMPLE.JP',
      suffix: 'jp',
      statuses: ['Reserved'],
      registryExpiresOn: null,
      readOn: '2026-04-01',
      on: { '2026-04-01': 'reserved' },
    },
    {
      name: 'a gTLD name that the registry renewed by itself',
      suffix: 'com',
      statuses: ['auto renew period'],
      registryExpiresOn: '2027-10-19',
      paidThroughOn: '2026-10-19',
      readOn: '2026-10-20',
      on: { '2026-10-20': 'autoRenewGrace', '2026-12-03': 'autoRenewGrace' },
    },
    {
      name: 'a gTLD name that the registry renewed and the registrar was paid for',
      suffix: 'com',
      statuses: ['auto renew period'],
      registryExpiresOn: '2027-10-19',
      paidThroughOn: '2027-10-19',
      readOn: '2026-10-20',
      on: { '2026-10-20': 'active' },
    },
    {
      name: 'a deleted gTLD name',
      suffix: 'com',
      statuses: ['pending delete', 'redemption period'],
      registryExpiresOn: '2026-10-19',
      readOn: '2026-12-05',
      on: { '2026-12-05': 'redemption', '2027-01-04': 'redemption', '2027-01-05': 'unknown' },
    },
    {
      name: 'a gTLD name past redemption',
      suffix: 'com',
      statuses: ['pendingDelete https://icann.org/epp#pendingDelete'],
      registryExpiresOn: '2026-10-19',
      readOn: '2027-01-05',
      on: { '2027-01-05': 'pendingDelete', '2027-01-10': 'pendingDelete', '2027-01-11': 'released' },
    },
  ]
  const days = vectors.flatMap((vector) => Object.entries(vector.on).map(([day, state]) => ({ ...vector, day, state })))

  it.each(days)('$name is $state on $day', (vector) => {
    const day = (text: string | null | undefined): IsoDate | null => (text ? isoDate(text) : null)
    const report = registryStateOf(vector.statuses, {
      suffix: suffix(vector.suffix),
      registryExpiresOn: day(vector.registryExpiresOn),
      paidThroughOn: day(vector.paidThroughOn),
      asOf: isoDate(vector.readOn),
    })
    const facts = named(vector.suffix, {
      registryState: report.state,
      stateUntil: report.until,
      expiresOn: day(vector.paidThroughOn) ?? report.expiresOn ?? day(vector.registryExpiresOn),
      expiryAsOf: isoDate(vector.readOn),
    })
    expect(timelineOf(facts, isoDate(vector.day))).toBe(vector.state)
  })

  it('stays silent while a paid .jp renewal does not show in the WHOIS yet', () => {
    const read = {
      expiryAsOf: isoDate('2020-01-31'),
      registryState: 'normal',
      decideBy: isoDate('2021-01-24'),
    } as const
    const facts = named('jp', { ...read, expiresOn: isoDate('2021-01-31') })
    expect(timelineOf(facts, isoDate('2020-01-31'))).toBe('active')
    expect(timelineOf(facts, isoDate('2020-02-01'))).toBe('active')
  })
})

describe('the timeline in a query', () => {
  const today = isoDate('2026-11-22')
  const anyDay = fc.oneof(
    fc.integer({ min: -200, max: 200 }),
    fc.constantFrom(-46, -45, -44, -1, 0, 1, 9, 10, 89, 90, 91),
  )
  const anyDate = fc.option(anyDay.map((days) => addDays(today, days)))
  const anyFacts: fc.Arbitrary<TimelineFacts> = fc.record({
    registryState: fc.constantFrom(...REGISTRY_STATES),
    hasDecision: fc.boolean(),
    publishesExpiry: fc.boolean(),
    autoRenewGraceDays: fc.constantFrom(null, 45),
    expiresOn: anyDate,
    decideBy: anyDate,
    stateUntil: anyDate,
    expiryAsOf: anyDate,
  })

  const isIn = (day: IsoDate | null, { absent, range }: DateSet): boolean => {
    if (day === null) return absent
    return range !== null && day >= (range.from ?? '') && day < (range.before ?? '~')
  }
  const contains = (box: TimelineBox, facts: TimelineFacts): boolean =>
    boxAdmitsClass(box, facts) &&
    isIn(facts.expiresOn, box.dates.expiresOn) &&
    isIn(facts.decideBy, box.dates.decideBy) &&
    isIn(facts.stateUntil, box.dates.stateUntil) &&
    box.isKnownAfterExpiry.includes(isKnownAfterExpiry(facts))

  it('puts every name into exactly one box, that of its state in memory', () => {
    const days = [today, isoDate('2026-11-20'), isoDate('2026-11-21'), isoDate('2027-02-28')]
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...days), (facts, day) => {
        const found = TIMELINE_STATES.flatMap((state) =>
          timelineBoxes(state, day)
            .filter((box) => contains(box, facts))
            .map(() => state),
        )
        expect(found).toEqual([timelineOf(facts, day)])
      }),
      { numRuns: 3000 },
    )
  })

  it('needs few boxes for each state', () => {
    for (const state of TIMELINE_STATES) expect(timelineBoxes(state, today).length).toBeLessThanOrEqual(10)
  })
})

describe('whether a name needs a decision', () => {
  const today = isoDate('2026-11-22')
  it.each([
    ['2026-11-21', false],
    ['2026-11-22', true],
    ['2027-02-20', true],
    ['2027-02-21', false],
  ])('with decideBy on %s: %s', (decideBy, needed) => {
    expect(needsDecision(false, isoDate(decideBy), today)).toBe(needed)
    expect(needsDecision(true, isoDate(decideBy), today)).toBe(false)
  })
})
