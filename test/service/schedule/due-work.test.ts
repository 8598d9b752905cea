import { expect, it } from 'vitest'
import { addDays, type Instant, isoDate } from '../../../core/calendar/iso-date.ts'
import { createApp } from '../../../service/app.ts'
import { makeClock } from '../../../service/clock.ts'
import { makeNotice } from '../../../service/modules/notices/make-notice.ts'
import { runDueWork } from '../../../service/schedule/due-work.ts'
import { startScheduler } from '../../../service/schedule/scheduler.ts'
import { openStorage } from '../../../service/storage/storage.ts'
import { describeOnEachDatabase, type OpenDatabase } from '../../support/each-database.ts'
import { addConnection, addNames, changeNames, nameWith } from '../../support/names.ts'
import { openTestApi, send } from '../../support/test-api.ts'

/** Five to midnight in Tokyo, the day before the account's first notice is due. */
const BEFORE_THE_FIRST = '2026-11-30T14:55:00.000Z' as Instant
const THE_FIRST = '2026-11-30T15:05:00.000Z' as Instant

async function openPortfolio(open: OpenDatabase, count: number) {
  const database = await open()
  const api = await openTestApi(database, BEFORE_THE_FIRST)
  const { storage } = api.deps
  const connection = await addConnection(storage, api.account, { id: 'r1' })
  const names = Array.from({ length: count }, (_, index) =>
    nameWith(`name-${index}.com`, { connection, registryExpiresOn: addDays(isoDate('2026-12-01'), index % 91) }),
  )
  await addNames(storage, api.account, names)
  const run = (at?: string) =>
    api.call<{ ran: string[] }>('POST', '/api/operator/run', { job: 'notices', ...(at ? { at } : {}) })
  const months = async () =>
    (await api.get<{ items: { month: string; count: number; madeAt: string }[] }>('/notices')).body.items
  return { api, database, storage, connection, run, months }
}

