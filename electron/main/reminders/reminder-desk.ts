import { addDays, dayInZone, type Instant, type IsoDate } from '../../../core/calendar/iso-date.ts'
import type { ReminderSettings, ShownReminder } from '../../../core/contract/ipc/reminders.ts'
import {
  type DueReminder,
  dueReminders,
  REMINDER_THRESHOLDS,
  type ReminderSummary,
  summariseReminders,
} from '../../../core/renewal/reminders.ts'
import type { ReminderStore } from './reminder-store.ts'

const [HORIZON_DAYS] = REMINDER_THRESHOLDS
/** While nothing is due the names are read again this often. */
const READ_AGAIN_MS = 15 * 60_000
const KEEP_GIVEN_DAYS = 30

/** The wall clock of the person's machine. */
export type LocalTime = { readonly now: Instant; readonly day: IsoDate; readonly hour: number }

export type ReminderDeskDeps = {
  readonly store: ReminderStore
  readonly localTime: () => LocalTime
  readonly settings: () => ReminderSettings
  /** Brings the store up to date; false when the service cannot be asked, and the last reading has to do. */
  readonly readNames: (now: Instant) => Promise<boolean>
  readonly describe: (summary: ReminderSummary) => { readonly title: string; readonly body: string }
  readonly notify: (shown: ShownReminder) => void
}

/** Gives at most one grouped notification a day, and every reminder once. */
export class ReminderDesk {
  readonly #deps: ReminderDeskDeps
  #lastReadAt: Instant | undefined

  constructor(deps: ReminderDeskDeps) {
    this.#deps = deps
  }

  async look(): Promise<void> {
    const { store, settings, localTime, describe, notify } = this.#deps
    const { isEnabled, fromHour } = settings()
    const { now, day, hour } = localTime()
    if (!isEnabled || hour < fromHour || store.shown()[0]?.day === day) return
    if (this.#isReadingOld(now) && (await this.#deps.readNames(now))) this.#lastReadAt = now
    const due = this.#due(now)
    const summary = summariseReminders(due)
    if (summary === null) return
    const shown = { day, names: summary.names, ...describe(summary) }
    store.give(
      due.flatMap(({ settles }) => settles),
      shown,
    )
    store.forgetGivenBefore(addDays(day, -KEEP_GIVEN_DAYS))
    notify(shown)
  }

  /** The next look asks the service again, e.g. after signing in. */
  forgetReading(): void {
    this.#lastReadAt = undefined
  }

  /** Each account counts its days in its own time zone. */
  #due(now: Instant): readonly DueReminder[] {
    const isGiven = this.#deps.store.givenLookup()
    return this.#deps.store
      .accounts()
      .flatMap(({ id, timeZone }) => {
        const today = dayInZone(now, timeZone)
        return dueReminders(this.#deps.store.watched(id, today, addDays(today, HORIZON_DAYS)), today, isGiven)
      })
      .sort((a, b) => a.daysLeft - b.daysLeft)
  }

  #isReadingOld(now: Instant): boolean {
    if (this.#lastReadAt === undefined) return true
    const age = Date.parse(now) - Date.parse(this.#lastReadAt)
    return age < 0 || age >= READ_AGAIN_MS
  }
}
