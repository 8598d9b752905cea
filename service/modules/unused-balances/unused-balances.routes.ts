import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { DEFAULT_LIMIT } from '../../../core/contract/http/shapes.ts'
import * as contract from '../../../core/contract/http/unused-balances.ts'
import {
  nextBaseDay,
  pastBaseDays,
  reportBy,
  securityFor,
  UNUSED_ALERT,
  UNUSED_LIMIT,
  unusedState,
} from '../../../core/ledger/unused-balance.ts'
import { wireYen } from '../../../core/money/yen-input.ts'
import { csvChunks } from '../../adapters/sheets/csv-writer.ts'
import type { Deps } from '../../deps.ts'
import { nextPage, pageStart } from '../../http/cursor.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { MAIN_ISSUER, readIssuer } from '../billing-profile/billing-profile.repository.ts'
import { listUnused, type UnusedBalance, unusedBalance } from './unused-balances.queries.ts'
import { unusedSheet } from './unused-sheet.ts'

const BASE_DAYS = 4
const CSV_PAGE = 1_000

export function unusedBalanceRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.getUnusedBalances, async ({ query }) => {
      const db = deps.storage.read
      const today = await issuerDay(deps)
      const day = query.day ?? today
      const list = `unused ${day}`
      const offset = pageStart(list, query)
      const total = await totalOf(deps, day)
      const rows = await listUnused(db, MAIN_ISSUER, day, { offset, limit: query.limit ?? DEFAULT_LIMIT })
      const baseDays = []
      for (const base of pastBaseDays(today, BASE_DAYS)) baseDays.push(await totalOf(deps, base))
      return json(200, {
        ...total,
        items: rows.map(({ account, name, balance }) => ({
          account: { id: account, name },
          balance: wireYen(balance),
        })),
        nextCursor: nextPage(list, offset, rows.length, total.accounts),
        total: total.accounts,
        limit: wireYen(UNUSED_LIMIT),
        alertAt: wireYen(UNUSED_ALERT),
        nextBaseDay: nextBaseDay(today),
        baseDays,
      })
    }),
    handle(contract.getUnusedBalancesCsv, async ({ query }) => {
      const day = query.day ?? (await issuerDay(deps))
      const chunks = csvChunks(unusedSheet(query.language ?? 'ja', day), batches(deps, day))
      return new Response(ReadableStream.from(chunks), {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="unused-balances-${day}.csv"`,
          'cache-control': 'no-store',
        },
      })
    }),
  ]
}

async function issuerDay(deps: Deps): Promise<IsoDate> {
  return deps.clock.today((await readIssuer(deps.storage.read, MAIN_ISSUER)).zone)
}

async function totalOf(deps: Deps, day: IsoDate) {
  const { total, accounts } = await unusedBalance(deps.storage.read, MAIN_ISSUER, day)
  const isBaseDay = nextBaseDay(day) === day
  return {
    day,
    sum: wireYen(total),
    accounts,
    state: unusedState(total),
    security: wireYen(securityFor(total)),
    reportBy: isBaseDay && unusedState(total) === 'over' ? reportBy(day) : null,
  }
}

async function* batches(deps: Deps, day: IsoDate): AsyncGenerator<readonly UnusedBalance[]> {
  for (let offset = 0; ; offset += CSV_PAGE) {
    const rows = await listUnused(deps.storage.read, MAIN_ISSUER, day, { offset, limit: CSV_PAGE })
    if (rows.length > 0) yield rows
    if (rows.length < CSV_PAGE) return
  }
}
