import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { EVERYTHING } from '../../core/access/reader-scope.ts'
import type { DomainSortField } from '../../core/portfolio/domain-sort.ts'
import { readFilter } from '../../service/modules/domains/list-request.ts'
import { listNames } from '../../service/modules/domains/query/list-names.ts'
import { openSqliteReader, openSqliteWriter } from '../../service/storage/dialects/sqlite.ts'
import { openWorkspace } from '../../service/storage/open-workspace.ts'
import { DATABASE_FILE } from '../../service/storage/sqlite-file.ts'
import type { Storage } from '../../service/storage/storage.ts'
import { ACCOUNT, openBenchWorkspace } from './portfolio/build.ts'
import { TODAY } from './portfolio/names.ts'

/**
 * First pages with exact counts over a million names, against the same rows in a table where every filtered and sorted
 * value is a stored column with an index of its own, same projection plus `count(*)`.
 */
const NAMES = 1_000_000
const TURNS = 5
const LIMIT = 100

/** A filter of the API, and the same as a condition on the bare table. */
const FILTERS: readonly { readonly filter: Readonly<Record<string, string>>; readonly bare: string }[] = [
  { filter: {}, bare: '1 = 1' },
  { filter: { mode: 'expire' }, bare: "mode = 'expire'" },
  { filter: { mode: 'renew' }, bare: "mode = 'renew'" },
  { filter: { scope: 'domain' }, bare: "scope = 'domain'" },
  { filter: { suffix: 'jp' }, bare: "suffix = 'jp'" },
  { filter: { contradiction: 'true' }, bare: 'contradiction = 1' },
  { filter: { critical: 'true' }, bare: 'critical = 1' },
  { filter: { lock: 'transfer' }, bare: "lock_level = 'transfer'" },
  {
    filter: { decideFrom: '2026-11-23', decideTo: '2026-12-23' },
    bare: "decide_by between '2026-11-23' and '2026-12-23'",
  },
  { filter: { search: 'tokyo' }, bare: "name like '%tokyo%' or unicode_name like '%tokyo%'" },
  { filter: { search: '東京' }, bare: "name like '%東京%' or unicode_name like '%東京%'" },
]

const SORTS: readonly { readonly field: DomainSortField; readonly bare: string }[] = [
  { field: 'name', bare: 'name' },
  { field: 'expiresOn', bare: 'expires_on, name' },
  { field: 'decideBy', bare: 'decide_by, name' },
  { field: 'price', bare: 'price_minor, name' },
  { field: 'department', bare: 'department, name' },
  { field: 'mode', bare: 'mode, name' },
]

const INDEXED = [
  'name',
  'expires_on, name',
  'decide_by, name',
  'price_minor, name',
  'department, name',
  'mode, name',
  'scope, name',
  'suffix, name',
  'contradiction, name',
  'critical, name',
  'lock_level, name',
]

function makeBareTable(file: string): void {
  const db = openSqliteWriter(file)
  db.exec(`create table bare as select d.id, d.name, d.unicode_name, d.expires_on, d.decide_by, d.price_minor, d.department,
    d.lock_level, d.tags, d.name_servers, c.suffix, c.mode, c.scope, c.contradiction, c.critical
    from domain d join renewal_class c on c.id = d.class_id`)
  for (const [n, columns] of INDEXED.entries()) db.exec(`create index bare_${n} on bare (${columns})`)
  db.exec('analyze bare; pragma wal_checkpoint(truncate)')
  db.close()
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}

function bareMs(db: DatabaseSync, condition: string, order: string): number {
  const page = db.prepare(`select * from bare where ${condition} order by ${order} limit ${LIMIT}`)
  const count = db.prepare(`select count(*) as n from bare where ${condition}`)
  const times = Array.from({ length: TURNS }, () => {
    const startedAt = performance.now()
    page.all()
    count.get()
    return performance.now() - startedAt
  })
  return median(times)
}

async function listMs(storage: Storage, filter: Readonly<Record<string, string>>, field: DomainSortField) {
  const reader = { account: ACCOUNT, scope: EVERYTHING, today: TODAY }
  const times: number[] = []
  let total = 0
  for (let turn = 0; turn < TURNS; turn++) {
    const startedAt = performance.now()
    const query = { filter: readFilter(filter), sort: { field, descending: false }, limit: LIMIT }
    total = (await listNames(storage.read, reader, query)).total
    times.push(performance.now() - startedAt)
  }
  return { ms: median(times), total }
}

async function benchList(names: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'daicho-bench-'))
  try {
    const workspace = await openBenchWorkspace(folder, names)
    await workspace.close()
    makeBareTable(join(folder, DATABASE_FILE))
    const { storage, close } = await openWorkspace(folder, null)
    const bare = openSqliteReader(join(folder, DATABASE_FILE))
    for (const { filter, bare: condition } of FILTERS) {
      for (const { field, bare: order } of SORTS) {
        const plain = bareMs(bare, condition, order)
        const { ms, total } = await listMs(storage, filter, field)
        const what = `${JSON.stringify(filter)} by ${field}`.padEnd(70)
        const figures = `${total.toLocaleString('en').padStart(9)} names  ${ms.toFixed(1).padStart(7)} ms  bare`
        console.log(`${what} ${figures} ${plain.toFixed(1).padStart(7)} ms  ratio ${(ms / plain).toFixed(2)}`)
      }
    }
    bare.close()
    await close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

await benchList(Number(process.argv[2] ?? NAMES))
process.exit(0)
