import * as contract from '../../../core/contract/http/notices.ts'
import { DEFAULT_LIMIT } from '../../../core/contract/http/shapes.ts'
import { type Money, toWireMoney } from '../../../core/money/money.ts'
import type { NoticeRow, NoticeSums } from '../../../core/renewal/notice-document.ts'
import type { Deps } from '../../deps.ts'
import { encodeCursor, nextPage, pageStart, rowPlace } from '../../http/cursor.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { noticeFile } from './notice-files.ts'
import * as repository from './notices.repository.ts'
import { listNoticeHeads, readNotice } from './notices.service.ts'

const HEADS = 'notices'
const DEFAULT_LANGUAGE = 'ja'

export function noticeRoutes(deps: Deps): readonly Handled[] {
  return [
    ...noticeFileRoutes(deps),
    handle(contract.listNotices, async ({ by, query }) => {
      const offset = pageStart(HEADS, query)
      const { items, total } = await listNoticeHeads(deps, by, { offset, limit: query.limit ?? DEFAULT_LIMIT })
      return json(200, { items, nextCursor: nextPage(HEADS, offset, items.length, total), total })
    }),
    handle(contract.getNotice, async ({ by, params: { month }, query }) => {
      const { sums, ...notice } = await readNotice(deps, by, month)
      const list = `notice ${month}`
      const limit = query.limit ?? DEFAULT_LIMIT
      const page = { afterN: rowPlace(list, query.cursor), offset: query.offset ?? 0, limit: limit + 1 }
      const found = await repository.listNoticeItems(deps.storage.read, by.account, month, by.actor.scope, page)
      const rows = found.slice(0, limit)
      const last = found.length > limit ? rows.at(-1) : undefined
      return json(200, {
        ...notice,
        sums: describeSums(sums),
        items: rows.map(describeRow),
        nextCursor: last ? encodeCursor(list, [last.n]) : null,
      })
    }),
  ]
}

/** Before the route of the notice itself, whose `{month}` would take `2026-12.pdf` as well. */
function noticeFileRoutes(deps: Deps): readonly Handled[] {
  const routes = {
    pdf: contract.getNoticePdf,
    xlsx: contract.getNoticeXlsx,
    csv: contract.getNoticeCsv,
    ics: contract.getNoticeIcs,
  } as const
  const formats = ['pdf', 'xlsx', 'csv', 'ics'] as const
  return formats.map((format) =>
    handle(routes[format], ({ by, params, query }) =>
      noticeFile(deps, by, params.month, format, query.language ?? DEFAULT_LANGUAGE),
    ),
  )
}

function describeRow(row: NoticeRow) {
  const { name, unicodeName, expiresOn, decideBy, mode, scope, price, department, tags } = row
  const wirePrice = price && toWireMoney(price)
  return { name, unicodeName, expiresOn, decideBy, mode, scope, price: wirePrice, department, tags }
}

function describeSums({ byMode, byWeek, unpriced }: NoticeSums) {
  const wire = (money: readonly Money[]) => money.map(toWireMoney)
  return {
    byMode: byMode.map((mode) => ({ ...mode, money: wire(mode.money) })),
    byWeek: byWeek.map((week) => ({ ...week, money: wire(week.money) })),
    unpriced,
  }
}
