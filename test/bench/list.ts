import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import { EVERYTHING } from '../../core/access/reader-scope.ts'
import { DOMAIN_SORT_FIELDS, type DomainSort } from '../../core/portfolio/domain-sort.ts'
import { nextChange } from '../../service/modules/changes/change-sequence.ts'
import { readFilter } from '../../service/modules/domains/list-request.ts'
import { listNames } from '../../service/modules/domains/query/list-names.ts'
import { openWorkspace } from '../../service/storage/open-workspace.ts'
import { DATABASE_FILE } from '../../service/storage/sqlite-file.ts'
import type { Storage } from '../../service/storage/storage.ts'
import { bareIndex, openBareNames } from './bare/bare-names.ts'
import { allowedRatio, FILTER_CASES, type FilterCase, SORT_COLUMNS } from './bare/list-cases.ts'
import { ACCOUNT, openBenchWorkspace } from './portfolio/build.ts'
import { TODAY } from './portfolio/names.ts'

/**
 * First pages with exact counts: every filter with every sort, both ways, against the bare table. `new` is a page after
 * a change, when nothing is remembered; `again` the same page once more. Times are those of the processor for this
 * thread, so that what else the machine does is not in them.
 *
 *   node test/bench/list.ts [--names 1000000] [--folder DIR] [--only FILTER] [--turns 5] [--all]
 *
 * A workspace in the folder is used again. `--all` prints each list, `--only` takes filters whose JSON has this text.
 */
const { values: options } = parseArgs({
  options: {
    names: { type: 'string', default: '1000000' },
    folder: { type: 'string' },
    only: { type: 'string' },
    turns: { type: 'string', default: '5' },
    all: { type: 'boolean' },
  },
})
const LIMIT = 100
const MAX_MS = 100
/** What is beyond the limits is measured so many times in all, and the median counts. */
const TURNS = Number(options.turns)

type Figures = { readonly bare: number; readonly new: number; readonly again: number }
type Measured = Figures & { readonly sort: string; readonly isBeyond: boolean }

