import { expect, it } from 'vitest'
import { makeDueFiles } from '../../../service/modules/documents/make-due-files.ts'
import { openBillingDesk, renewal } from '../../support/billing-desk.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'

type Mails = { items: { kind: string; to: string; subject: string; body: string; attachments: string[] }[] }

describeOnEachDatabase('the mail that brings a document', (open) => {
  it('is queued once with its PDF as soon as that is made', async () => {
    const desk = await openBillingDesk(open)
    await desk.patch('', { recipient: { email: 'keiri@example.co.jp', name: '株式会社みずほし' } })
    await desk.patch('', { overdraft: { policy: 'provisional', until: '2027-03-31' } })
    await desk.book(renewal(11_000))
    desk.moveTo('2026-12-01T01:00:00+09:00')
    const closed = await desk.close('2026-11')
    const number = closed.body.closings[0]?.document
    expect((await desk.get<Mails>('/mails')).body.items).toEqual([])
    await makeDueFiles(desk.deps)
    await makeDueFiles(desk.deps)
    const { body } = await desk.get<Mails>('/mails')
    expect(body.items).toMatchObject([{ to: 'keiri@example.co.jp', attachments: [`請求書_${number}.pdf`] }])
    expect(body.items[0]?.body).toContain('株式会社みずほし 御中')
    expect(body.items[0]?.body).toContain('お支払いいただく金額: 11,000円')
  })

  it('is in the language of the account, with the PDF in it', async () => {
    const desk = await openBillingDesk(open)
    await desk.patch('', { language: 'en', recipient: { email: 'ap@example.com', name: 'Example Ltd.' } })
    await desk.patch('', { overdraft: { policy: 'provisional', until: '2027-03-31' } })
    await desk.book(renewal(11_000))
    desk.moveTo('2026-12-01T01:00:00+09:00')
    const closed = await desk.close('2026-11')
    await makeDueFiles(desk.deps)
    const { body } = await desk.get<Mails>('/mails')
    expect(body.items).toMatchObject([
      {
        subject: expect.stringContaining('invoice'),
        attachments: [`invoice_${closed.body.closings[0]?.document}.pdf`],
      },
    ])
    expect(body.items[0]?.body).toContain('To be paid: JPY 11,000')
    const [mail] = await desk.storage.read.selectFrom('mail').select('attachments').execute()
    expect(JSON.parse(mail?.attachments ?? '[]')).toMatchObject([{ language: 'en' }])
  })

  it('waits for an address where the account has none, seen by the account and by operators, and goes out with it', async () => {
    const desk = await openBillingDesk(open)
    await desk.patch('', { overdraft: { policy: 'provisional', until: '2027-03-31' } })
    await desk.book(renewal(11_000))
    desk.moveTo('2026-12-01T01:00:00+09:00')
    const number = (await desk.close('2026-11')).body.closings[0]?.document
    await makeDueFiles(desk.deps)
    const waiting = await desk.get<{ items: { id: string }[] }>('/mails?unaddressed=true')
    expect(waiting.body).toMatchObject({ total: 1, items: [{ to: null, state: 'refused', document: number }] })
    const retry = `/mails/${waiting.body.items[0]?.id}/retry`
    expect(await desk.post(retry, {})).toMatchObject({ status: 422, body: { errors: [{ pointer: '/to' }] } })
    const undelivered = '/api/operator/undelivered-mails'
    expect((await desk.call('GET', undelivered)).body).toMatchObject({
      total: 1,
      items: [{ account: { id: 'main' }, to: null, document: number, contacts: [{ name: '佐藤' }] }],
    })
    expect((await (await addMember(desk, 'accountant')).get('/../../operator/undelivered-mails')).status).toBe(403)
    await desk.patch('', { recipient: { email: 'keiri@example.co.jp' } })
    expect((await desk.get('/mails')).body).toMatchObject({
      total: 1,
      items: [{ to: 'keiri@example.co.jp', state: 'waiting', attempts: 0 }],
    })
    expect((await desk.call('GET', undelivered)).body).toMatchObject({ total: 0 })
  })

  it('goes to whom a person names where the account has no address', async () => {
    const desk = await openBillingDesk(open)
    await desk.patch('', { overdraft: { policy: 'provisional', until: '2027-03-31' } })
    await desk.book(renewal(11_000))
    desk.moveTo('2026-12-01T01:00:00+09:00')
    await desk.close('2026-11')
    await makeDueFiles(desk.deps)
    const [mail] = (await desk.get<{ items: { id: string }[] }>('/mails')).body.items
    expect((await desk.post(`/mails/${mail?.id}/retry`, { to: 'once@example.com' })).body).toMatchObject({
      to: 'once@example.com',
      state: 'waiting',
    })
    await desk.patch('', { recipient: { email: 'keiri@example.co.jp' } })
    expect((await desk.get('/mails')).body).toMatchObject({ total: 1, items: [{ to: 'once@example.com' }] })
  })

  it('is not queued for an account whose documents go by post', async () => {
    const desk = await openBillingDesk(open)
    await desk.patch('', { overdraft: { policy: 'provisional', until: '2027-03-31' } })
    await desk.patch('', { delivery: 'post', recipient: { email: 'keiri@example.co.jp' } })
    await desk.book(renewal(11_000))
    desk.moveTo('2026-12-01T01:00:00+09:00')
    await desk.close('2026-11')
    await makeDueFiles(desk.deps)
    expect((await desk.get<Mails>('/mails')).body.items).toEqual([])
  })
})
