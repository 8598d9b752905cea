import { describe, expect, it } from 'vitest'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import {
  countVerdicts,
  type DecisionFacts,
  type DecisionRow,
  diffDecision,
  readDecision,
} from '../../../core/renewal/decision-diff.ts'

const today = isoDate('2026-12-10')
const row: DecisionRow = { row: 2, name: 'example.jp', expiresOn: isoDate('2027-01-31'), decision: '更新しない' }
const facts: DecisionFacts = {
  expiresOn: isoDate('2027-01-31'),
  decideBy: isoDate('2027-01-24'),
  mode: 'renew',
  decisionMode: null,
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
    ['one that stands already', {}, { decisionMode: 'expire', mode: 'expire' }, 'noChange'],
    ['one that comes after decideBy', {}, { decideBy: isoDate('2026-12-09') }, 'tooLate'],
    ['one on the last day', {}, { decideBy: isoDate('2026-12-10') }, 'change'],
    ['renewing, which is never too late', { decision: 'renew' }, { decideBy: isoDate('2026-12-09') }, 'change'],
    ['letting a critical name lapse', {}, { critical: true }, 'critical'],
    ['renewing a critical name', { decision: 'renew' }, { critical: true }, 'change'],
    ['a name without permission', {}, { mayDecide: false }, 'noPermission'],
    ['an expiry that has moved', {}, { expiresOn: isoDate('2028-01-31') }, 'changedSince'],
    ['a rule that has changed since the notice', {}, { mode: 'expire' }, 'changedSince'],
    ['a decision made since the notice', {}, { decisionMode: 'renew' }, 'changedSince'],
    ['an empty cell', { decision: ' ' }, {}, 'empty'],
    ['a word that nobody can read', { decision: '?' }, {}, 'unreadable'],
    ['a row without its expiry', { expiresOn: null }, {}, 'unreadable'],
  ] as const)('%s', (_, rowChange, factsChange, verdict) => {
    expect(diffDecision({ ...row, ...rowChange }, { ...facts, ...factsChange }, today).verdict).toBe(verdict)
  })

  it('is unknown where the notice does not have the name', () => {
    expect(diffDecision(row, null, today)).toMatchObject({ verdict: 'unknown', decision: 'expire', current: null })
  })

  it('says on which day a name renews that it is too late for', () => {
    const late = diffDecision(row, { ...facts, decideBy: isoDate('2026-12-09') }, today)
    expect(late).toMatchObject({ verdict: 'tooLate', current: 'renew', renewsOn: '2026-12-10' })
  })

  it('is counted by its verdict', () => {
    const diffs = [diffDecision(row, facts, today), diffDecision(row, facts, today), diffDecision(row, null, today)]
    expect(countVerdicts(diffs)).toMatchObject({ change: 2, unknown: 1, noChange: 0, empty: 0 })
  })
})
