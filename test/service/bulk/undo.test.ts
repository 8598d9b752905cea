import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Instant, isoDate } from '../../../core/calendar/iso-date.ts'
import type { DomainFacts } from '../../../service/modules/domains/domain-state.ts'
import { findDomains } from '../../../service/modules/domains/domains.repository.ts'
import { follow, previewOf, readJob, runBulk, startBulk } from '../../support/bulk.ts'
import { cancelAfterOneBatch } from '../../support/cancel-jobs.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'
import { addNames, changeNames, nameWith } from '../../support/names.ts'
import { by, openPortfolio, type Portfolio } from '../../support/portfolio.ts'

const EXPIRY = isoDate('2027-01-31')
const early = '2026-11-01T00:00:00.000Z' as Instant
const stamped = (mode: 'renew' | 'expire') => ({ mode, by: 'sato', at: early })
const imported = { source: 'import', asOf: isoDate('2026-10-01') } as const

const facts: fc.Arbitrary<Partial<DomainFacts>> = fc.record({
  registryExpiresOn: fc.constantFrom(EXPIRY, null),
  holding: fc.constantFrom('held' as const, 'held' as const, 'archived' as const),
  rule: fc.constantFrom(null, stamped('renew'), stamped('expire')),
  decision: fc.constantFrom(null, { ...stamped('expire'), forExpiry: EXPIRY, via: 'app' }),
  critical: fc.constantFrom(null, null, { by: 'sato', at: early }),
  tags: fc.subarray(['a', 'b', 'c']),
  department: fc.constantFrom(null, 'Sales'),
  nameServers: fc.constantFrom([], ['ns1.example.com']),
  locks: fc.record({
    transfer: fc.constantFrom(null, true, false),
    update: fc.constantFrom(null, true),
    delete: fc.constant(null),
    renew: fc.constant(null),
  }),
  provenance: fc.constantFrom({}, { department: imported, locks: imported }),
})

const action = fc.constantFrom(
  ['setRenewal', { mode: 'renew' }] as const,
  ['setRenewal', { mode: 'expire' }] as const,
  ['clearRenewal', {}] as const,
  ['decide', { mode: 'renew' }] as const,
  ['decide', { mode: 'expire' }] as const,
  ['setTags', { add: ['a', 'd'], remove: ['b'] }] as const,
  ['setDepartment', { department: 'Legal' }] as const,
  ['setNameServers', { nameServers: ['ns9.example.com'] }] as const,
  ['setLocks', { locks: { transfer: false, delete: true } }] as const,
)

async function rowsOf(desk: Portfolio) {
  const { storage } = desk.deps
  const rows = await storage.read.selectFrom('domain').selectAll().orderBy('name').execute()
  const tags = await storage.read.selectFrom('domain_tag').selectAll().orderBy('domain').orderBy('tag').execute()
  const classes = await storage.read
    .selectFrom('renewal_class')
    .select(['id', 'names'])
    .where('names', '>', 0)
    .execute()
  return {
    names: rows.map(({ updated_at: _, change_seq: __, provenance, ...row }) => ({
      ...row,
      provenance: JSON.parse(provenance),
    })),
    tags,
    classes: classes.toSorted((a, b) => a.id - b.id),
  }
}

async function departmentOf(desk: Portfolio, name: string) {
  return (await findDomains(desk.deps.storage.read, desk.account, { names: [name] }))[0]?.state.department
}

