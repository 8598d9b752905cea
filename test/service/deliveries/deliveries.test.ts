import { expect, it } from 'vitest'
import { makeDueFiles } from '../../../service/modules/documents/make-due-files.ts'
import { openBillingDesk, renewal } from '../../support/billing-desk.ts'
import { depositDraft } from '../../support/book.ts'
import { describeOnEachDatabase, type OpenDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'

type Listed = { total: number; items: { id: string; document: string | null; state: string }[]; eligibility: object }
const ADDRESS = { postalCode: '100-0001', address: '東京都千代田区千代田1-1' }

/** The account's statement of November. */
async function openClosed(open: OpenDatabase) {
  const desk = await openBillingDesk(open)
  await desk.patch('', { recipient: { email: 'keiri@example.co.jp' } })
  await desk.book(depositDraft(10_000))
  await desk.book(renewal(1_000))
  desk.moveTo('2026-12-01T00:05:00+09:00')
  await desk.close('2026-11')
  const mails = () => desk.storage.read.selectFrom('mail').select(['key', 'document']).execute()
  return { ...desk, number: 'STM-2026-000001', mails }
}

describeOnEachDatabase('delivery requests', (open) => {
  it('ask for a document on paper, once, and an operator says that it was posted', async () => {
    const desk = await openClosed(open)
    const asked = await desk.post('/delivery-requests', { document: desk.number, ...ADDRESS, note: '経理部あて' })
    expect(asked).toMatchObject({ status: 201, body: { state: 'requested', person: '佐藤', address: ADDRESS.address } })
    expect((await desk.post('/delivery-requests', { document: desk.number, ...ADDRESS })).status).toBe(409)
    const { items } = (await desk.call<Listed>('GET', '/api/operator/delivery-requests?state=requested')).body
    expect(items).toMatchObject([{ document: desk.number, note: '経理部あて', recipient: 'みずほし商事' }])
    const end = `/api/operator/delivery-requests/${items[0]?.id}/end`
    expect((await desk.call('POST', end, { outcome: 'sent', on: '2026-12-02' })).status).toBe(422)
    expect((await desk.call('POST', end, { outcome: 'sent', on: '2026-12-01' })).body).toMatchObject({ state: 'done' })
    expect((await desk.call('POST', end, { outcome: 'declined', reason: 'x' })).status).toBe(409)
    expect((await desk.get('/delivery-requests')).body).toMatchObject({
      total: 1,
      items: [{ state: 'done', endedOn: '2026-12-01', endedBy: '佐藤' }],
    })
  })

  it('are refused without an address, for receipts and for documents that are not there', async () => {
    const desk = await openClosed(open)
    const code = (body: object) => ({ status: 422, body: { errors: [{ ...body }] } })
    const ask = (body: object) => desk.post('/delivery-requests', body)
    expect(await ask({ document: desk.number })).toMatchObject(code({ code: 'postal_address_missing' }))
    expect(await ask({ document: 'INV-2026-000009', ...ADDRESS })).toMatchObject(code({ code: 'unknown_document' }))
    const receipt = await desk.post<{ number: string }>('/receipts', { entry: 1 })
    expect(await ask({ document: receipt.body.number, ...ADDRESS })).toMatchObject(code({ code: 'not_delivered' }))
  })

  it('for paper are the corporate plan’s once the corporate service has begun, and the form says so', async () => {
    const desk = await openClosed(open)
    await desk.call('PATCH', '/api/operator/issuer', { corporateServiceFrom: '2026-12-01' })
    expect(await desk.post('/delivery-requests', { document: desk.number, ...ADDRESS })).toMatchObject({
      status: 409,
      body: { code: 'corporate_plan_required' },
    })
    expect((await desk.get<Listed>('/delivery-requests')).body.eligibility).toEqual({
      plan: 'standard',
      corporateServiceFrom: '2026-12-01',
      mail: null,
      post: 'corporate_plan_required',
    })
    await desk.patch('', { plan: 'corporate' })
    expect((await desk.post('/delivery-requests', { document: desk.number, ...ADDRESS })).status).toBe(201)
  })

  it('send a document once more by mail, at once', async () => {
    const desk = await openClosed(open)
    await makeDueFiles(desk.deps)
    expect(await desk.mails()).toHaveLength(1)
    const asked = await desk.post('/delivery-requests', { document: desk.number, delivery: 'mail' })
    expect(asked).toMatchObject({ status: 201, body: { state: 'done' } })
    expect((await desk.mails()).map(({ document }) => document)).toEqual([desk.number, desk.number])
  })

  it('without a document are the account’s wish for all to come, and what closes then waits for the post', async () => {
    const desk = await openClosed(open)
    expect((await desk.post('/delivery-requests', ADDRESS)).body).toMatchObject({ document: null, state: 'done' })
    expect((await desk.get('')).body).toMatchObject({ delivery: 'post', recipient: ADDRESS })
    await desk.book(renewal(2_000, { occurredOn: '2026-12-05' as never }))
    desk.moveTo('2027-01-01T00:05:00+09:00')
    expect((await desk.close('2026-12')).body.closings).toMatchObject([{ channel: 'post' }])
    const { items } = (await desk.get<Listed>('/delivery-requests?state=requested')).body
    expect(items).toMatchObject([{ document: 'STM-2027-000001', person: null, address: ADDRESS.address }])
    await makeDueFiles(desk.deps)
    expect((await desk.mails()).map(({ document }) => document)).toEqual([desk.number])
  })

  it('for paper come to nothing in closings of an account that is no longer entitled to it', async () => {
    const desk = await openClosed(open)
    await desk.post('/delivery-requests', ADDRESS)
    await desk.call('PATCH', '/api/operator/issuer', { corporateServiceFrom: '2026-12-15' })
    await desk.book(renewal(2_000, { occurredOn: '2026-12-05' as never }))
    desk.moveTo('2027-01-01T00:05:00+09:00')
    expect((await desk.close('2026-12')).body.closings).toMatchObject([{ channel: 'mail' }])
    expect((await desk.get('/delivery-requests?state=requested')).body).toMatchObject({ total: 0 })
  })

  it('can be withdrawn while they wait, and are the business of who manages billing', async () => {
    const desk = await openClosed(open)
    const { id } = (await desk.post<{ id: string }>('/delivery-requests', { document: desk.number, ...ADDRESS })).body
    const reader = await addMember(desk, 'domainManager')
    expect((await reader.delete(`/delivery-requests/${id}`)).status).toBe(403)
    expect((await desk.delete(`/delivery-requests/${id}`)).status).toBe(204)
    expect((await desk.delete(`/delivery-requests/${id}`)).status).toBe(409)
    expect((await desk.delete('/delivery-requests/nope')).status).toBe(404)
  })
})
