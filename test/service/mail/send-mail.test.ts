import { afterEach, expect, it } from 'vitest'
import type { Instant } from '../../../core/calendar/iso-date.ts'
import { smtpTransport } from '../../../service/adapters/mail/smtp-transport.ts'
import { FileNotMadeError } from '../../../service/files/make-file.ts'
import { nextChange } from '../../../service/modules/changes/change-sequence.ts'
import { type MailRequest, queueMail } from '../../../service/modules/mail/queue-mail.ts'
import { type ReadAttachment, sendDueMail } from '../../../service/modules/mail/send-mail.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { openSmtpPeer, type SmtpPeer } from '../../support/smtp-peer.ts'
import { openTestApi, TEST_NOW, type TestApi } from '../../support/test-api.ts'

const INVOICE: MailRequest = {
  key: 'document:I-2026-0001',
  kind: 'document',
  recipient: 'keiri@example.co.jp',
  subject: '請求書 I-2026-0001',
  body: 'いつもお世話になっております。請求書をお送りします。',
  document: 'I-2026-0001',
  attachments: [{ document: 'I-2026-0001', revision: 0, kind: 'pdf', language: 'ja', fileName: '請求書.pdf' }],
}
const PDF: ReadAttachment = async (_account, { fileName }) => ({
  fileName,
  mediaType: 'application/pdf',
  bytes: new TextEncoder().encode('%PDF-1.7'),
})

const queue = (api: TestApi, request: MailRequest, at: Instant = TEST_NOW) =>
  api.deps.storage.transact(async (trx) => {
    await nextChange(trx, api.account, 'billing')
    return queueMail(trx, api.account, request, at)
  })

type Mails = {
  items: { id: string; to: string; state: string; attempts: number; answer: string | null }[]
  isConfigured: boolean
}

