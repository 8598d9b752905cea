import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Instant } from '../../core/calendar/iso-date.ts'
import { startService } from '../../service/main.ts'
import { closeDuePeriods } from '../../service/modules/closing/close-accounts.ts'
import { openSqliteReader } from '../../service/storage/dialects/sqlite.ts'
import { openWorkspace } from '../../service/storage/open-workspace.ts'
import { DATABASE_FILE } from '../../service/storage/sqlite-file.ts'
import { behindRequests } from '../../service/storage/storage.ts'
import { accountIds, makeAccounts, postMonth } from './accounts/build.ts'
import { caller, runAsOperator, signIn } from './bench-service.ts'

/**
 * Closing a month of 10,000 accounts with 20 entries each - numbers, documents, what they ask for, taxes - against the
 * bare SQL that sums those entries up; and how long others wait while another month is closed.
 */
const ACCOUNTS = 10_000
const ENTRIES = 20
const MADE = '2026-10-31T15:00:00.000Z' as Instant
const NOVEMBER_IS_OVER = '2026-12-01T00:05:00.000+09:00' as Instant
const DECEMBER_IS_OVER = '2027-01-01T00:05:00+09:00'

export type ClosingFigures = {
  readonly accounts: number
  readonly entries: number
  readonly bareMs: number
  readonly closingMs: number
  /** At most 10. */
  readonly ratio: number
  /** Closing the next month through the service while others read and write. */
  readonly servedMs: number
  /** At most 100 ms. */
  readonly slowestReadMs: number
  readonly slowestWriteMs: number
}

export async function benchClosing(accounts = ACCOUNTS): Promise<ClosingFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'daicho-bench-'))
  try {
    const workspace = await openWorkspace(folder, null)
    const ids = accountIds(accounts)
    await makeAccounts(workspace.storage, ids, MADE)
    await postMonth(workspace.storage, ids, '2026-11', ENTRIES)
    await postMonth(workspace.storage, ids, '2026-12', ENTRIES)
    const token = await signIn(workspace.storage)
    await workspace.close()
    const bareMs = sumBare(join(folder, DATABASE_FILE))
    const closingMs = await closeAlone(folder, accounts)
    const figures = { accounts, entries: accounts * ENTRIES, bareMs, closingMs, ratio: closingMs / bareMs }
    return { ...figures, ...(await closeServed(folder, token)) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function closeAlone(folder: string, accounts: number): Promise<number> {
  const { storage, close } = await openWorkspace(folder, null)
  const clock = { now: () => NOVEMBER_IS_OVER } as never
  const startedAt = performance.now()
  const closed = await closeDuePeriods({ storage: behindRequests(storage), clock }, {})
  const ms = performance.now() - startedAt
  await close()
  if (closed.length !== accounts) throw new Error(`${closed.length} of ${accounts} accounts were closed`)
  return ms
}

/** The sums by account, kind and rate of one month. */
function sumBare(file: string): number {
  const db = openSqliteReader(file)
  const sums = db.prepare(`select account, kind, rate_code, sum(amount), count(*) from journal_entry
    where posted_on between '2026-11-01' and '2026-11-30' group by account, kind, rate_code`)
  const times = Array.from({ length: 5 }, () => {
    const startedAt = performance.now()
    sums.all()
    return performance.now() - startedAt
  })
  db.close()
  return times.toSorted((a, b) => a - b)[2] ?? Number.NaN
}

async function closeServed(folder: string, token: string) {
  const clock = DECEMBER_IS_OVER as Instant
  const service = await startService({ dataFolder: folder, database: null, clock, isSandbox: false })
  try {
    const call = caller(service, token)
    let isOver = false
    const slowest = async (ask: () => Promise<unknown>) => {
      let ms = 0
      while (!isOver) {
        const startedAt = performance.now()
        await ask()
        ms = Math.max(ms, performance.now() - startedAt)
        await sleep(5)
      }
      return ms
    }
    let days = 0
    const reads = slowest(() => call('GET', '/ledger?limit=50'))
    const writes = slowest(() => call('PATCH', '', { renewLeadDays: 5 + (days++ % 2) }))
    const startedAt = performance.now()
    await runAsOperator(service, token, 'closings', DECEMBER_IS_OVER)
    const servedMs = performance.now() - startedAt
    isOver = true
    return { servedMs, slowestReadMs: await reads, slowestWriteMs: await writes }
  } finally {
    await service.stop()
  }
}

if (import.meta.main) {
  console.log(await benchClosing(Number(process.argv[2] ?? ACCOUNTS)))
  process.exit(0)
}
