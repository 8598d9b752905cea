import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import iconv from 'iconv-lite'
import readXlsx from 'read-excel-file/node'
import { expect, it } from 'vitest'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import { makeClock } from '../../../service/clock.ts'
import { makeDueFiles } from '../../../service/modules/documents/make-due-files.ts'
import { instant, openBillingDesk, renewal } from '../../support/billing-desk.ts'
import { depositDraft } from '../../support/book.ts'
import { describeOnEachDatabase, type OpenDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'
import { hasTool, textOfPdf } from '../../support/pdf-tools.ts'

const yen = (amount: string) => ({ amount, currency: 'JPY' })

/** November 2026 with a deposit and two renewals, closed on 1 December: an invoice over 16,500, of which 10,000 are due. */
async function openClosedMonth(open: OpenDatabase) {
  const desk = await openBillingDesk(open)
  await desk.call('PATCH', '/api/operator/issuer', {
    name: '株式会社みなとネットワークス',
    registrationNumber: 'T7123456789012',
    address: '東京都港区虎ノ門1-2-3',
    bankAccount: {
      bankCode: '0001',
      bankName: 'みずほ銀行',
      branchCode: '001',
      branchName: '東京営業部',
      type: 'ordinary',
      number: '1234567',
      holder: 'ｶ)ﾐﾅﾄ',
    },
  })
  await desk.patch('', {
    recipient: {
      name: 'みずほし商事株式会社',
      address: '大阪府大阪市北区梅田1-1-1',
      registrationNumber: 'T9999999999999',
    },
  })
  await desk.book(depositDraft(6_500, { occurredOn: isoDate('2026-11-05'), detail: { method: 'bankTransfer' } }))
  await desk.book(renewal(5_500, { name: 'xn--wgv71a119e.jp' }))
  await desk.book(renewal(11_000, { name: 'example.com', detail: { operation: 'register', years: 2 } }))
  desk.moveTo('2026-12-01T00:05:00+09:00')
  await desk.close('2026-11')
  const bytes = async (path: string) => {
    const response = await desk.app.request(`/api/accounts/${desk.account}${path}`, {
      headers: { authorization: `Bearer ${desk.token}` },
    })
    return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) }
  }
  return { ...desk, bytes }
}

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

type List = { items: { number: string; revision: number; counterparty: string }[]; total: number }

