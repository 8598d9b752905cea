import { expect, it } from 'vitest'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { addConnection, addNames, nameWith } from '../../support/names.ts'
import { openOrderDesk } from '../../support/order-desk.ts'
import { settleJobs } from '../../support/settle-jobs.ts'
import { openTestApi } from '../../support/test-api.ts'

type Connection = { id: string; name: string; names: number; cutOffs: object; job?: { id: string } }

describeOnEachDatabase('connections', (open) => {
  it('adds a connection and lists it with its cut-offs', async () => {
    const api = await openTestApi(await open())
    const cutOffs = { 'co.jp': { kind: 'daysBefore', days: 2 }, '*': { kind: 'endOfPreviousMonth' } }
    const body = { name: 'お名前.com', registrar: 'GMO', cutOffs: { 'CO.JP': cutOffs['co.jp'], '*': cutOffs['*'] } }
    const made = await api.post<Connection>('/connections', body)
    expect(made).toMatchObject({ status: 201, body: { name: 'お名前.com', gateway: 'none', names: 0, cutOffs } })
    const list = await api.get<{ items: Connection[] }>('/connections')
    expect(list.body.items).toEqual([made.body])
  })

  it('refuses a second connection of the same name, and names another one so', async () => {
    const api = await openTestApi(await open())
    await api.post('/connections', { name: 'A', registrar: 'R' })
    const second = await api.post('/connections', { name: 'A', registrar: 'R' })
    expect(second).toMatchObject({ status: 409, body: { code: 'already_exists', args: { name: 'A' } } })
    const other = await api.post<Connection>('/connections', { name: 'B', registrar: 'R' })
    expect((await api.patch(`/connections/${other.body.id}`, { name: 'A' })).status).toBe(409)
    expect((await api.patch(`/connections/${other.body.id}`, { name: 'B' })).status).toBe(200)
  })

  it('takes orders through a person anywhere, through the simulated registry only in a test workspace', async () => {
    const api = await openTestApi(await open())
    const sandbox = { name: 'A', registrar: 'R', gateway: 'sandbox' }
    const refused = await api.post('/connections', sandbox)
    expect(refused).toMatchObject({ status: 422, body: { code: 'gateway_not_allowed' } })
    const manual = await api.post<Connection>('/connections', { ...sandbox, gateway: 'manual' })
    expect(manual).toMatchObject({ status: 201, body: { gateway: 'manual' } })
    expect((await api.patch(`/connections/${manual.body.id}`, { gateway: 'sandbox' })).status).toBe(422)
  })

  it('refuses cut-offs for what is no suffix', async () => {
    const api = await openTestApi(await open())
    for (const key of ['example.com', '', '..', 'github.io']) {
      const cutOffs = JSON.parse(`{${JSON.stringify(key)}: {"kind": "daysBefore", "days": 1}}`)
      const answer = await api.post('/connections', { name: 'A', registrar: 'R', cutOffs })
      expect([400, 422]).toContain(answer.status)
    }
    expect((await api.get<{ items: unknown[] }>('/connections')).body.items).toEqual([])
  })

  it('does not find a connection that is not there', async () => {
    const api = await openTestApi(await open())
    expect((await api.patch('/connections/nothing', { name: 'A' })).status).toBe(404)
  })

  it('computes the deadlines of its names again in a job when a cut-off moves', async () => {
    const api = await openTestApi(await open())
    const { storage } = api.deps
    const [one, other] = [
      await addConnection(storage, api.account, { id: 'r1' }),
      await addConnection(storage, api.account, { id: 'r2' }),
    ]
    const registryExpiresOn = isoDate('2027-01-31')
    await addNames(storage, api.account, [
      nameWith('a.com', { connection: one, registryExpiresOn }),
      nameWith('b.net', { connection: one, registryExpiresOn }),
      nameWith('c.com', { connection: other, registryExpiresOn }),
      nameWith('d.com', { connection: one }),
    ])
    const decideBy = async () => {
      const rows = await storage.read.selectFrom('domain').select(['name', 'decide_by']).orderBy('name').execute()
      return rows.map((row) => row.decide_by)
    }
    const before = await decideBy()
    const cutOffs = { com: { kind: 'daysBefore', days: 10 } }
    const changed = await api.patch<Connection>(`/connections/${one}`, { cutOffs })
    expect(changed).toMatchObject({ status: 200, body: { names: 3, cutOffs, job: { id: expect.any(String) } } })
    await settleJobs(api.deps)
    expect(await decideBy()).toEqual(['2027-01-16', before[1], before[2], null])
    expect(await api.get(`/jobs/${changed.body.job?.id}`)).toMatchObject({ body: { state: 'done', total: 2, done: 2 } })

    await api.patch(`/connections/${one}`, { cutOffs: { com: null } })
    await settleJobs(api.deps)
    expect(await decideBy()).toEqual(before)
    expect((await api.patch<Connection>(`/connections/${one}`, { cutOffs: { net: null } })).body).not.toHaveProperty(
      'job',
    )
  })
})

describeOnEachDatabase('a connection to the simulated registry', (open) => {
  const sandbox = { name: 'S', registrar: 'S', gateway: 'sandbox' }

  it('takes only names that are registered there: not by import, not by hand, not by changing its gateway', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(10_000)
    await desk.order('register', 'ours.com')
    const { connection } = (await desk.domain('ours.com')) as { connection: { id: string; name: string } }
    const added = await desk.post('/domains', { name: 'real.com', connection: connection.id })
    expect(added).toMatchObject({ status: 422, body: { code: 'gateway_not_allowed' } })
    await desk.post('/domains', { name: 'real.com' })
    const moved = await desk.patch('/domains/real.com', { connection: connection.id })
    expect(moved).toMatchObject({ status: 422, body: { code: 'gateway_not_allowed' } })

    const watched = await desk.post<Connection>('/connections', { ...sandbox, gateway: 'none' })
    await desk.patch('/domains/real.com', { connection: watched.body.id })
    const changed = await desk.patch(`/connections/${watched.body.id}`, { gateway: 'sandbox' })
    expect(changed).toMatchObject({ status: 422, body: { code: 'gateway_not_allowed' } })
    expect((await desk.domain('real.com'))['connection']).toMatchObject({ gateway: 'none' })
    await desk.seed('real.com', '2027-05-01', { account: desk.account })
    expect((await desk.patch(`/connections/${watched.body.id}`, { gateway: 'sandbox' })).status).toBe(200)

    const file = await desk.post<{ id: string }>('/imports', 'domain,expires,registrar\nother.com,2027-05-01,Sandbox\n')
    await desk.settleJobs()
    const { items } = (await desk.get<{ items: object[] }>(`/imports/${file.body.id}/rows`)).body
    expect(items).toMatchObject([{ name: 'other.com', verdict: 'refused', code: 'gateway_not_allowed' }])
  })
})
