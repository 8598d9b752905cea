import { expect, it } from 'vitest'
import { firstBrokenAudit } from '../../../service/modules/audit/audit.repository.ts'
import { findDomains } from '../../../service/modules/domains/domains.repository.ts'
import { type BulkPreview, previewOf, readJob, runBulk, startBulk } from '../../support/bulk.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'
import { changeNames } from '../../support/names.ts'
import { by, dollars, openPortfolio, type Portfolio, yen } from '../../support/portfolio.ts'
import { ageSessions, PASSWORD } from '../../support/sessions.ts'

async function stateOf(desk: Portfolio, name: string) {
  const [found] = await findDomains(desk.deps.storage.read, desk.account, { names: [name] })
  return found?.state
}

describeOnEachDatabase('a bulk change', (open) => {
  it('says first what it would do, and leaves unfit names out with the reason', async () => {
    const desk = await openPortfolio(open)
    await desk.add('plain.jp', 30)
    await desk.add('drops-already.jp', 30, { rule: { mode: 'expire', ...by } })
    await desk.add('critical.jp', 30, { critical: by })
    await desk.add('gone.jp', null, { holding: 'transferredOut' })
    const names = ['plain.jp', 'drops-already.jp', 'critical.jp', 'gone.jp', 'nobody.example.com', 'plain.jp']
    const preview = await previewOf(desk, names, 'setRenewal', { mode: 'expire' })
    expect(preview).toMatchObject({ affected: 1, unchanged: 1, flips: { count: 1, sample: ['plain.jp'] } })
    expect(preview.skipped).toEqual([
      { name: 'nobody.example.com', code: 'unknown' },
      { name: 'critical.jp', code: 'critical_needs_confirmation' },
      { name: 'gone.jp', code: 'not_held' },
    ])
    expect(preview.skippedCounts).toEqual({ unknown: 1, critical_needs_confirmation: 1, not_held: 1 })
  })

  it('tells what is paid in the next 90 and 365 days before and after, by currency', async () => {
    const desk = await openPortfolio(open)
    await desk.add('soon.jp', 30, { price: yen(3980) })
    await desk.add('later.jp', 200, { price: yen(1000) })
    await desk.add('abroad.com', 30, { price: dollars(1899) })
    await desk.add('unpriced.jp', 30)
    const all = ['soon.jp', 'later.jp', 'abroad.com', 'unpriced.jp']
    const { money } = await previewOf(desk, all, 'decide', { mode: 'expire' })
    expect(money.next90.before).toEqual([
      { amount: '3980', currency: 'JPY' },
      { amount: '18.99', currency: 'USD' },
    ])
    expect(money.next365.before).toEqual([
      { amount: '4980', currency: 'JPY' },
      { amount: '18.99', currency: 'USD' },
    ])
    expect(money.next90).toMatchObject({ after: [], unpriced: 1 })
    expect(money.next365.after).toEqual([])
  })

  it('leaves a decision that comes too late out, and takes a standing rule for the next term', async () => {
    const desk = await openPortfolio(open)
    await desk.add('late.jp', -1, { price: yen(3980) })
    const decision = await previewOf(desk, ['late.jp'], 'decide', { mode: 'expire' })
    expect(decision).toMatchObject({
      affected: 0,
      skipped: [{ name: 'late.jp', code: 'too_late' }],
      flips: { count: 0, sample: [] },
      tooLate: 0,
    })
    const rule = await previewOf(desk, ['late.jp'], 'setRenewal', { mode: 'expire' })
    expect(rule).toMatchObject({ affected: 1, skipped: [], flips: { count: 1, sample: ['late.jp'] }, tooLate: 1 })
    expect(rule.money.next90.after).toEqual([{ amount: '3980', currency: 'JPY' }])
    await startBulk(desk, rule.previewId)
    await desk.settleJobs()
    expect((await stateOf(desk, 'late.jp'))?.rule).toMatchObject({ mode: 'expire' })
  })

  it('counts flips, late and shielded names as the preview of the same change by a rule does', async () => {
    const desk = await openPortfolio(open)
    await desk.add('soon.jp', 30)
    await desk.add('late.jp', -1)
    await desk.add('undated.jp', null)
    await desk.add('crown.jp', 30, { critical: by })
    const names = ['soon.jp', 'late.jp', 'undated.jp', 'crown.jp']
    const own = { mode: 'renew' as const, ...by }
    await changeNames(desk.deps.storage, desk.account, names, () => ({ rule: own }))
    await desk.put('/renewal-rules/suffixes/jp', { mode: 'expire' })
    const byNames = await previewOf(desk, names, 'clearRenewal')
    await changeNames(desk.deps.storage, desk.account, names, () => ({ rule: null }))
    await desk.put('/renewal-rules/suffixes/jp', { mode: 'renew' })
    const proposal = { scope: 'suffix', suffix: 'jp', mode: 'expire' }
    const byRule = (await desk.post<typeof byNames>('/renewal-rules/preview', proposal)).body
    const told = ({ flips, tooLate, shielded }: typeof byNames) => ({ flips: flips.count, tooLate, shielded })
    expect(told(byNames)).toEqual({ flips: 3, tooLate: 1, shielded: 1 })
    expect(told(byRule)).toEqual(told(byNames))
  })

  it('decides for the present expiry only, and not where there is none', async () => {
    const desk = await openPortfolio(open)
    await desk.add('dated.jp', 30)
    await desk.add('undated.jp', null)
    const { skipped } = await previewOf(desk, ['dated.jp', 'undated.jp'], 'decide', { mode: 'expire' })
    expect(skipped).toEqual([{ name: 'undated.jp', code: 'no_expiry' }])
    expect(await runBulk(desk, ['dated.jp'], 'decide', { mode: 'expire' })).toMatchObject({ state: 'done', done: 1 })
    expect((await stateOf(desk, 'dated.jp'))?.decision).toMatchObject({ mode: 'expire', via: 'bulk' })
    expect((await desk.effective()).get('dated.jp')).toEqual({ mode: 'expire', scope: 'decision' })
  })

  it('previews un-marking the critical names that were typed like any rule, does it, and leaves the others', async () => {
    const desk = await openPortfolio(open)
    await desk.put('/renewal-rules/account', { mode: 'expire' })
    for (const name of ['crown.jp', 'jewel.jp', 'other.jp'])
      await desk.add(name, 30, { critical: by, price: yen(3980) })
    const { body: preview } = await desk.post<BulkPreview>('/domains/bulk', {
      selection: { names: ['crown.jp', 'jewel.jp', 'other.jp'] },
      action: 'setCritical',
      params: { critical: false },
      confirm: 'CROWN.jp, jewel.jp\nelsewhere.jp',
      dryRun: true,
    })
    expect(preview).toMatchObject({
      affected: 2,
      skipped: [{ name: 'other.jp', code: 'critical_needs_confirmation' }],
      flips: { count: 2, sample: ['crown.jp', 'jewel.jp'] },
      money: { next90: { before: [{ amount: '7960', currency: 'JPY' }], after: [] } },
    })
    const id = await startBulk(desk, preview.previewId)
    await desk.settleJobs()
    expect(await readJob(desk, id)).toMatchObject({ state: 'done', done: 2, canUndo: false })
    expect((await desk.effective()).get('crown.jp')).toEqual({ mode: 'expire', scope: 'account' })
    expect((await desk.effective()).get('other.jp')).toEqual({ mode: 'renew', scope: 'critical' })
  })

  it('un-marks only for who has proved in the last minutes who they are; the preview can be run then', async () => {
    const desk = await openPortfolio(open)
    await desk.add('crown.jp', 30, { critical: by })
    await ageSessions(desk.deps)
    const { body } = await desk.post<BulkPreview>('/domains/bulk', {
      selection: { names: ['crown.jp'] },
      action: 'setCritical',
      params: { critical: false },
      confirm: 'crown.jp',
      dryRun: true,
    })
    const run = () => desk.post('/domains/bulk', { previewId: body.previewId })
    expect(await run()).toMatchObject({ status: 403, body: { code: 'step_up_required' } })
    await desk.settleJobs()
    expect(await stateOf(desk, 'crown.jp')).toMatchObject({ critical: { by: expect.any(String) } })
    expect((await desk.call('POST', '/api/step-up', { password: PASSWORD })).status).toBe(200)
    expect((await run()).status).toBe(202)
    await desk.settleJobs()
    expect(await stateOf(desk, 'crown.jp')).toMatchObject({ critical: null })
  })

  it('lets no critical name lapse in bulk, whatever was typed', async () => {
    const desk = await openPortfolio(open)
    await desk.add('crown.jp', 30, { critical: by })
    const { body } = await desk.post<BulkPreview>('/domains/bulk', {
      selection: { names: ['crown.jp'] },
      action: 'decide',
      params: { mode: 'expire' },
      confirm: 'crown.jp',
      dryRun: true,
    })
    expect(body).toMatchObject({ affected: 0, skippedCounts: { critical_needs_confirmation: 1 } })
  })

  it('never un-marks critical names that nobody typed', async () => {
    const desk = await openPortfolio(open)
    await desk.add('crown.jp', 30, { critical: by })
    const preview = await previewOf(desk, ['crown.jp'], 'setCritical', { critical: false })
    expect(preview).toMatchObject({ affected: 0, skippedCounts: { critical_needs_confirmation: 1 } })
  })

  it('marks critical names, which cancels what would have let them lapse', async () => {
    const desk = await openPortfolio(open)
    await desk.add('dropping.jp', 30, { rule: { mode: 'expire', ...by } })
    const preview = await previewOf(desk, ['dropping.jp'], 'setCritical', { critical: true })
    expect(preview.flips).toEqual({ count: 1, sample: ['dropping.jp'] })
    const job = await runBulk(desk, ['dropping.jp'], 'setCritical', { critical: true })
    expect(job).toMatchObject({ done: 1, canUndo: false })
    expect(await stateOf(desk, 'dropping.jp')).toMatchObject({ rule: null, critical: { by: expect.any(String) } })
  })

  it.each([
    ['setDepartment', { department: '広報部' }, { department: '広報部' }],
    ['setTags', { add: ['b', 'c'], remove: ['a'] }, { tags: ['b', 'c'] }],
    ['setNameServers', { nameServers: ['ns1.example.com'] }, { nameServers: ['ns1.example.com'] }],
    ['setLocks', { locks: { transfer: true } }, { locks: { transfer: true, update: null } }],
  ])('%s states a fact by hand', async (action, params, expected) => {
    const desk = await openPortfolio(open)
    await desk.add('a.jp', 30, { tags: ['a'] })
    await desk.add('b.jp', 30, { tags: ['a', 'b'] })
    expect(await runBulk(desk, ['a.jp', 'b.jp'], action, params)).toMatchObject({ state: 'done', done: 2 })
    const state = await stateOf(desk, 'b.jp')
    expect(state).toMatchObject(expected)
    expect(state?.provenance[Object.keys(expected)[0] ?? '']).toEqual({ source: 'manual', asOf: '2026-11-23' })
    expect((await previewOf(desk, ['a.jp', 'b.jp'], action, params)).unchanged).toBe(2)
  })

  it('is carried out once, by the person who saw the preview, and not a day later', async () => {
    const desk = await openPortfolio(open)
    await desk.add('a.jp', 30)
    const other = await addMember(desk, 'domainManager')
    const { previewId } = await previewOf(desk, ['a.jp'], 'setRenewal', { mode: 'expire' })
    expect(await other.post('/domains/bulk', { previewId })).toMatchObject({ status: 404 })
    const job = await startBulk(desk, previewId)
    const again = await desk.post('/domains/bulk', { previewId })
    expect(again).toMatchObject({ status: 409, body: { code: 'preview_used', args: { job } } })
    const old = await previewOf(desk, ['a.jp'], 'clearRenewal')
    const yesterday = new Date(Date.now() - 25 * 3_600_000).toISOString()
    await desk.deps.storage.transact((trx) =>
      trx.updateTable('bulk_preview').set({ created_at: yesterday }).where('id', '=', old.previewId).execute(),
    )
    const stale = await desk.post('/domains/bulk', { previewId: old.previewId })
    expect(stale).toMatchObject({ status: 410, body: { code: 'gone_preview' } })
  })

  it('leaves out what somebody changed after the preview', async () => {
    const desk = await openPortfolio(open)
    await desk.add('mine.jp', 30)
    await desk.add('theirs.jp', 30)
    const { previewId } = await previewOf(desk, ['mine.jp', 'theirs.jp'], 'setRenewal', { mode: 'expire' })
    await changeNames(desk.deps.storage, desk.account, ['theirs.jp'], () => ({ note: 'looked at it' }))
    const id = await startBulk(desk, previewId)
    await desk.settleJobs()
    expect(await readJob(desk, id)).toMatchObject({
      state: 'done',
      done: 1,
      skipped: 1,
      failures: [{ name: 'theirs.jp', code: 'changed_since' }],
      failureCounts: { changed_since: 1 },
    })
    expect((await stateOf(desk, 'theirs.jp'))?.rule).toBeNull()
  })

  it('writes one audit record for a batch, with the names and what they had before', async () => {
    const desk = await openPortfolio(open)
    await desk.add('a.jp', 30, { department: 'old' })
    await desk.add('b.jp', 30)
    const job = await runBulk(desk, ['a.jp', 'b.jp'], 'setDepartment', { department: 'new' })
    const { body } = await desk.get<{ items: readonly unknown[] }>('/audit?action=bulk.setDepartment')
    expect(body.items).toHaveLength(1)
    expect(body.items[0]).toMatchObject({
      by: '佐藤',
      job: job.id,
      before: { values: [{ department: 'old' }, { department: null }] },
      after: { params: { department: 'new' }, names: ['a.jp', 'b.jp'] },
    })
    expect(await firstBrokenAudit(desk.deps.storage.read, desk.account)).toBeNull()
  })

  it('asks for the permission of each action', async () => {
    const desk = await openPortfolio(open)
    await desk.add('a.jp', 30)
    const ask = async (role: 'readOnly' | 'departmentReviewer' | 'domainManager', action: string, params: object) => {
      const member = await addMember(desk, role)
      const body = { selection: { names: ['a.jp'] }, action, params, dryRun: true }
      return (await member.post('/domains/bulk', body)).status
    }
    expect(await ask('readOnly', 'decide', { mode: 'renew' })).toBe(403)
    expect(await ask('departmentReviewer', 'decide', { mode: 'renew' })).toBe(200)
    expect(await ask('departmentReviewer', 'setTags', { add: ['x'] })).toBe(403)
    expect(await ask('domainManager', 'setTags', { add: ['x'] })).toBe(200)
    expect(await ask('domainManager', 'setCritical', { critical: true })).toBe(403)
  })

  it('shows a limited person only their names, and keeps them from moving names across a limit', async () => {
    const desk = await openPortfolio(open)
    await desk.add('ours.jp', 30, { department: 'EC', tags: ['brand'] })
    await desk.add('theirs.jp', 30, { department: 'HR' })
    const limited = await addMember(desk, 'domainManager', { departments: ['EC'] })
    await addMember(desk, 'readOnly', { tags: ['brand'] })
    const preview = await previewOf(limited, ['ours.jp', 'theirs.jp'], 'setRenewal', { mode: 'expire' })
    expect(preview).toMatchObject({ affected: 1, skipped: [{ name: 'theirs.jp', code: 'unknown' }] })
    const forbidden = { affected: 0, skippedCounts: { no_permission: 1 } }
    expect(await previewOf(limited, ['ours.jp'], 'setDepartment', { department: 'HR' })).toMatchObject(forbidden)
    expect(await previewOf(limited, ['ours.jp'], 'setTags', { remove: ['brand'] })).toMatchObject(forbidden)
    expect(await previewOf(limited, ['ours.jp'], 'setTags', { add: ['season'] })).toMatchObject({ affected: 1 })
    expect(await previewOf(desk, ['ours.jp'], 'setDepartment', { department: 'HR' })).toMatchObject({ affected: 1 })
  })

  it('finds names in either spelling and once only', async () => {
    const desk = await openPortfolio(open)
    await desk.add('日本語.jp', 30)
    const names = ['日本語.jp', 'XN--WGV71A119E.JP', ' 日本語.jp. ', 'not a name']
    const preview = await previewOf(desk, names, 'setTags', { add: ['x'] })
    expect(preview).toMatchObject({ affected: 1, skipped: [{ name: 'not a name', code: 'unknown' }] })
  })

  it('is hidden from those who neither started it nor manage all jobs', async () => {
    const desk = await openPortfolio(open)
    await desk.add('a.jp', 30)
    const owners = (await runBulk(desk, ['a.jp'], 'setTags', { add: ['x'] })).id
    const manager = await addMember(desk, 'domainManager')
    const limited = await addMember(desk, 'domainManager', { departments: ['EC'] })
    expect((await manager.get(`/jobs/${owners}`)).status).toBe(200)
    expect((await limited.get(`/jobs/${owners}`)).status).toBe(404)
    expect((await limited.post(`/jobs/${owners}/undo`)).status).toBe(404)
    expect((await limited.get('/jobs')).body).toMatchObject({ items: [], total: 0 })
    expect((await manager.get('/jobs')).body).toMatchObject({ total: 1 })
  })

  it('refuses a selection or action that is not one', async () => {
    const desk = await openPortfolio(open)
    const send = (body: object) => desk.post('/domains/bulk', { dryRun: true, ...body })
    const names = { names: ['a.jp'] }
    expect((await send({ selection: names, action: 'destroy', params: {} })).status).toBe(400)
    expect((await send({ selection: { names: [] }, action: 'clearRenewal', params: {} })).status).toBe(400)
    expect((await send({ selection: names, action: 'setRenewal', params: { mode: 'maybe' } })).status).toBe(400)
    expect((await desk.post('/domains/bulk', { previewId: 'nothing' })).status).toBe(404)
  })
})
