import type { Kysely, Transaction } from 'kysely'
import { systemNow } from '../../clock.ts'
import { Refusal } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import { countFailure, findAttempts } from './sessions.repository.ts'

const WINDOW_MS = 15 * 60_000

/** What is counted when somebody guesses a secret - whose, or from where -, and how often that may fail in a while. */
export type AttemptLimit = { readonly subject: string; readonly max: number }

const windowFrom = () => new Date(Date.now() - WINDOW_MS).toISOString()

/** Refuses a guess where too many of one subject have failed, with the time to wait. */
export async function refuseTooMany(db: Kysely<Database>, limits: readonly AttemptLimit[]): Promise<void> {
  const subjects = limits.map(({ subject }) => subject)
  for (const row of await findAttempts(db, subjects)) {
    const max = limits.find(({ subject }) => subject === row.subject)?.max ?? 0
    if (row.window_from >= windowFrom() && row.failures >= max) throw tooMany(row.window_from)
  }
}

/** Counts a guess that failed. */
export async function countFailures(trx: Transaction<Database>, limits: readonly AttemptLimit[]): Promise<void> {
  for (const { subject } of limits) await countFailure(trx, subject, systemNow(), windowFrom())
}

/** Counts a guess before it is looked at, so that a thousand at once are a thousand, and refuses one too many. */
export async function countGuess(trx: Transaction<Database>, limits: readonly AttemptLimit[]): Promise<void> {
  for (const { subject, max } of limits) {
    const row = await countFailure(trx, subject, systemNow(), windowFrom())
    if (row.failures > max) throw tooMany(row.window_from)
  }
}

function tooMany(since: string): Refusal {
  const retryAfterSeconds = Math.ceil((Date.parse(since) + WINDOW_MS - Date.now()) / 1000)
  return new Refusal('too_many_requests', { retryAfterSeconds: Math.max(1, retryAfterSeconds) })
}