/** The system brings the figure of a thread up to date when it is asked for that of the process. */
function threadMs(): number {
  process.cpuUsage()
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function timeBare(work: () => void, turns: number): number {
  return median(
    Array.from({ length: turns }, () => {
      const startedAt = threadMs()
      work()
      return threadMs() - startedAt
    }),
  )
}

function countBare(bare: DatabaseSync, { bare: condition }: FilterCase) {
  const count = bare.prepare(`select count(*) as names from bare where ${condition}`)
  return { names: Number(count.get()?.['names']), ms: timeBare(() => count.get(), 5) }
}

/**
 * The bare page by the better of the two plans there are, which a planner without histograms does not find: rows along
 * the index of the sort, or rows found by the filter and then sorted. Downwards the index is read backwards.
 */
function pageBare(
  bare: DatabaseSync,
  { column, bare: condition }: FilterCase,
  sort: DomainSort,
  names: number,
): number {
  const columns = SORT_COLUMNS[sort.field]
  const direction = sort.descending ? 'desc' : 'asc'
  const order = [...new Set([...columns.split(', '), 'name'])].map((one) => `${one} ${direction}`).join(', ')
  const walk = columns === 'name' ? 'bare_name' : bareIndex(columns)
  const by = (index: string) =>
    bare.prepare(`select * from bare ${index} where ${condition} order by ${order} limit ${LIMIT}`)
  const plans = [
    ...(names <= SORTED_AT_MOST ? [column?.includes(',') === false ? `indexed by ${bareIndex(column)}` : ''] : []),
    ...(names >= WALKED_AT_LEAST ? [`indexed by ${walk}`] : []),
  ]
  const times = plans.map((index) => {
    const statement = by(index)
    return timeBare(() => statement.all(), 1)
  })
  const best = plans[times.indexOf(Math.min(...times))] ?? ''
  const statement = by(best)
  return timeBare(() => statement.all(), 3)
}

/** Beyond these one of the plans cannot be the better one. */
const SORTED_AT_MOST = 60_000
const WALKED_AT_LEAST = 2_000

async function timeList(storage: Storage, { filter }: FilterCase, sort: DomainSort) {
  const reader = { account: ACCOUNT, scope: EVERYTHING, today: TODAY }
  const read = async () => {
    const startedAt = threadMs()
    const { total } = await listNames(storage.read, reader, { filter: readFilter(filter), sort, limit: LIMIT })
    return { total, ms: threadMs() - startedAt }
  }
  await storage.transact((trx) => nextChange(trx, ACCOUNT))
  const first = await read()
  return { total: first.total, new: first.ms, again: (await read()).ms }
}

async function measure(storage: Storage, bare: DatabaseSync, one: FilterCase): Promise<readonly Measured[]> {
  const counted = countBare(bare, one)
  const measured: Measured[] = []
  for (const field of DOMAIN_SORT_FIELDS) {
    for (const descending of [false, true]) {
      const sort = { field, descending }
      const plain = counted.ms + pageBare(bare, one, sort, counted.names)
      const limit = Math.min(MAX_MS, plain * allowedRatio(one))
      const times = [await timeList(storage, one, sort)]
      if (times[0]?.total !== counted.names) {
        throw new Error(`${JSON.stringify(one.filter)}: ${times[0]?.total} names, bare ${counted.names}`)
      }
      while ((times[0]?.new ?? 0) > limit && times.length < TURNS) times.push(await timeList(storage, one, sort))
      const figures = {
        bare: plain,
        new: median(times.map((time) => time.new)),
        again: median(times.map((time) => time.again)),
      }
      measured.push({ ...figures, sort: `${descending ? '-' : ''}${field}`, isBeyond: figures.new > limit })
    }
  }
  report(one, counted, measured)
  return measured
}

function report(one: FilterCase, counted: { readonly names: number }, measured: readonly Measured[]): void {
  const worst = (of: (figures: Measured) => number) => measured.reduce((a, b) => (of(b) > of(a) ? b : a))
  const slowest = worst((figures) => figures.new)
  const furthest = worst((figures) => figures.new / figures.bare)
  const again = worst((figures) => figures.again)
  const beyond = measured.filter(({ isBeyond }) => isBeyond).length
  console.log(
    `${nameOf(one)} ${counted.names.toLocaleString('en').padStart(9)} names` +
      `  new ${ms(slowest.new)} (${slowest.sort})  ratio ${(furthest.new / furthest.bare).toFixed(1)} (${furthest.sort})` +
      `  again ${ms(again.again)} (${again.sort})${beyond > 0 ? `  ${beyond} beyond` : ''}`,
  )
  if (options.all) for (const figures of measured) console.log(lineOf(one, figures))
}

function nameOf({ filter }: FilterCase): string {
  return JSON.stringify(filter).padEnd(55)
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`.padStart(9)
}

function lineOf(one: FilterCase, { sort, bare, new: fresh, again }: Measured): string {
  const figures = `new ${ms(fresh)}  again ${ms(again)}  bare ${ms(bare)}  ratio ${(fresh / bare).toFixed(1)}`
  return `  ${nameOf(one)} ${sort.padEnd(20)} ${figures}`
}

async function benchLists(storage: Storage, bare: DatabaseSync): Promise<void> {
  const cases = FILTER_CASES.filter(({ filter }) => JSON.stringify(filter).includes(options.only ?? ''))
  const all: { readonly one: FilterCase; readonly figures: Measured }[] = []
  for (const one of cases) {
    for (const figures of await measure(storage, bare, one)) all.push({ one, figures })
  }
  const beyond = all.filter(({ figures }) => figures.isBeyond).toSorted((a, b) => b.figures.new - a.figures.new)
  console.log(`\n${beyond.length} of ${all.length} lists are beyond ${MAX_MS} ms or their ratio:`)
  for (const { one, figures } of beyond) console.log(lineOf(one, figures))
}

async function run(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  if (!existsSync(join(folder, DATABASE_FILE))) {
    const made = await openBenchWorkspace(folder, Number(options.names))
    await made.close()
  }
  const { storage, close } = await openWorkspace(folder, null)
  const bare = await openBareNames(folder, storage)
  await benchLists(storage, bare)
  bare.close()
  await close()
}

const temporary = options.folder === undefined ? mkdtempSync(join(tmpdir(), 'daicho-bench-')) : null
try {
  await run(options.folder ?? temporary ?? '')
} finally {
  if (temporary) rmSync(temporary, { recursive: true, force: true })
}
process.exit(0)
