import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { JobDescription } from '../../core/contract/http/jobs.ts'
import type { RenewalMode } from '../../core/renewal/renewal-mode.ts'
import { type Service, startService } from '../../service/main.ts'
import { openSqliteWriter } from '../../service/storage/dialects/sqlite.ts'
import { DATABASE_FILE } from '../../service/storage/sqlite-file.ts'
import { type Call, caller, signIn } from './bench-service.ts'
import { ACCOUNT, openBenchWorkspace } from './portfolio/build.ts'
import { NOW } from './portfolio/names.ts'

/**
 * A bulk change of 100,000 names, audit and undo's items included, against one UPDATE of the same columns under the same
 * indexes; and how long other requests wait while the names are changed once more.
 */
const NAMES = 100_000

export type BulkFigures = {
  readonly bareMs: number
  readonly affected: number
  readonly previewMs: number
  readonly runMs: number
  /** At most 6. */
  readonly ratio: number
  /** The job once more, while others read and write all the time. */
  readonly besideMs: number
  /** The slowest of others' requests while that preview and that job ran. */
  readonly slowestReadMs: number
  readonly slowestWriteMs: number
}

export async function benchBulk(names = NAMES): Promise<BulkFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'daicho-bench-'))
  try {
    const workspace = await openBenchWorkspace(folder, names)
    const token = await signIn(workspace.storage)
    const rows = await workspace.storage.read.selectFrom('domain').select('name').limit(NAMES).execute()
    const all = rows.map(({ name }) => name)
    await workspace.close()
    const bareMs = bareUpdate(join(folder, DATABASE_FILE))
    const service = await startService({ dataFolder: folder, database: null, clock: NOW, isSandbox: false })
    try {
      return { bareMs, ...(await changeAll(service, token, all, bareMs)) }
    } finally {
      await service.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One statement that moves every name to another class and stamps it, as the job does; taken back afterwards. */
function bareUpdate(file: string): number {
  const db = openSqliteWriter(file)
  db.exec('create table kept as select id, class_id, rule_by, rule_at, updated_at, change_seq from domain')
  const startedAt = performance.now()
  db.exec(`update domain set class_id = class_id % 50 + 1, rule_by = 'x', rule_at = '${NOW}', updated_at = '${NOW}',
    change_seq = 1000 where account = '${ACCOUNT}'`)
  const ms = performance.now() - startedAt
  db.exec(`update domain set class_id = kept.class_id, rule_by = kept.rule_by, rule_at = kept.rule_at,
    updated_at = kept.updated_at, change_seq = kept.change_seq from kept where kept.id = domain.id;
    drop table kept; pragma wal_checkpoint(truncate)`)
  db.close()
  return ms
}

async function changeAll(service: Service, token: string, names: readonly string[], bareMs: number) {
  const call = caller(service, token)
  const alone = await change(call, names, 'expire')
  const others = watchOthers(call)
  const beside = await change(call, names, 'renew')
  return { ...alone, ratio: alone.runMs / bareMs, besideMs: beside.runMs, ...(await others.stop()) }
}

async function change(call: Call, names: readonly string[], mode: RenewalMode) {
  const body = { selection: { names }, action: 'setRenewal', params: { mode }, dryRun: true }
  const startedAt = performance.now()
  const { previewId, affected } = await call<{ previewId: string; affected: number }>('POST', '/domains/bulk', body)
  const previewMs = performance.now() - startedAt
  const runFrom = performance.now()
  const { job } = await call<{ job: { id: string } }>('POST', '/domains/bulk', { previewId })
  for (let state = 'queued'; state !== 'done'; ) {
    await sleep(20)
    state = (await call<JobDescription>('GET', `/jobs/${job.id}`)).state
    if (state === 'failed') throw new Error('the bulk job failed')
  }
  return { affected, previewMs, runMs: performance.now() - runFrom }
}

/** Other people at work: one reads, one previews a change of their own, each again as soon as it is answered. */
function watchOthers(call: Call) {
  let isOver = false
  const again = async (work: () => Promise<unknown>) => {
    let slowest = 0
    while (!isOver) {
      const startedAt = performance.now()
      await work()
      slowest = Math.max(slowest, performance.now() - startedAt)
      await sleep(10)
    }
    return slowest
  }
  const reads = again(() => call('GET', '/jobs?limit=20'))
  const one = { selection: { names: ['nobody.jp'] }, action: 'clearRenewal', params: {}, dryRun: true }
  const writes = again(() => call('POST', '/domains/bulk', one))
  return {
    stop: async () => {
      isOver = true
      return { slowestReadMs: await reads, slowestWriteMs: await writes }
    },
  }
}

if (import.meta.main) {
  const figures = await benchBulk(Number(process.argv[2] ?? NAMES))
  console.log(figures)
  process.exit(0)
}
