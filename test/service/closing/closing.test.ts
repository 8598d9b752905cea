import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { addToMonth, type IsoMonth, isoDate } from '../../../core/calendar/iso-date.ts'
import type { Storage } from '../../../service/storage/storage.ts'
import { type Closed, instant, openBillingDesk, renewal } from '../../support/billing-desk.ts'
import { depositDraft, post } from '../../support/book.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

const yen = (amount: string) => ({ amount, currency: 'JPY' })

describeOnEachDatabase('closing a period', (open) => {
  it('example 1 of the notice: 10,000 available, 1,000 used: a statement, and no invoice', async () => {
    const desk = await openBillingDesk(open)
    await desk.book(depositDraft(10_000))
    await desk.book(renewal(1_000))
    desk.moveTo('2026-12-01T00:05:00+09:00')
    const { body } = await desk.close('2026-11')
    expect(body.closings).toMatchObject([{ ask: yen('0'), document: 'STM-2026-000001', balanceRequest: null }])
    const invoices = await desk.get<{ total: number }>('/invoices')
    expect(invoices.body.total).toBe(0)
    const statements = await desk.get('/statements')
    expect(statements.body).toMatchObject({
      total: 1,
      items: [{ total: yen('1000'), tax: yen('91'), amountDue: yen('0') }],
    })
    expect((await desk.get('/balance')).body).toMatchObject({ available: yen('9000'), open: yen('0') })
  })

  it('example 2: 10,000 available, 20,000 used: total 20,000, tax 1,818, 10,000 due; paying it brings 0', async () => {
    const desk = await openBillingDesk(open)
    await desk.book(depositDraft(10_000))
    await desk.book(renewal(20_000))
    expect((await desk.get('/balance')).body).toMatchObject({ available: yen('-10000') })
    desk.moveTo('2026-12-01T00:05:00+09:00')
    await desk.close('2026-11')
    const { body } = await desk.get<{ items: { number: string }[] }>('/invoices')
    expect(body.items).toMatchObject([
      {
        number: 'INV-2026-000001',
        issuedOn: '2026-12-01',
        dueOn: '2026-12-15',
        total: yen('20000'),
        tax: yen('1818'),
        amountDue: yen('10000'),
        state: 'open',
        revision: 1,
      },
    ])
    const detail = await desk.get('/invoices/INV-2026-000001')
    expect(detail.body).toMatchObject({
      prepaid: yen('10000'),
      lines: [{ domain: 'example.jp', operation: 'renew', base: yen('18182'), total: yen('20000'), entry: 2 }],
      taxes: [{ percent: 10, base: yen('18182'), tax: yen('1818'), total: yen('20000') }],
      sums: {
        previousRequest: yen('0'),
        payments: yen('10000'),
        carriedOver: yen('-10000'),
        thisUse: yen('20000'),
        thisRequest: yen('10000'),
      },
    })
    expect(await desk.ledger()).toMatchObject({ revenueIncl: 0, revenue: 18_182, taxPayable: 1_818 })
    await desk.post('/payments', { amount: '10000', method: 'bankTransfer', invoice: 'INV-2026-000001' })
    expect((await desk.get('/balance')).body).toMatchObject({ available: yen('0'), open: yen('0') })
    expect((await desk.get('/invoices/INV-2026-000001')).body).toMatchObject({
      state: 'paid',
      open: yen('0'),
      allocations: [{ amount: yen('10000') }],
    })
    const again = await desk.post<{ code: string }>('/payments', {
      amount: '1',
      method: 'bankTransfer',
      invoice: 'INV-2026-000001',
    })
    expect(again.body.code).toBe('document_paid')
  })

  it('is refused while it runs, and for a period before the account', async () => {
    const desk = await openBillingDesk(open)
    expect(await desk.close('2026-11')).toMatchObject({ status: 409, body: { code: 'period_running' } })
    expect(await desk.close('2027-03')).toMatchObject({ status: 409, body: { code: 'period_running' } })
    expect(await desk.close('2026-10')).toMatchObject({ status: 422 })
    desk.moveTo('2026-11-30T23:59:59+09:00')
    expect((await desk.close('2026-11')).status).toBe(409)
    desk.moveTo('2026-12-01T00:00:00+09:00')
    expect((await desk.close('2026-11')).status).toBe(200)
  })

  it('twice, or twice at once, changes nothing', async () => {
    const desk = await openBillingDesk(open)
    await desk.book(renewal(3_000))
    desk.moveTo('2026-12-01T00:05:00+09:00')
    const both = await Promise.all([desk.close('2026-11'), desk.close('2026-11')])
    expect(both[0]?.body).toEqual(both[1]?.body)
    expect((await desk.close('2026-11')).body).toEqual(both[0]?.body)
    expect(await desk.documents()).toHaveLength(1)
    expect(await desk.audit()).toMatchObject({ isTrue: true, open: 3_000 })
  })

  it('by several at once, month after month, answers all of them the same', async () => {
    const desk = await openBillingDesk(open)
    for (let behind = 0; behind < 10; behind++) {
      const period = addToMonth('2026-11' as IsoMonth, behind)
      desk.moveTo(`${addToMonth(period, 1)}-01T00:05:00+09:00`)
      const answers = await Promise.all(Array.from({ length: 12 }, () => desk.close(period)))
      expect(answers.map(({ status }) => status)).toEqual(Array.from(answers, () => 200))
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    }
  })

  it('comes by itself when the clock passes midnight in Tokyo, whatever the zone of the account', async () => {
    const desk = await openBillingDesk(open, instant('2026-11-30T23:58:00+09:00'))
    await desk.patch('', { timeZone: 'America/Los_Angeles' })
    await desk.book(renewal(1_000, { occurredOn: isoDate('2026-11-30') }))
    expect(await desk.runClosings()).toEqual([])
    desk.moveTo('2026-12-01T00:00:00+09:00')
    await desk.book(renewal(2_000, { occurredOn: isoDate('2026-12-01') }))
    expect(await desk.runClosings()).toEqual([`closings ${desk.account} 2026-11`])
    expect(await desk.documents()).toMatchObject([{ total: 1_000, period: '2026-11' }])
    expect(await desk.runClosings()).toEqual([])
    desk.moveTo('2027-01-01T00:00:00+09:00')
    await desk.runClosings()
    expect(await desk.documents()).toMatchObject([{ total: 1_000 }, { total: 2_000, number: 'INV-2027-000001' }])
  })

  it('makes up missed months one after the other, each as of its last day, and asks for nothing twice', async () => {
    const desk = await openBillingDesk(open)
    await desk.book(renewal(8_000))
    desk.moveTo('2026-12-10T10:00:00+09:00')
    await desk.book(depositDraft(5_000))
    await desk.book(renewal(1_000, { occurredOn: isoDate('2026-12-10') }))
    desk.moveTo('2027-01-03T10:00:00+09:00')
    expect(await desk.runClosings()).toEqual([`closings ${desk.account} 2026-11`, `closings ${desk.account} 2026-12`])
    const [november, december] = await desk.documents()
    expect(november).toMatchObject({ total: 8_000, amount_due: 8_000, period: '2026-11' })
    // 4,000 are owed in all; the first document still asks for them.
    expect(december).toMatchObject({ total: 1_000, amount_due: 0, period: '2026-12' })
    expect(JSON.parse(december?.content ?? '')).toMatchObject({
      sums: {
        previousRequest: 8_000,
        payments: 5_000,
        carriedOver: 3_000,
        alreadyRequested: { amount: 4_000, numbers: [november?.number] },
        thisRequest: 0,
      },
    })
    expect(await desk.audit()).toMatchObject({ isTrue: true, balance: -4_000, open: 4_000 })
  })

  it('asks as of the last day; money that came in after it pays at once', async () => {
    const desk = await openBillingDesk(open)
    await desk.book(renewal(6_000))
    desk.moveTo('2026-12-01T00:03:00+09:00')
    await desk.book(depositDraft(6_000))
    await desk.close('2026-11')
    expect((await desk.get<{ items: unknown[] }>('/invoices')).body.items).toMatchObject([
      { amountDue: yen('6000'), open: yen('0'), state: 'paid' },
    ])
    expect(await desk.audit()).toMatchObject({ isTrue: true, open: 0 })
  })

  it('asks for nothing again, though money came in only after two periods that are closed late', async () => {
    const desk = await openBillingDesk(open)
    await desk.book(depositDraft(10_000))
    await desk.book(renewal(20_000))
    desk.moveTo('2027-01-03T10:00:00+09:00')
    await desk.book(depositDraft(10_000))
    desk.moveTo('2027-01-05T10:00:00+09:00')
    await desk.close('2026-12')
    const closings = await desk.get('/closings')
    expect(closings.body).toMatchObject({
      items: [
        { period: '2026-11', ask: yen('10000'), balanceRequest: null },
        { period: '2026-12', ask: yen('0'), balanceRequest: null },
      ],
    })
    expect((await desk.get('/invoices')).body).toMatchObject({ items: [{ state: 'paid', open: yen('0') }] })
    expect(await desk.audit()).toMatchObject({ isTrue: true, balance: 0, open: 0 })
  })

  it('prints what was paid in apart from what the bank took back, what was paid back and what was given', async () => {
    const desk = await openBillingDesk(open)
    const deposit = (amount: string) =>
      desk.post<{ entry: { seq: number } }>('/deposits', { amount, method: 'bankTransfer' })
    await deposit('5000')
    const bounced = await deposit('300')
    const mistaken = await deposit('7000')
    await desk.post(`/ledger/${bounced.body.entry.seq}/bounce`, { reason: '組戻し' })
    await desk.post(`/ledger/${mistaken.body.entry.seq}/correction`, { reason: '二重記帳' })
    await desk.post('/refunds', { amount: '820', reason: '解約' })
    const gift = { kind: 'adjustment', direction: 'credit', amount: '77', reason: '端数' }
    await desk.post('/adjustments', gift)
    await desk.book(renewal(1_000))
    desk.moveTo('2026-12-01T00:05:00+09:00')
    await desk.close('2026-11')
    expect((await desk.get('/statements/STM-2026-000001')).body).toMatchObject({
      sums: {
        payments: yen('5300'),
        bounced: yen('300'),
        refunded: yen('820'),
        adjusted: yen('77'),
        carriedOver: yen('-4257'),
        thisUse: yen('1000'),
        thisRequest: yen('0'),
      },
    })
  })

  it('asks for what is owed beyond the use with a balance request, which is no document of tax', async () => {
    const desk = await openBillingDesk(open)
    await desk.post('/adjustments', {
      kind: 'openingBalance',
      direction: 'debit',
      amount: '5000',
      reason: '移行前の残高',
    })
    await desk.book(renewal(1_000))
    desk.moveTo('2026-12-01T00:05:00+09:00')
    const { body } = await desk.close('2026-11')
    expect(body.closings).toMatchObject([
      { ask: yen('6000'), document: 'INV-2026-000001', balanceRequest: 'BAL-2026-000001' },
    ])
    const request = await desk.get('/balance-requests/BAL-2026-000001')
    expect(request.body).toMatchObject({
      amountDue: yen('5000'),
      tax: yen('0'),
      lines: [],
      sums: { thisRequest: yen('5000') },
    })
    const invoice = await desk.get('/invoices/INV-2026-000001')
    expect(invoice.body).toMatchObject({
      amountDue: yen('1000'),
      sums: { thisRequest: yen('1000'), alreadyRequested: { amount: yen('5000'), numbers: ['BAL-2026-000001'] } },
    })
    expect(await desk.audit()).toMatchObject({ isTrue: true, open: 6_000 })
  })

  it('opens what a bounced payment had paid, and asks for it only once', async () => {
    const desk = await openBillingDesk(open)
    await desk.book(renewal(4_000))
    desk.moveTo('2026-12-01T00:05:00+09:00')
    await desk.close('2026-11')
    const paid = await desk.post<{ entry: { seq: number } }>('/payments', {
      amount: '4000',
      method: 'bankTransfer',
      invoice: 'INV-2026-000001',
    })
    await desk.post(`/ledger/${paid.body.entry.seq}/bounce`, { reason: '口座なし' })
    expect((await desk.get('/invoices/INV-2026-000001')).body).toMatchObject({ state: 'open', open: yen('4000') })
    desk.moveTo('2027-01-01T00:05:00+09:00')
    const { body } = await desk.close('2026-12')
    expect(body.closings).toMatchObject([{ ask: yen('0'), document: null, balanceRequest: null }])
  })

  it('gives a month without anything no document, and the next one no gap', async () => {
    const desk = await openBillingDesk(open)
    desk.moveTo('2026-12-05T00:05:00+09:00')
    expect((await desk.close('2026-11')).body.closings).toMatchObject([{ document: null, ask: yen('0') }])
    await desk.book(renewal(1_100, { occurredOn: isoDate('2026-12-05') }))
    desk.moveTo('2027-01-01T00:05:00+09:00')
    expect((await desk.close('2026-12')).body.closings).toMatchObject([{ document: 'INV-2027-000001' }])
  })

  it('posts nothing into closed days, though the clock is set back', async () => {
    const desk = await openBillingDesk(open)
    await desk.book(renewal(1_000))
    desk.moveTo('2026-12-01T00:05:00+09:00')
    await desk.close('2026-11')
    const late = await desk.book(renewal(7_000), instant('2026-11-20T10:00:00+09:00'))
    expect(late.postedOn).toBe('2026-12-01')
    desk.moveTo('2027-01-01T00:05:00+09:00')
    await desk.close('2026-12')
    expect((await desk.documents()).map(({ total, period }) => [total, period])).toEqual([
      [1_000, '2026-11'],
      [7_000, '2026-12'],
    ])
  })

  it('moves the due day by the terms of the account off bank holidays', async () => {
    const desk = await openBillingDesk(open)
    await desk.patch('', { plan: 'corporate', terms: 'corporate' })
    await desk.book(renewal(1_000))
    desk.moveTo('2026-12-01T00:05:00+09:00')
    await desk.close('2026-11')
    expect((await desk.get<{ items: unknown[] }>('/invoices')).body.items).toMatchObject([
      { dueOn: '2027-01-04', isOverdue: false },
    ])
    expect((await desk.get('/invoices/INV-2026-000001')).body).toMatchObject({
      payment: { terms: 'corporate', nominalDueOn: '2026-12-31' },
    })
    desk.moveTo('2027-01-05T00:05:00+09:00')
    expect((await desk.get<{ items: unknown[] }>('/invoices')).body.items).toMatchObject([{ isOverdue: true }])
  })

  it('shows before what it would come to, and is an operator’s', async () => {
    const desk = await openBillingDesk(open)
    await desk.book(renewal(2_200))
    const preview = await desk.get('/closings/preview')
    expect(preview.body).toMatchObject({
      period: '2026-11',
      isRunning: true,
      use: yen('2200'),
      tax: yen('200'),
      ask: yen('2200'),
      document: 'invoice',
      amountDue: yen('2200'),
    })
    expect(await desk.documents()).toEqual([])
    desk.moveTo('2026-12-01T00:05:00+09:00')
    await desk.close('2026-11')
    expect((await desk.get<{ items: unknown[] }>('/closings')).body.items).toMatchObject([
      { period: '2026-11', ask: yen('2200') },
    ])
  })
})