describeOnEachDatabase('documents', (open) => {
  it('print by which number and hash the ledger and the audit log can be proved, and both can', async () => {
    const desk = await openClosedMonth(open)
    type Anchored = { anchors: { ledger: string; audit: string } }
    const { anchors } = (await desk.get<Anchored>('/invoices/INV-2026-000001')).body
    const printed = (anchor: string) => anchor.slice(0, anchor.indexOf(':') + 17)
    if (hasTool('pdftotext')) {
      const text = textOfPdf((await desk.bytes('/invoices/INV-2026-000001.pdf')).bytes)
      expect(text).toContain(`台帳 ${printed(anchors.ledger)} / 操作記録 ${printed(anchors.audit)}`)
    }
    await desk.book(depositDraft(100))
    for (const [chain, anchor] of [
      ['ledger', anchors.ledger],
      ['audit', anchors.audit],
    ] as const) {
      const seq = Number(anchor.split(':')[0])
      for (const kept of [anchor, printed(anchor)]) {
        expect((await desk.get(`/${chain}/verify?anchor=${kept}`)).body).toMatchObject({ ok: true, anchoredTo: seq })
      }
      const forged = `${seq}:${'0'.repeat(16)}`
      expect((await desk.get(`/${chain}/verify?anchor=${forged}`)).body).toMatchObject({ ok: false, brokenAt: seq })
      expect((await desk.get(`/${chain}/verify?anchor=12:abc`)).status).toBe(400)
    }
  })

  it('are searched by date, total and counterparty in any combination', async () => {
    const desk = await openClosedMonth(open)
    const total = async (query: string) => (await desk.get<List>(`/invoices?${query}`)).body.total
    expect(await total('from=2026-12-01&to=2026-12-01')).toBe(1)
    expect(await total('to=2026-11-30')).toBe(0)
    expect(await total('totalFrom=16500&totalTo=16500')).toBe(1)
    expect(await total('totalFrom=16501')).toBe(0)
    expect(await total(`counterparty=${encodeURIComponent('ﾐｽﾞﾎｼ')}`)).toBe(0)
    expect(await total(`counterparty=${encodeURIComponent('みずほし　商事')}`)).toBe(1)
    expect(await total('counterparty=%25')).toBe(0)
    expect(await total(`from=2026-12-01&totalTo=20000&counterparty=${encodeURIComponent('商事')}&state=open`)).toBe(1)
    expect(await total('state=-open')).toBe(0)
    expect(await total('month=2026-11')).toBe(1)
    for (const path of ['/invoices?state=lost', '/documents.csv?state=lost', '/documents.xlsx?series=lost']) {
      expect(await desk.get(path)).toMatchObject({ status: 400, body: { code: 'bad_request' } })
    }
    expect((await desk.get('/invoices?totalFrom=1.5')).status).toBe(400)
    expect((await desk.get<List>('/documents?series=invoice&series=statement')).body.total).toBe(1)
    expect((await desk.get('/statements/INV-2026-000001')).status).toBe(404)
  })

  it('are handed out as the PDF that was made once', async () => {
    const desk = await openClosedMonth(open)
    const first = await desk.bytes('/invoices/INV-2026-000001.pdf')
    expect(first.status).toBe(200)
    expect(first.headers.get('content-type')).toBe('application/pdf')
    expect(first.headers.get('etag')).toBe(`"${digest(first.bytes)}"`)
    desk.moveTo('2026-12-05T00:05:00+09:00')
    await desk.patch('', { recipient: { name: '別名株式会社' } })
    const again = await desk.bytes('/invoices/INV-2026-000001.pdf')
    expect(digest(again.bytes)).toBe(digest(first.bytes))
    expect((await desk.get('/invoices/INV-2026-000001')).body).toMatchObject({
      counterparty: 'みずほし商事株式会社',
      files: [{ kind: 'pdf', language: 'ja', sha256: digest(first.bytes) }],
    })
    if (hasTool('pdftotext')) {
      const text = textOfPdf(first.bytes)
      for (const part of ['日本語.jp', '登録番号 T7123456789012', '¥10,000', 'みずほし商事株式会社'])
        expect(text).toContain(part)
      expect(textOfPdf((await desk.bytes('/invoices/INV-2026-000001.pdf?language=en')).bytes)).toContain('Amount due')
    }
  })

  it('are handed out as JP PINT, and refused where there is no such form', async () => {
    const desk = await openClosedMonth(open)
    const { bytes, status } = await desk.bytes('/invoices/INV-2026-000001.xml')
    expect(status).toBe(200)
    const xml = strFromU8(bytes)
    expect(xml).toContain('<cbc:ID>INV-2026-000001</cbc:ID>')
    expect(xml).toContain('<cbc:PrepaidAmount currencyID="JPY">6500</cbc:PrepaidAmount>')
    expect(xml).toContain('<cbc:PayableAmount currencyID="JPY">10000</cbc:PayableAmount>')
    expect(xml).toContain('<cbc:Name>日本語.jp 更新 1年</cbc:Name>')
    if (hasTool('xmllint')) expect(spawnSync('xmllint', ['--noout', '-'], { input: xml }).status).toBe(0)
    await desk.patch('', { recipient: { registrationNumber: null } })
    desk.moveTo('2026-12-10T00:05:00+09:00')
    await desk.book(renewal(1_100, { occurredOn: isoDate('2026-12-10') }))
    desk.moveTo('2027-01-01T00:05:00+09:00')
    await desk.close('2026-12')
    const refused = await desk.get('/invoices/INV-2027-000001.xml')
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'no_einvoice', args: { reason: 'recipient_without_number' } },
    })
  })

  it('are issued again with another address: the same number and amounts, the next revision, and the first stays', async () => {
    const desk = await openClosedMonth(open)
    const first = await desk.bytes('/invoices/INV-2026-000001.pdf')
    await desk.patch('', { recipient: { address: '大阪府大阪市北区梅田9-9-9' } })
    const before = await desk.audit()
    desk.moveTo('2027-01-20T10:00:00+09:00')
    const issued = await desk.post('/documents/INV-2026-000001/reissue', { reason: '住所の誤り' })
    expect(issued).toMatchObject({
      status: 201,
      body: {
        revision: 2,
        issuedOn: '2026-12-01',
        dueOn: '2026-12-15',
        total: yen('16500'),
        amountDue: yen('10000'),
        recipient: { address: '大阪府大阪市北区梅田9-9-9' },
        revisions: [
          { revision: 1, issuedOn: '2026-12-01', reason: null },
          { revision: 2, issuedOn: '2027-01-20', reason: '住所の誤り' },
        ],
      },
    })
    expect(await desk.audit()).toEqual(before)
    expect((await desk.get<List>('/invoices?from=2026-12-01&to=2026-12-31')).body.total).toBe(1)
    expect((await desk.get<List>('/invoices?from=2027-01-01')).body.total).toBe(0)
    expect((await desk.get<List>('/invoices')).body).toMatchObject({ total: 1, items: [{ revision: 2 }] })
    expect((await desk.get<List>('/invoices?history=true')).body.items.map(({ revision }) => revision)).toEqual([2, 1])
    const second = await desk.bytes('/invoices/INV-2026-000001.pdf')
    expect(digest(second.bytes)).not.toBe(digest(first.bytes))
    expect(digest((await desk.bytes('/invoices/INV-2026-000001.pdf?revision=1')).bytes)).toBe(digest(first.bytes))
  })

  it('and their files cannot be changed or taken away, on either database', async () => {
    const desk = await openClosedMonth(open)
    await desk.bytes('/invoices/INV-2026-000001.pdf')
    const { storage } = desk
    for (const table of ['document', 'document_file', 'closing'] as const) {
      await expect(storage.transact((trx) => trx.deleteFrom(table).execute())).rejects.toThrow(/append only/)
    }
    const rewrite = storage.transact((trx) => trx.updateTable('document').set({ total: 1 }).execute())
    await expect(rewrite).rejects.toThrow(/append only/)
  })

  it('get their files from the outbox, and again after a failure', async () => {
    const desk = await openClosedMonth(open)
    const { storage } = desk
    let writes = 0
    const full: typeof storage.transact = (work) =>
      writes++ === 0 ? Promise.reject(new Error('disk full')) : storage.transact(work)
    const broken = { ...desk.deps, storage: { ...storage, transact: full } }
    expect(await makeDueFiles(broken)).toBe(0)
    expect(await storage.read.selectFrom('document_work').select(['attempts', 'problem']).execute()).toMatchObject([
      { attempts: 1, problem: 'disk full' },
    ])
    expect(await makeDueFiles(desk.deps)).toBe(0)
    await storage.transact((trx) => trx.updateTable('document_work').set({ next_at: '2020-01-01' }).execute())
    expect(await makeDueFiles(desk.deps)).toBe(1)
    expect(await storage.read.selectFrom('document_work').selectAll().execute()).toEqual([])
    expect((await desk.get<{ files: unknown[] }>('/invoices/INV-2026-000001')).body.files).toMatchObject([
      { kind: 'pdf', language: 'ja' },
      { kind: 'xml', language: 'ja' },
    ])
  })

  it('get their files though the clock was set back after they were issued', async () => {
    const desk = await openClosedMonth(open)
    expect(await makeDueFiles({ ...desk.deps, clock: makeClock(instant('2020-01-01T00:00:00+09:00')) })).toBe(1)
    desk.moveTo('2040-01-01T00:05:00+09:00')
    await desk.post('/documents/INV-2026-000001/reissue', { reason: '住所の誤り' })
    expect(await makeDueFiles(desk.deps)).toBe(1)
    await desk.post('/documents/INV-2026-000001/reissue', { reason: '宛名の誤り' })
    expect(await makeDueFiles({ ...desk.deps, clock: makeClock(instant('2026-12-02T00:00:00+09:00')) })).toBe(1)
  })

  it('of a month are one archive with an index', async () => {
    const desk = await openClosedMonth(open)
    const { bytes, headers } = await desk.bytes('/documents.zip?month=2026-11')
    expect(headers.get('content-type')).toBe('application/zip')
    const files = unzipSync(bytes)
    expect(Object.keys(files)).toEqual(['index.csv', 'invoice/INV-2026-000001.pdf', 'invoice/INV-2026-000001.xml'])
    const index = strFromU8(files['index.csv']!)
    expect(index).toContain(
      '2026-12-01,16500,みずほし商事株式会社,請求書,INV-2026-000001,1,1500,invoice/INV-2026-000001.pdf,',
    )
    expect(index).toContain(digest(files['invoice/INV-2026-000001.pdf']!))
  })

  it('are lists of lines for accountants, as CSV and XLSX, where credit notes count less', async () => {
    const desk = await openClosedMonth(open)
    await desk.giveBack(2)
    const csv = strFromU8((await desk.bytes('/documents.csv?from=2026-12-01')).bytes)
    const rows = csv.trim().split('\r\n')
    expect(rows).toHaveLength(4)
    expect(rows[0]).toContain('書類番号')
    expect(rows.find((row) => row.includes('CRN-'))).toContain(',-5000,-5500,-5500,-500,')
    expect(rows.find((row) => row.includes('example.com'))).toContain(
      'example.com,新規登録,10%,10000,11000,16500,1500,10000,',
    )
    const stateAt = csv.split('\r\n')[0]?.split(',').indexOf('状態') ?? -1
    const stateOf = (kind: string) => rows.find((row) => row.startsWith(kind))?.split(',')[stateAt]
    expect([stateOf('請求書'), stateOf('適格返還請求書')]).toEqual(['未入金', ''])
    const price = { operation: 'register', years: 1, amount: '1000', from: '2026-12-01' }
    await desk.call('PUT', '/api/operator/prices/com', price)
    await desk.post('/quotes', { items: [{ operation: 'register', name: 'new.com' }], validUntil: '2026-12-20' })
    const quote = async () =>
      strFromU8((await desk.bytes('/documents.csv?series=quote')).bytes)
        .trim()
        .split('\r\n')[1]
        ?.split(',')
    expect((await quote())?.slice(3, 5)).toEqual(['2026-12-01', ''])
    expect((await quote())?.[stateAt]).toBe('未注文')
    desk.moveTo('2026-12-21T00:00:00+09:00')
    expect((await quote())?.[stateAt]).toBe('期限切れ')
    const { bytes } = await desk.bytes('/documents.xlsx?month=2026-11')
    const sheet = await readXlsx(Buffer.from(bytes))
    expect(JSON.stringify(sheet)).toContain('INV-2026-000001')
  })

  it('are receipts for money, once each, and for nothing else', async () => {
    const desk = await openClosedMonth(open)
    const paid = await desk.post<{ entry: { seq: number } }>('/payments', {
      amount: '10000',
      method: 'bankTransfer',
      invoice: 'INV-2026-000001',
    })
    const { seq } = paid.body.entry
    const issued = await desk.post<{ number: string }>('/receipts', { entry: seq })
    expect(issued).toMatchObject({ status: 201, body: { number: 'RCT-2026-000001', total: yen('10000') } })
    expect((await desk.post<{ number: string }>('/receipts', { entry: seq })).body.number).toBe('RCT-2026-000001')
    expect(await desk.post('/receipts', { entry: 2 })).toMatchObject({ status: 409, body: { code: 'no_receipt' } })
    expect((await desk.post('/receipts', { entry: 999 })).status).toBe(404)
    if (hasTool('pdftotext')) {
      expect(textOfPdf((await desk.bytes('/receipts/RCT-2026-000001.pdf')).bytes)).toContain(
        '但し、INV-2026-000001のお支払いとして',
      )
    }
  })

  it('are no receipts any more for money that bounced, and say so', async () => {
    const desk = await openClosedMonth(open)
    const paid = await desk.post<{ entry: { seq: number } }>('/deposits', { amount: '700', method: 'bankTransfer' })
    const { seq } = paid.body.entry
    await desk.post('/receipts', { entry: seq })
    await desk.post('/documents/RCT-2026-000001/reissue', { reason: '宛名の誤り' })
    const state = async () => (await desk.get<List>('/receipts')).body.items[0]
    expect(await state()).toMatchObject({ revision: 2, state: 'paid' })
    await desk.post(`/ledger/${seq}/bounce`, { reason: '組戻し' })
    expect(await state()).toMatchObject({ revision: 2, state: 'cancelled' })
    expect((await desk.get<List>('/receipts?state=paid')).body.total).toBe(0)
    expect(await desk.post('/documents/RCT-2026-000001/reissue', { reason: '宛名の誤り' })).toMatchObject({
      status: 409,
      body: { code: 'already_reversed' },
    })
  })

  it('are read by accountants, exported by them, and hidden from readers without the right', async () => {
    const desk = await openClosedMonth(open)
    const accountant = await addMember(desk, 'accountant')
    expect((await accountant.get<List>('/invoices')).body.total).toBe(1)
    expect((await accountant.get('/exports/journal.csv?format=yayoi&month=2026-11')).status).toBe(200)
    expect((await accountant.post('/closings', { period: '2026-11' })).status).toBe(403)
    const reader = await addMember(desk, 'readOnly')
    expect((await reader.get('/invoices')).status).toBe(403)
    expect((await reader.get('/documents.zip?month=2026-11')).status).toBe(403)
  })
})

