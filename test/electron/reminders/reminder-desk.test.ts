import { describe, expect, it, vi } from 'vitest'
import { addDays, type Instant, type IsoDate, instantAt, isoDate } from '../../../core/calendar/iso-date.ts'
import type { ReminderSettings, ShownReminder } from '../../../core/contract/ipc/reminders.ts'
import type { WatchedName } from '../../../core/renewal/reminders.ts'
import { ReminderDesk } from '../../../electron/main/reminders/reminder-desk.ts'
import { ReminderStore } from '../../../electron/main/reminders/reminder-store.ts'
import { shellTexts } from '../../../electron/main/texts/catalogue.ts'

const ZONE = 'Asia/Tokyo'
const START = isoDate('2026-11-02')

const lapsing = (name: string, decideBy: IsoDate): WatchedName => ({
  account: 'main',
  name,
  decideBy,
  reason: 'lapses',
})

/** A desk on a machine in Tokyo; `online` is what the service would answer, null when it cannot be reached. */
function deskWith(names: readonly WatchedName[], settings: ReminderSettings = { isEnabled: true, fromHour: 9 }) {
  const store = new ReminderStore(':memory:')
  const machine = { day: START, hour: 10, online: names as readonly WatchedName[] | null }
  const shown: ShownReminder[] = []
  const readNames = vi.fn(async () => {
    if (machine.online === null) return false
    const reading = store.nextReading()
    store.see(reading, machine.online)
    store.finishReading(reading, { id: 'main', timeZone: ZONE })
    return true
  })
  const time = () => `${String(machine.hour).padStart(2, '0')}:00`
  const start = () =>
    new ReminderDesk({
      store,
      localTime: () => ({ now: instantAt(machine.day, time(), ZONE), day: machine.day, hour: machine.hour }),
      settings: () => settings,
      readNames,
      describe: (summary) => shellTexts('en').reminder(summary),
      notify: (reminder) => shown.push(reminder),
    })
  return { store, machine, shown, readNames, start, desk: start() }
}

describe('the notification of a day', () => {
  it('is one for all names, counts them, and comes once', async () => {
    const { desk, shown } = deskWith([lapsing('a.jp', addDays(START, 1)), lapsing('b.jp', addDays(START, 7))])
    await desk.look()
    await desk.look()
    expect(shown).toEqual([
      {
        day: '2026-11-02',
        names: 2,
        title: '2 names need a decision, the first by Tuesday, November 3, 2026',
        body: '2 will lapse\na.jp, b.jp',
      },
    ])
  })

  it('waits for the hour that the person chose', async () => {
    const { desk, shown, machine } = deskWith([lapsing('a.jp', addDays(START, 1))])
    machine.hour = 8
    await desk.look()
    expect(shown).toEqual([])
    machine.hour = 9
    await desk.look()
    expect(shown).toHaveLength(1)
  })

  it('does not come while reminders are off', async () => {
    const { desk, shown } = deskWith([lapsing('a.jp', addDays(START, 1))], { isEnabled: false, fromHour: 9 })
    await desk.look()
    expect(shown).toEqual([])
  })

  it('leaves what turns up later on the same day for the next one', async () => {
    const { desk, shown, machine } = deskWith([lapsing('a.jp', addDays(START, 7))])
    await desk.look()
    machine.online = [lapsing('a.jp', addDays(START, 7)), lapsing('late.jp', addDays(START, 3))]
    await desk.look()
    expect(shown).toHaveLength(1)
    machine.day = addDays(START, 1)
    await desk.look()
    expect(shown.map(({ names, body }) => [names, body.split('\n')[1]])).toEqual([
      [1, 'a.jp'],
      [1, 'late.jp'],
    ])
  })
})

