import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import { EVERYTHING } from '../../../core/access/reader-scope.ts'
import type { IsoMonth } from '../../../core/calendar/iso-date.ts'
import { noticeWindow } from '../../../core/renewal/notice.ts'
import { type NoticeSums, sumNoticeGroups } from '../../../core/renewal/notice-document.ts'
import type { Deps } from '../../deps.ts'
import type { Database } from '../../storage/database.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { billingDay } from '../prices/read-price.ts'
import * as repository from './notices.repository.ts'
import { readPriceSteps } from './price-steps.ts'
import { storedSums } from './stored-sums.ts'

/** Names copied in one transaction: some 30 ms, so that requests and other writers go on in between. */
const BATCH = 2_000

export type NoticeDeps = Pick<Deps, 'storage' | 'clock'>

/**
 * Makes the notice of a month: all held names that expire in its window, as they are today, with what their renewals
 * cost on their day. Goes on where a process that ended has stopped; several instances may work on the same notice, one
 * batch after the other. Returns whether this call has finished it; with `stopped` aborted it leaves the rest to the
 * next call.
 */
export async function makeNotice(
  deps: NoticeDeps,
  account: string,
  month: IsoMonth,
  stopped?: AbortSignal,
): Promise<boolean> {
  let place: repository.NoticePlace | null = null
  while (!stopped?.aborted) {
    const step: Step = await deps.storage.transact((trx) => makeBatch(trx, deps, { account, month }, place))
    if (step.kind !== 'more') return step.kind === 'finished'
    place = step.place
    await nextTurn()
  }
  return false
}

type Step =
  | { readonly kind: 'more'; readonly place: repository.NoticePlace }
  | { readonly kind: 'finished' | 'madeAlready' }

async function makeBatch(
  trx: Transaction<Database>,
  deps: NoticeDeps,
  { account, month }: { readonly account: string; readonly month: IsoMonth },
  place: repository.NoticePlace | null,
): Promise<Step> {
  await nextChange(trx, account, 'files')
  const window = noticeWindow(month)
  const notice = await repository.openNotice(trx, {
    account,
    month,
    state: 'making',
    made_at: deps.clock.now(),
    window_from: window.from,
    window_to: window.to,
    count: 0,
    sums: storedSums(NO_SUMS),
  })
  if (notice.state === 'made') return { kind: 'madeAlready' }
  const from = furthest(place, await repository.lastNoticePlace(trx, account, month))
  const prices = await readPriceSteps(trx, account, await billingDay(trx, account, deps.clock.now()))
  const next = await repository.copyNamesIntoNotice(trx, { account, month, window, prices }, from, BATCH)
  if (next) return { kind: 'more', place: next }
  await finish(trx, deps, account, month)
  return { kind: 'finished' }
}

/** Another instance may have come further meanwhile. */
function furthest(own: repository.NoticePlace | null, stored: repository.NoticePlace | null) {
  return own && stored ? (own.n >= stored.n ? own : stored) : (own ?? stored)
}

const NO_SUMS: NoticeSums = { byMode: [], byWeek: [], unpriced: 0 }

async function finish(trx: Transaction<Database>, deps: NoticeDeps, account: string, month: IsoMonth): Promise<void> {
  const groups = await repository.groupNoticeItems(trx, account, month, EVERYTHING)
  const count = groups.reduce((sum, { names }) => sum + names, 0)
  const at = deps.clock.now()
  const made = { made_at: at, count, sums: storedSums(sumNoticeGroups(groups)) }
  await repository.closeNotice(trx, { account, month }, made)
  const { from, to } = noticeWindow(month)
  const after = { count, windowFrom: from, windowTo: to }
  await appendAudit(trx, account, { at, person: null, action: 'notice.make', subject: month, after })
}