describeOnEachDatabase('undoing a bulk change', (open, dialect) => {
  it('leaves every name exactly as it was, whatever it had and whatever was done', async () => {
    const desk = await openPortfolio(open)
    let made = 0
    const property = fc.asyncProperty(fc.array(facts, { minLength: 1, maxLength: 8 }), action, async (list, order) => {
      const names = list.map((fact) => nameWith(`n${made++}.jp`, { connection: desk.connection, ...fact }))
      await addNames(desk.deps.storage, desk.account, names, early)
      const texts = names.map(({ name }) => name)
      const before = await rowsOf(desk)
      const [action, params] = order
      const job = await runBulk(desk, texts, action, params)
      expect(job.state).toBe('done')
      if (job.done === 0) return
      const undone = await follow(desk, job.id, 'undo')
      // Letting a critical name lapse again takes typing it, so that such a name keeps what it has.
      expect(Object.keys(undone.failureCounts).filter((code) => code !== 'critical_needs_confirmation')).toEqual([])
      if (undone.skipped === 0) expect(await rowsOf(desk)).toEqual(before)
    })
    await fc.assert(property, { numRuns: dialect === 'sqlite' ? 60 : 15 })
  })

  it('leaves names alone that somebody changed after the job', async () => {
    const desk = await openPortfolio(open)
    await desk.add('a.jp', 30, { department: 'old' })
    await desk.add('b.jp', 30, { department: 'old' })
    await desk.add('c.jp', 30, { department: 'old' })
    const job = await runBulk(desk, ['a.jp', 'b.jp', 'c.jp'], 'setDepartment', { department: 'new' })
    await changeNames(desk.deps.storage, desk.account, ['b.jp'], () => ({ department: 'later' }))
    await changeNames(desk.deps.storage, desk.account, ['c.jp'], () => ({ note: 'something else' }))
    const undone = await follow(desk, job.id, 'undo')
    expect(undone).toMatchObject({ kind: 'bulkUndo', done: 2, failures: [{ name: 'b.jp', code: 'changed_since' }] })
    expect(await departmentOf(desk, 'a.jp')).toBe('old')
    expect(await departmentOf(desk, 'b.jp')).toBe('later')
    expect(await departmentOf(desk, 'c.jp')).toBe('old')
  })

  it('is done once', async () => {
    const desk = await openPortfolio(open)
    await desk.add('a.jp', 30)
    const job = await runBulk(desk, ['a.jp'], 'setRenewal', { mode: 'expire' })
    expect(job.canUndo).toBe(true)
    const undone = await follow(desk, job.id, 'undo')
    expect(await readJob(desk, job.id)).toMatchObject({ canUndo: false, summary: { undoneBy: undone.id } })
    const again = await desk.post(`/jobs/${job.id}/undo`)
    expect(again).toMatchObject({ status: 409, body: { code: 'job_not_undoable' } })
    expect(undone.canUndo).toBe(false)
  })

  it('does not let a name lapse for which it is too late or that became critical', async () => {
    const desk = await openPortfolio(open)
    const decision = { mode: 'expire' as const, ...by, forExpiry: EXPIRY, via: 'app' }
    await desk.add('late.jp', null, { registryExpiresOn: EXPIRY, decision })
    await desk.add('crown.jp', null, { registryExpiresOn: EXPIRY, decision })
    const job = await runBulk(desk, ['late.jp', 'crown.jp'], 'decide', { mode: 'renew' })
    expect(job.done).toBe(2)
    await changeNames(desk.deps.storage, desk.account, ['crown.jp'], () => ({ critical: by }))
    desk.deps.clock.moveTo('2027-01-29T00:00:00.000Z' as Instant)
    const { failureCounts } = await follow(desk, job.id, 'undo')
    expect(failureCounts).toEqual({ too_late: 1, critical_needs_confirmation: 1 })
  })

  it('asks for the permission that the change took', async () => {
    const desk = await openPortfolio(open)
    await desk.add('a.jp', 30)
    const job = await runBulk(desk, ['a.jp'], 'setCritical', { critical: true })
    const manager = await addMember(desk, 'domainManager')
    expect((await manager.post(`/jobs/${job.id}/undo`)).status).toBe(409)
    const tagged = await runBulk(desk, ['a.jp'], 'setTags', { add: ['x'] })
    expect((await manager.post(`/jobs/${tagged.id}/undo`)).status).toBe(202)
  })
})

describeOnEachDatabase('retrying a bulk change', (open) => {
  it('does what a cancelled job did not reach, and only that', async () => {
    const desk = await openPortfolio(open)
    const names = Array.from({ length: 500 }, (_, index) => `n${index}.jp`)
    const states = names.map((name) => nameWith(name, { connection: desk.connection }))
    await addNames(desk.deps.storage, desk.account, states)
    const { previewId } = await previewOf(desk, names, 'setDepartment', { department: 'new' })
    const id = await startBulk(desk, previewId)
    const cancelled = await cancelAfterOneBatch(desk, id)
    expect(cancelled).toMatchObject({ state: 'cancelled', canRetry: true, canUndo: true, total: 500 })
    expect(cancelled.done).toBeGreaterThan(0)
    expect(cancelled.done).toBeLessThan(500)
    const retried = await follow(desk, id, 'retry')
    expect(retried).toMatchObject({ state: 'done', total: 500 - cancelled.done, done: 500 - cancelled.done })
    const rows = await desk.deps.storage.read.selectFrom('domain').select('department').distinct().execute()
    expect(rows).toEqual([{ department: 'new' }])
    expect(await readJob(desk, id)).toMatchObject({ canRetry: false, summary: { retriedBy: retried.id } })
  })

  it('goes on with an undo that was cancelled, behind what it took back', async () => {
    const desk = await openPortfolio(open)
    const names = Array.from({ length: 500 }, (_, index) => `n${index}.jp`)
    const states = names.map((name) => nameWith(name, { connection: desk.connection, department: 'old' }))
    await addNames(desk.deps.storage, desk.account, states)
    const job = await runBulk(desk, names, 'setDepartment', { department: 'new' })
    const { body: undo } = await desk.post<{ job: { id: string } }>(`/jobs/${job.id}/undo`)
    const cancelled = await cancelAfterOneBatch(desk, undo.job.id)
    expect(cancelled).toMatchObject({ state: 'cancelled', canRetry: true, canUndo: false, total: 500 })
    expect(cancelled.done).toBeGreaterThan(0)
    expect(cancelled.done).toBeLessThan(500)
    const rest = await follow(desk, undo.job.id, 'retry')
    expect(rest).toMatchObject({ state: 'done', total: 500 - cancelled.done, done: 500 - cancelled.done, skipped: 0 })
    const rows = await desk.deps.storage.read.selectFrom('domain').select('department').distinct().execute()
    expect(rows).toEqual([{ department: 'old' }])
  })

  it('is refused where nothing is left to do', async () => {
    const desk = await openPortfolio(open)
    await desk.add('a.jp', 30)
    const job = await runBulk(desk, ['a.jp'], 'setTags', { add: ['x'] })
    expect(job.canRetry).toBe(false)
    const refused = await desk.post(`/jobs/${job.id}/retry`)
    expect(refused).toMatchObject({ status: 409, body: { code: 'job_not_retryable' } })
  })
})