describeOnEachDatabase('the schedule', (open, dialect) => {
  it('makes the first notice at five past midnight of the first 1st, in the account’s zone, and once', async () => {
    const { run, months } = await openPortfolio(open, 3)
    expect((await run('2026-12-01T00:04:00+09:00')).body).toEqual({ ran: [] })
    expect((await run('2026-12-01T00:05:00+09:00')).body).toEqual({ ran: ['notices main 2026-12'] })
    expect(await run('2026-12-01T00:05:00+09:00')).toMatchObject({ status: 200, body: { ran: [] } })
    expect((await run()).body).toEqual({ ran: [] })
    expect(await months()).toMatchObject([{ month: '2026-12', count: 3 }])
  })

  it('makes each missed month up once, from the names of today within the window of that month', async () => {
    const { api, storage, run, months } = await openPortfolio(open, 1)
    await changeNames(storage, api.account, ['name-0.com'], () => ({ registryExpiresOn: isoDate('2027-03-10') }))
    const ran = await run('2027-03-15T10:00:00+09:00')
    expect(ran.body.ran).toEqual([
      'notices main 2026-12',
      'notices main 2027-01',
      'notices main 2027-02',
      'notices main 2027-03',
    ])
    // 10 March lies beyond the 90 days from 1 December, within those of the other months.
    expect((await months()).map(({ month, count }) => [month, count])).toEqual([
      ['2027-03', 1],
      ['2027-02', 1],
      ['2027-01', 1],
      ['2026-12', 0],
    ])
    for (const { madeAt } of await months()) expect(madeAt > '2027-03-15T01:00:00.000Z').toBe(true)
    expect((await run()).body).toEqual({ ran: [] })
  })

  it('moves only a clock that was set by hand', async () => {
    const { api, run } = await openPortfolio(open, 0)
    const real = { ...api.deps, clock: makeClock(null) }
    const answer = await send(
      createApp(real),
      'POST',
      '/api/operator/run',
      { job: 'notices', at: '2027-01-01T00:05:00+09:00' },
      { authorization: `Bearer ${api.token}`, 'idempotency-key': 'clock-key-1' },
    )
    expect(answer).toMatchObject({ status: 409, body: { code: 'clock_not_movable' } })
    expect((await run('2026-12-01T00:06:00+09:00')).status).toBe(200)
  })

  it('goes on with a notice that a killed process had begun, without losing or doubling a name', async () => {
    const { api, storage, months } = await openPortfolio(open, 5000)
    const deps = { storage, clock: makeClock(THE_FIRST) }
    const stopped = new AbortController()
    const transact: typeof storage.transact = async (work) => {
      const result = await storage.transact(work)
      stopped.abort()
      return result
    }
    const month = '2026-12' as Parameters<typeof makeNotice>[2]
    const interrupted = { clock: deps.clock, storage: { ...storage, transact } }
    expect(await makeNotice(interrupted, api.account, month, stopped.signal)).toBe(false)
    expect(await months()).toEqual([])
    expect((await api.get(`/notices/${month}`)).status).toBe(404)
    expect(await runDueWork(deps, ['notices'])).toEqual(['notices main 2026-12'])
    expect(await months()).toMatchObject([{ month, count: 5000 }])
    const { numbers, names } = await storage.read
      .selectFrom('notice_item')
      .select((eb) => [
        eb.fn.count<number>('n').distinct().as('numbers'),
        eb.fn.count<number>('name').distinct().as('names'),
      ])
      .executeTakeFirstOrThrow()
    expect({ numbers, names }).toEqual({ numbers: 5000, names: 5000 })
  })

  it('makes a notice once when several ask for it at the same time', async () => {
    const { storage, database, months } = await openPortfolio(open, 4500)
    const second = dialect === 'postgres' ? openStorage(storage.target) : storage
    const clock = makeClock('2027-02-01T00:00:00.000Z' as Instant)
    const runs = await Promise.all([
      runDueWork({ storage, clock }, ['notices']),
      runDueWork({ storage: second, clock }, ['notices']),
      runDueWork({ storage: second, clock }, ['notices']),
    ])
    if (second !== database.storage) await second.close()
    expect(runs.flat().toSorted()).toEqual(['notices main 2026-12', 'notices main 2027-01', 'notices main 2027-02'])
    const made = new Map((await months()).map(({ month, count }) => [month, count]))
    expect(made.get('2026-12')).toBe(4500)
    const records = await storage.read
      .selectFrom('audit')
      .select('subject')
      .where('action', '=', 'notice.make')
      .execute()
    expect(records.length).toBe(3)
  })

  it('lets requests that write go first, whatever it does', async () => {
    const { api, storage } = await openPortfolio(open, 3)
    const turns: unknown[] = []
    const watched: typeof storage = {
      ...storage,
      transact: (work, as) => {
        turns.push(as)
        return storage.transact(work, as)
      },
    }
    const clock = { ...api.deps.clock, now: () => THE_FIRST }
    await runDueWork({ ...api.deps, clock, storage: watched })
    expect(turns.length).toBeGreaterThan(0)
    expect(new Set(turns)).toEqual(new Set(['job']))
  })

  it('does for others what it cannot do for one account, and goes on with other work', async () => {
    const { api, storage, months } = await openPortfolio(open, 2)
    const { body } = await api.call<{ id: string }>('POST', '/api/operator/accounts', { name: 'A' })
    expect(body.id < api.account).toBe(true)
    await storage.transact((trx) => trx.deleteFrom('account_counter').where('account', '=', body.id).execute())
    const due = { ...api.deps, clock: makeClock(THE_FIRST) }
    await api.post('/subscriptions', {})
    await expect(runDueWork(due)).rejects.toThrow(body.id)
    expect(await months()).toMatchObject([{ month: '2026-12', count: 2 }])
    expect((await api.get<{ items: object[] }>('/mails')).body.items).toMatchObject([{ kind: 'notice' }])
  })

  it('does due work at the start of the service without being asked, and ends when told', async () => {
    const { api, storage, months } = await openPortfolio(open, 2)
    const scheduler = startScheduler({ storage, clock: makeClock(THE_FIRST), log: api.deps.log })
    await expect.poll(months).toMatchObject([{ month: '2026-12', count: 2 }])
    await scheduler.stop()
  })
})