describeOnEachDatabase('mail', (open) => {
  let peer: SmtpPeer | null = null
  afterEach(async () => {
    await peer?.close()
    peer = null
  })
  const openWithPeer = async () => {
    peer = await openSmtpPeer()
    const api = await openTestApi(await open())
    const settings = { host: '127.0.0.1', port: peer.port, isSecure: false, user: null, password: null }
    const mail = smtpTransport({ ...settings, from: 'billing@registrar.example' })
    return { api, peer, deps: { storage: api.deps.storage, mail } }
  }
  const states = async (api: TestApi) => (await api.get<Mails>('/mails')).body.items

  it('waits in the outbox, to be read as a file, where no mail server is configured', async () => {
    const api = await openTestApi(await open())
    await queue(api, { ...INVOICE, attachments: [] })
    expect(await sendDueMail(api.deps, PDF)).toBe(0)
    const { body } = await api.get<Mails>('/mails')
    expect(body).toMatchObject({ isConfigured: false, items: [{ state: 'waiting', attempts: 0 }] })
    const file = await api.get<string>(`/mails/${body.items[0]?.id}.eml`)
    expect(file.headers.get('content-type')).toBe('message/rfc822')
    expect(file.body).toContain('To: keiri@example.co.jp')
  })

  it('goes out once with its file, in Japanese', async () => {
    const { api, peer: server, deps } = await openWithPeer()
    expect(await queue(api, INVOICE)).toBe(true)
    expect(await queue(api, INVOICE)).toBe(false)
    expect(await sendDueMail(deps, PDF)).toBe(1)
    expect(await sendDueMail(deps, PDF)).toBe(0)
    expect(server.received).toHaveLength(1)
    const [message = ''] = server.received
    expect(message).toContain('From: billing@registrar.example')
    expect(message).toContain(Buffer.from('%PDF-1.7').toString('base64'))
    expect(message).toMatch(/Subject: =\?UTF-8\?/)
    expect(await states(api)).toMatchObject([{ state: 'sent', attempts: 1 }])
  })

  it('shows what the mail server refused, and goes to another address when told so', async () => {
    const { api, peer: server, deps } = await openWithPeer()
    server.answer = (to) => (to.startsWith('keiri') ? { code: 550, text: '5.1.1 No such user' } : 'accept')
    await queue(api, INVOICE)
    expect(await sendDueMail(deps, PDF)).toBe(0)
    const [refused] = await states(api)
    expect(refused).toMatchObject({ state: 'refused', answer: expect.stringContaining('5.1.1 No such user') })
    expect(await sendDueMail(deps, PDF)).toBe(0)
    await api.post(`/mails/${refused?.id}/retry`, { to: 'soumu@example.co.jp' })
    expect(await sendDueMail(deps, PDF)).toBe(1)
    expect(await states(api)).toMatchObject([{ state: 'sent', to: 'soumu@example.co.jp' }])
  })

  it('tries again later where the server is busy, and waits for a file that is not made yet', async () => {
    const { api, peer: server, deps } = await openWithPeer()
    server.answer = () => ({ code: 451, text: '4.7.1 Try again later' })
    await queue(api, INVOICE)
    expect(await sendDueMail(deps, PDF)).toBe(0)
    expect(await states(api)).toMatchObject([{ state: 'waiting', attempts: 1 }])
    await queue(api, { ...INVOICE, key: 'other' })
    expect(await sendDueMail(deps, async () => null)).toBe(0)
    expect(server.received).toHaveLength(0)
  })

  it('goes out at once, whatever day the domain clock was set to', async () => {
    const { api, peer: server, deps } = await openWithPeer()
    await queue(api, INVOICE, '2040-01-01T00:00:00.000Z' as Instant)
    expect(await sendDueMail(deps, PDF)).toBe(1)
    expect(server.received).toHaveLength(1)
  })

  it('waits alone where its file cannot be made; what follows goes out', async () => {
    const { api, peer: server, deps } = await openWithPeer()
    await queue(api, { ...INVOICE, key: 'first', recipient: 'first@example.co.jp' })
    await queue(api, { ...INVOICE, key: 'second', attachments: [] })
    const broken: ReadAttachment = () => Promise.reject(new FileNotMadeError('template.typ is gone'))
    expect(await sendDueMail(deps, broken)).toBe(1)
    expect(server.received).toHaveLength(1)
    expect(new Map((await states(api)).map((mail) => [mail.to, mail]))).toEqual(
      new Map([
        ['first@example.co.jp', expect.objectContaining({ state: 'waiting', answer: expect.stringContaining('made') })],
        ['keiri@example.co.jp', expect.objectContaining({ state: 'sent' })],
      ]),
    )
  })

  it('waits for a server that does not answer, without asking it for each', async () => {
    const { api, peer: server, deps } = await openWithPeer()
    for (let n = 0; n < 3; n++) await queue(api, { ...INVOICE, key: `m${n}`, attachments: [] })
    await server.close()
    expect(await sendDueMail(deps, PDF)).toBe(0)
    const attempts = (await states(api)).map((mail) => [mail.state, mail.attempts])
    expect(attempts.toSorted()).toEqual([
      ['waiting', 0],
      ['waiting', 0],
      ['waiting', 1],
    ])
    peer = null
  })

  it('is sent once where the disk is full when that is to be noted', async () => {
    const { api, peer: server, deps } = await openWithPeer()
    await queue(api, { ...INVOICE, attachments: [] })
    let writes = 0
    const transact: typeof deps.storage.transact = (work, as) =>
      ++writes === 2 ? Promise.reject(new Error('disk full')) : deps.storage.transact(work, as)
    const full = { ...deps, storage: { ...deps.storage, transact } }
    await expect(sendDueMail(full, PDF)).rejects.toThrow('disk full')
    await api.deps.storage.transact((trx) => trx.updateTable('mail').set({ next_at: '2020-01-01' }).execute())
    expect(await sendDueMail(deps, PDF)).toBe(1)
    expect(server.received).toHaveLength(1)
    expect(await states(api)).toMatchObject([{ state: 'sent' }])
  })

  it('is sent once, by two senders at once', async () => {
    const { api, peer: server, deps } = await openWithPeer()
    for (let n = 0; n < 5; n++) await queue(api, { ...INVOICE, key: `m${n}` })
    const sent = await Promise.all([sendDueMail(deps, PDF), sendDueMail(deps, PDF)])
    expect(sent[0] + sent[1]).toBe(5)
    expect(server.received).toHaveLength(5)
  })
})
