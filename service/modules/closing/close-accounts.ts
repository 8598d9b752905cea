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
  const ran: string[] = []
  for (const issuer of await listIssuers(deps.storage.read)) {
    // Closed when its name is there: what is issued without one could not be corrected.
    if (!isComplete(issuer)) continue
    for await (const closed of dueBatches(deps, issuer, stopped)) {
      ran.push(...closed.map(({ account, period }) => `closings ${account} ${period}`))
    }
  }
  return [...new Set(ran)]
}

async function* dueBatches(
  deps: ClosingDeps,
  issuer: IssuerRow,
  stopped: AbortSignal | undefined,
): AsyncGenerator<readonly ClosingRow[]> {
  const due = dueMonths(deps.clock.now(), issuer.zone)
  let after = ''
  let size = FIRST_BATCH
  while (!stopped?.aborted) {
    const accounts = await accountsBehind(deps.storage.read, issuer.id, due, after, size)
    if (accounts.length === 0) return
    let workedMs = 0
    for await (const round of closeUntilDone(deps, issuer, accounts, due.lastDay)) {
      workedMs += round.workedMs
      yield round.closed
    }
    size = nextBatchSize(deps.storage, BATCH_BOUNDS, size, workedMs)
    after = accounts.at(-1) ?? after
    await nextTurn()
  }
}

type Round = {
  readonly closed: readonly ClosingRow[]
  /** Without the waiting for others, which smaller batches would only multiply. */
  readonly workedMs: number
}

/** One transaction for the next piece of each account, and again for those that are further behind. */
async function* closeUntilDone(
  deps: ClosingDeps,
  issuer: IssuerRow,
  accounts: readonly string[],
  lastDay: IsoDate,
): AsyncGenerator<Round> {
  let behind = accounts
  while (behind.length > 0) {
    const now = deps.clock.now()
    const request = { issuer, accounts: behind, upTo: null, person: null }
    let beganAt = 0
    const closed = await deps.storage.transact((trx) => {
      beganAt = performance.now()
      return closePieces(trx, request, now)
    })
    yield { closed, workedMs: performance.now() - beganAt }
    behind = closed.filter((row) => row.is_last === 0 || row.to_day < lastDay).map(({ account }) => account)
  }
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