describeOnEachDatabase('the journal of a month', (open) => {
  const lines = (bytes: Uint8Array, encoding: string) =>
    iconv.decode(Buffer.from(bytes), encoding).split('\r\n').filter(Boolean)

  it('for 弥生 is CP932 without a header: the deposit into 前払金, the use out of it with the tax of its document', async () => {
    const desk = await openClosedMonth(open)
    const { bytes, headers } = await desk.bytes('/exports/journal.csv?format=yayoi&month=2026-11')
    expect(headers.get('content-type')).toContain('shift_jis')
    expect(lines(bytes, 'cp932')).toEqual([
      '2000,,,2026/11/05,前払金,,,対象外,6500,,普通預金,,,対象外,6500,,アカウント残高への入金,,,0,,,0,0,no',
      '2000,,,2026/11/30,通信費,,,課対仕入込10%適格,16500,1500,前払金,,,対象外,16500,,INV-2026-000001 ドメイン管理サービス利用料 2026年11月分,,,0,,,0,0,no',
    ])
  })

  it('of the issuer has the same from the other side, with the customer as counterparty', async () => {
    const desk = await openClosedMonth(open)
    const { bytes } = await desk.bytes('/exports/journal.csv?format=yayoi&books=issuer&month=2026-11')
    expect(lines(bytes, 'cp932')[1]).toBe(
      '2000,,,2026/11/30,前受金,みずほし商事株式会社,,対象外,16500,,売上高,,,課税売上込10%,16500,1500,INV-2026-000001 ドメイン管理サービス利用料 2026年11月分,,,0,,,0,0,no',
    )
  })

  it('for freee and マネーフォワード is UTF-8 with its header', async () => {
    const desk = await openClosedMonth(open)
    const freee = lines((await desk.bytes('/exports/journal.csv?format=freee&month=2026-11')).bytes, 'utf8')
    expect(freee[0]).toContain('収支区分,管理番号,発生日')
    expect(freee).toHaveLength(3)
    const mf = lines((await desk.bytes('/exports/journal.csv?format=moneyforward&month=2026-11')).bytes, 'utf8')
    expect(mf[2]).toContain('通信費,,,株式会社みなとネットワークス,課税仕入 10%,適格,16500,1500,前払金')
    expect((await desk.get('/exports/journal.csv?format=sap&month=2026-11')).status).toBe(400)
  })

  it('has money that was paid back out of 前払金, from either side, as what it was', async () => {
    const desk = await openClosedMonth(open)
    await desk.post('/deposits', { amount: '20000', method: 'bankTransfer', occurredOn: '2026-12-01' })
    await desk.post('/refunds', { amount: '3000', reason: '解約のため' })
    const december = async (books: string) =>
      lines((await desk.bytes(`/exports/journal.csv?format=yayoi&books=${books}&month=2026-12`)).bytes, 'cp932').at(-1)
    expect(await december('buyer')).toBe(
      '2000,,,2026/12/01,普通預金,,,対象外,3000,,前払金,,,対象外,3000,,アカウント残高の払い戻し,,,0,,,0,0,no',
    )
    expect(await december('issuer')).toContain('前受金,みずほし商事株式会社,,対象外,3000,,普通預金')
    const { items } = (await desk.get<{ items: { seq: number }[] }>('/ledger?kind=refund')).body
    await desk.post(`/ledger/${items[0]?.seq}/correction`, { reason: '二重に記帳' })
    expect(await december('buyer')).toContain(
      '前払金,,,対象外,3000,,普通預金,,,対象外,3000,,アカウント残高の払い戻しの取消',
    )
  })

  it('has the use of orders that were paid one by one, which no document states', async () => {
    const desk = await openClosedMonth(open)
    await desk.put('/billing-calendar/2026-12', { pieces: [{ paymentStyle: 'perTransaction' }] })
    await desk.book(renewal(3_311, { occurredOn: isoDate('2026-12-01') }))
    desk.moveTo('2027-01-01T00:05:00+09:00')
    expect((await desk.close('2026-12')).body.closings).toMatchObject([{ document: null }])
    const december = async (books: string) =>
      lines((await desk.bytes(`/exports/journal.csv?format=yayoi&books=${books}&month=2026-12`)).bytes, 'cp932')
    const [title, end] = ['ドメイン管理サービス利用料 2026年12月分', ',,,0,,,0,0,no']
    expect(await december('buyer')).toEqual([
      `2000,,,2026/12/31,通信費,,,課対仕入込10%適格,3311,301,前払金,,,対象外,3311,,${title}${end}`,
    ])
    expect(await december('issuer')).toEqual([
      `2000,,,2026/12/31,前受金,みずほし商事株式会社,,対象外,3311,,売上高,,,課税売上込10%,3311,301,${title}${end}`,
    ])
  })

  it('has the credit note in its month, and nothing of it in the month before', async () => {
    const desk = await openClosedMonth(open)
    await desk.giveBack(2)
    const december = lines((await desk.bytes('/exports/journal.csv?format=yayoi&month=2026-12')).bytes, 'cp932')
    expect(december).toEqual([
      '2000,,,2026/12/01,前払金,,,対象外,5500,,通信費,,,課対仕入込10%適格,5500,500,CRN-2026-000001 ドメイン利用料の返還 (INV-2026-000001),,,0,,,0,0,no',
    ])
    expect(lines((await desk.bytes('/exports/journal.csv?format=yayoi&month=2026-11')).bytes, 'cp932')).toHaveLength(2)
  })
})
