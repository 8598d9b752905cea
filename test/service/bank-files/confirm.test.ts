import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type BankDesk, openBankDesk, type WireLine } from '../../support/bank-desk.ts'
import { auditBook } from '../../support/book.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import {
  movement,
  noticeFile,
  noticeGroup,
  statementFile,
  statementGroup,
  transfer,
} from '../../support/zengin-files.ts'

const DAY = { bookedOn: '081120', valueOn: '081120' }
const yen = (minor: number) => ({ amount: String(minor), currency: 'JPY' })

type Entry = {
  kind: string
  occurredOn: string
  amount: { amount: string }
  document: string | null
  postings: { ledger: string; amount: { amount: string } }[]
}

const ledgerOf = async (desk: BankDesk, account: string) => {
  const { body } = await desk.call<{ items: Entry[] }>('GET', `/api/accounts/${account}/ledger?sort=seq`)
  return body.items.map(({ kind, amount, document, occurredOn, postings }) => ({
    kind,
    amount: Number(amount.amount),
    document,
    occurredOn,
    postings: Object.fromEntries(postings.map((posting) => [posting.ledger, Number(posting.amount.amount)])),
  }))
}
const suspenseOf = async (desk: BankDesk) => {
  const rows = await desk.deps.storage.read
    .selectFrom('posting')
    .select(['ledger', 'amount'])
    .where('account', '=', 'issuer:main')
    .execute()
  const sum = (ledger: string) =>
    rows.filter((row) => row.ledger === ledger).reduce((total, row) => total + row.amount, 0)
  return { suspense: sum('suspense') + 0, cash: sum('cash:bankTransfer') + 0 }
}
const balanceOf = async (desk: BankDesk, account: string) => (await auditBook(desk.deps.storage, account)).balance

