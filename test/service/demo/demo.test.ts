import { describe, expect, it } from 'vitest'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import { createApp } from '../../../service/app.ts'
import { demoNames } from '../../../service/demo/demo-names.ts'
import { makeDemo } from '../../../service/demo/make-demo.ts'
import { auditBook } from '../../support/book.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { send, testDeps } from '../../support/test-api.ts'

const TODAY = isoDate('2026-11-23')

describe('the names of the demo', () => {
  it('are the same for a seed, others for another, and never twice', () => {
    const names = (seed: number) => [...demoNames(500, seed, TODAY)].map(({ name }) => name)
    expect(names(1)).toEqual(names(1))
    expect(names(2)).not.toEqual(names(1))
    expect(new Set(names(1)).size).toBe(500)
  })

  it('leave out what is held already', () => {
    const [first] = demoNames(1, 5, TODAY)
    const others = [...demoNames(500, 5, TODAY, [first?.name ?? ''])]
    expect(others).toHaveLength(500)
    expect(others.map(({ name }) => name)).not.toContain(first?.name)
  })

  it('mix .jp kinds, generic and country suffixes, and names in kanji', () => {
    const names = [...demoNames(2000, 1, TODAY)]
    const suffixes = new Set(names.map(({ suffix }) => suffix as string))
    for (const suffix of ['jp', 'co.jp', 'com', 'tokyo', 'shop', 'cn', 'de']) expect(suffixes).toContain(suffix)
    expect(names.filter(({ name, unicodeName }) => name !== unicodeName).length).toBeGreaterThan(20)
  })
})

type Detail = { readonly name: string; readonly renewal: { scope: string; setBy: string; setAt: string } }

describeOnEachDatabase('the demo', (open) => {
  it('signs its owner in to a portfolio with rules, decisions and notices', async () => {
    const deps = testDeps(await open())
    const { email } = await makeDemo(deps, { domains: 300, seed: 1, password: 'demo password' })
    const app = createApp(deps)
    const signedIn = await send(app, 'POST', '/api/session', { email, password: 'demo password' })
    const authorization = `Bearer ${(signedIn.body as { token: string }).token}`
    const get = (path: string) => send(app, 'GET', `/api/accounts/main${path}`, undefined, { authorization })
    expect((await get('/notices')).body).toMatchObject({ total: 3, items: [{ month: '2026-11' }, {}, {}] })
    const critical = (await get('/domains?critical=true&limit=1')).body as { items: { name: string }[] }
    const decided = (await get('/domains?scope=decision&limit=1')).body as typeof critical
    for (const { items } of [critical, decided]) {
      const { name, renewal } = (await get(`/domains/${items[0]?.name}`)).body as Detail
      const history = (await get(`/domains/${name}/history`)).body as { items: { at: string; by: string }[] }
      expect(history.items.map(({ by }) => by)).toEqual([expect.any(String)])
      if (renewal.scope === 'decision') expect(history.items).toMatchObject([{ at: renewal.setAt, by: renewal.setBy }])
    }
    const audit = await get('/audit?action=renewalRule.set')
    expect((audit.body as { total: number }).total).toBe(5)
  })

  it('has a prepaid account with a year behind it: money, orders, closings, an invoice paid, and names short of money', async () => {
    const deps = testDeps(await open())
    await makeDemo(deps, { domains: 60, seed: 1, password: 'demo password' })
    const { read } = deps.storage
    const sum = await read
      .selectFrom('domain')
      .select((eb) => eb.fn.countAll<number>().as('names'))
      .executeTakeFirst()
    expect(Number(sum?.names)).toBe(60)
    expect(await auditBook(deps.storage, 'main')).toMatchObject({ isTrue: true, open: 0 })
    const series = await read.selectFrom('document').select('series').distinct().orderBy('series').execute()
    expect(series.map((row) => row.series)).toEqual(['invoice', 'statement'])
    const app = createApp(deps)
    const signIn = { email: 'sato@aikawa.example', password: 'demo password' }
    const { token } = (await send(app, 'POST', '/api/session', signIn)).body as { token: string }
    const xml = await app.request('/api/accounts/main/invoices/INV-2026-000001.xml', {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(await xml.text()).toContain('urn:peppol:pint:billing-1@jp-1')
    const states = await read.selectFrom('order_item').select('state').distinct().orderBy('state').execute()
    expect(states.map(({ state }) => state)).toEqual(['blocked', 'done'])
    const times = await read.selectFrom('audit').select('at').where('account', '=', 'main').orderBy('seq').execute()
    expect(times).toEqual(times.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)))
  })

  // Of these seeds, each makes names that the year of the account has registered, too.
  it.each([5, 15, 23])(
    'is as large as asked for where its names would meet those of the account, seed %d',
    async (seed) => {
      const deps = testDeps(await open())
      await makeDemo(deps, { domains: 1000, seed, password: 'demo password' })
      const { names } = await deps.storage.read
        .selectFrom('domain')
        .select((eb) => eb.fn.countAll<number>().as('names'))
        .executeTakeFirstOrThrow()
      expect(Number(names)).toBe(1000)
    },
  )

  it('is made over the API once, with its sign-in in the answer', async () => {
    const app = createApp(testDeps(await open()))
    const made = await send(app, 'POST', '/api/demo', { domains: 50 })
    expect(made.status).toBe(201)
    const { signIn } = made.body as { signIn: { email: string; password: string } }
    expect((await send(app, 'POST', '/api/session', signIn)).status).toBe(200)
    expect(await send(app, 'POST', '/api/demo', {})).toMatchObject({ status: 409, body: { code: 'already_set_up' } })
  })
})
