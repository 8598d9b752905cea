import { expect, it } from 'vitest'
import { parseInstant } from '../../../core/calendar/iso-date.ts'
import { readAttachment } from '../../../service/modules/mail/read-attachment.ts'
import { outgoingOf } from '../../../service/modules/mail/send-mail.ts'
import { runDueWork } from '../../../service/schedule/due-work.ts'
import { describeOnEachDatabase, type OpenDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'
import { hasTool, textOfPdf } from '../../support/pdf-tools.ts'
import { openTestApi } from '../../support/test-api.ts'

async function openNotices(open: OpenDatabase) {
  const api = await openTestApi(await open())
  for (const name of ['a.com', 'b.net']) await api.post('/domains', { name, registryExpiresOn: '2027-01-20' })
  const makeNotices = async (at: string) => {
    const instant = parseInstant(at)
    if (instant) api.deps.clock.moveTo(instant)
    await runDueWork(api.deps, ['notices'])
  }
  const mails = () =>
    api.deps.storage.read
      .selectFrom('mail')
      .select(['recipient', 'subject', 'body'])
      .where('kind', '=', 'notice')
      .orderBy('created_at')
      .orderBy('id')
      .execute()
  return { ...api, makeNotices, mails }
}

describeOnEachDatabase('subscriptions to the monthly notice', (open) => {
  it('bring each person the names that they may see, once a month', async () => {
    const desk = await openNotices(open)
    const reviewer = await addMember(desk, 'departmentReviewer', { suffixes: ['net'] })
    expect((await desk.post('/subscriptions', {})).body).toMatchObject({ kind: 'notices', person: { name: '佐藤' } })
    expect((await reviewer.post('/subscriptions', {})).status).toBe(201)
    await desk.makeNotices('2026-12-01T00:10:00+09:00')
    await desk.makeNotices('2026-12-01T00:20:00+09:00')
    const listed = (await desk.mails()).map(({ body }) => ['a.com', 'b.net'].filter((name) => body.includes(name)))
    expect(listed.toSorted((a, b) => b.length - a.length)).toEqual([['a.com', 'b.net'], ['b.net']])
    expect((await desk.mails())[0]?.subject).toContain('2026年12月')
  })

  it('bring the notice as PDF, with the names that its reader may see, in the language of the account', async () => {
    const desk = await openNotices(open)
    expect((await desk.patch('', { language: 'en' })).body).toMatchObject({ language: 'en' })
    const reviewer = await addMember(desk, 'departmentReviewer', { suffixes: ['net'] })
    await reviewer.post('/subscriptions', {})
    await desk.makeNotices('2026-12-01T00:10:00+09:00')
    const [mail] = await desk.deps.storage.read.selectFrom('mail').selectAll().where('kind', '=', 'notice').execute()
    expect(mail).toMatchObject({ subject: expect.stringContaining('2026-12') })
    const outgoing = mail && (await outgoingOf(mail, (account, ref) => readAttachment(desk.deps, account, ref)))
    expect(outgoing?.attachments).toMatchObject([{ fileName: 'notice-2026-12.pdf', mediaType: 'application/pdf' }])
    if (hasTool('pdftotext')) {
      const text = textOfPdf(outgoing?.attachments[0]?.bytes ?? new Uint8Array())
      expect(text).toContain('b.net')
      expect(text).not.toContain('a.com')
    }
  })

  it('bring months that were missed in one mail', async () => {
    const desk = await openNotices(open)
    await desk.post('/subscriptions', {})
    await desk.makeNotices('2027-02-03T09:00:00+09:00')
    const mails = await desk.mails()
    expect(mails).toHaveLength(1)
    expect(mails[0]?.subject).toContain('2027年2月')
    expect(mails[0]?.body).toContain('2026年12月')
  })

  it('bring nothing that was made before, nothing after they end, and nothing to who left', async () => {
    const desk = await openNotices(open)
    await desk.makeNotices('2026-12-01T00:10:00+09:00')
    const { id } = (await desk.post<{ id: string }>('/subscriptions', {})).body
    await desk.makeNotices('2026-12-02T00:10:00+09:00')
    expect(await desk.mails()).toEqual([])
    expect((await desk.delete(`/subscriptions/${id}`)).status).toBe(204)
    await desk.makeNotices('2027-01-01T00:10:00+09:00')
    expect(await desk.mails()).toEqual([])
    expect((await desk.get('/subscriptions')).body).toEqual({ items: [] })
  })

  it('of others are the business of who may change the account', async () => {
    const desk = await openNotices(open)
    const reader = await addMember(desk, 'readOnly')
    const other = await addMember(desk, 'accountant')
    const of = (person: string) => ({ kind: 'notices', person })
    expect((await reader.post('/subscriptions', of(other.personId))).status).toBe(403)
    expect((await desk.post('/subscriptions', of(other.personId))).status).toBe(201)
    expect((await desk.post('/subscriptions', of('nobody'))).status).toBe(422)
    expect((await reader.get('/subscriptions')).body).toEqual({ items: [] })
    const { items } = (await desk.get<{ items: { id: string }[] }>('/subscriptions')).body
    expect(items).toHaveLength(1)
    expect((await reader.delete(`/subscriptions/${items[0]?.id}`)).status).toBe(404)
  })
})
