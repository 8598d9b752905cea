import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  addToMonth,
  dayInZone,
  endOfMonth,
  firstDayOf,
  type Instant,
  type IsoDate,
  instantAt,
  monthOf,
} from '../../../core/calendar/iso-date.ts'
import type { Deps } from '../../deps.ts'
import { eachTurn } from '../../each-turn.ts'
import { asRefusal } from '../../http/errors.ts'
import { type BatchBounds, nextBatchSize } from '../../storage/batch-size.ts'
import { type IssuerRow, listIssuers } from '../billing-profile/billing-profile.repository.ts'
import { isComplete } from '../billing-profile/complete-issuer.ts'
import { closePieces } from './close-pieces.ts'
import { accountsBehind, type ClosingRow } from './closing.repository.ts'

export type ClosingDeps = Pick<Deps, 'storage' | 'clock'>

const FIRST_BATCH = 100
/** Accounts closed in one transaction. */
const BATCH_BOUNDS: BatchBounds = { least: 30, most: 1_000 }

type Terms = { readonly stopped?: AbortSignal | undefined }

/**
 * Closes whatever is over, of all accounts, batch by batch; what was missed while the service was down is made up, period
 * after period. Returns what was closed, e.g. `closings main 2026-11`.
 */
export async function closeDuePeriods(deps: ClosingDeps, { stopped }: Terms): Promise<readonly string[]> {
  const ran = new Set<string>()
  const note = (closed: readonly ClosingRow[]) => {
    for (const { account, period } of closed) ran.add(`closings ${account} ${period}`)
  }
  // Closed when its name is there: what is issued without one could not be corrected.
  const issuers = (await listIssuers(deps.storage.read)).filter(isComplete)
  await eachTurn(issuers, (issuer) => closeBatches(deps, issuer, note, stopped), stopped)
  return [...ran]
}

type Note = (closed: readonly ClosingRow[]) => void

/** Accounts of a batch that fails are closed one by one once the others are, so that only those wait that cannot be. */
async function closeBatches(
  deps: ClosingDeps,
  issuer: IssuerRow,
  note: Note,
  stopped: AbortSignal | undefined,
): Promise<void> {
  const due = dueMonths(deps.clock.now(), issuer.zone)
  const failed: string[] = []
  let after = ''
  let size = FIRST_BATCH
  while (!stopped?.aborted) {
    const accounts = await accountsBehind(deps.storage.read, issuer.id, due, after, size)
    if (accounts.length === 0) break
    try {
      const workedMs = await closeUntilDone(deps, issuer, accounts, due.lastDay, note)
      size = nextBatchSize(deps.storage, BATCH_BOUNDS, size, workedMs)
    } catch (error) {
      // A disk that is full or a database that is gone would fail for each of them.
      if (asRefusal(error).code !== 'internal') throw error
      failed.push(...accounts)
    }
    after = accounts.at(-1) ?? after
    await nextTurn()
  }
  const closeAlone = async (account: string) => {
    await closeUntilDone(deps, issuer, [account], due.lastDay, note)
  }
  await eachTurn(failed, closeAlone, stopped)
}

/**
 * One transaction for the next piece of each account, and again for those that are further behind. Returns how many ms it
 * took without the waiting for others, which smaller batches would only multiply.
 */
async function closeUntilDone(
  deps: ClosingDeps,
  issuer: IssuerRow,
  accounts: readonly string[],
  lastDay: IsoDate,
  note: Note,
): Promise<number> {
  let workedMs = 0
  let behind = accounts
  while (behind.length > 0) {
    const now = deps.clock.now()
    const request = { issuer, accounts: behind, upTo: null, person: null }
    let beganAt = 0
    const closed = await deps.storage.transact((trx) => {
      beganAt = performance.now()
      return closePieces(trx, request, now)
    })
    workedMs += performance.now() - beganAt
    note(closed)
    behind = closed.filter((row) => row.is_last === 0 || row.to_day < lastDay).map(({ account }) => account)
  }
  return workedMs
}

/** The month that runs now, and the last day of the one before. */
function dueMonths(now: Instant, zone: string) {
  const month = monthOf(dayInZone(now, zone))
  return {
    month,
    monthStart: instantAt(firstDayOf(month), '00:00', zone),
    lastDay: endOfMonth(firstDayOf(addToMonth(month, -1))),
  }
}
