import { isUnlimited } from '../../../core/access/reader-scope.ts'
import type { Instant, IsoDate, IsoMonth } from '../../../core/calendar/iso-date.ts'
import { type NoticeRow, type NoticeSums, sumNoticeGroups } from '../../../core/renewal/notice-document.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { notFound } from '../../refusal.ts'
import * as repository from './notices.repository.ts'
import { readStoredSums } from './stored-sums.ts'

/** Whoever reads a notice. */
export type NoticeReader = Pick<AccountCaller, 'account' | 'actor'>

type NoticeDeps = Pick<Deps, 'storage'>

/** A notice as one reader sees it: number of names and sums are those of the names they may see. */
export type NoticeView = {
  readonly month: IsoMonth
  readonly madeAt: Instant
  readonly windowFrom: IsoDate
  readonly windowTo: IsoDate
  readonly total: number
  readonly sums: NoticeSums
}

/** The notice of a month; `not_found` where there is none. */
export async function readNotice(deps: NoticeDeps, by: NoticeReader, month: IsoMonth): Promise<NoticeView> {
  const row = await repository.findNotice(deps.storage.read, by.account, month)
  if (!row) throw notFound()
  const head = {
    month,
    madeAt: row.made_at as Instant,
    windowFrom: row.window_from as IsoDate,
    windowTo: row.window_to as IsoDate,
  }
  if (isUnlimited(by.actor.scope)) return { ...head, total: row.count, sums: readStoredSums(row.sums) }
  const groups = await repository.groupNoticeItems(deps.storage.read, by.account, month, by.actor.scope)
  const total = groups.reduce((sum, { names }) => sum + names, 0)
  return { ...head, total, sums: sumNoticeGroups(groups) }
}

/** The newest notices with the number of names that the reader sees in each. */
export async function listNoticeHeads(
  deps: Deps,
  by: AccountCaller,
  page: { readonly offset: number; readonly limit: number },
) {
  const rows = await repository.listNotices(deps.storage.read, by.account, page)
  const months = rows.map((row) => row.month)
  const seen = isUnlimited(by.actor.scope)
    ? null
    : await repository.countItemsByMonth(deps.storage.read, by.account, by.actor.scope, months)
  return {
    items: rows.map((row) => ({
      month: row.month,
      count: seen ? (seen.get(row.month) ?? 0) : row.count,
      madeAt: row.made_at,
    })),
    total: await repository.countNotices(deps.storage.read, by.account),
  }
}

/** Rows read in one go by files: some 10 ms. */
const ROWS_AT_ONCE = 2_000

/** All rows that the reader sees, in batches and in the notice's order. */
export async function* readNoticeRows(
  deps: NoticeDeps,
  by: NoticeReader,
  month: IsoMonth,
): AsyncGenerator<readonly NoticeRow[]> {
  for (let afterN = 0; ; ) {
    const page = { afterN, limit: ROWS_AT_ONCE }
    const rows = await repository.listNoticeItems(deps.storage.read, by.account, month, by.actor.scope, page)
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < ROWS_AT_ONCE) return
    afterN = last.n
  }
}
