import { expect, it } from 'vitest'
import { addDays } from '../../../core/calendar/iso-date.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'
import { by, openPortfolio, TODAY, yen } from '../../support/portfolio.ts'

const expire = { mode: 'expire' } as const
const renew = { mode: 'renew' } as const

describeOnEachDatabase('renewal rules', (open) => {
  it('starts with an account rule that renews everything, set by nobody', async () => {
    const api = await openPortfolio(open)
    await api.add('example.com', 30)
    expect((await api.get('/renewal-rules')).body).toEqual({
      account: { mode: 'renew', setBy: null, setAt: null, names: 1 },
      suffixes: [],
      exceptions: { domain: 0, decision: 0, critical: 0 },
    })
  })

  it('lets the strongest rule decide: decision, name, shield, suffix, account', async () => {
    const api = await openPortfolio(open)
    const forExpiry = addDays(TODAY, 35)
    await api.add('account.net', 30)
    await api.add('suffix.com', 30)
    await api.add('rule.com', 30, { rule: { mode: 'renew', ...by } })
    await api.add('decision.com', 30, {
      rule: { mode: 'expire', ...by },
      decision: { mode: 'renew', forExpiry, via: 'app', ...by },
    })
    await api.add('critical.com', 30, { critical: by })
    await api.add('released.com', 30, {
      critical: by,
      release: { forExpiry, ...by },
      rule: { mode: 'expire', ...by },
    })
    await api.put('/renewal-rules/suffixes/com', expire)
    await api.put('/renewal-rules/account', expire)
    expect(Object.fromEntries(await api.effective())).toEqual({
      'account.net': { mode: 'expire', scope: 'account' },
      'suffix.com': { mode: 'expire', scope: 'suffix' },
      'rule.com': { mode: 'renew', scope: 'domain' },
      'decision.com': { mode: 'renew', scope: 'decision' },
      'critical.com': { mode: 'renew', scope: 'critical' },
      'released.com': { mode: 'expire', scope: 'domain' },
    })
    expect((await api.get('/renewal-rules')).body).toMatchObject({
      account: { mode: 'expire', setBy: '佐藤', names: 1 },
      suffixes: [{ suffix: 'com', mode: 'expire', setBy: '佐藤', names: 1 }],
      exceptions: { domain: 2, decision: 1, critical: 1 },
    })
  })

  it('keeps a rule for jp away from co.jp and tokyo.jp', async () => {
    const api = await openPortfolio(open)
    for (const name of ['example.jp', 'example.co.jp', 'example.tokyo.jp']) await api.add(name, 30)
    expect((await api.put('/renewal-rules/suffixes/jp', expire)).status).toBe(200)
    const modes = [...(await api.effective())].map(([name, { mode }]) => [name, mode])
    expect(Object.fromEntries(modes)).toEqual({
      'example.jp': 'expire',
      'example.co.jp': 'renew',
      'example.tokyo.jp': 'renew',
    })
  })

  it('takes a suffix in any spelling and refuses what is none', async () => {
    const api = await openPortfolio(open)
    await api.add('example.xn--q9jyb4c', 30)
    expect((await api.put(`/renewal-rules/suffixes/${encodeURIComponent('みんな')}`, expire)).status).toBe(200)
    expect((await api.effective()).get('example.xn--q9jyb4c')).toEqual({ mode: 'expire', scope: 'suffix' })
    expect((await api.put('/renewal-rules/suffixes/.CO.JP', renew)).status).toBe(200)
    const { suffixes } = (await api.get<{ suffixes: { suffix: string }[] }>('/renewal-rules')).body
    expect(suffixes.map(({ suffix }) => suffix)).toEqual(['co.jp', 'xn--q9jyb4c'])
    for (const wrong of ['example.com', 'nosuchsuffix', 'github.io']) {
      expect(await api.put(`/renewal-rules/suffixes/${wrong}`, expire)).toMatchObject({
        status: 422,
        body: { code: 'invalid', errors: [{ pointer: '/suffix', code: 'unknown_suffix' }] },
      })
    }
  })

  it('lets the account rule decide again when a suffix rule is taken away, once', async () => {
    const api = await openPortfolio(open)
    await api.add('example.com', 30)
    await api.put('/renewal-rules/suffixes/com', expire)
    expect((await api.delete('/renewal-rules/suffixes/com')).status).toBe(204)
    expect((await api.effective()).get('example.com')).toEqual({ mode: 'renew', scope: 'account' })
    expect((await api.delete('/renewal-rules/suffixes/com')).status).toBe(404)
  })

  it('gives a new name the rules that stand, and writes every change down with before and after', async () => {
    const api = await openPortfolio(open)
    await api.put('/renewal-rules/suffixes/com', expire)
    await api.add('example.com', 30)
    expect((await api.effective()).get('example.com')).toEqual({ mode: 'expire', scope: 'suffix' })
    await api.delete('/renewal-rules/suffixes/com')
    await api.put('/renewal-rules/account', expire)
    const { items } = (await api.get<{ items: Record<string, unknown>[] }>('/audit')).body
    expect(items.slice(0, 3)).toMatchObject([
      {
        action: 'renewalRule.set',
        subject: null,
        before: { scope: 'account', mode: 'renew' },
        after: { mode: 'expire' },
      },
      { action: 'renewalRule.delete', subject: 'com', before: { mode: 'expire' }, after: { mode: null } },
      { action: 'renewalRule.set', subject: 'com', by: '佐藤', before: { mode: null }, after: { mode: 'expire' } },
    ])
  })

  it('tells those who follow the account that rules have changed', async () => {
    const api = await openPortfolio(open)
    const counters = () => api.deps.storage.read.selectFrom('account_counter').selectAll().executeTakeFirstOrThrow()
    const before = await counters()
    await api.put('/renewal-rules/account', expire)
    const after = await counters()
    expect(after.rules_seq).toBe(before.change_seq + 1)
    expect(after.change_seq).toBe(after.rules_seq)
  })

  it('refuses rules that reach names beyond a person’s own', async () => {
    const api = await openPortfolio(open)
    await api.add('example.com', 30)
    await api.add('example.net', 30)
    const ofCom = await addMember(api, 'domainManager', { suffixes: ['com'] })
    const ofSales = await addMember(api, 'domainManager', { departments: ['Sales'] })
    const reader = await addMember(api, 'readOnly')
    const forbidden = { status: 403, body: { code: 'forbidden' } }
    expect(await ofCom.put('/renewal-rules/account', expire)).toMatchObject(forbidden)
    expect(await ofCom.put('/renewal-rules/suffixes/net', expire)).toMatchObject(forbidden)
    expect(await ofSales.put('/renewal-rules/suffixes/com', expire)).toMatchObject(forbidden)
    expect(await reader.put('/renewal-rules/suffixes/com', expire)).toMatchObject(forbidden)
    expect((await ofCom.put('/renewal-rules/suffixes/com', expire)).status).toBe(200)
    expect((await ofCom.get('/renewal-rules')).body).toMatchObject({ account: { names: 0 }, suffixes: [{ names: 1 }] })
    expect((await ofSales.get('/renewal-rules')).body).toMatchObject({ suffixes: [{ names: 0 }] })
  })
})

