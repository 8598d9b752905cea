import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { addDays, type Instant, type IsoDate } from '../../../core/calendar/iso-date.ts'
import { runDueWork } from '../../../service/schedule/due-work.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'
import { later, openOrderDesk } from '../../support/order-desk.ts'
import { openPortfolio, yen } from '../../support/portfolio.ts'
import { openTestApi, send, type TestApi } from '../../support/test-api.ts'

type Line = { suffix: string; operation: string; years: number; amount: { amount: string } | null; from: string }
type Lines = { prices: Line[] }

const setPrice = (api: Pick<TestApi, 'call'>, suffix: string, body: object) =>
  api.call<Lines>('PUT', `/api/operator/prices/${suffix}`, body)
const renewCom = (amount: string | null, from: string) => ({ operation: 'renew', amount, from })

const upload = (api: TestApi, text: string, query = '') =>
  send(api.app, 'POST', `/api/operator/prices/import${query}`, text, {
    authorization: `Bearer ${api.token}`,
    'idempotency-key': randomUUID(),
    'content-type': 'text/csv',
  })

describeOnEachDatabase('the price list', (open) => {
  it('is set by suffix, operation and years from a day on, and shows what an account pays today', async () => {
    const api = await openTestApi(await open())
    expect((await setPrice(api, 'com', renewCom('1000', '2026-11-01'))).status).toBe(200)
    await setPrice(api, 'com', { operation: 'renew', years: 2, amount: { amount: '1900', currency: 'JPY' } })
    const answer = await setPrice(api, 'COM', renewCom('1200', '2027-01-01'))
    expect(answer.body).toMatchObject({
      suffix: 'com',
      prices: [
        { operation: 'renew', years: 1, amount: { amount: '1000', currency: 'JPY' }, from: '2026-11-01', holds: true },
        { operation: 'renew', years: 1, amount: { amount: '1200' }, from: '2027-01-01', holds: false },
        { operation: 'renew', years: 2, amount: { amount: '1900' }, from: '2026-11-23', holds: true, isExample: false },
      ],
    })
    expect((await api.get('/prices')).body).toMatchObject({
      total: 2,
      items: [
        { suffix: 'com', operation: 'renew', years: 1, price: { amount: '1000', currency: 'JPY' }, source: 'list' },
        { years: 2, price: { amount: '1900', currency: 'JPY' } },
      ],
    })
    expect((await api.call('GET', '/api/operator/prices?suffix=com&operation=renew')).body).toMatchObject({ total: 3 })
  })

  it('keeps every line: a corrected price of the same day is a new line, a repeated one none', async () => {
    const api = await openTestApi(await open())
    for (const amount of ['1000', '900', '900']) await setPrice(api, 'com', renewCom(amount, '2026-11-01'))
    expect((await api.get('/prices')).body).toMatchObject({ items: [{ price: { amount: '900' } }] })
    const rows = await api.deps.storage.read.selectFrom('price').select(['n', 'amount']).orderBy('n').execute()
    expect(rows).toEqual([
      { n: 1, amount: 1000 },
      { n: 2, amount: 900 },
    ])
    const change = api.deps.storage.transact((trx) => trx.updateTable('price').set({ amount: 1 }).execute())
    await expect(change).rejects.toThrow(/append only/)
  })

  it('refuses what is no suffix and no price', async () => {
    const api = await openTestApi(await open())
    for (const suffix of ['github.io', 'example.com', 'nothing-here']) {
      expect((await setPrice(api, suffix, renewCom('1000', '2026-11-01'))).status).toBe(422)
    }
    for (const amount of ['-1', '0', '10.5', '100000001', 'free', { amount: '10', currency: 'USD' }]) {
      const answer = await setPrice(api, 'com', { operation: 'renew', amount, from: '2026-11-01' })
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } })
    }
    for (const body of [{}, { operation: 'park', amount: '1' }, { operation: 'renew', amount: '1', years: 0 }]) {
      expect((await setPrice(api, 'com', body)).status).toBe(400)
    }
    expect((await api.get('/prices')).body).toMatchObject({ total: 0 })
  })

  it('gives an account prices of its own, which end when they are taken away', async () => {
    const api = await openTestApi(await open())
    await setPrice(api, 'com', renewCom('1000', '2026-11-01'))
    const own = await api.put<Lines>('/price-overrides/com', renewCom('800', '2026-11-10'))
    expect(own).toMatchObject({ status: 200, body: { prices: [{ amount: { amount: '800' }, holds: true }] } })
    expect((await api.get('/prices')).body).toMatchObject({ items: [{ price: { amount: '800' }, source: 'override' }] })
    await api.put('/price-overrides/com', renewCom(null, '2026-11-23'))
    expect((await api.get('/prices')).body).toMatchObject({ items: [{ price: { amount: '1000' }, source: 'list' }] })
    expect((await api.get('/audit?action=priceOverride.set')).body).toMatchObject({ total: 2 })
  })

  it('is the operator’s to set and everybody’s to read', async () => {
    const api = await openTestApi(await open())
    const manager = await addMember(api, 'domainManager')
    expect((await manager.put('/price-overrides/com', renewCom('1', '2026-11-01'))).status).toBe(403)
    expect((await manager.get('/price-overrides')).status).toBe(403)
    expect((await manager.get('/prices')).status).toBe(200)
  })
})

