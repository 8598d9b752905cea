import { expect, it } from 'vitest'
import type { DomainDetail } from '../../../core/contract/http/domains.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { ageSessions, PASSWORD } from '../../support/sessions.ts'
import { openTestApi, type TestApi } from '../../support/test-api.ts'

/** A name at a connection whose cut-off is two days before the expiry. */
async function withName(api: TestApi, facts: object = {}): Promise<DomainDetail> {
  const connection = await api.post<{ id: string }>('/connections', {
    name: 'GoDaddy',
    registrar: 'GoDaddy',
    cutOffs: { '*': { kind: 'daysBefore', days: 2 } },
  })
  const added = await api.post<DomainDetail>('/domains', {
    name: 'example.jp',
    connection: connection.body.id,
    registryExpiresOn: '2027-01-31',
    price: { amount: '3980', currency: 'JPY' },
    ...facts,
  })
  expect(added.status).toBe(201)
  return added.body
}

const problem = (status: number, code: string) => ({ status, body: { code } })

describeOnEachDatabase('a name that is added by hand', (open) => {
  it('has its deadlines, its state and the rule that decides', async () => {
    const api = await openTestApi(await open())
    expect(await withName(api)).toMatchObject({
      name: 'example.jp',
      expiresOn: '2027-01-31',
      cutOffOn: '2027-01-29',
      decideBy: '2027-01-24',
      renewsOn: '2027-01-25',
      renewal: { mode: 'renew', scope: 'account', setBy: null, setAt: null },
      timeline: 'decide',
      needsDecision: true,
      price: { amount: '3980', currency: 'JPY' },
      provenance: { registryExpiresOn: { source: 'manual', asOf: '2026-11-23' } },
    })
  })

  it('is found in either spelling, with capitals and a trailing dot', async () => {
    const api = await openTestApi(await open())
    await api.post('/domains', { name: '日本語.jp' })
    for (const spelling of ['日本語.jp', 'xn--wgv71a119e.jp', 'XN--WGV71A119E.JP.', '日本語。ｊｐ']) {
      const { status, body } = await api.get<DomainDetail>(`/domains/${encodeURIComponent(spelling)}`)
      expect([spelling, status, body.name]).toEqual([spelling, 200, 'xn--wgv71a119e.jp'])
    }
    expect((await api.get('/domains/none.jp')).status).toBe(404)
    expect((await api.get('/domains/not%20a%20name')).status).toBe(404)
  })

  it.each([
    ['www.example.jp', 'sub_domain'],
    ['co.jp', 'bare_suffix'],
    ['foo.github.io', 'private_suffix'],
    ['-bad.jp', 'bad_label'],
    ['😀.jp', 'bad_label'],
    ['', 'empty'],
    ['example.nosuchtld', 'unknown_suffix'],
  ])('is refused when it is %s', async (name, reason) => {
    const api = await openTestApi(await open())
    const answer = await api.post('/domains', { name })
    expect(answer).toMatchObject({ status: 422, body: { code: 'bad_name', args: { reason } } })
  })

  it('is refused twice, and with a date that is none', async () => {
    const api = await openTestApi(await open())
    await withName(api)
    expect(await api.post('/domains', { name: 'EXAMPLE.jp' })).toMatchObject(problem(409, 'already_exists'))
    expect((await api.post('/domains', { name: 'b.jp', registryExpiresOn: '2027-02-30' })).status).toBe(400)
    expect((await api.post('/domains', { name: 'b.jp', price: { amount: '1.5', currency: 'JPY' } })).status).toBe(422)
    expect((await api.post('/domains', { name: 'b.jp', connection: 'none' })).status).toBe(422)
  })
})

