import { expect, it } from 'vitest'
import { addDays, type IsoDate } from '../../../core/calendar/iso-date.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'
import { openTestApi, type TestApi } from '../../support/test-api.ts'

type Money = { amount: string; currency: string }
type Balance = { balance: Money; available: Money; holds: Money; open: Money; overdraft: { policy: string } }
type Entry = {
  seq: number
  kind: string
  occurredOn: IsoDate
  amount: Money
  balance: Money
  postedOn: string
  allocations: unknown[]
}
type Booked = { state: 'booked'; entry: Entry; balance: Balance }

const yen = (amount: string) => ({ amount, currency: 'JPY' })
const pay = (api: TestApi, path: string, amount: unknown, more = {}) =>
  api.post<Booked & { code?: string; errors?: { pointer: string; code: string }[] }>(path, {
    amount,
    method: 'bankTransfer',
    ...more,
  })

describeOnEachDatabase('the prepaid account', (open) => {
  it('is empty and may not go below zero when it is new', async () => {
    const api = await openTestApi(await open())
    expect((await api.get<Balance>('/balance')).body).toMatchObject({
      balance: yen('0'),
      available: yen('0'),
      holds: yen('0'),
      overdraft: { policy: 'none' },
    })
  })

  it('books what an operator pays in, and lists it newest first with its postings', async () => {
    const api = await openTestApi(await open())
    const deposit = await pay(api, '/deposits', '10000')
    expect(deposit.status).toBe(201)
    expect(deposit.body).toMatchObject({ state: 'booked', balance: { available: yen('10000') } })
    await pay(api, '/payments', yen('2500'))
    const { body } = await api.get<{ items: Entry[]; total: number; nextCursor: string | null }>('/ledger?limit=1')
    expect(body).toMatchObject({ total: 2, items: [{ seq: 2, kind: 'payment', balance: yen('12500') }] })
    const next = await api.get<{ items: Entry[] }>(`/ledger?limit=1&cursor=${body.nextCursor}`)
    expect(next.body.items).toMatchObject([
      {
        seq: 1,
        kind: 'deposit',
        amount: yen('10000'),
        postings: [
          { ledger: 'customer', amount: yen('10000') },
          { ledger: 'cash:bankTransfer', amount: yen('-10000') },
        ],
      },
    ])
    expect((await api.get(`/ledger?sort=seq&cursor=${body.nextCursor}`)).status).toBe(400)
  })

  it('takes what others report for an announcement that changes no balance', async () => {
    const api = await openTestApi(await open())
    const accountant = await addMember(api, 'accountant')
    const said = await accountant.post<{ id: string; state: string }>('/deposits', {
      amount: '5000',
      method: 'bankTransfer',
    })
    expect(said).toMatchObject({ status: 202, body: { state: 'expected' } })
    expect((await api.get<Balance>('/balance')).body.balance).toEqual(yen('0'))
    const booked = await pay(api, '/deposits', '5000', { announcement: said.body.id })
    expect(booked.body.balance.balance).toEqual(yen('5000'))
    const list = await api.get<{ items: { state: string }[] }>('/announcements')
    expect(list.body.items).toMatchObject([{ state: 'received' }])
    const reader = await addMember(api, 'readOnly')
    expect((await reader.post('/deposits', { amount: '1', method: 'bankTransfer' })).status).toBe(403)
  })

  it('books what was announced once, and again only when that was a mistake', async () => {
    const api = await openTestApi(await open())
    const accountant = await addMember(api, 'accountant')
    const said = await accountant.post<{ id: string }>('/deposits', { amount: '5000', method: 'bankTransfer' })
    const book = (amount: string) => pay(api, '/deposits', amount, { announcement: said.body.id })
    const state = async () => (await api.get<{ items: { state: string }[] }>('/announcements')).body.items[0]?.state
    const { seq } = (await book('5000')).body.entry
    for (const amount of ['5000', '6000']) {
      expect(await book(amount)).toMatchObject({ status: 422, body: { errors: [{ code: 'not_expected' }] } })
    }
    expect((await api.get<Balance>('/balance')).body.balance).toEqual(yen('5000'))
    await api.post(`/ledger/${seq}/correction`, { reason: '金額の誤り' })
    expect(await state()).toBe('expected')
    expect((await book('6000')).body.balance.balance).toEqual(yen('6000'))
    expect(await state()).toBe('received')
  })

  it('tells an operator what they may, in every account of theirs, and nobody else', async () => {
    const api = await openTestApi(await open())
    type Me = { accounts: { id: string; permissions: string[] }[] }
    const opened = await api.call<{ id: string }>('POST', '/api/operator/accounts', { name: '東雲商会' })
    const { accounts } = (await api.call<Me>('GET', '/api/me')).body
    expect(accounts.map(({ id }) => id).sort()).toEqual([api.account, opened.body.id].sort())
    for (const { permissions } of accounts) expect(permissions).toContain('operator.money')
    const accountant = await addMember(api, 'accountant')
    expect((await accountant.post('/adjustments', { kind: 'adjustment', amount: '1' })).status).toBe(403)
  })

  it.each([
    ['decimals', '100.5', 'too_many_decimals'],
    ['a negative amount', '-100', 'too_small'],
    ['nothing', '0', 'too_small'],
    ['a huge amount', '999999999999', 'too_large'],
    ['more digits than a number has', '9'.repeat(30), 'bad_amount'],
    ['words', '1万円', 'bad_amount'],
    ['another currency', { amount: '100', currency: 'USD' }, 'wrong_currency'],
  ])('refuses %s and books nothing', async (_what, amount, code) => {
    const api = await openTestApi(await open())
    const answer = await pay(api, '/deposits', amount)
    expect(answer.status).toBe(400)
    expect(answer.body.errors).toMatchObject([{ pointer: '/amount', code }])
    expect((await api.get<{ total: number }>('/ledger')).body.total).toBe(0)
  })

  it('books the same request once, however often it is sent', async () => {
    const api = await openTestApi(await open())
    const send = () =>
      api.call<Booked>(
        'POST',
        `/api/accounts/${api.account}/deposits`,
        { amount: '700', method: 'creditCard' },
        { 'idempotency-key': 'same' },
      )
    const answers = await Promise.all([send(), send(), send()])
    expect(new Set(answers.map(({ body }) => body.entry?.seq))).toEqual(new Set([1]))
    expect((await api.get<Balance>('/balance')).body.balance).toEqual(yen('700'))
  })

  it('takes a bounced payment back once, and a wrong entry by another', async () => {
    const api = await openTestApi(await open())
    const { entry } = (await pay(api, '/deposits', '10000')).body
    const bounce = () => api.post<Booked & { code: string }>(`/ledger/${entry.seq}/bounce`, { reason: '資金不足' })
    expect((await bounce()).body).toMatchObject({ entry: { kind: 'bounce' }, balance: { balance: yen('0') } })
    expect(await bounce()).toMatchObject({ status: 409, body: { code: 'already_reversed' } })
    const early = { reason: '資金不足', occurredOn: addDays(entry.occurredOn, -1) }
    const again = (await pay(api, '/deposits', '10')).body.entry
    expect(await api.post(`/ledger/${again.seq}/bounce`, early)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/occurredOn', code: 'before_payment' }] },
    })
    expect((await api.post(`/ledger/${again.seq}/bounce`, { reason: '資金不足' })).status).toBe(201)
    const wrong = (await pay(api, '/deposits', '3000')).body.entry
    const back = await api.post<Booked>(`/ledger/${wrong.seq}/correction`, { reason: '別の口座の入金' })
    expect(back.body).toMatchObject({
      entry: { kind: 'correction', reverses: wrong.seq },
      balance: { balance: yen('0') },
    })
  })

  it('pays back what is available and no more, however far the account may go below zero', async () => {
    const api = await openTestApi(await open())
    await pay(api, '/deposits', '10000')
    const refund = (amount: string) => api.post<Booked & { code: string }>('/refunds', { amount, reason: '解約のため' })
    expect(await refund('4000')).toMatchObject({
      status: 201,
      body: {
        entry: {
          kind: 'refund',
          amount: yen('-4000'),
          postings: [
            { ledger: 'cash:bankTransfer', amount: yen('4000') },
            { ledger: 'customer', amount: yen('-4000') },
          ],
        },
        balance: { balance: yen('6000') },
      },
    })
    await api.patch('', { overdraft: { policy: 'provisional', until: '2099-12-31' } })
    expect(await refund('6001')).toMatchObject({ status: 409, body: { code: 'more_than_available' } })
    expect((await refund('0')).status).toBe(400)
    const answers = await Promise.all([refund('6000'), refund('6000'), refund('6000')])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    expect((await api.get<Balance>('/balance')).body.balance).toEqual(yen('0'))
    const seq = answers.find(({ status }) => status === 201)?.body.entry.seq
    const sentBack = await api.post<Booked>(`/ledger/${seq}/correction`, { reason: '口座番号の誤り' })
    expect(sentBack.body).toMatchObject({
      entry: { kind: 'correction', reverses: seq },
      balance: { balance: yen('6000') },
    })
    const accountant = await addMember(api, 'accountant')
    const own = { amount: '1', reason: '返して' }
    expect((await accountant.post('/refunds', own)).status).toBe(403)
  })

  it('proves that nothing was changed or cut off, against an anchor that was kept elsewhere', async () => {
    const api = await openTestApi(await open())
    for (const amount of ['100', '200', '300']) await pay(api, '/deposits', amount)
    type Proof = { ok: boolean; entries: number; head: string; brokenAt: number | null; anchoredTo: number | null }
    const first = (await api.get<Proof>('/ledger/verify')).body
    expect(first).toMatchObject({ ok: true, entries: 3, anchoredTo: null })
    await pay(api, '/deposits', '400')
    const proof = await api.get<Proof>(`/ledger/verify?anchor=${first.head}`)
    expect(proof.body).toMatchObject({ ok: true, entries: 4, anchoredTo: 3 })
    const forged = `3:${'0'.repeat(64)}`
    expect((await api.get<Proof>(`/ledger/verify?anchor=${forged}`)).body).toMatchObject({ ok: false, brokenAt: 3 })
    const beyond = `9:${'0'.repeat(64)}`
    expect((await api.get<Proof>(`/ledger/verify?anchor=${beyond}`)).body).toMatchObject({ ok: false, brokenAt: 5 })
  })

  it('keeps the terms for operators, and refuses paper to others than the corporate plan once that service has begun', async () => {
    const api = await openTestApi(await open())
    const accountant = await addMember(api, 'accountant')
    const overdraft = { policy: 'corporate', limit: '50000' }
    expect((await accountant.patch('', { overdraft })).status).toBe(403)
    expect((await accountant.patch('', { recipient: { name: '株式会社みずほし 経理部' } })).status).toBe(200)
    expect((await api.patch('', { overdraft })).body).toMatchObject({ overdraft: { limit: yen('50000') } })
    expect((await api.patch('', { overdraft: { policy: 'provisional' } })).status).toBe(400)
    await api.call('PATCH', '/api/operator/issuer', { name: '株式会社レジストラ', corporateServiceFrom: '2026-11-01' })
    expect(await accountant.patch('', { delivery: 'post' })).toMatchObject({
      status: 409,
      body: { code: 'corporate_plan_required' },
    })
    await api.patch('', { plan: 'corporate' })
    expect((await accountant.patch('', { delivery: 'post' })).status).toBe(200)
  })

  it('refuses a registration number whose check digit is wrong', async () => {
    const api = await openTestApi(await open())
    const patch = (registrationNumber: string) => api.call('PATCH', '/api/operator/issuer', { registrationNumber })
    expect(await patch('T1234567890123')).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/registrationNumber', code: 'wrong_check_digit' }] },
    })
    expect(await patch('T7123456789012')).toMatchObject({ status: 200 })
  })
})
