import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import type { ReminderKey } from '../../../core/renewal/reminders.ts'
import { ReminderStore } from '../../../electron/main/reminders/reminder-store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const day = isoDate('2026-11-02')
const key: ReminderKey = { account: 'main', name: 'a.jp', decideBy: day, threshold: 7 }
const shown = (on: string) => ({ day: isoDate(on), title: 'Title', body: 'Body', names: 1 })

describe('the reminder store', () => {
  it('remembers given reminders and shown notifications in its file', () => {
    const file = join(temporaryFolder('reminders'), 'reminders.db')
    const first = new ReminderStore(file)
    first.give([key], shown('2026-11-02'))
    first.close()
    const second = new ReminderStore(file)
    expect(second.givenLookup()(key)).toBe(true)
    expect(second.shown()).toEqual([shown('2026-11-02')])
    second.close()
  })

  it('begins anew with a file that is no database any more', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const file = join(temporaryFolder('reminders'), 'reminders.db')
    writeFileSync(file, 'not a database '.repeat(1000))
    const store = new ReminderStore(file)
    store.give([key], shown('2026-11-02'))
    expect(store.givenLookup()(key)).toBe(true)
    store.close()
    warn.mockRestore()
  })

  it('shows the newest notifications first and keeps thirty', () => {
    const store = new ReminderStore(':memory:')
    for (let count = 1; count <= 31; count += 1) store.give([], shown(`2026-12-${String(count).padStart(2, '0')}`))
    expect([store.shown().length, store.shown()[0]?.day, store.shown().at(-1)?.day]).toEqual([
      30,
      '2026-12-31',
      '2026-12-02',
    ])
  })

  it('forgets the names of accounts that are no longer the person’s', () => {
    const store = new ReminderStore(':memory:')
    for (const account of ['main', 'other']) {
      store.see(1, [{ account, name: 'a.jp', decideBy: day, reason: 'lapses' }])
      store.finishReading(1, { id: account, timeZone: 'Asia/Tokyo' })
    }
    store.keepOnly(['main'])
    expect(store.accounts().map(({ id }) => id)).toEqual(['main'])
    expect([store.watched('main', day, day).length, store.watched('other', day, day).length]).toEqual([1, 0])
  })

  it('keeps the last complete reading when a new one breaks off', () => {
    const store = new ReminderStore(':memory:')
    const watched = (name: string) => ({ account: 'main', name, decideBy: day, reason: 'lapses' }) as const
    const first = store.nextReading()
    store.see(first, [watched('a.jp'), watched('b.jp')])
    store.finishReading(first, { id: 'main', timeZone: 'Asia/Tokyo' })
    store.see(store.nextReading(), [watched('a.jp')])
    expect(store.watched('main', day, day).map(({ name }) => name)).toEqual(['a.jp', 'b.jp'])
  })
})
