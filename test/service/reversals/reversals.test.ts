import { expect, it } from 'vitest'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import { describeOnEachDatabase, type OpenDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'
import { later, type OrderDesk, openOrderDesk } from '../../support/order-desk.ts'

const stepUp = (desk: OrderDesk, password = 'correct horse battery') => desk.call('POST', '/api/step-up', { password })

async function openRenewed(open: OpenDatabase, reversal: object | null = { days: 30 }) {
  const desk = await openOrderDesk(open)
  if (reversal) {
    expect((await desk.call('PATCH', `/api/accounts/${desk.account}`, { reversal })).status).toBe(200)
  }
  await desk.deposit(10_000)
  await desk.hold('example.com', later(3), { nameServers: ['ns1.example.jp'] })
  await desk.runRenewals()
  expect(await desk.money()).toEqual({ balance: 9_000, held: 0 })
  await stepUp(desk)
  const reverse = (confirm?: string) => desk.post('/reversals', { name: 'example.com', confirm })
  const reversals = async () => (await desk.get<{ items: object[] }>('/reversals')).body.items
  return { ...desk, reverse, reversals }
}

describeOnEachDatabase('a renewal that nobody wanted', (open) => {
  it('is paid back and the name is let go in one step; then it is unlocked and parked at the registry', async () => {
    const desk = await openRenewed(open)
    await desk.behave({ operation: 'unlock', does: 'delay', seconds: 3600 })
    const asked = await desk.reverse('example.com')
    expect(asked).toMatchObject({
      status: 202,
      body: { name: 'example.com', state: 'requested', amount: { amount: '1000', currency: 'JPY' } },
    })
    expect(await desk.money()).toEqual({ balance: 10_000, held: 0 })
    expect(await desk.domain('example.com')).toMatchObject({ holding: 'relinquished', nextCharge: null })
    await desk.settleJobs()
    expect(await desk.reversals()).toMatchObject([{ state: 'requested' }])
    desk.moveTo(later(1))
    await desk.behave()
    await desk.runRenewals()
    expect(await desk.reversals()).toMatchObject([{ state: 'relinquished', parkedAt: expect.any(String) }])
    expect(await desk.atRegistry('example.com')).toMatchObject({
      locked: false,
      nameServers: ['ns1.parking.example', 'ns2.parking.example'],
    })
    expect(await desk.money()).toEqual({ balance: 10_000, held: 0 })
  })

  it('asks for the name to be typed', async () => {
    const desk = await openRenewed(open)
    for (const confirm of [undefined, '', 'example.org', 'yes']) {
      expect(await desk.reverse(confirm)).toMatchObject({ status: 422, body: { code: 'confirmation_required' } })
    }
    expect(await desk.domain('example.com')).toMatchObject({ holding: 'held' })
  })

  it('is given back until its last day, inclusive, and refused with that day afterwards', async () => {
    const desk = await openRenewed(open, { days: 10 })
    desk.moveTo(later(11))
    expect(await desk.reverse('example.com')).toMatchObject({
      status: 409,
      body: { code: 'reversal_too_late', args: { until: later(10) } },
    })
    const other = await openRenewed(open, { days: 10, until: later(12) })
    other.moveTo(later(12))
    expect((await other.reverse('example.com')).status).toBe(202)
  })

  it('is given back only by who has proved in the last minutes who they are', async () => {
    const desk = await openRenewed(open)
    const { storage } = desk.deps
    const ask = () => desk.reverse('example.com')
    await storage.transact((trx) => trx.updateTable('session').set({ stepped_up_at: null }).execute())
    expect(await ask()).toMatchObject({ status: 403, body: { code: 'step_up_required' } })
    expect(await stepUp(desk, 'wrong password')).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/password', code: 'wrong_password' }] },
    })
    expect((await ask()).status).toBe(403)
    const long = new Date(Date.now() - 6 * 60_000).toISOString()
    await storage.transact((trx) => trx.updateTable('session').set({ stepped_up_at: long }).execute())
    expect((await ask()).status).toBe(403)
    expect((await stepUp(desk)).body).toMatchObject({ until: expect.any(String) })
    expect(await desk.money()).toEqual({ balance: 9_000, held: 0 })
    expect((await ask()).status).toBe(202)
  })

  it('is given back by who has signed in a moment ago without asking for the password again', async () => {
    const desk = await openRenewed(open)
    const credentials = { email: 'sato@example.co.jp', password: 'correct horse battery' }
    const { body } = await desk.call<{ token: string }>('POST', '/api/session', credentials)
    const authorization = `Bearer ${body.token}`
    const reversal = { name: 'example.com', confirm: 'example.com' }
    const answer = await desk.call('POST', `/api/accounts/${desk.account}/reversals`, reversal, { authorization })
    expect(answer.status).toBe(202)
  })

  it('is not proved by guessing: after eight wrong passwords nobody may try for a while', async () => {
    const desk = await openRenewed(open)
    for (let n = 0; n < 8; n++) expect((await stepUp(desk, `guess ${n}`)).status).toBe(422)
    expect((await stepUp(desk)).status).toBe(429)
  })

  it('is given back once', async () => {
    const desk = await openRenewed(open)
    const answers = await Promise.all([desk.reverse('example.com'), desk.reverse('example.com')])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409])
    expect(await desk.reverse('example.com')).toMatchObject({ status: 409, body: { code: 'not_reversible' } })
    expect(await desk.money()).toEqual({ balance: 10_000, held: 0 })
  })

  it('is not given back where its charge was corrected', async () => {
    const desk = await openRenewed(open)
    const { items } = (await desk.get<{ items: { seq: number }[] }>('/ledger?kind=charge')).body
    expect((await desk.post(`/ledger/${items[0]?.seq}/correction`, { reason: '二重課金' })).status).toBe(201)
    expect(await desk.reverse('example.com')).toMatchObject({ status: 409, body: { code: 'already_reversed' } })
    expect(await desk.domain('example.com')).toMatchObject({ holding: 'held' })
    expect(await desk.money()).toMatchObject({ balance: 10_000 })
  })

  it('is not given back where the terms know no reversal, nor what was no renewal', async () => {
    const desk = await openRenewed(open, null)
    expect(await desk.reverse('example.com')).toMatchObject({ status: 409, body: { code: 'not_reversible' } })
    const other = await openRenewed(open)
    await other.order('register', 'new.com')
    const refused = await other.post('/reversals', { name: 'new.com', confirm: 'new.com' })
    expect(refused).toMatchObject({ status: 409, body: { code: 'not_reversible' } })
    expect((await other.post('/reversals', { name: 'nobody.com', confirm: 'nobody.com' })).status).toBe(404)
    const reader = await addMember(other, 'domainManager')
    expect((await reader.post('/reversals', { name: 'example.com', confirm: 'example.com' })).status).toBe(403)
  })

  it('is carried on by a person where names are managed by hand', async () => {
    const desk = await openOrderDesk(open)
    await desk.call('PATCH', `/api/accounts/${desk.account}`, { reversal: { days: 30 } })
    await desk.deposit(10_000)
    const made = await desk.post<{ id: string }>('/connections', { name: 'M', registrar: 'M', gateway: 'manual' })
    await desk.post('/domains', { name: 'hand.com', connection: made.body.id, registryExpiresOn: later(3) })
    type Tasks = { items: { id: string; operation: string }[] }
    const confirmNext = async () => {
      const [task] = (await desk.get<Tasks>('/tasks')).body.items
      await desk.post(`/tasks/${task?.id}/confirm`, { date: '2026-11-23', reference: 'R' })
      await desk.settleJobs()
      return task?.operation
    }
    await desk.order('renew', 'hand.com')
    expect(await confirmNext()).toBe('renew')
    await stepUp(desk)
    expect((await desk.post('/reversals', { name: 'hand.com', confirm: 'HAND.com' })).status).toBe(202)
    await desk.settleJobs()
    expect(await desk.money()).toEqual({ balance: 10_000, held: 0 })
    expect(await confirmNext()).toBe('unlock')
    expect((await desk.get('/reversals')).body).toMatchObject({ items: [{ state: 'unlocked' }] })
    expect(await confirmNext()).toBe('park')
    expect((await desk.get('/reversals')).body).toMatchObject({ items: [{ state: 'relinquished' }] })
  })
})

describeOnEachDatabase('a renewal that stands on a document', (open) => {
  it('is given back with a credit note', async () => {
    const desk = await openRenewed(open)
    desk.moveTo(isoDate('2026-12-01'))
    expect(await desk.post('/closings', { period: '2026-11' })).toMatchObject({ status: 200 })
    const asked = await desk.reverse('example.com')
    expect(asked).toMatchObject({ status: 202, body: { creditNote: expect.any(String) } })
    const { creditNote } = asked.body as { creditNote: string }
    expect(await desk.get(`/credit-notes/${creditNote}`)).toMatchObject({
      status: 200,
      body: { number: creditNote, total: { amount: '1000' }, tax: { amount: '91' } },
    })
    expect(await desk.money()).toEqual({ balance: 10_000, held: 0 })
    expect((await desk.reverse('example.com')).status).toBe(409)
  })

  it('has none where no period was closed over it', async () => {
    const desk = await openRenewed(open)
    expect((await desk.reverse('example.com')).body).toMatchObject({ creditNote: null })
  })
})