describeOnEachDatabase('confirming lines of a bank file', (open) => {
  /** A customer who owes 11,000 and 22,000, and a file with the given transfers. */
  const openWith = async (...transfers: readonly Parameters<typeof transfer>[0][]) => {
    const desk = await openBankDesk(open)
    const sample = await desk.addAccount('サンプルショウジ')
    await desk.addDocument(sample, 'INV-2026-000001', 11_000, '2026-10-01')
    await desk.addDocument(sample, 'INV-2026-000002', 22_000, '2026-11-01')
    const lines = transfers.map((values, n) =>
      transfer({ ...DAY, inquiryNumber: String(n + 1).padStart(6, '0'), ...values }),
    )
    const { body: file } = await desk.takeIn(noticeFile([noticeGroup(lines)]))
    return { desk, sample, file }
  }

  it('books what is proposed: the document in full, the fee ours, on the bank’s day', async () => {
    const { desk, sample, file } = await openWith({ amount: 10_780 })
    const [proposal] = file.lines[0]?.proposals ?? []
    const { account, documents, fee } = proposal ?? {}
    const { status, body } = await desk.confirm(file.id, { line: 2, to: 'account', account, documents, fee })
    expect(status).toBe(200)
    expect(body.lines).toMatchObject([
      { state: 'account', account: sample, accountName: 'サンプルショウジ', fee: yen(220), proposals: [] },
    ])
    expect((await ledgerOf(desk, sample)).at(-1)).toEqual({
      kind: 'payment',
      amount: 11_000,
      document: 'INV-2026-000001',
      occurredOn: '2026-11-20',
      postings: { customer: 11_000, 'cash:bankTransfer': -10_780, transferFee: -220 },
    })
    expect(await auditBook(desk.deps.storage, sample)).toMatchObject({ isTrue: true, balance: -22_000, open: 22_000 })
  })

  it('pays several documents, and leaves the rest on the account', async () => {
    const { desk, sample, file } = await openWith({ amount: 40_000 })
    const documents = [
      { number: 'INV-2026-000002', amount: '22000' },
      { number: 'INV-2026-000001', amount: '11000' },
    ]
    await desk.confirm(file.id, { line: 2, to: 'account', account: sample, documents })
    const posted = (await ledgerOf(desk, sample)).slice(-3)
    expect(posted.map(({ kind, amount, document }) => [kind, amount, document])).toEqual([
      ['payment', 22_000, 'INV-2026-000002'],
      ['payment', 11_000, 'INV-2026-000001'],
      ['deposit', 7_000, null],
    ])
    expect(await auditBook(desk.deps.storage, sample)).toMatchObject({ isTrue: true, balance: 7_000, open: 0 })
  })

  it('learns the name and the code of a payer, and only then', async () => {
    const { desk, sample, file } = await openWith(
      { amount: 500, payerName: 'ﾔﾏﾀﾞ ﾀﾛｳ', payerCode: '0000000042' },
      { amount: 700, payerName: 'ﾔﾏﾀﾞ ﾀﾛｳ' },
      { amount: 900, payerName: 'ﾍﾞﾂﾒｲ', payerCode: '0000000042' },
    )
    expect(file.lines.map(({ proposals }) => proposals)).toEqual([[], [], []])
    await desk.confirm(file.id, { line: 2, to: 'account', account: sample })
    const { body } = await desk.call<{ items: WireLine[] }>('GET', '/api/operator/bank-lines?state=open')
    expect(body.items.map(({ proposals }) => proposals.map((one) => [one.account, one.evidence, one.fit]))).toEqual([
      [[sample, 'name', 'none']],
      [[sample, 'payerCode', 'none']],
    ])
    const names = await desk.call<{ items: { id: string; written: string }[] }>('GET', '/api/operator/payer-names')
    expect(names.body.items.map(({ written }) => written)).toEqual(['0000000042', 'ﾔﾏﾀﾞ ﾀﾛｳ'])
    for (const { id } of names.body.items)
      expect((await desk.call('DELETE', `/api/operator/payer-names/${id}`)).status).toBe(204)
    expect((await desk.call('GET', '/api/operator/payer-names')).body).toMatchObject({ total: 0 })
  })

  it('keeps money of an unknown payer in suspense until it is given to an account', async () => {
    const { desk, sample, file } = await openWith({ amount: 11_000, payerName: 'ﾔﾏﾀﾞ ﾀﾛｳ' })
    await desk.confirm(file.id, { line: 2, to: 'suspense' })
    expect(await suspenseOf(desk)).toEqual({ suspense: 11_000, cash: -11_000 })
    expect((await desk.call('GET', '/api/operator/bank-lines?state=suspense')).body).toMatchObject({ total: 1 })
    const documents = [{ number: 'INV-2026-000001', amount: '11000' }]
    expect((await desk.confirm(file.id, { line: 2, to: 'account', account: sample, documents })).status).toBe(200)
    expect(await suspenseOf(desk)).toEqual({ suspense: 0, cash: 0 })
    expect(await auditBook(desk.deps.storage, 'issuer:main')).toMatchObject({ isTrue: true })
    expect(await auditBook(desk.deps.storage, sample)).toMatchObject({ isTrue: true, balance: -22_000 })
    expect((await ledgerOf(desk, sample)).at(-1)).toMatchObject({
      occurredOn: '2026-11-20',
      document: 'INV-2026-000001',
    })
  })

  it('books a line once, however many people confirm it at once', async () => {
    const { desk, sample, file } = await openWith({ amount: 11_000 })
    const other = await desk.addAccount('ミズホシ')
    const answers = await Promise.all([
      desk.confirm(file.id, { line: 2, to: 'account', account: sample }),
      desk.confirm(file.id, { line: 2, to: 'account', account: other }),
      desk.confirm(file.id, { line: 2, to: 'suspense' }),
      desk.confirm(file.id, { line: 2, to: 'account', account: sample }),
    ])
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1)
    const refused = answers.filter(({ status }) => status !== 200)
    for (const { status, body } of refused) expect([status, body.code]).toEqual([409, 'bank_line_settled'])
    const { suspense } = await suspenseOf(desk)
    const arrived = suspense + (await balanceOf(desk, sample)) + 33_000 + (await balanceOf(desk, other))
    expect(arrived).toBe(11_000)
  })

  it('books all lines of a request or none', async () => {
    const { desk, sample, file } = await openWith({ amount: 11_000 }, { amount: 22_000 })
    const { status, body } = await desk.confirm(
      file.id,
      { line: 2, to: 'account', account: sample },
      { line: 3, to: 'account', account: sample, documents: [{ number: 'INV-2026-000009', amount: '22000' }] },
    )
    expect(status).toBe(422)
    expect(body.errors).toMatchObject([{ pointer: '/lines/1/documents/0/number', code: 'unknown_document' }])
    expect(await auditBook(desk.deps.storage, sample)).toMatchObject({ isTrue: true, balance: -33_000, open: 33_000 })
    expect((await desk.call('GET', '/api/operator/payer-names')).body).toMatchObject({ total: 0 })
  })

  it.each([
    ['an unknown account', { to: 'account', account: 'nobody' }, '/lines/0/account', 'unknown_account'],
    ['the issuer’s own book', { to: 'account', account: 'issuer:main' }, '/lines/0/account', 'unknown_account'],
    ['an unknown line', { line: 9, to: 'suspense' }, '/lines/0/line', 'unknown_line'],
    [
      'documents for more than there is',
      { to: 'account', documents: [{ number: 'INV-2026-000002', amount: '20000' }] },
      '/lines/0/documents',
      'documents_exceed_amount',
    ],
    [
      'more than a document asks for',
      { to: 'account', documents: [{ number: 'INV-2026-000001', amount: '11001' }] },
      '/lines/0/documents/0/amount',
      'more_than_open',
    ],
    [
      'a document twice',
      {
        to: 'account',
        documents: [
          { number: 'INV-2026-000001', amount: '1' },
          { number: 'INV-2026-000001', amount: '2' },
        ],
      },
      '/lines/0/documents/1/number',
      'repeated',
    ],
    ['a fee that pays nothing', { to: 'account', fee: '220' }, '/lines/0/fee', 'fee_not_allowed'],
  ])('refuses %s', async (_, decision, pointer, code) => {
    const { desk, sample, file } = await openWith({ amount: 12_000 })
    const { status, body } = await desk.confirm(file.id, {
      line: 2,
      account: decision.to === 'account' ? sample : undefined,
      ...decision,
    })
    expect(status).toBe(422)
    expect(body.errors).toMatchObject([{ pointer, code }])
    expect(await balanceOf(desk, sample)).toBe(-33_000)
  })

  it('refuses a document that is paid already', async () => {
    const { desk, sample, file } = await openWith({ amount: 11_000 }, { amount: 11_000 })
    const pay = { to: 'account', account: sample, documents: [{ number: 'INV-2026-000001', amount: '11000' }] }
    expect((await desk.confirm(file.id, { line: 2, ...pay })).status).toBe(200)
    const again = await desk.confirm(file.id, { line: 3, ...pay })
    expect([again.status, again.body.code]).toEqual([409, 'document_paid'])
  })

  it('takes back what the bank cancelled: the document is open again', async () => {
    const { desk, sample, file } = await openWith(
      { amount: 11_000 },
      { amount: 11_000, cancelled: '1', bookedOn: '081121' },
    )
    expect(file.lines[1]).toMatchObject({ direction: 'cancel', state: 'open', cancels: [{ file: file.id, line: 2 }] })
    await desk.confirm(file.id, { line: 2, to: 'account', account: sample })
    expect(await auditBook(desk.deps.storage, sample)).toMatchObject({ balance: -22_000, open: 22_000 })
    const { body } = await desk.confirm(file.id, { line: 3, to: 'cancel', of: { file: file.id, line: 2 } })
    expect(body.lines).toMatchObject([{ state: 'cancelled', counterpart: { file: file.id, line: 2 } }])
    expect((await ledgerOf(desk, sample)).at(-1)).toMatchObject({
      kind: 'bounce',
      amount: -11_000,
      occurredOn: '2026-11-21',
    })
    expect(await auditBook(desk.deps.storage, sample)).toMatchObject({ isTrue: true, balance: -33_000, open: 33_000 })
    const settled = await desk.confirm(file.id, { line: 2, to: 'account', account: sample })
    expect([settled.status, settled.body.code]).toEqual([409, 'bank_line_settled'])
  })

  it('takes a cancelled line out of suspense, and one that was not booked off the list', async () => {
    const cancel = { cancelled: '1', payerName: 'ﾔﾏﾀﾞ ﾀﾛｳ' }
    const { desk, file } = await openWith(
      { amount: 100, payerName: 'ﾔﾏﾀﾞ ﾀﾛｳ' },
      { amount: 200, payerName: 'ﾔﾏﾀﾞ ﾀﾛｳ' },
      { amount: 100, ...cancel },
      { amount: 200, ...cancel },
    )
    await desk.confirm(file.id, { line: 2, to: 'suspense' })
    const wrong = await desk.confirm(file.id, { line: 4, to: 'cancel', of: { file: file.id, line: 3 } })
    expect(wrong.body.errors).toMatchObject([{ pointer: '/lines/0/of', code: 'not_cancellable' }])
    const { status } = await desk.confirm(
      file.id,
      { line: 4, to: 'cancel', of: { file: file.id, line: 2 } },
      { line: 5, to: 'cancel', of: { file: file.id, line: 3 } },
    )
    expect(status).toBe(200)
    expect(await suspenseOf(desk)).toEqual({ suspense: 0, cash: 0 })
    expect((await desk.call('GET', `/api/operator/bank-files/${file.id}`)).body).toMatchObject({
      states: { cancelled: 4 },
    })
  })

  it('takes a wrong booking back where it was decided, not in the ledger under the line', async () => {
    const { desk, sample, file } = await openWith({ amount: 500 })
    await desk.confirm(file.id, { line: 2, to: 'account', account: sample })
    const ledger = `/api/accounts/${sample}/ledger`
    const { body } = await desk.call<{ items: { seq: number }[] }>('GET', `${ledger}?limit=1`)
    const correction = `${ledger}/${body.items[0]?.seq}/correction`
    const refused = await desk.call('POST', correction, { reason: '口座の取り違え' })
    expect(refused).toMatchObject({ status: 409, body: { code: 'of_bank_line', args: { file: file.id, line: 2 } } })
    expect(await balanceOf(desk, sample)).toBe(500 - 33_000)
    await desk.confirm(file.id, { line: 2, to: 'reopen', note: '口座の取り違え' })
    expect(await balanceOf(desk, sample)).toBe(-33_000)
    expect((await desk.call('POST', correction, { reason: 'もう一度' })).body).toMatchObject({
      code: 'already_reversed',
    })
  })

  it('still lets an operator note that the bank took the money of a line back', async () => {
    const { desk, sample, file } = await openWith({ amount: 500 })
    await desk.confirm(file.id, { line: 2, to: 'account', account: sample })
    const ledger = `/api/accounts/${sample}/ledger`
    const { body } = await desk.call<{ items: { seq: number }[] }>('GET', `${ledger}?limit=1`)
    const bounced = await desk.call('POST', `${ledger}/${body.items[0]?.seq}/bounce`, { reason: '組戻し' })
    expect(bounced.status).toBe(201)
    expect(await balanceOf(desk, sample)).toBe(-33_000)
  })

  it('reopens a wrong decision: the money comes back, and what was learned is forgotten', async () => {
    const { desk, sample, file } = await openWith({ amount: 11_000, payerName: 'ﾔﾏﾀﾞ ﾀﾛｳ' })
    const other = await desk.addAccount('ミズホシ')
    await desk.confirm(file.id, { line: 2, to: 'account', account: other })
    const { body } = await desk.confirm(file.id, { line: 2, to: 'reopen', note: '振込先の取り違え' })
    expect(body.lines).toMatchObject([{ state: 'open', account: null, proposals: [] }])
    expect(await auditBook(desk.deps.storage, other)).toMatchObject({ isTrue: true, balance: 0 })
    await desk.confirm(file.id, { line: 2, to: 'account', account: sample })
    expect(await auditBook(desk.deps.storage, sample)).toMatchObject({ isTrue: true, balance: -22_000 })
    const history = await desk.deps.storage.read
      .selectFrom('bank_decision')
      .select(['n', 'verdict', 'account'])
      .orderBy('n')
      .execute()
    expect(history).toEqual([
      { n: 1, verdict: 'account', account: other },
      { n: 2, verdict: 'reopen', account: other },
      { n: 3, verdict: 'account', account: sample },
    ])
  })

  it('tells of each line who decided what of it and why, also of money in suspense and of what was put aside', async () => {
    const { desk, sample, file } = await openWith({ amount: 11_000 }, { amount: 300 }, { amount: 300, cancelled: '1' })
    const documents = [{ number: 'INV-2026-000001', amount: '11000' }]
    await desk.confirm(file.id, { line: 2, to: 'ignore', note: '口座振替の入金' })
    await desk.confirm(file.id, { line: 2, to: 'reopen', note: '誤り' })
    await desk.confirm(file.id, { line: 2, to: 'suspense' })
    await desk.confirm(file.id, { line: 2, to: 'account', account: sample, documents })
    const { status, body } = await desk.call('GET', `/api/operator/bank-files/${file.id}/lines/2/history`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      line: { state: 'account', account: sample },
      items: [
        {
          n: 4,
          verdict: 'account',
          accountName: 'サンプルショウジ',
          documents: [{ number: 'INV-2026-000001', amount: yen(11_000) }],
          entries: [expect.any(Number)],
          person: expect.any(String),
        },
        { n: 3, verdict: 'suspense' },
        { n: 2, verdict: 'reopen', note: '誤り' },
        { n: 1, verdict: 'ignore', note: '口座振替の入金' },
      ],
    })
    await desk.confirm(file.id, { line: 4, to: 'cancel', of: { file: file.id, line: 3 } })
    expect((await desk.call('GET', `/api/operator/bank-files/${file.id}/lines/3/history`)).body).toMatchObject({
      items: [{ verdict: 'cancel', counterpart: { file: file.id, line: 4 } }],
    })
    expect((await desk.call('GET', `/api/operator/bank-files/${file.id}/lines/9/history`)).status).toBe(404)
    const { body: book } = await desk.call('GET', '/api/operator/ledger?kind=suspense')
    expect(book).toMatchObject({
      total: 2,
      items: [
        { reverses: 1, reference: `bankLine:${file.id}/2`, detail: { reason: 'assigned' } },
        {
          seq: 1,
          reversedBy: 2,
          postings: [{ ledger: 'suspense', amount: yen(11_000) }, { ledger: 'cash:bankTransfer' }],
        },
      ],
    })
  })

  it('puts a line aside with its reason, and takes it up again', async () => {
    const { desk, file } = await openWith({ amount: 11_000 })
    const ignored = await desk.confirm(file.id, { line: 2, to: 'ignore', note: '口座振替の入金' })
    expect(ignored.body.lines).toMatchObject([{ state: 'ignored', note: '口座振替の入金' }])
    const reopened = await desk.confirm(file.id, { line: 2, to: 'reopen', note: '誤り' })
    expect(reopened.body.lines).toMatchObject([{ state: 'open', note: null }])
  })

  it('does not book the same movement from a notice and a statement, unless it is another one', async () => {
    const { desk, sample, file } = await openWith({ amount: 11_000 })
    await desk.confirm(file.id, { line: 2, to: 'account', account: sample })
    const { body: statement } = await desk.takeIn(statementFile([statementGroup([movement(DAY)])]))
    expect(statement.lines).toMatchObject([{ state: 'open', resembles: { file: file.id, line: 2 } }])
    const refused = await desk.confirm(statement.id, { line: 2, to: 'account', account: sample })
    expect([refused.status, refused.body.code]).toEqual([409, 'bank_line_resembles'])
    expect(await balanceOf(desk, sample)).toBe(-22_000)
    expect(
      (await desk.confirm(statement.id, { line: 2, to: 'account', account: sample, isAnother: true })).status,
    ).toBe(200)
    expect(await balanceOf(desk, sample)).toBe(-11_000)
  })

  it('marks money as received that the account had announced, until the decision is reopened', async () => {
    const { desk, sample, file } = await openWith({ amount: 50_000, payerName: 'ｶ)ｻﾝﾌﾟﾙｼﾖｳｼﾞ' })
    await desk.deps.storage.transact((trx) =>
      trx
        .insertInto('announcement')
        .values({
          account: sample,
          id: 'a1',
          person: 'p',
          amount: 50_000,
          method: 'bankTransfer',
          document: null,
          state: 'expected',
          entry: null,
          created_at: '2026-11-19T00:00:00.000Z',
        })
        .execute(),
    )
    const { body } = await desk.call<{ items: WireLine[] }>('GET', `/api/operator/bank-lines?file=${file.id}`)
    expect(body.items[0]?.proposals[0]).toMatchObject({ fit: 'announced', announcement: 'a1' })
    await desk.confirm(file.id, { line: 2, to: 'account', account: sample, announcement: 'a1' })
    expect((await desk.call('GET', `/api/accounts/${sample}/announcements`)).body).toMatchObject({
      items: [{ state: 'received' }],
    })
    await desk.confirm(file.id, { line: 2, to: 'reopen', note: '別の入金' })
    expect((await desk.call('GET', `/api/accounts/${sample}/announcements`)).body).toMatchObject({
      items: [{ state: 'expected' }],
    })
  })

  it('refuses a line of a day that has not come', async () => {
    const { desk, sample, file } = await openWith({ bookedOn: '081201' })
    const { body } = await desk.confirm(file.id, { line: 2, to: 'account', account: sample })
    expect(body.errors).toMatchObject([{ pointer: '/lines/0/line', code: 'in_the_future' }])
  })

  it('keeps every book true through any row of decisions', async () => {
    const decision = fc.record({
      line: fc.integer({ min: 2, max: 5 }),
      to: fc.constantFrom('account', 'suspense', 'ignore', 'reopen', 'cancel'),
      pays: fc.boolean(),
    })
    const desk = await openBankDesk(open)
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(decision, { minLength: 4, maxLength: 12 }), async (decisions) => {
        run += 1
        const number = `INV-2026-${String(run).padStart(6, '0')}`
        const customer = await desk.addAccount(`客${run}`)
        await desk.addDocument(customer, number, 33_000)
        const one = (amount: number, cancelled = '0') =>
          transfer({ ...DAY, amount, cancelled, inquiryNumber: String(run).padStart(6, '0') })
        const group = noticeGroup([one(11_000), one(30_000), one(500), one(11_000, '1')])
        const { body: file } = await desk.takeIn(noticeFile([group]))
        for (const { line, to, pays } of decisions) {
          const documents = pays ? [{ number, amount: '500' }] : []
          const more = {
            account: { account: customer, documents },
            suspense: {},
            ignore: { note: 'x' },
            reopen: { note: 'x' },
            cancel: { of: { file: file.id, line: 2 } },
          }[to]
          const { status } = await desk.confirm(file.id, { line, to, ...more })
          expect([200, 409, 422]).toContain(status)
        }
        const sumOf = async (query: string) => {
          const { body } = await desk.call<{ items: WireLine[] }>('GET', `/api/operator/bank-lines?${query}`)
          return body.items.reduce((sum, { amount }) => sum + Number(amount.amount), 0)
        }
        const booked = await sumOf(`file=${file.id}&state=account`)
        const book = await auditBook(desk.deps.storage, customer)
        expect(book).toMatchObject({ isTrue: true, balance: booked - 33_000 })
        expect((await suspenseOf(desk)).suspense).toBe(await sumOf('state=suspense'))
      }),
      { numRuns: 5 },
    )
  })
})
