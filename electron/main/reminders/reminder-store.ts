import { rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { ShownReminder } from '../../../core/contract/ipc/reminders.ts'
import type { ReminderKey, ReminderReason, WatchedName } from '../../../core/renewal/reminders.ts'

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS account (id TEXT PRIMARY KEY, time_zone TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS watched (
    account TEXT NOT NULL, name TEXT NOT NULL, decide_by TEXT NOT NULL, reason TEXT NOT NULL, reading INTEGER NOT NULL,
    PRIMARY KEY (account, name)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS given (
    account TEXT NOT NULL, name TEXT NOT NULL, decide_by TEXT NOT NULL, threshold INTEGER NOT NULL,
    PRIMARY KEY (account, name, decide_by, threshold)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS shown (
    day TEXT PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL, names INTEGER NOT NULL
  ) STRICT;
`
const KEEP_SHOWN = 30

export type WatchedAccount = { readonly id: string; readonly timeZone: string }

/**
 * What the desktop remembers about reminders: the names it last saw (so that reminders work without the service), the
 * reminders it gave, and the notifications it showed. A file of its own: losing it costs a repeated reminder.
 */
export class ReminderStore {
  readonly #database: DatabaseSync

  /** `file`: a path, or `:memory:`. */
  constructor(file: string) {
    this.#database = openOrReplace(file)
  }

  accounts(): readonly WatchedAccount[] {
    const rows = this.#database.prepare('SELECT id, time_zone FROM account ORDER BY id').all()
    return rows.map((row) => ({ id: String(row['id']), timeZone: String(row['time_zone']) }))
  }

  /** Numbers a reading of one account; what it does not `see` is dropped when it is finished. */
  nextReading(): number {
    const row = this.#database.prepare('SELECT coalesce(max(reading), 0) + 1 AS next FROM watched').get()
    return Number(row?.['next'])
  }

  see(reading: number, names: readonly WatchedName[]): void {
    const insert = this.#database.prepare('INSERT OR REPLACE INTO watched VALUES (?, ?, ?, ?, ?)')
    this.#transact(() => {
      for (const { account, name, decideBy, reason } of names) insert.run(account, name, decideBy, reason, reading)
    })
  }

  finishReading(reading: number, account: WatchedAccount): void {
    this.#transact(() => {
      this.#database.prepare('INSERT OR REPLACE INTO account VALUES (?, ?)').run(account.id, account.timeZone)
      this.#database.prepare('DELETE FROM watched WHERE account = ? AND reading <> ?').run(account.id, reading)
    })
  }

  /** Names of other accounts are no longer this person's to see. */
  keepOnly(accounts: readonly string[]): void {
    const gone = this.accounts().filter(({ id }) => !accounts.includes(id))
    this.#transact(() => {
      for (const { id } of gone) {
        this.#database.prepare('DELETE FROM account WHERE id = ?').run(id)
        this.#database.prepare('DELETE FROM watched WHERE account = ?').run(id)
      }
    })
  }

  watched(account: string, from: IsoDate, to: IsoDate): readonly WatchedName[] {
    const rows = this.#database
      .prepare('SELECT name, decide_by, reason FROM watched WHERE account = ? AND decide_by BETWEEN ? AND ?')
      .all(account, from, to)
    return rows.map((row) => ({
      account,
      name: String(row['name']),
      decideBy: String(row['decide_by']) as IsoDate,
      reason: String(row['reason']) as ReminderReason,
    }))
  }

  /** A lookup over one prepared statement: it is asked once per watched name. */
  givenLookup(): (key: ReminderKey) => boolean {
    const find = this.#database.prepare(
      'SELECT 1 FROM given WHERE account = ? AND name = ? AND decide_by = ? AND threshold = ?',
    )
    return ({ account, name, decideBy, threshold }) => find.get(account, name, decideBy, threshold) !== undefined
  }

  /** One transaction, before the notification is shown: a crash in between leaves it readable in the app. */
  give(keys: readonly ReminderKey[], shown: ShownReminder): void {
    const insert = this.#database.prepare('INSERT OR IGNORE INTO given VALUES (?, ?, ?, ?)')
    this.#transact(() => {
      for (const { account, name, decideBy, threshold } of keys) insert.run(account, name, decideBy, threshold)
      this.#database
        .prepare('INSERT OR REPLACE INTO shown VALUES (?, ?, ?, ?)')
        .run(shown.day, shown.title, shown.body, shown.names)
      this.#database
        .prepare('DELETE FROM shown WHERE day NOT IN (SELECT day FROM shown ORDER BY day DESC LIMIT ?)')
        .run(KEEP_SHOWN)
    })
  }

  /** Keys of deadlines long past can never come again. */
  forgetGivenBefore(day: IsoDate): void {
    this.#database.prepare('DELETE FROM given WHERE decide_by < ?').run(day)
  }

  /** Newest first. */
  shown(): readonly ShownReminder[] {
    const rows = this.#database.prepare('SELECT day, title, body, names FROM shown ORDER BY day DESC').all()
    return rows.map((row) => ({
      day: String(row['day']) as IsoDate,
      title: String(row['title']),
      body: String(row['body']),
      names: Number(row['names']),
    }))
  }

  close(): void {
    this.#database.close()
  }

  #transact(work: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE')
    try {
      work()
      this.#database.exec('COMMIT')
    } catch (error) {
      this.#database.exec('ROLLBACK')
      throw error
    }
  }
}

function openOrReplace(file: string): DatabaseSync {
  try {
    return open(file)
  } catch (error) {
    console.warn(`The reminders file ${file} cannot be read and is begun anew`, error)
    for (const each of [file, `${file}-wal`, `${file}-shm`]) rmSync(each, { force: true })
    return open(file)
  }
}

function open(file: string): DatabaseSync {
  const database = new DatabaseSync(file)
  try {
    database.exec('PRAGMA journal_mode = WAL')
    database.exec(SCHEMA)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
