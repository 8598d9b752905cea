import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Actor } from '../../../core/access/can.ts'
import { ROLE_PERMISSIONS } from '../../../core/access/permission.ts'
import { EVERYTHING } from '../../../core/access/reader-scope.ts'
import { instantAt, isoDate } from '../../../core/calendar/iso-date.ts'
import { eventStream } from '../../../service/modules/changes/event-stream.ts'
import { makeDueFiles } from '../../../service/modules/documents/make-due-files.ts'
import { openBankDesk } from '../../support/bank-desk.ts'
import { openBillingDesk, renewal } from '../../support/billing-desk.ts'
import { runBulk } from '../../support/bulk.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { addMember, type Member } from '../../support/members.ts'
import { changeNames } from '../../support/names.ts'
import { openPortfolio } from '../../support/portfolio.ts'
import { openTestApi, send, type TestApi, testDeps } from '../../support/test-api.ts'
import { noticeFile, noticeGroup, transfer } from '../../support/zengin-files.ts'

type Event = { readonly name: string; readonly data: Record<string, unknown> }

/** Reads a stream in the background; `until` waits for the first event that fits. */
function listen(response: Response) {
  const events: Event[] = []
  let comments = 0
  const ended = (async () => {
    const decoder = new TextDecoder()
    let text = ''
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true })
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const block = text.slice(0, end)
        text = text.slice(end + 2)
        const name = /^event: (.*)$/m.exec(block)?.[1]
        if (name) events.push({ name, data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? '{}') })
        else comments++
      }
    }
  })()
  const until = async (fits: (event: Event) => boolean) => {
    const giveUpAt = Date.now() + 10_000
    for (;;) {
      const found = events.find(fits)
      if (found) return found
      if (Date.now() > giveUpAt) throw new Error(`no such event among ${JSON.stringify(events)}`)
      await sleep(10)
    }
  }
  return { events, until, ended, comments: () => comments }
}

const isDone = (id: string) => (event: Event) => event.data['id'] === id && event.data['state'] === 'done'
const isChange = (kind: string) => (event: Event) =>
  (event.data['kinds'] as string[] | undefined)?.includes(kind) ?? false

async function openStream(api: TestApi, signal?: AbortSignal) {
  const headers = { authorization: `Bearer ${api.token}` }
  const path = `/api/accounts/${api.account}/events`
  return api.app.request(path, { headers, ...(signal ? { signal } : {}) })
}

/** A stream of a member, with times short enough for a test. */
async function streamOf(api: TestApi, member: Pick<Member, 'personId'>, sessionId: string) {
  const actor: Actor = {
    personId: member.personId,
    permissions: new Set(ROLE_PERMISSIONS.departmentReviewer),
    scope: EVERYTHING,
  }
  const origin = { requestId: 'test', address: 'local', userAgent: null }
  const by = { ...origin, personId: member.personId, sessionId, csrfToken: null, account: api.account, actor }
  return eventStream(api.deps, by, new AbortController().signal, { lookEveryMs: 20, heartbeatMs: 60 })
}

async function sessionOf(api: TestApi, personId: string): Promise<string> {
  const db = api.deps.storage.read
  const row = await db.selectFrom('session').select('id').where('person', '=', personId).executeTakeFirstOrThrow()
  return row.id
}