describeOnEachDatabase('correcting a name', (open) => {
  it('tells prices in its history and the audit as everywhere else, imported ones included', async () => {
    const api = await openTestApi(await open())
    await withName(api)
    const file = await api.post<{ id: string }>('/imports', 'domain,renewal price\nexample.jp,USD 12.50\n')
    await api.settleJobs()
    await api.post(`/imports/${file.body.id}/apply`)
    await api.settleJobs()
    type Entry = { readonly before: { price?: unknown } | null; readonly after: { price?: unknown } }
    const yen = { amount: '3980', currency: 'JPY' }
    const history = await api.get<{ items: Entry[] }>('/domains/example.jp/history')
    const [applied, added] = history.body.items
    expect(added?.after.price).toEqual(yen)
    expect([applied?.before?.price, applied?.after.price]).toEqual([yen, { amount: '12.50', currency: 'USD' }])
    const audit = await api.get<{ items: Entry[] }>('/audit?action=domain.add')
    expect(audit.body.items[0]?.after.price).toEqual(yen)
  })

  it('names each name server once, whatever its case and final dot', async () => {
    const api = await openTestApi(await open())
    await withName(api)
    const nameServers = ['NS1.example.com.', 'ns1.example.com', 'ns2.example.com']
    expect(await api.patch('/domains/example.jp', { nameServers })).toMatchObject({
      body: { nameServers: ['ns1.example.com', 'ns2.example.com'] },
    })
  })

  it('moves a date back only when that is confirmed, and keeps a history', async () => {
    const api = await openTestApi(await open())
    await withName(api)
    const back = { registryExpiresOn: '2026-12-31' }
    expect(await api.patch('/domains/example.jp', back)).toMatchObject(problem(409, 'conflict'))
    const moved = await api.patch('/domains/example.jp', { ...back, allowEarlierExpiry: true })
    expect(moved).toMatchObject({ status: 200, body: { expiresOn: '2026-12-31', decideBy: '2026-12-24' } })
    const history = await api.get<{ items: { action: string; before: object | null }[] }>('/domains/example.jp/history')
    expect(history.body.items.map((entry) => entry.action)).toEqual(['domain.update', 'domain.add'])
    expect(history.body.items[0]?.before).toMatchObject({ registryExpiresOn: '2027-01-31' })
  })

  it('shields a critical name from every rule and asks for its name and the password to take the mark off', async () => {
    const api = await openTestApi(await open())
    await withName(api)
    await api.put('/domains/example.jp/renewal', { mode: 'expire' })
    const marked = await api.patch<DomainDetail>('/domains/example.jp', { critical: true })
    expect(marked.body).toMatchObject({ critical: true, renewal: { mode: 'renew' }, rules: { domain: null } })
    await api.put('/renewal-rules/suffixes/jp', { mode: 'expire' })
    await api.put('/renewal-rules/account', { mode: 'expire' })
    const shielded = await api.get<DomainDetail>('/domains/example.jp')
    expect(shielded.body.renewal).toMatchObject({ mode: 'renew', scope: 'critical', setBy: '佐藤' })
    const unmark = { critical: false }
    expect(await api.patch('/domains/example.jp', unmark)).toMatchObject(problem(422, 'confirmation_required'))
    const typed = { ...unmark, confirm: 'EXAMPLE.JP' }
    await ageSessions(api.deps)
    expect(await api.patch('/domains/example.jp', typed)).toMatchObject(problem(403, 'step_up_required'))
    expect((await api.call('POST', '/api/step-up', { password: PASSWORD })).status).toBe(200)
    const free = await api.patch<DomainDetail>('/domains/example.jp', typed)
    expect(free.body.renewal).toMatchObject({ mode: 'expire', scope: 'suffix' })
  })

  it('records nothing where a correction says what is known already', async () => {
    const api = await openTestApi(await open())
    await withName(api)
    const total = async () => (await api.get<{ total: number }>('/domains/example.jp/history')).body.total
    await api.patch('/domains/example.jp', { critical: true, note: 'ours' })
    const before = await total()
    expect((await api.patch('/domains/example.jp', { critical: true })).status).toBe(200)
    expect((await api.patch('/domains/example.jp', { note: 'ours' })).status).toBe(200)
    expect((await api.patch('/domains/example.jp', {})).status).toBe(200)
    expect(await total()).toBe(before)
    await api.patch('/domains/example.jp', { note: 'theirs' })
    expect(await total()).toBe(before + 1)
  })

  it('takes a critical name out of the portfolio only with its name typed and the password, and back without', async () => {
    const api = await openTestApi(await open())
    await withName(api)
    await api.patch('/domains/example.jp', { critical: true })
    const archive = '/domains/example.jp/archive'
    expect(await api.post(archive)).toMatchObject(problem(422, 'confirmation_required'))
    expect(await api.post(archive, { holding: 'lapsed' })).toMatchObject(problem(422, 'confirmation_required'))
    const typed = { holding: 'relinquished', confirm: 'EXAMPLE.JP' }
    await ageSessions(api.deps)
    expect(await api.post(archive, typed)).toMatchObject(problem(403, 'step_up_required'))
    expect((await api.call('POST', '/api/step-up', { password: PASSWORD })).status).toBe(200)
    expect((await api.post(archive, typed)).body).toMatchObject({ holding: 'relinquished', critical: true })
    const back = await api.post(archive, { holding: 'held' })
    expect(back.body).toMatchObject({ holding: 'held', renewal: { mode: 'renew' } })
  })

  it('lets a critical name lapse only with its name typed, for this expiry only', async () => {
    const api = await openTestApi(await open())
    await withName(api)
    await api.patch('/domains/example.jp', { critical: true })
    const expire = { mode: 'expire' }
    expect(await api.put('/domains/example.jp/renewal', expire)).toMatchObject(problem(422, 'confirmation_required'))
    const released = await api.put<DomainDetail>('/domains/example.jp/renewal', { ...expire, confirm: 'example.jp' })
    expect(released.body).toMatchObject({
      renewal: { mode: 'expire', scope: 'domain' },
      rules: { release: { forExpiry: '2027-01-31' } },
    })
    const renewed = await api.patch<DomainDetail>('/domains/example.jp', { registryExpiresOn: '2028-01-31' })
    expect(renewed.body).toMatchObject({ renewal: { mode: 'renew', scope: 'critical' }, rules: { release: null } })
  })

  it('archives a name and takes it back in', async () => {
    const api = await openTestApi(await open())
    await withName(api)
    expect((await api.post('/domains/example.jp/archive')).body).toMatchObject({ holding: 'archived', decideBy: null })
    const again = await api.post('/domains', { name: 'example.jp' })
    expect(again).toMatchObject({ status: 409, body: { detail: expect.stringContaining('It is archived') } })
    const back = await api.post('/domains/example.jp/archive', { holding: 'held' })
    expect(back.body).toMatchObject({ holding: 'held', decideBy: '2027-01-24' })
  })

  it('moves a critical name to where nobody orders its renewal only with the name typed', async () => {
    const api = await openTestApi(await open())
    const connect = async (name: string, gateway: string) =>
      (await api.post<{ id: string }>('/connections', { name, registrar: name, gateway })).body.id
    const ours = await connect('Ours', 'manual')
    const other = await connect('Other', 'none')
    await api.post('/domains', { name: 'example.jp', connection: ours })
    await api.patch('/domains/example.jp', { critical: true })
    const refused = await api.patch('/domains/example.jp', { connection: other })
    expect(refused).toMatchObject({ status: 422, body: { code: 'confirmation_required' } })
    const moved = await api.patch('/domains/example.jp', { connection: other, confirm: 'EXAMPLE.jp' })
    expect(moved).toMatchObject({ status: 200, body: { connection: { name: 'Other' } } })
  })

  it('records nothing when the name is archived already', async () => {
    const api = await openTestApi(await open())
    await withName(api)
    await api.post('/domains/example.jp/archive')
    expect((await api.post('/domains/example.jp/archive')).body).toMatchObject({ holding: 'archived' })
    const { body } = await api.get<{ items: { action: string }[] }>('/domains/example.jp/history')
    expect(body.items.map(({ action }) => action)).toEqual(['domain.archive', 'domain.add'])
  })

  it('leaves archived what a person archived, whatever file lists it', async () => {
    const api = await openTestApi(await open())
    await withName(api)
    for (const holding of ['archived', 'held']) {
      const file = await api.post<{ id: string }>('/imports', `domain,holding\nexample.jp,${holding}\n`)
      await api.post(`/imports/${file.body.id}/apply`)
      await api.settleJobs()
    }
    await api.post('/domains/example.jp/archive')
    const file = await api.post('/imports', 'domain\nexample.jp\n')
    expect(file.body).toMatchObject({ counts: { same: 1 } })
  })

  it('keeps name servers without a dot at their end', async () => {
    const api = await openTestApi(await open())
    await withName(api)
    const nameServers = ['NS1.example.com.', 'ns2.example.com']
    const { body } = await api.patch<DomainDetail>('/domains/example.jp', { nameServers })
    expect(body.nameServers).toEqual(['ns1.example.com', 'ns2.example.com'])
  })
})

