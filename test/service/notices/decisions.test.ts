import { expect, it } from 'vitest'
import type { Instant } from '../../../core/calendar/iso-date.ts'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import { runDueWork } from '../../../service/schedule/due-work.ts'
import { describeOnEachDatabase, type OpenDatabase } from '../../support/each-database.ts'
import { addMember, type Member } from '../../support/members.ts'
import { changeNames } from '../../support/names.ts'
import { by, openPortfolio, yen } from '../../support/portfolio.ts'
import type { TestApi } from '../../support/test-api.ts'

/** 1 December 2026, 00:05 in Tokyo. `add` counts from 23 November: what is to be decided by day 7 is too late. */
const MADE = '2026-11-30T15:05:00.000Z' as Instant

type File = { id: string; state: string; counts: Record<string, number>; job: { id: string } | null }
type Row = { row: number; name: string; verdict: string; decision: string | null; renewsOn: string | null }
type Job = { id: string; state: string; done: number; skipped: number; total: number; canUndo: boolean }

async function openNotice(open: OpenDatabase) {
  const api = await openPortfolio(open)
  await api.add('keep.com', 40, { price: yen(1000), department: 'IT' })
  await api.add('drop.com', 41, { department: 'Sales' })
  await api.add('日本.jp', 42, { department: 'Sales' })
  await api.add('critical.com', 43, { critical: by, department: 'Sales' })
  await api.add('late.com', 6)
  await api.add('lapses.com', 44, { rule: { mode: 'expire', ...by } })
  api.deps.clock.moveTo(MADE)
  await runDueWork(api.deps)
  return api
}

/** The sheet as it is handed out, with decisions written into its empty column. */
async function filledSheet(
  api: Pick<TestApi, 'get'>,
  decisions: Readonly<Record<string, string>>,
  language: 'ja' | 'en' = 'ja',
): Promise<string> {
  const csv = (await api.get<string>(`/notices/2026-12.csv?language=${language}`)).body
  const lines = csv.split('\r\n')
  const column = (lines[0] ?? '').split(',').indexOf(language === 'ja' ? '判断' : 'decision')
  expect(column).toBeGreaterThan(0)
  return lines
    .map((line) => {
      const cells = line.split(',')
      const name = Object.keys(decisions).find((each) => cells.includes(each))
      if (name !== undefined) cells[column] = decisions[name] ?? ''
      return cells.join(',')
    })
    .join('\r\n')
}

const handIn = (api: Pick<TestApi, 'post'>, sheet: string | Uint8Array) =>
  api.post<File>('/notices/2026-12/decisions', sheet)

async function rowsOf(api: Pick<Member, 'get'>, file: File, query = ''): Promise<Row[]> {
  return (await api.get<{ items: Row[] }>(`/notices/2026-12/decisions/${file.id}/rows${query}`)).body.items
}

const verdictsOf = async (api: Pick<Member, 'get'>, file: File) =>
  Object.fromEntries((await rowsOf(api, file)).map(({ name, verdict }) => [name, verdict]))

async function apply(api: TestApi, file: File): Promise<Job> {
  const applied = await api.post<{ job: { id: string } }>(`/notices/2026-12/decisions/${file.id}/apply`)
  expect(applied.status).toBe(202)
  await api.settleJobs()
  return (await api.get<Job>(`/jobs/${applied.body.job.id}`)).body
}

