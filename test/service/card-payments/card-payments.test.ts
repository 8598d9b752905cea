import { afterEach, expect, it } from 'vitest'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { stripePort } from '../../../service/adapters/payments/stripe-port.ts'
import { createApp } from '../../../service/app.ts'
import { insertCharge, storeMethod } from '../../../service/modules/card-payments/card-payments.repository.ts'
import { chargeDueCards } from '../../../service/modules/card-payments/charge-due.ts'
import { nextChange } from '../../../service/modules/changes/change-sequence.ts'
import { askFor } from '../../../service/modules/ledger/settle-book.ts'
import { amountOf, auditBook, chargeDraft, post } from '../../support/book.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { openStripePeer, type StripePeer } from '../../support/stripe-peer.ts'
import { openTestApi, send, TEST_NOW, type TestApi } from '../../support/test-api.ts'

const TODAY = '2026-11-23' as IsoDate
type Page = { id: string; url: string }

describeOnEachDatabase('card payments', (open) => {
  let peer: StripePeer | null = null
  afterEach(async () => {
    await peer?.close()
    peer = null
  })

  const openDesk = async () => {
    const stripe = await openStripePeer()
    peer = stripe
    const api = await openTestApi(await open())
    const server = { host: '127.0.0.1', port: stripe.port, protocol: 'http' as const }
    const keys = { secretKey: 'sk_test_1', webhookSecret: stripe.webhookSecret }
    const payments = stripePort({ ...keys, publicUrl: 'https://desk.example', server })
    const deps = { ...api.deps, payments }
    const app = createApp(deps)
    const headers = { authorization: `Bearer ${api.token}` }
    const ask = (path: string, body: unknown) =>
      send(app, 'POST', `/api/accounts/main${path}`, body, { ...headers, 'idempotency-key': crypto.randomUUID() })
    const tell = (type: string, object: object, forged = '') => {
      const { body, signature } = stripe.sign(type, object)
      const given = { 'content-type': 'application/json', 'stripe-signature': `${signature}${forged}` }
      return send(app, 'POST', '/api/payments/stripe', new TextEncoder().encode(body), given)
    }
    return { api, stripe, deps, ask, tell }
  }

  /** An invoice of 10,000 yen that is due, of an account with a stored card. */
  const owe = (api: TestApi) =>
    api.deps.storage.transact(async (trx) => {
      await nextChange(trx, 'main', 'billing')
      await trx.updateTable('billing_profile').set({ payment_method: 'creditCard' }).execute()
      const card = { customer: 'cus_1', method: 'pm_1', brand: 'visa', last4: '4242', exp_month: 4, exp_year: 2030 }
      await storeMethod(trx, { account: 'main', ...card, stored_at: TEST_NOW })
      const asked = { account: 'main', number: 'I-1', issuedOn: '2026-11-01', dueOn: TODAY, open: amountOf(10_000) }
      await askFor(trx, [asked], TEST_NOW)
    })

  /** Lets the time pass after which a charge without an answer is asked for again. */
  const askAgain = (api: TestApi) =>
    api.deps.storage.transact((trx) => trx.updateTable('card_charge').set({ next_at: '2000-01-01' }).execute())

  it('are said to be not configured where no provider is named', async () => {
    const api = await openTestApi(await open())
    expect((await api.get('/card')).body).toMatchObject({ isConfigured: false, card: null })
    expect(await api.post('/card-pages', { kind: 'store' })).toMatchObject({
      status: 409,
      body: { code: 'card_payments_not_configured' },
    })
    const json = { 'content-type': 'application/json' }
    expect((await send(api.app, 'POST', '/api/payments/stripe', '{}', json)).status).toBe(404)
  })

  it('book what was paid on the provider’s page once, however often it is told', async () => {
    const { api, stripe, ask, tell } = await openDesk()
    const page = await ask('/card-pages', { kind: 'pay', amount: '5000' })
    expect(page).toMatchObject({ status: 201, body: { url: 'https://checkout.example/cs_1' } })
    expect(stripe.asked[0]?.fields['line_items[0][price_data][unit_amount]']).toBe('5000')
    const { id } = page.body as Page
    const session = { mode: 'payment', client_reference_id: id, payment_status: 'paid', payment_intent: 'pi_9' }
    const told = [
      () => tell('checkout.session.completed', { ...session, amount_total: 5000 }),
      () => tell('payment_intent.succeeded', { id: 'pi_9', amount_received: 5000, metadata: { daicho: id } }),
    ]
    for (const one of [...told, ...told]) expect((await one()).status).toBe(200)
    expect(await auditBook(api.deps.storage, 'main')).toMatchObject({ isTrue: true, balance: 5_000 })
    const back = { payment_intent: 'pi_9', amount: 5_000, amount_refunded: 5_000, metadata: { daicho: id } }
    await tell('charge.refunded', back)
    await tell('charge.refunded', back)
    expect(await auditBook(api.deps.storage, 'main')).toMatchObject({ isTrue: true, balance: 0 })
  })

  it('that were given back in part are booked back in part, each part once, and the rest with the last one', async () => {
    const { api, ask, tell } = await openDesk()
    const { id } = (await ask('/card-pages', { kind: 'pay', amount: '5000' })).body as Page
    const metadata = { daicho: id }
    await tell('payment_intent.succeeded', { id: 'pi_9', amount_received: 5_000, metadata })
    const balanceAfter = async (refunded: number) => {
      await tell('charge.refunded', { payment_intent: 'pi_9', amount: 5_000, amount_refunded: refunded, metadata })
      const { isTrue, balance } = await auditBook(api.deps.storage, 'main')
      expect(isTrue).toBe(true)
      return balance
    }
    expect(await balanceAfter(1_000)).toBe(4_000)
    expect(await balanceAfter(1_000)).toBe(4_000)
    expect(await balanceAfter(3_000)).toBe(2_000)
    // A message that was overtaken by a later one.
    expect(await balanceAfter(2_000)).toBe(2_000)
    expect(await balanceAfter(5_000)).toBe(0)
    expect(await balanceAfter(5_000)).toBe(0)
  })

  it('come to nothing where the message that they were given back overtakes the one that they were made', async () => {
    const { api, ask, tell } = await openDesk()
    const { id } = (await ask('/card-pages', { kind: 'pay', amount: '5000' })).body as Page
    const metadata = { daicho: id }
    const back = { payment_intent: 'pi_9', amount: 5_000, amount_refunded: 5_000, metadata }
    expect((await tell('charge.refunded', back)).status).toBe(200)
    await tell('payment_intent.succeeded', { id: 'pi_9', amount_received: 5_000, metadata })
    expect(await auditBook(api.deps.storage, 'main')).toMatchObject({ isTrue: true, balance: 0 })
  })

  it('take no message whose signature is not the provider’s, nor one about a page that is not known', async () => {
    const { api, tell } = await openDesk()
    const session = { mode: 'payment', client_reference_id: 'x', payment_status: 'paid', payment_intent: 'pi_9' }
    expect((await tell('checkout.session.completed', { ...session, amount_total: 5000 }, '0')).status).toBe(400)
    expect((await tell('checkout.session.completed', { ...session, amount_total: 5000 })).status).toBe(200)
    expect(await auditBook(api.deps.storage, 'main')).toMatchObject({ balance: 0 })
  })

  it('on a page are listed with who opened it, and none is opened for a document that is paid', async () => {
    const { api, ask, tell } = await openDesk()
    await post(api.deps.storage, 'main', chargeDraft(10_000))
    await owe(api)
    const page = await ask('/card-pages', { kind: 'pay', amount: '10000', invoice: 'I-1' })
    const listed = async () =>
      ((await api.get<{ payments: object[] }>('/card')).body as { payments: object[] }).payments
    expect(await listed()).toMatchObject([{ document: 'I-1', state: 'open', person: '佐藤' }])
    const { id } = page.body as Page
    const session = { mode: 'payment', client_reference_id: id, payment_status: 'paid', payment_intent: 'pi_3' }
    await tell('checkout.session.completed', { ...session, amount_total: 10_000 })
    expect(await listed()).toMatchObject([{ state: 'done' }])
    expect((await ask('/card-pages', { kind: 'pay', amount: '1', invoice: 'I-1' })).body).toMatchObject({
      code: 'document_paid',
    })
  })

  it('say that the provider does not answer, and leave no page open', async () => {
    const { api, stripe, ask } = await openDesk()
    await stripe.close()
    expect(await ask('/card-pages', { kind: 'pay', amount: '5000' })).toMatchObject({
      status: 503,
      body: { code: 'payment_provider_failed' },
    })
    expect((await api.get('/card')).body).toMatchObject({ payments: [{ state: 'expired' }] })
  })

  it('store a card without its number', async () => {
    const { api, ask, tell } = await openDesk()
    const { id } = (await ask('/card-pages', { kind: 'store' })).body as Page
    const session = { mode: 'setup', client_reference_id: id, setup_intent: 'seti_1', customer: 'cus_1' }
    await tell('checkout.session.completed', session)
    expect((await api.get('/card')).body).toMatchObject({ card: { brand: 'visa', last4: '4242', expYear: 2030 } })
  })

  it('charge an invoice that is due once a day, and pay it', async () => {
    const { api, stripe, deps } = await openDesk()
    await post(api.deps.storage, 'main', chargeDraft(10_000))
    await owe(api)
    expect(await chargeDueCards(deps, TODAY)).toEqual(['cards main I-1 paid'])
    expect(await chargeDueCards(deps, TODAY)).toEqual([])
    expect(stripe.paid.size).toBe(1)
    expect(await auditBook(api.deps.storage, 'main')).toMatchObject({ isTrue: true, balance: 0, open: 0 })
  })

  it('and direct debits ask for a document one after the other, where the account changes how it pays', async () => {
    const { api, deps } = await openDesk()
    await post(api.deps.storage, 'main', chargeDraft(10_000))
    await owe(api)
    const bank = { bankCode: '0001', bankName: 'ミズホ', branchCode: '001', branchName: 'トウキヨウ' }
    const own = { ...bank, type: 'ordinary', number: '1234567', holder: 'カ）ミナト' }
    const client = { code: '1234567890', name: 'カ）ミナト' }
    await api.call('PATCH', '/api/operator/issuer', { bankAccount: own, debitClient: client })
    const payBy = (paymentMethod: string) => api.patch('', { paymentMethod, debitAccount: own })
    const preview = async () =>
      (await api.call<{ debits: unknown[] }>('GET', '/api/operator/direct-debits/preview?debitOn=2026-12-28')).body
    await payBy('directDebit')
    expect((await preview()).debits).toHaveLength(1)
    expect((await api.call('POST', '/api/operator/direct-debits', { debitOn: '2026-12-28' })).status).toBe(201)
    await payBy('creditCard')
    expect(await chargeDueCards(deps, TODAY)).toEqual([])
    const [request] = (await api.call<{ items: { id: string }[] }>('GET', '/api/operator/direct-debits')).body.items
    await api.call('POST', `/api/operator/direct-debits/${request?.id}/withdraw`)
    await payBy('directDebit')
    expect((await preview()).debits).toHaveLength(1)
    const sent = { account: 'main', id: 'c1', document: 'I-1', amount: 10_000, day: TODAY, state: 'sent' as const }
    const unanswered = { code: null, detail: null, reference: null, next_at: TEST_NOW, created_at: TEST_NOW }
    await api.deps.storage.transact((trx) => insertCharge(trx, { ...sent, ...unanswered }))
    expect((await preview()).debits).toEqual([])
  })

  it('leave an invoice open whose card was declined, and try on the next days, three times in all', async () => {
    const { api, stripe, deps } = await openDesk()
    await post(api.deps.storage, 'main', chargeDraft(10_000))
    await owe(api)
    stripe.charge = 'declined'
    const days = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'] as IsoDate[]
    const ran: string[] = []
    for (const day of days) ran.push(...(await chargeDueCards(deps, day)))
    expect(ran).toEqual(Array.from({ length: 3 }, () => 'cards main I-1 failed'))
    expect((await api.get('/card')).body).toMatchObject({
      charges: [{ code: 'insufficient_funds' }, {}, {}],
      due: [{ document: 'I-1', amount: { amount: '10000' }, dueOn: TODAY }],
    })
    const mails = await api.deps.storage.read.selectFrom('mail').select(['kind', 'recipient', 'body']).execute()
    expect(mails).toHaveLength(3)
    expect(mails[0]).toMatchObject({ kind: 'cardFailed', recipient: 'sato@example.co.jp' })
    expect(mails.filter(({ body }) => body.includes('翌日'))).toHaveLength(2)
    expect(mails[0]?.body).toContain('カードの残高または利用枠の不足')
    expect(await auditBook(api.deps.storage, 'main')).toMatchObject({ isTrue: true, open: 10_000 })
  })

  it('charge once where the answer is lost', async () => {
    const { api, stripe, deps } = await openDesk()
    await post(api.deps.storage, 'main', chargeDraft(10_000))
    await owe(api)
    stripe.charge = 'lost'
    await chargeDueCards(deps, TODAY)
    expect(stripe.paid.size).toBe(1)
    await askAgain(api)
    await chargeDueCards(deps, TODAY)
    expect(stripe.paid.size).toBe(1)
    expect(await auditBook(api.deps.storage, 'main')).toMatchObject({ isTrue: true, balance: 0, open: 0 })
  })

  it('charge once where the answer is lost and the provider has forgotten the key', async () => {
    const { api, stripe, deps } = await openDesk()
    await post(api.deps.storage, 'main', chargeDraft(10_000))
    await owe(api)
    stripe.charge = 'lost'
    await chargeDueCards(deps, TODAY)
    stripe.charge = 'succeeded'
    stripe.paid.clear()
    await askAgain(api)
    expect(await chargeDueCards(deps, TODAY)).toEqual(['cards main I-1 paid'])
    expect(stripe.payments).toHaveLength(1)
    expect(await auditBook(api.deps.storage, 'main')).toMatchObject({ isTrue: true, balance: 0, open: 0 })
  })

  it('follow a charge that takes the provider a while, though no message about it arrives', async () => {
    const { api, stripe, deps } = await openDesk()
    await post(api.deps.storage, 'main', chargeDraft(10_000))
    await owe(api)
    stripe.charge = 'processing'
    expect(await chargeDueCards(deps, TODAY)).toEqual(['cards main I-1 pending'])
    await askAgain(api)
    expect(await chargeDueCards(deps, TODAY)).toEqual(['cards main I-1 pending'])
    for (const payment of stripe.payments) payment.status = 'succeeded'
    await askAgain(api)
    expect(await chargeDueCards(deps, TODAY)).toEqual(['cards main I-1 paid'])
    expect(stripe.payments).toHaveLength(1)
    expect(await auditBook(api.deps.storage, 'main')).toMatchObject({ isTrue: true, balance: 0, open: 0 })
  })
})
