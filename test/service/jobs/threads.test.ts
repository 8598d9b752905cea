import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { JobDescription } from '../../../core/contract/http/jobs.ts'
import { type Service, startService } from '../../../service/main.ts'
import { firstBrokenAudit } from '../../../service/modules/audit/audit.repository.ts'
import { openWorkspace } from '../../../service/storage/open-workspace.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { prepareWorkspace } from '../../support/prepared-workspace.ts'
import { TEST_NOW } from '../../support/test-api.ts'

const NAMES = 2_000

type Call = <T>(method: string, path: string, body?: unknown) => Promise<T>

const nameTexts = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `name-${from + index}.jp`)

function caller(service: Service, token: string): Call {
  return async <T>(method: string, path: string, body?: unknown) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const response = await service.fetch(
      new Request(`http://localhost/api/accounts/main${path}`, {
        method,
        headers: { ...headers, 'idempotency-key': randomUUID() },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
}

async function preview(call: Call, names: readonly string[], action: string, params: object): Promise<string> {
  const body = { selection: { names }, action, params, dryRun: true }
  return (await call<{ previewId: string }>('POST', '/domains/bulk', body)).previewId
}

async function run(call: Call, previewId: string): Promise<string> {
  return (await call<{ job: { id: string } }>('POST', '/domains/bulk', { previewId })).job.id
}

async function until(call: Call, id: string, reached: (job: JobDescription) => boolean): Promise<JobDescription> {
  const giveUpAt = Date.now() + 60_000
  for (;;) {
    const job = await call<JobDescription>('GET', `/jobs/${id}`)
    if (reached(job)) return job
    if (Date.now() > giveUpAt) throw new Error(`the job hangs: ${JSON.stringify(job)}`)
    await sleep(5)
  }
}

const isDone = ({ state }: JobDescription) => state === 'done'

describeOnEachDatabase('jobs in worker threads', (open, dialect) => {
  it('go on after a clean stop, on the day of the service’s clock', { timeout: 120_000 }, async () => {
    const { token, ...where } = await prepareWorkspace(open, dialect, nameTexts(0, NAMES))
    const options = { ...where, clock: TEST_NOW, isSandbox: false }
    let service = await startService(options)
    let call = caller(service, token)
    const id = await run(call, await preview(call, nameTexts(0, NAMES), 'setDepartment', { department: '広報部' }))
    const early = await until(call, id, ({ done }) => done > 0)
    await service.stop()
    service = await startService(options)
    call = caller(service, token)
    const job = await until(call, id, isDone)
    const { provenance } = await call<{ provenance: Record<string, unknown> }>('GET', '/domains/name-7.jp')
    await service.stop()
    expect(early.done).toBeLessThanOrEqual(job.done)
    expect(job).toMatchObject({ done: NAMES, skipped: 0, problem: null })
    expect(provenance['department']).toEqual({ source: 'manual', asOf: '2026-11-23' })
  })

  // An embedded database has one process at a time.
  it.runIf(dialect === 'postgres')(
    'of two services over one database change overlapping names and lose nothing',
    { timeout: 120_000 },
    async () => {
      const { token, ...where } = await prepareWorkspace(open, dialect, nameTexts(0, NAMES))
      const options = { ...where, clock: TEST_NOW, isSandbox: false }
      const services = [await startService(options), await startService(options)] as const
      const [here, there] = services.map((service) => caller(service, token)) as [Call, Call]
      const tagging = await preview(here, nameTexts(0, 1500), 'setTags', { add: ['season'] })
      const moving = await preview(there, nameTexts(500, NAMES), 'setDepartment', { department: '広報部' })
      const [tagged, moved] = await Promise.all([run(here, tagging), run(there, moving)])
      const [tagJob, moveJob] = [await until(here, tagged, isDone), await until(there, moved, isDone)]
      await Promise.all(services.map((service) => service.stop()))

      expect(tagJob.done + tagJob.skipped).toBe(1500)
      expect(moveJob.done + moveJob.skipped).toBe(1500)
      // Each name of both jobs was changed by the first that came to it, and skipped by the other.
      expect(tagJob.skipped + moveJob.skipped).toBe(1000)
      const workspace = await openWorkspace(options.dataFolder, options.database)
      const { read } = workspace.storage
      const rows = await read.selectFrom('domain').select(['id', 'tags', 'department']).execute()
      const items = await read.selectFrom('job_item').select(['job', 'domain', 'state']).execute()
      const changedBy = (job: string) =>
        new Set(items.filter((item) => item.job === job && item.state === 'done').map(({ domain }) => domain))
      const ids = (changed: typeof rows) => new Set(changed.map(({ id }) => id))
      expect(ids(rows.filter(({ tags }) => tags === '["season"]'))).toEqual(changedBy(tagged))
      expect(ids(rows.filter(({ department }) => department === '広報部'))).toEqual(changedBy(moved))
      expect(await firstBrokenAudit(read, 'main')).toBeNull()
      await workspace.close()
    },
  )
})