describeOnEachDatabase('the preview of a rule', (open) => {
  it('counts flips, shielded and late names, and the money of 90 and 365 days', async () => {
    const api = await openPortfolio(open)
    await api.add('soon.com', 10, { price: yen(1000) })
    await api.add('day-90.com', 89, { price: yen(20) })
    await api.add('day-91.com', 90, { price: yen(3) })
    await api.add('next-year.com', 400, { price: yen(5000) })
    await api.add('late.com', -2, { price: yen(400) })
    await api.add('critical.com', 20, { price: yen(50_000), critical: by })
    await api.add('no-price.com', 30)
    await api.add('no-date.com', null, { price: yen(7) })
    await api.add('gone.com', 10, { price: yen(9), holding: 'transferredOut' })
    await api.add('own.com', 10, { price: yen(600_000), rule: { mode: 'renew', ...by } })
    await api.add('other.net', 10, { price: yen(8_000_000) })
    const amount = (sum: number) => [{ amount: String(sum), currency: 'JPY' }]
    const proposal = { scope: 'suffix', suffix: 'com', ...expire }
    expect(await api.post('/renewal-rules/preview', proposal)).toMatchObject({
      status: 200,
      body: {
        flips: { count: 7 },
        shielded: 1,
        tooLate: 1,
        money: {
          next90: { before: amount(8_651_420), after: amount(8_650_400), unpriced: 1 },
          next365: { before: amount(8_651_423), after: amount(8_650_400), unpriced: 1 },
        },
      },
    })
  })

  it('puts currencies side by side and adds none of them up', async () => {
    const api = await openPortfolio(open)
    await api.add('a.com', 10, { price: yen(1000) })
    await api.add('b.com', 10, { price: { minor: 1899, currency: 'USD' } as never })
    const { money } = (await api.post<{ money: unknown }>('/renewal-rules/preview', { scope: 'account', ...expire }))
      .body
    expect(money).toMatchObject({
      next90: {
        before: [
          { amount: '1000', currency: 'JPY' },
          { amount: '18.99', currency: 'USD' },
        ],
        after: [],
      },
    })
  })

  it('shows the names that are to be decided next, and changes nothing', async () => {
    const api = await openPortfolio(open)
    for (const [name, days] of [
      ['b.com', 9],
      ['a.com', 9],
      ['late.com', -1],
      ['c.com', null],
    ] as const) {
      await api.add(name, days)
    }
    const proposal = { scope: 'account', ...expire }
    const { flips } = (await api.post<{ flips: { sample: string[] } }>('/renewal-rules/preview', proposal)).body
    expect(flips.sample).toEqual(['late.com', 'a.com', 'b.com', 'c.com'])
    expect(new Set([...(await api.effective()).values()].map(({ mode }) => mode))).toEqual(new Set(['renew']))
  })

  it('answers a proposal that takes a suffix rule away', async () => {
    const api = await openPortfolio(open)
    await api.add('example.com', 10)
    await api.put('/renewal-rules/suffixes/com', expire)
    const proposal = { scope: 'suffix', suffix: 'com', mode: null }
    expect((await api.post('/renewal-rules/preview', proposal)).body).toMatchObject({
      flips: { count: 1, sample: ['example.com'] },
      tooLate: 0,
    })
  })

  it('refuses a proposal that makes no sense', async () => {
    const api = await openPortfolio(open)
    const invalid = { status: 422, body: { code: 'invalid' } }
    for (const body of [
      { scope: 'suffix', ...expire },
      { scope: 'suffix', suffix: 'example.com', ...expire },
      { scope: 'account', mode: null },
      { scope: 'account', suffix: 'com', ...expire },
    ]) {
      expect(await api.post('/renewal-rules/preview', body)).toMatchObject(invalid)
    }
    expect((await api.post('/renewal-rules/preview', { scope: 'account', mode: 'sometimes' })).status).toBe(400)
  })

  it('counts only what a limited reader sees', async () => {
    const api = await openPortfolio(open)
    await api.add('sales.com', 10, { price: yen(100), department: 'Sales', tags: ['shop'] })
    await api.add('tech.com', 10, { price: yen(1000), department: 'IT' })
    await api.add('sales.net', 10, { price: yen(10_000), department: 'Sales' })
    const limits = [
      [{ departments: ['Sales'] }, ['sales.com', 'sales.net'], '10100'],
      [{ suffixes: ['com'] }, ['sales.com', 'tech.com'], '1100'],
      [{ tags: ['shop'] }, ['sales.com'], '100'],
      [{ departments: ['Sales'], suffixes: ['net'] }, ['sales.net'], '10000'],
    ] as const
    for (const [limit, names, before] of limits) {
      const reader = await addMember(api, 'readOnly', limit)
      const { body } = await reader.post('/renewal-rules/preview', { scope: 'account', ...expire })
      expect(body).toMatchObject({
        flips: { count: names.length, sample: names },
        money: { next90: { before: [{ amount: before, currency: 'JPY' }], after: [] } },
      })
    }
  })
})
