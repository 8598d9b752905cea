import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startService } from '../../service/main.ts'
import { openSqliteReader } from '../../service/storage/dialects/sqlite.ts'
import { DATABASE_FILE } from '../../service/storage/sqlite-file.ts'
import { type Call, caller, runAsOperator, signIn } from './bench-service.ts'
import { median } from './measure.ts'
import { ACCOUNT, openBenchWorkspace } from './portfolio/build.ts'
import { NOW } from './portfolio/names.ts'

/**
 * Rules over a million names: previewing and saving an account rule that flips most of them, the forecast, and a monthly
 * notice, against one full scan of the table of names.
 */
const NAMES = 1_000_000
const TURNS = 5

export type RuleFigures = {
  readonly names: number
  /** One pass over the table that adds prices up. */
  readonly fullScanMs: number
  readonly flips: number
  readonly previewMs: number
  /** In full scans; at most 5. */
  readonly previewRatio: number
  /** At most 50 ms. */
  readonly saveMs: number
  readonly forecastMs: number
  readonly countRulesMs: number
  readonly noticeNames: number
  readonly noticeMs: number
  /** The slowest of other people's requests while each of these went on. */
  readonly slowestDuringPreviewMs: number
  readonly slowestDuringNoticeMs: number
}

export async function benchRules(names = NAMES): Promise<RuleFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'daicho-bench-'))
  try {
    const workspace = await openBenchWorkspace(folder, names)
    const token = await signIn(workspace.storage)
    await workspace.storage.transact((trx) => trx.updateTable('account').set({ notices_from: '2026-12-01' }).execute())
    await workspace.close()
    const fullScanMs = scanTable(join(folder, DATABASE_FILE))
    const service = await startService({ dataFolder: folder, database: null, clock: NOW, isSandbox: false })
    try {
      return { names, fullScanMs, ...(await measure(caller(service, token), service, token, fullScanMs)) }
    } finally {
      await service.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function scanTable(file: string): number {
  const db = openSqliteReader(file)
  const scan = db.prepare('select count(*), sum(price_minor), max(decide_by) from domain not indexed where account = ?')
  const times = Array.from({ length: TURNS }, () => {
    const startedAt = performance.now()
    scan.all(ACCOUNT)
    return performance.now() - startedAt
  })
  db.close()
  return median(times)
}

type Preview = { flips: { count: number } }

async function measure(call: Call, service: Parameters<typeof caller>[0], token: string, fullScanMs: number) {
  const proposal = { scope: 'account', mode: 'expire' }
  const { flips } = await call<Preview>('POST', '/renewal-rules/preview', proposal)
  const others = watchReads(call)
  const previewMs = await timed(() => call('POST', '/renewal-rules/preview', proposal))
  const slowestDuringPreviewMs = await others.stop()
  let mode = 'expire'
  const saveMs = await timed(async () => {
    await call('PUT', '/renewal-rules/account', { mode })
    mode = mode === 'expire' ? 'renew' : 'expire'
  })
  const forecastMs = await timed(() => call('GET', '/forecast'))
  const countRulesMs = await timed(() => call('GET', '/renewal-rules'))
  const notice = await measureNotice(call, service, token)
  return {
    flips: flips.count,
    previewMs,
    previewRatio: previewMs / fullScanMs,
    saveMs,
    forecastMs,
    countRulesMs,
    slowestDuringPreviewMs,
    ...notice,
  }
}

async function measureNotice(call: Call, service: Parameters<typeof caller>[0], token: string) {
  const others = watchReads(call)
  const startedAt = performance.now()
  await runAsOperator(service, token, 'notices', '2026-12-01T00:05:00+09:00')
  const noticeMs = performance.now() - startedAt
  const slowestDuringNoticeMs = await others.stop()
  const { items } = await call<{ items: { count: number }[] }>('GET', '/notices')
  return { noticeNames: items[0]?.count ?? 0, noticeMs, slowestDuringNoticeMs }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let turn = 0; turn < TURNS; turn++) {
    const startedAt = performance.now()
    await work()
    times.push(performance.now() - startedAt)
  }
  return median(times)
}

function watchReads(call: Call) {
  let isOver = false
  const reads = (async () => {
    let slowest = 0
    while (!isOver) {
      const startedAt = performance.now()
      await call('GET', '/jobs?limit=20')
      slowest = Math.max(slowest, performance.now() - startedAt)
      await sleep(5)
    }
    return slowest
  })()
  return {
    stop: async () => {
      isOver = true
      return reads
    },
  }
}

if (import.meta.main) {
  console.log(await benchRules(Number(process.argv[2] ?? NAMES)))
  process.exit(0)
}
