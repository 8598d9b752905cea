import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { BulkAction } from '../../../core/contract/http/bulk.ts'
import type { JobDescription } from '../../../core/contract/http/jobs.ts'
import { firstBrokenAudit } from '../../../service/modules/audit/audit.repository.ts'
import { openWorkspace } from '../../../service/storage/open-workspace.ts'
import type { Storage } from '../../../service/storage/storage.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { prepareWorkspace } from '../../support/prepared-workspace.ts'
import { type ServiceProcess, startServiceProcess } from '../../support/service-process.ts'

const NAMES = 2_500
const nameTexts = Array.from({ length: NAMES }, (_, index) => `name-${index}.jp`)
/** A new start on PostgreSQL waits for the dead owner's lease to run out, so there are fewer of them. */
const KILLS = { sqlite: 5, postgres: 2 } as const

/** Done at the end, without a kill. */
const LAST_CHANGES: readonly (readonly [BulkAction, object])[] = [
  ['setTags', { add: ['last'] }],
  ['setRenewal', { mode: 'expire' }],
  ['setDepartment', { department: '広報部' }],
]

function startJob(service: ServiceProcess, action: BulkAction, params: object): Promise<string> {
  const selection = { filter: { suffix: 'jp' } }
  return service
    .call<{ previewId: string }>('POST', '/domains/bulk', { selection, action, params, dryRun: true })
    .then(({ previewId }) => service.call<{ job: { id: string } }>('POST', '/domains/bulk', { previewId }))
    .then(({ job }) => job.id)
}

/** Waits until the job has got further than `done`, or has ended. */
async function furtherThan(service: ServiceProcess, id: string, done: number): Promise<JobDescription> {
  const giveUpAt = Date.now() + 30_000
  for (;;) {
    const job = await service.call<JobDescription>('GET', `/jobs/${id}`)
    if (job.state === 'done' || job.done > done) return job
    if (job.state === 'failed' || Date.now() > giveUpAt) throw new Error(`the job hangs: ${JSON.stringify(job)}`)
    await sleep(5)
  }
}

async function expectAllDone(storage: Storage, jobs: readonly string[]): Promise<void> {
  const { read } = storage
  for (const job of jobs) {
    const items = await read.selectFrom('job_item').select(['n', 'state']).where('job', '=', job).orderBy('n').execute()
    expect(items.map(({ n }) => n)).toEqual(Array.from({ length: NAMES }, (_, index) => index))
    expect(new Set(items.map(({ state }) => state))).toEqual(new Set(['done']))
  }
  const names = await read
    .selectFrom('domain')
    .innerJoin('renewal_class as c', 'c.id', 'domain.class_id')
    .select(['tags', 'department', 'c.rule_mode', 'c.names'])
    .distinct()
    .execute()
  expect(names).toEqual([{ tags: '["last"]', department: '広報部', rule_mode: 'expire', names: NAMES }])
  const tags = await read.selectFrom('domain_tag').select('tag').execute()
  expect(tags).toEqual(Array.from({ length: NAMES }, () => ({ tag: 'last' })))
  const audits = await read.selectFrom('audit').select('after').where('action', 'like', 'bulk.%').execute()
  const audited = audits.flatMap(({ after }) => (JSON.parse(after ?? '{}') as { names: string[] }).names)
  expect(audited).toHaveLength(NAMES * jobs.length)
  expect(await firstBrokenAudit(read, 'main')).toBeNull()
}

describeOnEachDatabase('a service that is killed in the middle of its jobs', (open, dialect) => {
  it('ends as if nothing had happened: no name twice, none lost', { timeout: 240_000 }, async () => {
    const options = await prepareWorkspace(open, dialect, nameTexts)
    let service = await startServiceProcess(options)
    const jobs: string[] = []
    const start = async (action: BulkAction, params: object) => {
      const id = await startJob(service, action, params)
      jobs.push(id)
      return id
    }
    let kills = 0
    try {
      while (kills < KILLS[dialect]) {
        const id = await start('setDepartment', { department: `department ${jobs.length}` })
        let job = await furtherThan(service, id, 0)
        while (job.state !== 'done' && kills < KILLS[dialect]) {
          await sleep(Math.random() * 20)
          await service.kill()
          kills++
          service = await startServiceProcess(options)
          job = await furtherThan(service, id, job.done)
        }
        await furtherThan(service, id, NAMES)
      }
      for (const [action, params] of LAST_CHANGES) await furtherThan(service, await start(action, params), NAMES)
    } finally {
      await service.stop()
    }
    const reopened = await openWorkspace(options.dataFolder, options.database)
    await expectAllDone(reopened.storage, jobs)
    await reopened.close()
  })
})