describe('a reminder is given once', () => {
  it('for each threshold, over a hundred days of running every day', async () => {
    const { desk, shown, machine } = deskWith([lapsing('a.jp', addDays(START, 95))])
    for (let passed = 0; passed < 100; passed += 1) {
      machine.day = addDays(START, passed)
      await desk.look()
    }
    const daysLeft = shown.map(({ day }) => 95 - (Date.parse(day) - Date.parse(START)) / 86_400_000)
    expect(daysLeft).toEqual([90, 60, 30, 14, 7, 3, 1])
  })

  it('across restarts', async () => {
    const { start, shown, machine } = deskWith([lapsing('a.jp', addDays(START, 7))])
    await start().look()
    machine.day = addDays(START, 1)
    await start().look()
    expect(shown).toHaveLength(1)
  })

  it('when days were missed: one notification speaks of everything since', async () => {
    const names = [lapsing('a.jp', addDays(START, 31)), lapsing('b.jp', addDays(START, 40))]
    const { desk, shown, machine } = deskWith(names)
    await desk.look()
    machine.day = addDays(START, 28)
    await desk.look()
    expect(shown.map(({ day, names: count }) => [day, count])).toEqual([
      ['2026-11-02', 2],
      ['2026-11-30', 2],
    ])
  })

  it('and again when the deadline moved', async () => {
    const { desk, shown, machine } = deskWith([lapsing('a.jp', addDays(START, 7))])
    await desk.look()
    machine.day = addDays(START, 1)
    machine.online = [lapsing('a.jp', addDays(START, 8))]
    await desk.look()
    expect(shown).toHaveLength(2)
  })
})

describe('without the service', () => {
  it('reminders go on with the names that were read last', async () => {
    const { desk, shown, machine } = deskWith([lapsing('a.jp', addDays(START, 60))])
    await desk.look()
    machine.online = null
    machine.day = addDays(START, 30)
    await desk.look()
    expect(shown).toHaveLength(2)
  })

  it('names are asked for again, and no more than every quarter of an hour while nothing is due', async () => {
    const { desk, machine, readNames } = deskWith([])
    await desk.look()
    await desk.look()
    expect(readNames).toHaveBeenCalledTimes(1)
    machine.hour = 11
    await desk.look()
    desk.forgetReading()
    await desk.look()
    expect(readNames).toHaveBeenCalledTimes(3)
  })

  it('a name that the account no longer has is no longer spoken of', async () => {
    const { desk, shown, machine } = deskWith([
      lapsing('a.jp', addDays(START, 60)),
      lapsing('b.jp', addDays(START, 60)),
    ])
    await desk.look()
    machine.online = [lapsing('b.jp', addDays(START, 60))]
    machine.day = addDays(START, 30)
    await desk.look()
    expect(shown.at(-1)?.body).toContain('b.jp')
    expect(shown.at(-1)?.names).toBe(1)
  })
})

describe('the day that counts', () => {
  it('is that of the account’s zone, even where the machine is a day behind', async () => {
    const store = new ReminderStore(':memory:')
    const reading = store.nextReading()
    store.see(reading, [lapsing('a.jp', isoDate('2026-11-04'))])
    store.finishReading(reading, { id: 'main', timeZone: ZONE })
    const shown: ShownReminder[] = []
    // Evening of the 2nd in Honolulu, the 3rd in Tokyo: one day is left there.
    const now = '2026-11-03T05:00:00.000Z' as Instant
    const desk = new ReminderDesk({
      store,
      localTime: () => ({ now, day: isoDate('2026-11-02'), hour: 19 }),
      settings: () => ({ isEnabled: true, fromHour: 9 }),
      readNames: async () => false,
      describe: (summary) => shellTexts('ja').reminder(summary),
      notify: (reminder) => shown.push(reminder),
    })
    await desk.look()
    const isGiven = store.givenLookup()
    expect(isGiven({ account: 'main', name: 'a.jp', decideBy: isoDate('2026-11-04'), threshold: 1 })).toBe(true)
    expect(shown[0]?.title).toBe('変更期限が近いドメイン：1件（最短 2026年11月4日(水)）')
  })
})