describeOnEachDatabase('the billing calendar', (open) => {
  const APRIL = instant('2016-04-05T10:00:00+09:00')
  const CHANGE = '2016-04-12T09:00:00+09:00'

  it('cuts April 2016 in two, as the notice says: by post and by mail, both issued in May, at 8 %', async () => {
    const desk = await openBillingDesk(open, APRIL)
    await desk.put('/billing-calendar/2016-04', {
      pieces: [{ until: CHANGE, channel: 'post', issueMonth: '2016-05' }, { channel: 'mail' }],
    })
    await desk.book(renewal(1_080, { occurredOn: isoDate('2016-04-05') }))
    desk.moveTo('2016-04-12T08:59:00+09:00')
    await desk.book(renewal(2_160, { occurredOn: isoDate('2016-04-12') }))
    desk.moveTo('2016-04-12T09:00:00+09:00')
    await desk.book(renewal(5_400, { occurredOn: isoDate('2016-04-12') }))
    expect((await desk.close('2016-04')).status).toBe(409)
    desk.moveTo('2016-05-01T00:05:00+09:00')
    const { body } = await desk.close('2016-04')
    expect(body.closings).toMatchObject([
      { part: 1, from: '2016-04-01', to: '2016-04-12', channel: 'post', ask: yen('3240') },
      { part: 2, from: '2016-04-12', to: '2016-04-30', channel: 'mail', ask: yen('5400') },
    ])
    expect((await desk.documents()).map(({ total, tax, part }) => [part, total, tax])).toEqual([
      [1, 3_240, 240],
      [2, 5_400, 400],
    ])
    expect(await desk.audit()).toMatchObject({ isTrue: true, open: 8_640 })
  })

  it('gives customers who paid each transaction by itself no document for the first piece', async () => {
    const desk = await openBillingDesk(open, APRIL)
    await desk.put('/billing-calendar/2016-04', { pieces: [{ until: CHANGE, paymentStyle: 'perTransaction' }, {}] })
    await desk.book(depositDraft(1_080))
    await desk.book(renewal(1_080, { occurredOn: isoDate('2016-04-05') }))
    desk.moveTo('2016-04-20T10:00:00+09:00')
    await desk.book(renewal(2_160, { occurredOn: isoDate('2016-04-20') }))
    desk.moveTo('2016-05-01T00:05:00+09:00')
    const { body } = await desk.close('2016-04')
    expect(body.closings).toMatchObject([{ document: null }, { document: 'INV-2016-000001' }])
    expect(await desk.documents()).toMatchObject([{ total: 2_160, part: 2 }])
    expect(await desk.ledger()).toMatchObject({ revenueIncl: 0 })
  })

  it('is refused where it makes no sense, and once any of the month is closed', async () => {
    const desk = await openBillingDesk(open, APRIL)
    const outside = await desk.put('/billing-calendar/2016-04', {
      pieces: [{ until: '2016-05-02T00:00:00+09:00' }, {}],
    })
    expect(outside).toMatchObject({ status: 422, body: { errors: [{ code: 'cut_outside_month' }] } })
    desk.moveTo('2016-05-01T00:05:00+09:00')
    await desk.close('2016-04')
    expect(await desk.put('/billing-calendar/2016-04', { pieces: [] })).toMatchObject({
      status: 409,
      body: { code: 'period_closed' },
    })
    const later = await desk.put('/billing-calendar/2016-05', { pieces: [{ issueMonth: '2016-07' }] })
    expect(later.body).toMatchObject({
      items: [{ period: '2016-05', pieces: [{ issueMonth: '2016-07', paymentStyle: 'account' }] }],
    })
    desk.moveTo('2016-06-01T00:05:00+09:00')
    expect((await desk.close('2016-05')).status).toBe(409)
    desk.moveTo('2016-07-01T00:00:00+09:00')
    expect((await desk.close('2016-05')).status).toBe(200)
  })
})

