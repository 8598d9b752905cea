import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import type { JobDescription } from '../../core/contract/http/jobs.ts'
import { startService } from '../../service/main.ts'
import { type Call, caller, signIn } from './bench-service.ts'
import { median } from './measure.ts'
import { ACCOUNT, openBenchWorkspace } from './portfolio/build.ts'
import { NOW } from './portfolio/names.ts'

/**
 * A registrar's CSV from upload to the last name applied, against parsing it and inserting bare rows: the same columns in
 * a table where every filtered and sorted value is stored and indexed, as in the product. Another file of as many rows
 * follows while somebody reads all the time.
 */
const ROWS = 100_000
const HEAD = 'Domain Name,TLD,Create Date,Expiration Date,Lock,Auto-renew,Status,Renewal Price,Nameservers,Privacy\n'

export type ImportFigures = {
  readonly rows: number
  readonly parseMs: number
  readonly bareInsertMs: number
  readonly uploadAndCheckMs: number
  readonly applyMs: number
  /** At most 5. */
  readonly ratio: number
  readonly peakMemoryMb: number
  /** The whole of another file while somebody reads all the time. */
  readonly besideMs: number
  /** The slowest of those reads. */
  readonly slowestReadMs: number
}

export async function benchImport(rows = ROWS): Promise<ImportFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'daicho-bench-'))
  try {
    const text = makeCsv(rows)
    const bare = [1, 2, 3].map((n) => bareImport(join(folder, `bare-${n}.db`), text))
    const parseMs = median(bare.map((one) => one.parseMs))
    const bareInsertMs = median(bare.map((one) => one.bareInsertMs))
    const workspace = await openBenchWorkspace(folder, 0)
    const token = await signIn(workspace.storage)
    await workspace.close()
    const service = await startService({ dataFolder: folder, database: null, clock: NOW, isSandbox: false })
    try {
      const alone = await importFile(service, token, text)
      const ratio = (alone.uploadAndCheckMs + alone.applyMs) / (parseMs + bareInsertMs)
      const other = makeCsv(rows, 'other')
      const watch = watchReads(caller(service, token))
      const beside = await importFile(service, token, other)
      const besideMs = beside.uploadAndCheckMs + beside.applyMs
      return { rows, parseMs, bareInsertMs, ...alone, ratio, besideMs, ...(await watch.stop()) }
    } finally {
      await service.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function makeCsv(rows: number, label = 'name'): string {
  const suffixes = ['com', 'jp', 'co.jp', 'net', 'tokyo']
  const line = (i: number) => {
    const name = `${label}-${i.toString(36)}-shop.${suffixes[i % 5]}`
    const expiry = `20${27 + (i % 3)}-0${1 + (i % 9)}-${10 + (i % 18)}`
    return `${name},${suffixes[i % 5]},2015-03-09,${expiry},Locked,On,Active,$ 21.99,ns1.example.com ns2.example.com,Off`
  }
  return HEAD + Array.from({ length: rows }, (_, i) => line(i)).join('\n')
}

/** The columns of the file, with an index for each value that lists are filtered or sorted by. */
function bareImport(file: string, text: string) {
  const parsedFrom = performance.now()
  const records: string[][] = parse(text, { from_line: 2 })
  const parseMs = performance.now() - parsedFrom
  const db = new DatabaseSync(file)
  db.exec(`pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -65536;
    create table bare (id integer primary key, name text, suffix text, registered text, expires text, lock text,
      auto_renew text, status text, price text, servers text, privacy text, decide_by text, mode text, scope text,
      department text, updated_at text) strict;
    create unique index bare_name on bare (name);`)
  const indexed = [
    'suffix',
    'expires',
    'lock',
    'auto_renew',
    'status',
    'price',
    'decide_by',
    'mode',
    'scope',
    'department',
  ]
  for (const column of indexed) db.exec(`create index bare_${column} on bare (${column}, name)`)
  const insert =
    db.prepare(`insert into bare (name, suffix, registered, expires, lock, auto_renew, status, price, servers,
    privacy, decide_by, mode, scope, department, updated_at)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'renew', 'account', null, '${NOW}')`)
  const insertedFrom = performance.now()
  db.exec('begin')
  for (const record of records) insert.run(...record, record[3] ?? '')
  db.exec('commit')
  const bareInsertMs = performance.now() - insertedFrom
  db.close()
  return { parseMs, bareInsertMs }
}

async function importFile(service: Awaited<ReturnType<typeof startService>>, token: string, text: string) {
  const call = caller(service, token)
  const startedAt = performance.now()
  const id = await upload(service, token, text)
  for (let state = 'reading'; state !== 'ready'; ) {
    state = (await call<{ state: string }>('GET', `/imports/${id}`)).state
    if (state === 'failed' || state === 'questions') throw new Error(`the import is ${state}`)
    await sleep(20)
  }
  const uploadAndCheckMs = performance.now() - startedAt
  const appliedFrom = performance.now()
  const { job } = await call<{ job: { id: string } }>('POST', `/imports/${id}/apply`, {})
  for (let state = 'queued'; state !== 'done'; ) {
    await sleep(20)
    state = (await call<JobDescription>('GET', `/jobs/${job.id}`)).state
    if (state === 'failed') throw new Error('the import failed')
  }
  return { uploadAndCheckMs, applyMs: performance.now() - appliedFrom }
}

async function upload(service: Awaited<ReturnType<typeof startService>>, token: string, text: string): Promise<string> {
  const response = await service.fetch(
    new Request(`http://localhost/api/accounts/${ACCOUNT}/imports?fileName=export.csv`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv', 'idempotency-key': randomUUID() },
      body: text,
    }),
  )
  if (!response.ok) throw new Error(`upload: ${response.status} ${await response.text()}`)
  return ((await response.json()) as { id: string }).id
}

function watchReads(call: Call) {
  let isOver = false
  let peak = 0
  const watching = (async () => {
    let slowest = 0
    while (!isOver) {
      const startedAt = performance.now()
      await call('GET', '/domains?limit=100')
      slowest = Math.max(slowest, performance.now() - startedAt)
      peak = Math.max(peak, process.memoryUsage.rss())
      await sleep(10)
    }
    return slowest
  })()
  return {
    stop: async () => {
      isOver = true
      return { slowestReadMs: await watching, peakMemoryMb: peak / 1024 / 1024 }
    },
  }
}

if (import.meta.main) {
  const figures = await benchImport(Number(process.argv[2] ?? ROWS))
  console.log(figures)
  process.exit(0)
}