describeOnEachDatabase('the stream of events', (open) => {
  it('tells a job’s progress and that names and rules changed', async () => {
    const desk = await openPortfolio(open)
    await desk.add('a.jp', 30)
    const response = await openStream(desk)
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const stream = listen(response)
    const job = await runBulk(desk, ['a.jp'], 'setTags', { add: ['x'] })
    const done = await stream.until(isDone(job.id))
    expect(done).toEqual({ name: 'job', data: { id: job.id, state: 'done', total: 1, done: 1, skipped: 0 } })
    const change = await stream.until(isChange('domain'))
    const since = await desk.get<{ items: unknown[] }>(`/changes?since=${change.data['cursor']}`)
    expect(since).toMatchObject({ status: 200, body: { items: [] } })
    await desk.put('/renewal-rules/account', { mode: 'expire' })
    expect((await stream.until(isChange('rules'))).name).toBe('change')
    desk.deps.events.close()
    await stream.ended
  })

  it('tells that a new day has begun', async () => {
    const api = await openTestApi(await open())
    const stream = listen(await openStream(api))
    await sleep(500)
    api.deps.clock.moveTo(instantAt(isoDate('2026-11-24'), '00:00', 'Asia/Tokyo'))
    const { data } = await stream.until(isChange('rules'))
    expect(data['kinds']).toEqual(['rules'])
    const since = await api.get<{ items: unknown[] }>(`/changes?since=${data['cursor']}`)
    expect(since).toMatchObject({ status: 200, body: { items: [] } })
    api.deps.events.close()
    await stream.ended
  })

  it('tells that money moved, and that the mail with a document is in the outbox', async () => {
    const desk = await openBillingDesk(open)
    await desk.patch('', { overdraft: { policy: 'provisional', until: '2027-03-31' } })
    const stream = listen(await openStream(desk))
    await desk.post('/deposits', { amount: '1000', method: 'bankTransfer' })
    await stream.until(isChange('billing'))
    await desk.book(renewal(11_000))
    desk.moveTo('2026-12-01T01:00:00+09:00')
    await desk.close('2026-11')
    await sleep(500)
    stream.events.length = 0
    await makeDueFiles(desk.deps)
    expect((await desk.get('/mails')).body).toMatchObject({ total: 1 })
    await stream.until(isChange('billing'))
    desk.deps.events.close()
    await stream.ended
  })

  it('tells an operator of money in other accounts and of what the issuer and its banks do, and nobody else', async () => {
    const desk = await openBankDesk(open)
    const other = await desk.addAccount('青葉商事')
    const member = await addMember(desk, 'accountant')
    const stream = listen(await openStream(desk))
    const theirs = listen(await streamOf(desk, member, await sessionOf(desk, member.personId)))
    const operated = () => stream.events.filter(isChange('operator')).length
    const steps = [
      () => desk.call('POST', `/api/accounts/${other}/deposits`, { amount: '1000', method: 'bankTransfer' }),
      () => desk.call('PATCH', `/api/accounts/${other}`, { name: '青葉ホールディングス' }),
      () => desk.call('POST', '/api/operator/accounts', { name: '若葉商事' }),
      () => desk.call('PUT', '/api/operator/prices/jp', { operation: 'renew', amount: '4200', from: '2027-04-01' }),
      () => desk.takeIn(noticeFile([noticeGroup([transfer()])])),
    ]
    for (const step of steps) {
      const before = operated()
      expect((await step()).status).toBeLessThan(300)
      await expect.poll(operated, { timeout: 5_000 }).toBeGreaterThan(before)
    }
    expect(stream.events.filter(isChange('billing'))).toEqual([])
    expect(theirs.events).toEqual([])
    desk.deps.events.close()
    await Promise.all([stream.ended, theirs.ended])
  })

  it('tells that views, imports and sheets that are handed in changed', async () => {
    const desk = await openPortfolio(open)
    await desk.add('a.jp', 30)
    const stream = listen(await openStream(desk))
    const view = { page: 'domains', name: '期限が近い', isShared: true, definition: { filter: {} } }
    const made = await desk.post<{ id: string }>('/views', view)
    await stream.until(isChange('account'))
    for (const change of [
      () => desk.patch(`/views/${made.body.id}`, { name: '今月中' }),
      () => desk.delete(`/views/${made.body.id}`),
    ]) {
      await sleep(300)
      stream.events.length = 0
      expect((await change()).status).toBeLessThan(300)
      await stream.until(isChange('account'))
    }
    const file = 'domain,expires\nb.jp,2027-01-31\n'
    expect((await desk.post('/imports', file)).status).toBe(201)
    await stream.until(isChange('files'))
    desk.deps.events.close()
    await stream.ended
  })

  it('tells what another instance over the same database did', async () => {
    const database = await open()
    const api = await openTestApi(database)
    const stream = listen(await openStream(api))
    const elsewhere = testDeps(database)
    await api.post('/domains', { name: 'a.jp' })
    await stream.until(isChange('domain'))
    stream.events.length = 0
    await changeNames(elsewhere.storage, api.account, ['a.jp'], () => ({ note: 'from elsewhere' }))
    await stream.until(isChange('domain'))
    api.deps.events.close()
    await stream.ended
  })

  it('tells nobody of other people’s jobs', async () => {
    const desk = await openPortfolio(open)
    await desk.add('a.jp', 30)
    const member = await addMember(desk, 'departmentReviewer')
    const stream = listen(await streamOf(desk, member, await sessionOf(desk, member.personId)))
    await runBulk(desk, ['a.jp'], 'setTags', { add: ['x'] })
    await stream.until(isChange('domain'))
    await sleep(60)
    expect(stream.events.filter(({ name }) => name === 'job')).toEqual([])
    desk.deps.events.close()
    await stream.ended
  })

  it('keeps itself alive, and ends when its person signs out or leaves the account', async () => {
    const api = await openTestApi(await open())
    for (const leave of ['session', 'membership'] as const) {
      const member = await addMember(api, 'departmentReviewer')
      const stream = listen(await streamOf(api, member, await sessionOf(api, member.personId)))
      const giveUpAt = Date.now() + 5_000
      while (stream.comments() < 3 && Date.now() < giveUpAt) await sleep(10)
      expect(stream.comments()).toBeGreaterThanOrEqual(3)
      await api.deps.storage.transact((trx) => trx.deleteFrom(leave).where('person', '=', member.personId).execute())
      await stream.ended
    }
  })

  it('ends when its reader goes, and is not open to people outside', async () => {
    const api = await openTestApi(await open())
    const gone = new AbortController()
    const stream = listen(await openStream(api, gone.signal))
    gone.abort()
    await stream.ended.catch(() => undefined)
    const path = `/api/accounts/${api.account}/events`
    expect((await send(api.app, 'GET', path)).status).toBe(401)
  })
})