describeOnEachDatabase('a sheet of decisions', (open) => {
  it('comes back with a diff, applies what it would change, and changes nothing the second time', async () => {
    const api = await openNotice(open)
    const sheet = await filledSheet(api, {
      'keep.com': '更新する',
      'drop.com': '更新しない',
      '日本.jp': '更新しない',
      'critical.com': '更新しない',
      'late.com': '更新しない',
      'lapses.com': 'たぶん',
    })
    const handedIn = await handIn(api, sheet)
    expect(handedIn).toMatchObject({ status: 201, body: { month: '2026-12', state: 'ready', job: null } })
    const file = handedIn.body
    expect(file.counts).toMatchObject({ change: 3, critical: 1, tooLate: 1, unreadable: 1, empty: 0 })
    expect(await verdictsOf(api, file)).toEqual({
      'late.com': 'tooLate',
      'keep.com': 'change',
      'drop.com': 'change',
      'xn--wgv71a.jp': 'change',
      'critical.com': 'critical',
      'lapses.com': 'unreadable',
    })
    expect(await rowsOf(api, file, '?verdict=tooLate')).toMatchObject([{ name: 'late.com', renewsOn: '2026-11-30' }])

    expect(await apply(api, file)).toMatchObject({ state: 'done', total: 3, done: 3, skipped: 0 })
    expect(Object.fromEntries(await api.effective())).toMatchObject({
      'keep.com': { mode: 'renew', scope: 'decision' },
      'drop.com': { mode: 'expire', scope: 'decision' },
      'xn--wgv71a.jp': { mode: 'expire', scope: 'decision' },
      'critical.com': { mode: 'renew', scope: 'account' },
      'late.com': { mode: 'renew', scope: 'account' },
    })
    const stored = await api.deps.storage.read
      .selectFrom('domain')
      .select(['decision_via', 'decision_for'])
      .where('name', '=', 'drop.com')
      .executeTakeFirst()
    expect(stored).toEqual({ decision_via: 'sheet', decision_for: '2027-01-08' })

    const again = (await handIn(api, sheet)).body
    expect(again.counts).toMatchObject({ change: 0, noChange: 3, critical: 1, tooLate: 1 })
    expect(await apply(api, again)).toMatchObject({ state: 'done', done: 0 })
    const repeated = await api.post<{ job: { id: string } }>(`/notices/2026-12/decisions/${file.id}/apply`)
    expect(repeated.body.job.id).toBe(
      (await api.get<{ items: File[] }>('/notices/2026-12/decisions')).body.items[1]?.job?.id,
    )
  })

  it('is read in English and as a workbook too', async () => {
    const api = await openNotice(open)
    const english = await filledSheet(api, { 'drop.com': "don't renew" }, 'en')
    expect((await handIn(api, english)).body.counts).toMatchObject({ change: 1, empty: 5 })
    const workbook = await api.app.request(`/api/accounts/${api.account}/notices/2026-12.xlsx`, {
      headers: { authorization: `Bearer ${api.token}` },
    })
    const bytes = new Uint8Array(await workbook.arrayBuffer())
    expect((await handIn(api, bytes)).body.counts).toMatchObject({ change: 0, empty: 6 })
  })

  it('leaves alone what was changed after the notice, and what changed after the sheet came in', async () => {
    const api = await openNotice(open)
    await changeNames(api.deps.storage, api.account, ['keep.com'], () => ({ registryExpiresOn: isoDate('2027-02-01') }))
    await api.put('/renewal-rules/suffixes/jp', { mode: 'expire' })
    const sheet = await filledSheet(api, {
      'keep.com': '更新しない',
      '日本.jp': '更新する',
      'drop.com': '更新しない',
      'lapses.com': '更新する',
    })
    const file = (await handIn(api, sheet)).body
    expect(await verdictsOf(api, file)).toMatchObject({
      'keep.com': 'changedSince',
      'xn--wgv71a.jp': 'changedSince',
      'drop.com': 'change',
      'lapses.com': 'change',
    })
    await changeNames(api.deps.storage, api.account, ['lapses.com'], () => ({ holding: 'transferredOut' }))
    expect(await apply(api, file)).toMatchObject({ state: 'done', done: 1, skipped: 1 })
    expect((await api.effective()).get('drop.com')).toEqual({ mode: 'expire', scope: 'decision' })
  })

  it('can be corrected and handed in again by whoever applied it, and by nobody else unawares', async () => {
    const api = await openNotice(open)
    const colleague = await addMember(api, 'domainManager')
    const first = await filledSheet(api, { 'drop.com': '更新しない', 'keep.com': '更新する', '日本.jp': '更新する' })
    await apply(api, (await handIn(api, first)).body)
    await api.put('/domains/keep.com/decision', { mode: 'expire' })
    const corrected = await filledSheet(api, {
      'drop.com': '更新する',
      'keep.com': '更新する',
      '日本.jp': '更新する',
    })
    expect(await verdictsOf(colleague, (await handIn(colleague, corrected)).body)).toMatchObject({
      'drop.com': 'changedSince',
      'keep.com': 'changedSince',
      'xn--wgv71a.jp': 'noChange',
    })
    const again = (await handIn(api, corrected)).body
    expect(await verdictsOf(api, again)).toMatchObject({
      'drop.com': 'change',
      'keep.com': 'changedSince',
      'xn--wgv71a.jp': 'noChange',
    })
    expect(await apply(api, again)).toMatchObject({ state: 'done', done: 1, skipped: 0 })
    expect((await api.effective()).get('drop.com')).toEqual({ mode: 'renew', scope: 'decision' })
    expect((await api.effective()).get('keep.com')).toEqual({ mode: 'expire', scope: 'decision' })
  })

  it('does not undo a later sheet when it is applied after it', async () => {
    const api = await openNotice(open)
    const older = (await handIn(api, await filledSheet(api, { 'drop.com': '更新しない' }))).body
    api.deps.clock.moveTo('2026-11-30T16:00:00.000Z' as Instant)
    await apply(api, (await handIn(api, await filledSheet(api, { 'drop.com': '更新する' }))).body)
    expect(await apply(api, older)).toMatchObject({ state: 'done', done: 0, skipped: 1 })
    expect((await api.effective()).get('drop.com')).toEqual({ mode: 'renew', scope: 'decision' })
  })

  it('can be taken back, as far as nobody has decided otherwise since', async () => {
    const api = await openNotice(open)
    const file = (await handIn(api, await filledSheet(api, { 'drop.com': '更新しない', 'keep.com': '更新する' }))).body
    const job = await apply(api, file)
    expect(job.canUndo).toBe(true)
    expect((await api.post(`/jobs/${job.id}/undo`)).status).toBe(202)
    await api.settleJobs()
    expect((await api.effective()).get('drop.com')).toEqual({ mode: 'renew', scope: 'account' })
    expect((await api.effective()).get('keep.com')).toEqual({ mode: 'renew', scope: 'account' })
  })

  it('lets a department decide on its own names only', async () => {
    const api = await openNotice(open)
    const reviewer = await addMember(api, 'departmentReviewer', { departments: ['Sales'] })
    const everything = await filledSheet(api, {
      'keep.com': '更新しない',
      'drop.com': '更新しない',
      '日本.jp': '更新する',
    })
    await changeNames(api.deps.storage, api.account, ['xn--wgv71a.jp'], () => ({ department: 'IT' }))
    const file = (await reviewer.post<File>('/notices/2026-12/decisions', everything)).body
    expect(await verdictsOf(reviewer, file)).toMatchObject({
      'keep.com': 'unknown',
      'drop.com': 'change',
      'xn--wgv71a.jp': 'noPermission',
    })
    expect((await reviewer.post(`/notices/2026-12/decisions/${file.id}/apply`)).status).toBe(202)
    await api.settleJobs()
    expect((await api.effective()).get('drop.com')?.mode).toBe('expire')
    expect((await api.effective()).get('keep.com')?.mode).toBe('renew')
    const other = await addMember(api, 'departmentReviewer', { departments: ['IT'] })
    expect((await other.get(`/notices/2026-12/decisions/${file.id}/rows`)).status).toBe(404)
    expect((await other.get('/notices/2026-12/decisions')).body).toEqual({ items: [] })
    const reader = await addMember(api, 'readOnly')
    expect((await reader.post('/notices/2026-12/decisions', everything)).status).toBe(403)
  })

  it('does not guess where a sheet says both, and knows rows of another month as unknown', async () => {
    const api = await openNotice(open)
    const lines = (await filledSheet(api, { 'drop.com': '更新しない' })).split('\r\n')
    const row = lines.find((line) => line.includes('drop.com')) ?? ''
    const twice = [...lines, row].join('\r\n')
    expect((await handIn(api, twice)).body.counts).toMatchObject({ change: 1, noChange: 1 })
    const torn = [...lines, row.replace('更新しない', '更新する')].join('\r\n')
    expect((await handIn(api, torn)).body.counts).toMatchObject({ change: 0, unreadable: 2 })
    const otherMonth = lines.join('\r\n').replaceAll('2026年12月', '2026年11月')
    expect((await handIn(api, otherMonth)).body.counts).toMatchObject({ change: 0, unknown: 1, empty: 5 })
  })

  it('refuses what is no sheet of decisions, and a month without a notice', async () => {
    const api = await openNotice(open)
    const unreadable = { status: 422, body: { code: 'unreadable_file' } }
    expect(await handIn(api, 'name,expires\r\nexample.com,2027-01-01\r\n')).toMatchObject(unreadable)
    expect(await handIn(api, new Uint8Array([0, 1, 2, 3, 0, 255]))).toMatchObject(unreadable)
    expect(await handIn(api, new Uint8Array())).toMatchObject(unreadable)
    const sheet = await filledSheet(api, {})
    expect((await api.post('/notices/2026-11/decisions', sheet)).status).toBe(404)
    expect((await api.post('/notices/2026-12/decisions/nothing/apply')).status).toBe(404)
  })

  it('is paged, by verdict as well', async () => {
    const api = await openNotice(open)
    const file = (await handIn(api, await filledSheet(api, { 'drop.com': '更新しない', 'keep.com': '更新する' }))).body
    const path = `/notices/2026-12/decisions/${file.id}/rows`
    type Page = { items: Row[]; nextCursor: string | null; total: number }
    const first = (await api.get<Page>(`${path}?limit=4`)).body
    expect(first).toMatchObject({ total: 6, items: [{ row: 2 }, { row: 3 }, { row: 4 }, { row: 5 }] })
    const second = (await api.get<Page>(`${path}?limit=4&cursor=${first.nextCursor}`)).body
    expect(second).toMatchObject({ items: [{ row: 6 }, { row: 7 }], nextCursor: null })
    expect((await api.get<Page>(`${path}?verdict=change`)).body).toMatchObject({ total: 2 })
    expect((await api.get(`${path}?verdict=change&cursor=${first.nextCursor}`)).status).toBe(400)
  })
})