describeOnEachDatabase('a price file', (open) => {
  it('is taken over row by row; bad rows are named and never stop the rest', async () => {
    const api = await openTestApi(await open())
    const file = [
      'suffix,operation,years,amount,currency,from,note',
      'com,renew,1,1980,JPY,2026-04-01,ok',
      'com,renew,1,-5,JPY,2026-04-01,negative',
      '.co.jp,更新,,"7,700",,2026/4/1,in Japanese',
      'nothing-here,renew,1,100,JPY,2026-04-01,no suffix',
      'net,renew,1,19.80,USD,2026-04-01,dollars',
    ].join('\n')
    const trial = await upload(api, file, '?dryRun=true')
    expect(trial).toMatchObject({ status: 200, body: { changed: 2, same: 0 } })
    expect((await api.get('/prices')).body).toMatchObject({ total: 0 })
    const taken = await upload(api, file)
    expect(taken.body).toMatchObject({
      changed: 2,
      same: 0,
      refused: [
        { line: 3, code: 'bad_amount' },
        { line: 5, code: 'bad_suffix' },
        { line: 6, code: 'bad_currency' },
      ],
    })
    expect((await api.get('/prices')).body).toMatchObject({
      total: 2,
      items: [
        { suffix: 'co.jp', price: { amount: '7700' } },
        { suffix: 'com', price: { amount: '1980' } },
      ],
    })
    expect((await upload(api, file)).body).toMatchObject({ changed: 0, same: 2 })
  })

  it('comes back out of the export unchanged, in either language, with prices to come and prices that end', async () => {
    const api = await openTestApi(await open())
    await setPrice(api, 'com', renewCom('1000', '2026-11-01'))
    await setPrice(api, 'com', renewCom(null, '2027-04-01'))
    await setPrice(api, 'xn--55qx5d.cn', { operation: 'register', years: 3, amount: '9000', from: '2026-11-01' })
    for (const language of ['ja', 'en']) {
      const { body, status } = await api.call<string>('GET', `/api/operator/prices.csv?language=${language}`)
      expect(status).toBe(200)
      expect(body.split('\r\n').filter((line) => line !== '')).toHaveLength(4)
      expect((await upload(api, body)).body).toEqual({ changed: 0, same: 3, refused: [] })
    }
  })

  it('is refused where it is none', async () => {
    const api = await openTestApi(await open())
    for (const text of ['', 'name,expires\nexample.com,2027-01-01\n', '\u0000\u0001\u0002']) {
      const answer = await upload(api, text)
      expect(answer).toMatchObject({ status: 422, body: { code: 'unreadable_file' } })
    }
  })
})