/** Lets the database take no closing of an account. */
async function refuseClosingsOf(storage: Storage, account: string): Promise<void> {
  const refusing =
    storage.dialect === 'sqlite'
      ? [
          `create trigger no_closing before insert on closing when new.account = '${account}'
          begin select raise(abort, 'no closing'); end`,
        ]
      : [
          `create function no_closing() returns trigger language plpgsql as $$ begin
            if new.account = '${account}' then raise exception 'no closing'; end if; return new; end $$`,
          'create trigger no_closing before insert on closing for each row execute function no_closing()',
        ]
  await storage.transact(async (trx) => {
    for (const statement of refusing) await sql.raw(statement).execute(trx)
  })
}

describeOnEachDatabase('closing many accounts', (open) => {
  it('closes the others where one of them cannot be closed, and says so', async () => {
    const desk = await openBillingDesk(open)
    const add = async (name: string) =>
      (await desk.call<{ id: string }>('POST', '/api/operator/accounts', { name })).body.id
    const [first, broken, last] = [await add('A'), await add('B'), await add('C')]
    for (const account of [first, broken, last]) await post(desk.storage, account, renewal(1_000))
    await refuseClosingsOf(desk.storage, broken)
    desk.moveTo('2026-12-01T00:05:00+09:00')
    await expect(desk.runClosings()).rejects.toThrow('no closing')
    expect(await desk.documents(broken)).toEqual([])
    expect((await desk.documents(first))[0]?.number).toBe('INV-2026-000001')
    expect((await desk.documents(last))[0]?.number).toBe('INV-2026-000002')
  })

  it('is one set of statements, and comes to what closing each alone would', async () => {
    const desk = await openBillingDesk(open)
    const accounts: string[] = [desk.account]
    for (let n = 1; n < 25; n += 1) {
      accounts.push((await desk.call<{ id: string }>('POST', '/api/operator/accounts', { name: `商会${n}` })).body.id)
    }
    for (const [n, account] of accounts.entries()) {
      if (n % 5 === 4) continue
      await post(desk.storage, account, depositDraft(1 + n * 500), instant('2026-11-11T10:00:00+09:00'))
      for (let i = 0; i < n % 4; i += 1)
        await post(desk.storage, account, renewal(1_000 + n * 37 + i), instant('2026-11-12T10:00:00+09:00'))
    }
    desk.moveTo('2026-12-01T00:05:00+09:00')
    expect(await desk.runClosings()).toHaveLength(accounts.length)
    const numbers: string[] = []
    for (const [n, account] of accounts.entries()) {
      const documents = await desk.documents(account)
      const lines = n % 5 === 4 ? 0 : n % 4
      expect(documents).toHaveLength(lines === 0 ? 0 : 1)
      const use = Array.from({ length: lines }, (_, i) => 1_000 + n * 37 + i).reduce((sum, one) => sum + one, 0)
      if (documents[0]) {
        expect(documents[0]).toMatchObject({ total: use, amount_due: Math.max(0, use - 1 - n * 500) })
        numbers.push(documents[0].number)
      }
      const closings = await desk.call<{ items: Closed['closings'] }>('GET', `/api/accounts/${account}/closings`)
      expect(closings.body.items).toHaveLength(1)
    }
    for (const series of ['INV', 'STM']) {
      const own = numbers.filter((number) => number.startsWith(series)).map((number) => Number(number.slice(-6)))
      expect(own.toSorted((a, b) => a - b)).toEqual(own.map((_, index) => index + 1))
    }
  })
})
