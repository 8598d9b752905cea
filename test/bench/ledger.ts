import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Instant } from '../../core/calendar/iso-date.ts'
import { startService } from '../../service/main.ts'
import { openSqliteReader } from '../../service/storage/dialects/sqlite.ts'
import { openWorkspace } from '../../service/storage/open-workspace.ts'
import { DATABASE_FILE } from '../../service/storage/sqlite-file.ts'
import { makeAccounts, postMonth } from './accounts/build.ts'
import { type Call, caller, signIn } from './bench-service.ts'
import { median, timed } from './measure.ts'
import { ACCOUNT } from './portfolio/build.ts'

/**
 * Pages of a ledger with 1,000,000 entries through the service - postings, allocations, people, exact count - against the
 * bare statements for the same rows and their number.
 */
const ENTRIES = 1_000_000
const AT_ONCE = 1_000
const LIMIT = 50
const TURNS = 7
const MADE = '2020-12-31T15:00:00.000Z' as Instant
const NOW = '2026-12-01T03:00:00.000Z' as Instant

const CASES = [
  { title: 'newest first', query: '', bare: '1 = 1' },
  {
    title: 'one month',
    query: '&from=2024-03-01&to=2024-03-31',
    bare: "posted_on between '2024-03-01' and '2024-03-31'",
  },
  { title: 'one kind', query: '&kind=deposit', bare: "kind = 'deposit'" },
  { title: 'one name', query: '&domain=name-0-7.jp', bare: "domain = 'name-0-7.jp'" },
] as const

export type LedgerFigures = Readonly<
  Record<string, { readonly bareMs: number; readonly pageMs: number /** At most 3. */; readonly ratio: number }>
>

export async function benchLedger(entries = ENTRIES): Promise<LedgerFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'daicho-bench-'))
  try {
    const workspace = await openWorkspace(folder, null)
    await makeAccounts(workspace.storage, [ACCOUNT], MADE)
    for (let n = 0; n < entries / AT_ONCE; n++) await postMonth(workspace.storage, [ACCOUNT], monthOf(n), AT_ONCE)
    const token = await signIn(workspace.storage)
    await workspace.close()
    const service = await startService({ dataFolder: folder, database: null, clock: NOW, isSandbox: false })
    try {
      return await measure(caller(service, token), join(folder, DATABASE_FILE))
    } finally {
      await service.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Batches are spread over the months of five years, in their order. */
function monthOf(batch: number): string {
  const month = Math.floor((batch * 60 * AT_ONCE) / ENTRIES)
  return `${2021 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
}

async function measure(call: Call, file: string): Promise<LedgerFigures> {
  const db = openSqliteReader(file)
  const figures: Record<string, { bareMs: number; pageMs: number; ratio: number }> = {}
  for (const { title, query, bare } of CASES) {
    const where = `account = '${ACCOUNT}' and ${bare}`
    const page = db.prepare(`select * from journal_entry where ${where} order by seq desc limit ${LIMIT}`)
    const count = db.prepare(`select count(*) from journal_entry where ${where}`)
    const [bareMs, pageMs] = [[] as number[], [] as number[]]
    for (let turn = 0; turn < TURNS; turn++) {
      bareMs.push(await timed(() => [page.all(), count.all()]))
      pageMs.push(await timed(() => call('GET', `/ledger?sort=-seq&limit=${LIMIT}${query}`)))
    }
    const [one, other] = [median(bareMs), median(pageMs)]
    figures[title] = { bareMs: one, pageMs: other, ratio: other / one }
  }
  db.close()
  return figures
}

if (import.meta.main) {
  console.log(await benchLedger(Number(process.argv[2] ?? ENTRIES)))
  process.exit(0)
}