describeOnEachDatabase('the price of a name', (open) => {
  type Listed = { items: { name: string; price: { amount: string } | null }[] }

  async function openWithGateway() {
    const api = await openPortfolio(open)
    await api.add('example.com', 9, { price: yen(50) })
    await api.add('example.net', 9, { price: yen(60) })
    const priceList = async (query = '') =>
      (await api.get<Listed>(`/domains${query}`)).body.items.map(({ name, price }) => [name, price?.amount ?? null])
    return { api, priceList }
  }

  it('is its registrar’s charge where nothing can be ordered, and the price list’s word where it can', async () => {
    const { api, priceList } = await openWithGateway()
    await setPrice(api, 'com', renewCom('1000', '2026-11-01'))
    await api.settleJobs()
    expect(await priceList()).toEqual([
      ['example.com', '50'],
      ['example.net', '60'],
    ])
    await api.patch(`/connections/${api.connection}`, { gateway: 'manual' })
    await api.settleJobs()
    expect(await priceList('?sort=price')).toEqual([
      ['example.com', '1000'],
      ['example.net', null],
    ])
    await api.patch(`/connections/${api.connection}`, { gateway: 'none' })
    await api.settleJobs()
    expect(await priceList()).toEqual([
      ['example.com', '50'],
      ['example.net', '60'],
    ])
  })

  it('follows the list, an override, and a price that begins on a later day', async () => {
    const { api, priceList } = await openWithGateway()
    await api.patch(`/connections/${api.connection}`, { gateway: 'manual' })
    await setPrice(api, 'com', renewCom('1000', '2026-11-01'))
    await setPrice(api, 'net', renewCom('2000', '2026-11-01'))
    await setPrice(api, 'com', renewCom('1100', '2026-12-01'))
    await api.settleJobs()
    expect(await priceList()).toEqual([
      ['example.com', '1000'],
      ['example.net', '2000'],
    ])
    await api.put('/price-overrides/net', renewCom('1500', '2026-11-01'))
    await api.settleJobs()
    await runDueWork(api.deps, ['prices'])
    await api.settleJobs()
    expect(await priceList()).toEqual([
      ['example.com', '1000'],
      ['example.net', '1500'],
    ])
    api.deps.clock.moveTo('2026-12-01T01:00:00.000Z' as Instant)
    expect(await runDueWork(api.deps, ['prices'])).toEqual(['prices main'])
    expect(await runDueWork(api.deps, ['prices'])).toEqual([])
    await api.settleJobs()
    expect(await priceList()).toEqual([
      ['example.com', '1100'],
      ['example.net', '1500'],
    ])
  })

  it('does not come from an import or a correction where the list rules, and both are kept all the same', async () => {
    const { api, priceList } = await openWithGateway()
    await setPrice(api, 'com', renewCom('1000', '2026-11-01'))
    await api.patch(`/connections/${api.connection}`, { gateway: 'manual' })
    await api.settleJobs()
    await api.patch('/domains/example.com', { price: { amount: '77', currency: 'JPY' } })
    expect((await priceList())[0]).toEqual(['example.com', '1000'])
    await api.patch(`/connections/${api.connection}`, { gateway: 'none' })
    await api.settleJobs()
    expect((await priceList())[0]).toEqual(['example.com', '77'])
  })

  it('says what a renewal will cost on its day, where the price changes before it', async () => {
    const desk = await openOrderDesk(open)
    await desk.hold('soon.com', later(30))
    await desk.hold('late.com', later(60))
    await desk.hold('other.net', later(60))
    type Feed = { items: { kind: string }[]; nextCursor: string }
    const { nextCursor } = (await desk.get<Feed>('/changes')).body
    await setPrice(desk, 'com', renewCom('1800', later(40)))
    const feed = (await desk.get<Feed>(`/changes?since=${nextCursor}`)).body
    expect(feed.items).toEqual([{ kind: 'billing' }])
    type Amount = { amount: string }
    type Shown = { price: Amount; nextCharge: { amount: Amount }; explanation: { args: { priceAmount: string } } }
    const shown = async (name: string) => {
      const { price, nextCharge, explanation } = (await desk.get<Shown>(`/domains/${name}`)).body
      return [price.amount, nextCharge.amount.amount, explanation.args.priceAmount]
    }
    expect(await shown('soon.com')).toEqual(['1000', '1000', '1000'])
    expect(await shown('late.com')).toEqual(['1000', '1800', '1800'])
    expect(await shown('other.net')).toEqual(['2000', '2000', '2000'])
    const own = { operation: 'renew', amount: '1500', from: later(50) }
    await desk.call('PUT', `/api/accounts/${desk.account}/price-overrides/com`, own)
    expect(await shown('late.com')).toEqual(['1000', '1500', '1500'])
    await setPrice(desk, 'net', { operation: 'renew', amount: null, from: later(50) })
    expect((await desk.get('/domains/other.net')).body).toMatchObject({ price: { amount: '2000' }, nextCharge: null })
  })

  it('says of no name that it will be charged after the last day on which it is renewed', async () => {
    const desk = await openOrderDesk(open)
    await desk.hold('missed.com', later(30))
    type Shown = { cutOffOn: IsoDate; nextCharge: { on: string } | null }
    const { cutOffOn } = (await desk.get<Shown>('/domains/missed.com')).body
    desk.moveTo(cutOffOn)
    expect((await desk.get<Shown>('/domains/missed.com')).body.nextCharge).toMatchObject({ on: cutOffOn })
    desk.moveTo(addDays(cutOffOn, 1))
    expect((await desk.get<Shown>('/domains/missed.com')).body.nextCharge).toBeNull()
  })
})
