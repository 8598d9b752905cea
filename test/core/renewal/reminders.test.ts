import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, isoDate } from '../../../core/calendar/iso-date.ts'
import {
  dueReminders,
  REMINDER_THRESHOLDS,
  type ReminderKey,
  reminderReason,
  summariseReminders,
  type WatchedName,
} from '../../../core/renewal/reminders.ts'

const today = isoDate('2026-11-01')

const watched = (name: string, daysLeft: number, more: Partial<WatchedName> = {}): WatchedName => ({
  account: 'main',
  name,
  decideBy: addDays(today, daysLeft),
  reason: 'lapses',
  ...more,
})

/** The keys given so far, as the desktop keeps them. */
function memory() {
  const given = new Set<string>()
  const textOf = (key: ReminderKey) => [key.account, key.name, key.decideBy, key.threshold].join(' ')
  return {
    given,
    isGiven: (key: ReminderKey) => given.has(textOf(key)),
    give: (key: ReminderKey) => given.add(textOf(key)),
    textOf,
  }
}

const none = () => false

describe('which names are worth a reminder', () => {
  const facts = { decideBy: today, mode: 'renew', scope: 'account', contradiction: false } as const

  it.each([
    ['a name that renews as it should', facts, null],
    ['a name that will lapse', { ...facts, mode: 'expire', scope: 'suffix' }, 'lapses'],
    ['a name whose registrar does the opposite', { ...facts, contradiction: true }, 'contradiction'],
    [
      'a name that lapses and contradicts: the contradiction is graver',
      { ...facts, mode: 'expire', contradiction: true },
      'contradiction',
    ],
    ['a critical name that a rule would let lapse', { ...facts, scope: 'critical' }, 'shielded'],
  ] as const)('%s', (_title, given, reason) => {
    expect(reminderReason(given)).toBe(reason)
  })
})

describe('when a reminder is due', () => {
  it.each([
    [91, null],
    [90, 90],
    [61, 90],
    [60, 60],
    [31, 60],
    [14, 14],
    [8, 14],
    [7, 7],
    [3, 3],
    [2, 3],
    [1, 1],
    [0, 1],
    [-1, null],
  ])('%i days before the deadline, for threshold %s', (daysLeft, threshold) => {
    const [due] = dueReminders([watched('example.jp', daysLeft)], today, none)
    expect(due?.threshold ?? null).toBe(threshold)
  })

  it('speaks of a name once when several thresholds were missed, and settles them all', () => {
    const due = dueReminders([watched('example.jp', 10)], today, none)
    expect(due).toHaveLength(1)
    expect(due[0]?.settles.map(({ threshold }) => threshold)).toEqual([90, 60, 30, 14])
  })

  it('stays silent about a missed threshold once a nearer one was given', () => {
    const isGiven = (key: ReminderKey) => key.threshold === 14
    expect(dueReminders([watched('example.jp', 10)], today, isGiven)).toEqual([])
  })

  it('is armed again when the deadline moves', () => {
    const isGiven = (key: ReminderKey) => key.decideBy === addDays(today, 10)
    expect(dueReminders([watched('example.jp', 10)], today, isGiven)).toEqual([])
    expect(dueReminders([watched('example.jp', 9)], today, isGiven)).toHaveLength(1)
  })

  it('keeps names of two accounts apart', () => {
    const isGiven = (key: ReminderKey) => key.account === 'main'
    const both = [watched('example.jp', 3), watched('example.jp', 3, { account: 'group' })]
    expect(dueReminders(both, today, isGiven).map(({ account }) => account)).toEqual(['group'])
  })

  it('puts the most pressing first', () => {
    const names = [watched('b.jp', 30), watched('z.jp', 1), watched('a.jp', 30)]
    expect(dueReminders(names, today, none).map(({ name }) => name)).toEqual(['z.jp', 'a.jp', 'b.jp'])
  })
})

describe('over the life of a name, on any days the program happens to run', () => {
  const runningDays = fc.uniqueArray(fc.integer({ min: -20, max: 120 }), { maxLength: 60 })

  it('gives every key at most once, though the clock may go back', () => {
    fc.assert(
      fc.property(runningDays, (days) => {
        const { isGiven, give, textOf } = memory()
        const told: string[] = []
        for (const daysLeft of days) {
          for (const due of dueReminders([watched('example.jp', 0)], addDays(today, -daysLeft), isGiven)) {
            told.push(textOf({ ...due }))
            for (const key of due.settles) give(key)
          }
        }
        expect(new Set(told).size).toBe(told.length)
        expect(told.length).toBeLessThanOrEqual(REMINDER_THRESHOLDS.length)
      }),
    )
  })

  it('gives the threshold in force on each running day, unless it was given before', () => {
    fc.assert(
      fc.property(runningDays, (days) => {
        const { isGiven, give } = memory()
        const inOrder = days.toSorted((a, b) => b - a)
        let last: number | undefined
        for (const daysLeft of inOrder) {
          const inForce = daysLeft < 0 ? undefined : REMINDER_THRESHOLDS.findLast((threshold) => daysLeft <= threshold)
          const due = dueReminders([watched('example.jp', 0)], addDays(today, -daysLeft), isGiven)
          expect(due.map(({ threshold }) => threshold)).toEqual(
            inForce === undefined || inForce === last ? [] : [inForce],
          )
          for (const key of due.flatMap(({ settles }) => settles)) give(key)
          last = inForce ?? last
        }
      }),
    )
  })

  it('is silent right after everything due was given', () => {
    const someNames = fc.array(fc.tuple(fc.domain(), fc.integer({ min: -5, max: 100 })), { maxLength: 30 })
    fc.assert(
      fc.property(someNames, (list) => {
        const { isGiven, give } = memory()
        const names = list.map(([name, daysLeft]) => watched(name, daysLeft))
        for (const key of dueReminders(names, today, isGiven).flatMap(({ settles }) => settles)) give(key)
        expect(dueReminders(names, today, isGiven)).toEqual([])
      }),
    )
  })
})

describe('the grouped notification', () => {
  it('counts by reason and names the three most pressing', () => {
    const due = dueReminders(
      [
        watched('a.jp', 5, { reason: 'contradiction' }),
        watched('b.jp', 1),
        watched('c.jp', 80, { reason: 'shielded' }),
        watched('d.jp', 30),
      ],
      today,
      none,
    )
    expect(summariseReminders(due)).toEqual({
      names: 4,
      first: '2026-11-02',
      lapsing: 2,
      contradictions: 1,
      shielded: 1,
      examples: ['b.jp', 'a.jp', 'd.jp'],
    })
  })

  it('is none when nothing is due', () => {
    expect(summariseReminders([])).toBeNull()
  })
})
