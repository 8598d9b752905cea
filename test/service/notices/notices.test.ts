import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { type Instant, isoDate } from '../../../core/calendar/iso-date.ts'
import { runDueWork } from '../../../service/schedule/due-work.ts'
import { describeOnEachDatabase, type OpenDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'
import { addNames, changeNames, nameWith } from '../../support/names.ts'
import { openOrderDesk } from '../../support/order-desk.ts'
import { by, dollars, openPortfolio, yen } from '../../support/portfolio.ts'

/** 1 December 2026, 00:05 in Tokyo: the window is 1 December to 1 March. `add` counts from 23 November. */
const MADE = '2026-11-30T15:05:00.000Z' as Instant

type Notice = {
  month: string
  madeAt: string
  windowFrom: string
  windowTo: string
  sums: unknown
  items: { name: string; department: string | null }[]
  nextCursor: string | null
  total: number
}

type PricedNotice = { items: { name: string; price: unknown }[]; sums: unknown }

const yenOnWire = (amount: number) => ({ amount: String(amount), currency: 'JPY' })

async function openNotice(open: OpenDatabase, more = 0) {
  const api = await openPortfolio(open)
  const facts = { connection: api.connection, registryExpiresOn: isoDate('2026-12-24') }
  const names = Array.from({ length: more }, (_, n) => nameWith(`more-${n}.com`, facts))
  await addNames(api.deps.storage, api.account, names)
  await api.add('first-day.com', 3, { price: yen(1000) })
  await api.add('last-day.com', 93, { price: dollars(1250) })
  await api.add('before.com', 2)
  await api.add('after.com', 94)
  await api.add('lapses.net', 10, { price: yen(50), rule: { mode: 'expire', ...by } })
  await api.add('日本.jp', 20, { department: 'Sales', tags: ['shop', 'a"b'] })
  await api.add('gone.com', 10, { holding: 'transferredOut' })
  await api.add('no-date.com', null)
  api.deps.clock.moveTo(MADE)
  await runDueWork(api.deps)
  const notice = async (query = '') => (await api.get<Notice>(`/notices/2026-12${query}`)).body
  const file = async (format: string) =>
    api.app.request(`/api/accounts/${api.account}/notices/2026-12.${format}`, {
      headers: { authorization: `Bearer ${api.token}` },
    })
  return { ...api, notice, file }
}

describeOnEachDatabase('a monthly notice', (open) => {
  it('says what a name costs on the day of its renewal, as far as prices are known', async () => {
    const desk = await openOrderDesk(open)
    await desk.hold('first.com', '2026-12-20')
    await desk.hold('second.com', '2027-02-20')
    await desk.hold('third.net', '2027-02-10')
    await desk.post('/domains', { name: 'watched.com', registryExpiresOn: '2027-02-20', price: yenOnWire(7) })
    const setPrice = (suffix: string, amount: string | null, from: string) =>
      desk.call('PUT', `/api/operator/prices/${suffix}`, { operation: 'renew', amount, from })
    await setPrice('com', '1800', '2027-01-15')
    await setPrice('com', '1900', '2027-02-17')
    await setPrice('net', null, '2027-02-01')
    desk.deps.clock.moveTo(MADE)
    await runDueWork(desk.deps, ['notices'])
    const { items, sums } = (await desk.get<PricedNotice>('/notices/2026-12')).body
    // second.com renews on 16 February, the day before the second change.
    expect(items.map(({ name, price }) => [name, price])).toEqual([
      ['first.com', yenOnWire(1000)],
      ['third.net', null],
      ['second.com', yenOnWire(1800)],
      ['watched.com', yenOnWire(7)],
    ])
    expect(sums).toMatchObject({
      unpriced: 1,
      byMode: [{ mode: 'renew', names: 4, money: [yenOnWire(2807)] }, { names: 0 }],
    })
  })

  it('lists every held name of the window whatever its mode, by expiry, as it was when it was made', async () => {
    const api = await openNotice(open)
    await changeNames(api.deps.storage, api.account, ['first-day.com'], () => ({ department: 'IT' }))
    await api.put('/renewal-rules/account', { mode: 'expire' })
    expect(await api.notice()).toMatchObject({ windowFrom: '2026-12-01', windowTo: '2027-03-01', total: 4 })
    expect((await api.notice()).items).toEqual([
      {
        name: 'first-day.com',
        unicodeName: 'first-day.com',
        expiresOn: '2026-12-01',
        decideBy: '2026-11-26',
        mode: 'renew',
        scope: 'account',
        price: { amount: '1000', currency: 'JPY' },
        department: null,
        tags: [],
      },
      expect.objectContaining({ name: 'lapses.net', mode: 'expire', scope: 'domain' }),
      expect.objectContaining({ name: 'xn--wgv71a.jp', unicodeName: '日本.jp', price: null, tags: ['a"b', 'shop'] }),
      expect.objectContaining({ name: 'last-day.com', expiresOn: '2027-03-01' }),
    ])
  })

  it('adds names and money up by mode and by week, currencies apart', async () => {
    const api = await openNotice(open)
    const jpy = (amount: string) => ({ amount, currency: 'JPY' })
    const usd = (amount: string) => ({ amount, currency: 'USD' })
    expect((await api.notice()).sums).toEqual({
      byMode: [
        { mode: 'renew', names: 3, money: [jpy('1000'), usd('12.50')] },
        { mode: 'expire', names: 1, money: [jpy('50')] },
      ],
      byWeek: [
        { weekFrom: '2026-11-23', names: 1, renew: 1, money: [jpy('1000')] },
        { weekFrom: '2026-11-30', names: 1, renew: 0, money: [] },
        { weekFrom: '2026-12-07', names: 1, renew: 1, money: [] },
        { weekFrom: '2027-02-22', names: 1, renew: 1, money: [usd('12.50')] },
      ],
      unpriced: 1,
    })
  })

  it('is paged by cursor and by offset, with the exact total on each page', async () => {
    const api = await openNotice(open)
    const names: string[] = []
    let query = '?limit=2'
    for (;;) {
      const page = await api.notice(query)
      expect(page.total).toBe(4)
      names.push(...page.items.map(({ name }) => name))
      if (page.nextCursor === null) break
      query = `?limit=2&cursor=${page.nextCursor}`
    }
    expect(names).toEqual(['first-day.com', 'lapses.net', 'xn--wgv71a.jp', 'last-day.com'])
    expect((await api.notice('?offset=3')).items.map(({ name }) => name)).toEqual(['last-day.com'])
    const { nextCursor } = await api.notice('?limit=1')
    expect(await api.get(`/notices?cursor=${nextCursor}`)).toMatchObject({ status: 400, body: { code: 'bad_cursor' } })
  })

  it('shows a limited reader their names, with totals and sums of those', async () => {
    const api = await openNotice(open)
    for (const limit of [{ departments: ['Sales'] }, { tags: ['a"b'] }, { suffixes: ['jp'] }]) {
      const reader = await addMember(api, 'departmentReviewer', limit)
      const { body } = await reader.get<Notice>('/notices/2026-12')
      expect(body.items.map(({ name }) => name)).toEqual(['xn--wgv71a.jp'])
      expect(body).toMatchObject({ total: 1, sums: { unpriced: 1, byMode: [{ names: 1, money: [] }, { names: 0 }] } })
      expect((await reader.get('/notices')).body).toMatchObject({ items: [{ count: 1 }], total: 1 })
      const csv = (await reader.get<string>('/notices/2026-12.csv')).body
      expect(csv).toContain('xn--wgv71a.jp')
      expect(csv).not.toContain('lapses.net')
    }
    for (const tag of ['a', 'b', 'shop","a', '"']) {
      const nobody = await addMember(api, 'departmentReviewer', { tags: [tag] })
      expect((await nobody.get<Notice>('/notices/2026-12')).body.total).toBe(0)
    }
  })

  it('is handed out as CSV, workbook, calendar and PDF', async () => {
    const api = await openNotice(open)
    const types = {
      csv: 'text/csv; charset=utf-8',
      xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      ics: 'text/calendar; charset=utf-8',
      pdf: 'application/pdf',
    }
    for (const [format, type] of Object.entries(types)) {
      const answer = await api.file(format)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe(type)
      expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="notice-2026-12.${format}"`)
      const bytes = Buffer.from(await answer.arrayBuffer())
      if (format === 'pdf') expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
      if (format === 'xlsx') expect(bytes.subarray(0, 2).toString()).toBe('PK')
      if (format === 'csv') expect(bytes.toString('utf8').trim().split('\r\n').length).toBe(5)
      if (format === 'ics') expect(bytes.toString('utf8').match(/BEGIN:VEVENT/g)?.length).toBe(4)
    }
    expect(await (await api.file('csv?language=en')).text()).toContain('decision')
  })

  it('goes on answering while a PDF is being made', async () => {
    const api = await openNotice(open, 800)
    let made = false
    const pdf = api.file('pdf').finally(() => {
      made = true
    })
    let answeredMeanwhile = 0
    while (!made) {
      await setImmediate()
      expect((await api.app.request('/api/health')).status).toBe(200)
      answeredMeanwhile += 1
    }
    expect((await pdf).status).toBe(200)
    expect(answeredMeanwhile).toBeGreaterThanOrEqual(2)
  })

  it('is not there for a month that has none, or for a month that is no month', async () => {
    const api = await openNotice(open)
    for (const month of ['2026-11', '2027-01', '2026-13', 'x']) {
      expect((await api.get(`/notices/${month}`)).status).toBe(404)
      expect((await api.get(`/notices/${month}.pdf`)).status).toBe(404)
    }
  })
})
