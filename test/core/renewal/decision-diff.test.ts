import { describe, expect, it } from 'vitest'
import { type Instant, isoDate } from '../../../core/calendar/iso-date.ts'
import {
  countVerdicts,
  type DecisionFacts,
  type DecisionRow,
  diffDecision,
  readDecision,
} from '../../../core/renewal/decision-diff.ts'
import type { RenewalMode } from '../../../core/renewal/renewal-mode.ts'

const today = isoDate('2026-12-10')
const sheet = { handedInBy: 'sato', handedInAt: '2026-12-10T03:00:00.000Z' as Instant, today }
const decidedBySheet = (mode: RenewalMode, by = 'sato', at = '2026-12-09T03:00:00.000Z') => ({
  mode,
  decision: { mode, by, at: at as Instant, via: 'sheet' },
})
const decidedInApp = (mode: RenewalMode) => ({ mode, decision: { ...decidedBySheet(mode).decision, via: 'app' } })
const row: DecisionRow = { row: 2, name: 'example.jp', expiresOn: isoDate('2027-01-31'), decision: '更新しない' }
const facts: DecisionFacts = {
  expiresOn: isoDate('2027-01-31'),
  decideBy: isoDate('2027-01-24'),
  mode: 'renew',
  decision: null,
  critical: false,
  mayDecide: true,
  inNotice: { mode: 'renew', decisionMode: null },
}

describe('the decision in a cell', () => {
  it.each([
    ['更新する', 'renew'],
    ['renew', 'renew'],
    [' Ｒｅｎｅｗ ', 'renew'],
    ['KEEP', 'renew'],
    ['更新しない', 'expire'],
    ['expire', 'expire'],
    ['Drop', 'expire'],
    ['Don’t renew', 'expire'],
    ['', 'empty'],
    ['\u3000', 'empty'],
    ['たぶん', null],
    ['=1+1', null],
    ['constructor', null],
  ])('%j is %s', (cell, decision) => {
    expect(readDecision(cell)).toBe(decision)
  })
})

describe('a row of a returned sheet', () => {
  it.each([
    ['a decision that nobody has made yet', {}, {}, 'change'],
    ['one that confirms the rule, so that the name is decided', { decision: 'renew' }, {}, 'change'],
    ['one that stands already', {}, decidedInApp('expire'), 'noChange'],
    ['one that comes after decideBy', {}, { decideBy: isoDate('2026-12-09') }, 'tooLate'],
    ['one on the last day', {}, { decideBy: isoDate('2026-12-10') }, 'change'],
    ['renewing, which is never too late', { decision: 'renew' }, { decideBy: isoDate('2026-12-09') }, 'change'],
    ['letting a critical name lapse', {}, { critical: true }, 'critical'],
    ['renewing a critical name', { decision: 'renew' }, { critical: true }, 'change'],
    ['a name without permission', {}, { mayDecide: false }, 'noPermission'],
    ['an expiry that has moved', {}, { expiresOn: isoDate('2028-01-31') }, 'changedSince'],
    ['a rule that has changed since the notice', {}, { mode: 'expire' }, 'changedSince'],
    ['a decision made in the app since the notice', {}, decidedInApp('renew'), 'changedSince'],
    ['a correction of what the same person’s sheet set before', {}, decidedBySheet('renew'), 'change'],
    ['what somebody else’s sheet set', {}, decidedBySheet('renew', 'suzuki'), 'changedSince'],
    [
      'what a sheet of the same person set after this one came in',
      {},
      decidedBySheet('renew', 'sato', '2026-12-10T03:00:00.001Z'),
      'changedSince',
    ],
    [
      'a correction that comes too late',
      {},
      { ...decidedBySheet('renew'), decideBy: isoDate('2026-12-09') },
      'tooLate',
    ],
    ['an empty cell', { decision: ' ' }, {}, 'empty'],
    ['a word that nobody can read', { decision: '?' }, {}, 'unreadable'],
    ['a row without its expiry', { expiresOn: null }, {}, 'unreadable'],
  ] as const)('%s', (_, rowChange, factsChange, verdict) => {
    expect(diffDecision({ ...row, ...rowChange }, { ...facts, ...factsChange }, sheet).verdict).toBe(verdict)
  })

  it('is unknown where the notice does not have the name', () => {
    expect(diffDecision(row, null, sheet)).toMatchObject({ verdict: 'unknown', decision: 'expire', current: null })
  })

  it('says on which day a name renews that it is too late for', () => {
    const late = diffDecision(row, { ...facts, decideBy: isoDate('2026-12-09') }, sheet)
    expect(late).toMatchObject({ verdict: 'tooLate', current: 'renew', renewsOn: '2026-12-10' })
  })

  it('is counted by its verdict', () => {
    const diffs = [diffDecision(row, facts, sheet), diffDecision(row, facts, sheet), diffDecision(row, null, sheet)]
    expect(countVerdicts(diffs)).toMatchObject({ change: 2, unknown: 1, noChange: 0, empty: 0 })
  })
})
