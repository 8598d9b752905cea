import type { ReminderSettings, ShownReminder } from '../../../core/contract/ipc/reminders.ts'
import type { ReminderSummary } from '../../../core/renewal/reminders.ts'
import { type ReminderClock, startReminderClock } from './reminder-clock.ts'
import { type LocalTime, ReminderDesk } from './reminder-desk.ts'
import { ReminderStore } from './reminder-store.ts'
import { readWatchedNames } from './watched-names.ts'

export type RemindersDeps = {
  /** The file that remembers what was given. */
  readonly file: string
  readonly settings: () => ReminderSettings
  readonly localTime: () => LocalTime
  /** Asks the account's service, by path. */
  readonly fetch: (path: string) => Promise<Response>
  readonly owner: () => string
  readonly describe: (summary: ReminderSummary) => { readonly title: string; readonly body: string }
  readonly notify: (shown: ShownReminder) => void
}

/** The reminders of the desktop, running from the moment they are made. */
export class Reminders {
  readonly #store: ReminderStore
  readonly #desk: ReminderDesk
  readonly #clock: ReminderClock

  constructor({ file, fetch, owner, ...deps }: RemindersDeps) {
    const store = new ReminderStore(file)
    this.#store = store
    this.#desk = new ReminderDesk({
      ...deps,
      store,
      readNames: (now) => readWatchedNames({ fetch, owner, store }, now),
    })
    this.#clock = startReminderClock(() => this.#desk.look())
  }

  /** Newest first. */
  get shown(): readonly ShownReminder[] {
    return this.#store.shown()
  }

  /** After everything that may have changed what is due: sleep, sign-in, settings. */
  lookAgain(): void {
    this.#desk.forgetReading()
    this.#clock.poke()
  }

  /** Nobody is signed in: the names of their accounts do not stay on this machine. */
  forgetNames(): void {
    this.#store.keepOnly([])
  }

  async stop(): Promise<void> {
    await this.#clock.stop()
    this.#store.close()
  }
}