describeOnEachDatabase('a decision for one expiry', (open) => {
  it('is stronger than every rule and ends when the expiry moves', async () => {
    const api = await openTestApi(await open())
    await withName(api)
    await api.put('/domains/example.jp/renewal', { mode: 'renew' })
    const decided = await api.put<DomainDetail>('/domains/example.jp/decision', { mode: 'expire' })
    expect(decided.body).toMatchObject({ renewal: { mode: 'expire', scope: 'decision' }, needsDecision: false })
    const moved = await api.patch<DomainDetail>('/domains/example.jp', { paidThroughOn: '2028-01-31' })
    expect(moved.body).toMatchObject({ renewal: { mode: 'renew', scope: 'domain' }, rules: { decision: null } })
  })

  it('is refused on an expiry that the name has no more, and when it comes too late', async () => {
    const api = await openTestApi(await open())
    await withName(api)
    const stale = await api.put('/domains/example.jp/decision', { mode: 'expire', forExpiry: '2026-01-31' })
    expect(stale).toMatchObject(problem(409, 'conflict'))
    await api.patch('/domains/example.jp', { registryExpiresOn: '2026-11-28', allowEarlierExpiry: true })
    const late = await api.put('/domains/example.jp/decision', { mode: 'expire' })
    expect(late).toMatchObject({ status: 409, body: { code: 'too_late', args: { renewsOn: '2026-11-22' } } })
    expect((await api.put('/domains/example.jp/decision', { mode: 'renew' })).status).toBe(200)
  })
})
