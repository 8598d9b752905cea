import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { z } from 'zod'
import { textOfBytes } from '../../../core/billing/zengin/jis-x0201.ts'
import type { Instant } from '../../../core/calendar/iso-date.ts'
import type { getDirectDebit } from '../../../core/contract/http/direct-debits.ts'
import { type BankDesk, openBankDesk } from '../../support/bank-desk.ts'
import { ask, auditBook, chargeDraft, depositDraft, post } from '../../support/book.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { bankBytes, movement, statementFile, statementGroup } from '../../support/zengin-files.ts'

const DEBIT_ON = '2026-12-28'
const AFTER = '2026-12-29T03:00:00.000Z' as Instant

const COLLECTING = {
  debitClient: { code: '1234567890', name: 'カ）ドメインカンリ' },
  bankAccount: {
    bankCode: '0001',
    bankName: 'ミズホ',
    branchCode: '001',
    branchName: 'トウキヨウエイギヨウブ',
    type: 'ordinary',
    number: '1234567',
    holder: 'カ）ドメインカンリ',
  },
}
const DEBITED = {
  bankCode: '0005',
  bankName: 'ミツビシＵＦＪ',
  branchCode: '123',
  branchName: 'シンジユク',
  type: 'current',
  number: '7654321',
  holder: 'カ）サンプルシヨウジ',
}

type Request = z.output<(typeof getDirectDebit.answers)[200]>
type Problem = { readonly code: string; readonly args?: Record<string, unknown> }

const replace = (text: string, at: number, by: string) => text.slice(0, at) + by + text.slice(at + by.length)

/** The bank's answer to a request's file, with a result code for each debit. */
function answerTo(file: string, codes: readonly string[]): string {
  const records = file.split('\r\n')
  const amounts = codes.map((_, n) => Number(records[n + 1]?.slice(80, 90)))
  const part = (isPaid: boolean) => {
    const own = amounts.filter((_, n) => (codes[n] === '0') === isPaid)
    const sum = own.reduce((total, amount) => total + amount, 0)
    return String(own.length).padStart(6, '0') + String(sum).padStart(12, '0')
  }
  const data = codes.map((code, n) => replace(records[n + 1] ?? '', 111, code))
  const trailer = replace(records[codes.length + 1] ?? '', 19, part(true) + part(false))
  return [records[0], ...data, trailer, ...records.slice(codes.length + 2)].join('\r\n')
}

describeOnEachDatabase('direct debits', (open) => {
  const openDebits = async () => {
    const desk = await openBankDesk(open)
    await desk.call('PATCH', '/api/operator/issuer', COLLECTING)
    return desk
  }
  /** A customer that pays by direct debit and owes one document. */
  const addPayer = async (
    desk: BankDesk,
    name: string,
    number: string,
    minor: number,
    debitAccount: object | null = DEBITED,
  ) => {
    const account = await desk.addAccount(name)
    const set = await desk.call('PATCH', `/api/accounts/${account}`, { paymentMethod: 'directDebit', debitAccount })
    expect(set.status).toBe(200)
    await desk.addDocument(account, number, minor)
    return account
  }
  const make = async (desk: BankDesk, debitOn = DEBIT_ON, key: string = randomUUID()) => {
    const response = await desk.app.request('/api/operator/direct-debits', {
      method: 'POST',
      headers: { authorization: `Bearer ${desk.token}`, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ debitOn }),
    })
    const file = textOfBytes(new Uint8Array(await response.arrayBuffer()))
    const path = response.headers.get('location') ?? ''
    return { status: response.status, file, path, problem: () => JSON.parse(file) as Problem }
  }
  const answer = (desk: BankDesk, path: string, text: string) =>
    desk.call<Request & Problem>('POST', `${path}/result`, bankBytes(text))

  it('are asked of each account once, for all that is due, as the file of the standard', async () => {
    const desk = await openDebits()
    const sample = await addPayer(desk, 'サンプル商事', 'INV-2026-000001', 11_000)
    await desk.addDocument(sample, 'INV-2026-000002', 500)
    await desk.addDocument(await desk.addAccount('振込の客'), 'INV-2026-000003', 700)
    const { status, file, path } = await make(desk)
    expect(status).toBe(201)
    const records = file.split('\r\n')
    expect(records.map((record) => record.length)).toEqual([120, 120, 120, 120, 0])
    expect(records[0]).toBe(
      '19101234567890ｶ)ﾄﾞﾒｲﾝｶﾝﾘ                              12280001ﾐｽﾞﾎ           001ﾄｳｷﾖｳｴｲｷﾞﾖｳﾌﾞ  11234567                 ',
    )
    expect(records[1]).toBe(
      '20005ﾐﾂﾋﾞｼUFJ       123ｼﾝｼﾞﾕｸ             27654321ｶ)ｻﾝﾌﾟﾙｼﾖｳｼﾞ                  00000115001000000000000000000010        ',
    )
    expect(records[2]?.slice(0, 19)).toBe('8000001000000011500')
    expect((await desk.call<Request>('GET', path)).body).toMatchObject({
      debitOn: DEBIT_ON,
      state: 'requested',
      count: 1,
      sum: { amount: '11500' },
      paid: { count: 0 },
      debits: [
        {
          account: sample,
          customerNumber: '00000000000000000001',
          documents: [{ number: 'INV-2026-000001' }, { number: 'INV-2026-000002' }],
          result: null,
        },
      ],
    })
    expect(await auditBook(desk.deps.storage, sample)).toMatchObject({ balance: -11_500 })
  })

  it('answer the same key with the same file, and ask for nothing twice', async () => {
    const desk = await openDebits()
    await addPayer(desk, 'サンプル商事', 'INV-2026-000001', 11_000)
    const first = await make(desk, DEBIT_ON, 'key-1')
    const second = await make(desk, DEBIT_ON, 'key-1')
    expect([second.status, second.path, second.file]).toEqual([201, first.path, first.file])
    const other = await make(desk, '2026-12-25', 'key-1')
    expect([other.status, other.problem().code]).toEqual([409, 'idempotency_conflict'])
    const again = await make(desk)
    expect([again.status, again.problem().code]).toEqual([409, 'nothing_to_debit'])
    const stored = await desk.app.request(`${first.path}/file`, { headers: { authorization: `Bearer ${desk.token}` } })
    expect(textOfBytes(new Uint8Array(await stored.arrayBuffer()))).toBe(first.file)
  })

  it('make one request where two people ask at once', async () => {
    const desk = await openDebits()
    await addPayer(desk, 'サンプル商事', 'INV-2026-000001', 11_000)
    const made = await Promise.all([make(desk), make(desk), make(desk)])
    expect(made.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    expect((await desk.call('GET', '/api/operator/direct-debits')).body).toMatchObject({ total: 1 })
  })

  it('ask again for what a withdrawn request asked for', async () => {
    const desk = await openDebits()
    await addPayer(desk, 'サンプル商事', 'INV-2026-000001', 11_000)
    const { path } = await make(desk)
    expect((await desk.call<Request>('POST', `${path}/withdraw`)).body.state).toBe('withdrawn')
    const again = await make(desk)
    expect(again.status).toBe(201)
    expect(again.file.split('\r\n')[1]?.slice(90, 91)).toBe('1')
  })

  it('show beforehand what a request would hold and whom it leaves out', async () => {
    const desk = await openDebits()
    await addPayer(desk, 'サンプル商事', 'INV-2026-000001', 11_000)
    await addPayer(desk, '口座なし', 'INV-2026-000002', 500, null)
    await addPayer(desk, '漢字名義', 'INV-2026-000003', 600, { ...DEBITED, holder: '株式会社見本' })
    const later = await addPayer(desk, '期限前', 'INV-2026-000004', 700)
    await desk.deps.storage.transact((trx) =>
      trx.updateTable('asking_document').set({ due_on: '2027-01-31' }).where('account', '=', later).execute(),
    )
    const { body } = await desk.call('GET', `/api/operator/direct-debits/preview?debitOn=2026-12-27`)
    expect(body).toMatchObject({
      isBankDay: false,
      nextBankDay: '2026-12-28',
      debits: [{ accountName: 'サンプル商事', amount: { amount: '11000' } }],
      sum: { amount: '11000' },
    })
    expect(
      (body as { skipped: { accountName: string; reason: string }[] }).skipped
        .map((one) => [one.accountName, one.reason])
        .sort(),
    ).toEqual([
      ['口座なし', 'no_debit_account'],
      ['漢字名義', 'holder_unusable'],
    ])
    expect((await desk.call('GET', '/api/operator/direct-debits')).body).toMatchObject({ total: 0 })
  })

  it.each([
    ['a day on which banks are closed', '2026-12-27', 422, 'not_a_bank_day'],
    ['the last day of the year', '2026-12-31', 422, 'not_a_bank_day'],
    ['a day that is past', '2026-11-20', 422, 'invalid'],
  ])('are not asked for %s', async (_, debitOn, status, code) => {
    const desk = await openDebits()
    await addPayer(desk, 'サンプル商事', 'INV-2026-000001', 11_000)
    const made = await make(desk, debitOn)
    expect([made.status, made.problem().code]).toEqual([status, code])
  })

  it('need the collector’s code and account', async () => {
    const desk = await openBankDesk(open)
    await addPayer(desk, 'サンプル商事', 'INV-2026-000001', 11_000)
    const made = await make(desk)
    expect([made.status, made.problem()]).toMatchObject([
      409,
      { code: 'debit_setup_incomplete', args: { field: 'debitClient' } },
    ])
  })

  it('pay the documents whose debit went through, and note why the others did not', async () => {
    const desk = await openDebits()
    const paid = await addPayer(desk, 'A', 'INV-2026-000001', 11_000)
    await desk.addDocument(paid, 'INV-2026-000002', 500)
    const poor = await addPayer(desk, 'B', 'INV-2026-000003', 600)
    const strange = await addPayer(desk, 'C', 'INV-2026-000004', 700)
    const { path, file } = await make(desk)
    desk.deps.clock.moveTo(AFTER)
    const accounts = (await desk.call<Request>('GET', path)).body.debits.map(({ account }) => account)
    const codes = accounts.map((account) => ({ [paid]: '0', [poor]: '1', [strange]: '7' })[account] ?? '')
    const text = answerTo(file, codes)
    const { status, body } = await answer(desk, path, text)
    expect(status).toBe(200)
    expect(body).toMatchObject({ state: 'answered', count: 3, paid: { count: 1, sum: { amount: '11500' } } })
    const outcomes = Object.fromEntries(body.debits.map((debit) => [debit.account, [debit.result, debit.followUp]]))
    expect(outcomes).toEqual({ [paid]: ['0', null], [poor]: ['1', 'retry'], [strange]: ['7', 'byHand'] })
    expect(await auditBook(desk.deps.storage, paid)).toMatchObject({ isTrue: true, balance: 0, open: 0 })
    expect(await auditBook(desk.deps.storage, poor)).toMatchObject({ isTrue: true, balance: -600, open: 600 })
    const { body: ledger } = await desk.call<{ items: object[] }>('GET', `/api/accounts/${paid}/ledger`)
    expect(ledger.items[0]).toMatchObject({
      kind: 'payment',
      occurredOn: DEBIT_ON,
      document: 'INV-2026-000002',
      reference: expect.stringMatching(/^directDebit:/),
    })
    const repeated = await answer(desk, path, text)
    expect([repeated.status, repeated.body]).toEqual([200, body])
    expect(await auditBook(desk.deps.storage, paid)).toMatchObject({ isTrue: true, balance: 0 })
    const other = await answer(
      desk,
      path,
      answerTo(
        file,
        codes.map(() => '0'),
      ),
    )
    expect([other.status, other.body.code]).toEqual([409, 'debit_answered'])
    const next = await make(desk, '2027-01-27')
    expect(next.file.split('\r\n')).toHaveLength(5)
    expect(next.file.split('\r\n')[1]?.slice(80, 90)).toBe('0000000600')
    expect(next.file.split('\r\n')[1]?.slice(90, 91)).toBe('0')
  })

  it('book a result once, however many people take it in at once', async () => {
    const desk = await openDebits()
    const account = await addPayer(desk, 'A', 'INV-2026-000001', 11_000)
    const { path, file } = await make(desk)
    desk.deps.clock.moveTo(AFTER)
    const text = answerTo(file, ['0'])
    const answers = await Promise.all([answer(desk, path, text), answer(desk, path, text), answer(desk, path, text)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await auditBook(desk.deps.storage, account)).toMatchObject({ isTrue: true, balance: 0 })
  })

  it('stop for an account whose bank has no mandate, until a person says that there is a new one', async () => {
    const desk = await openDebits()
    const account = await addPayer(desk, 'A', 'INV-2026-000001', 11_000)
    const { path, file } = await make(desk)
    desk.deps.clock.moveTo(AFTER)
    await answer(desk, path, answerTo(file, ['4']))
    const preview = () => desk.call('GET', '/api/operator/direct-debits/preview?debitOn=2027-01-27')
    expect((await preview()).body).toMatchObject({ debits: [], skipped: [{ account, reason: 'stopped' }] })
    expect((await desk.call('POST', `/api/operator/accounts/${account}/resume-debits`)).status).toBe(204)
    expect((await preview()).body).toMatchObject({ debits: [{ account }], skipped: [] })
    expect((await desk.call('POST', '/api/operator/accounts/nobody/resume-debits')).status).toBe(404)
  })

  it('leave on the account what was paid otherwise in the meantime', async () => {
    const desk = await openDebits()
    const account = await addPayer(desk, 'A', 'INV-2026-000001', 11_000)
    const { path, file } = await make(desk)
    await post(desk.deps.storage, account, depositDraft(11_000))
    desk.deps.clock.moveTo(AFTER)
    await answer(desk, path, answerTo(file, ['0']))
    expect(await auditBook(desk.deps.storage, account)).toMatchObject({ isTrue: true, balance: 11_000, open: 0 })
  })

  it.each([
    ['of another collector', (text: string) => text.replace('19101234567890', '19100000000001'), 'wrong_file'],
    ['of another day', (text: string) => replace(text, 54, '0127'), 'wrong_file'],
    [
      'with a debit that was not asked for',
      (text: string) => text.replace('00000000000000000001', '00000000000000000009'),
      'wrong_file',
    ],
    ['with another sum', (text: string) => text.replace('8000001000000011000', '8000001000000011001'), 'sum_mismatch'],
    ['that is cut', (text: string) => text.slice(0, 200), 'record_length'],
    ['in EBCDIC', (text: string) => text.replace('1910', '1911'), 'ebcdic'],
  ])('refuse a result %s, and book nothing', async (_, spoil, fault) => {
    const desk = await openDebits()
    const account = await addPayer(desk, 'A', 'INV-2026-000001', 11_000)
    const { path, file } = await make(desk)
    desk.deps.clock.moveTo(AFTER)
    const { status, body } = await answer(desk, path, spoil(answerTo(file, ['0'])))
    expect([status, body.code, body.args?.['fault']]).toEqual([422, 'bank_file_faulty', fault])
    expect(await auditBook(desk.deps.storage, account)).toMatchObject({ balance: -11_000 })
    expect((await answer(desk, path, answerTo(file, ['0']))).status).toBe(200)
  })

  it('are not answered before their day', async () => {
    const desk = await openDebits()
    await addPayer(desk, 'A', 'INV-2026-000001', 11_000)
    const { path, file } = await make(desk)
    const { status, body } = await answer(desk, path, answerTo(file, ['0']))
    expect([status, body.code]).toEqual([422, 'invalid'])
  })

  /** Two debits of 11,500 that went through, and the statement on which the bank pays them out. */
  const collected = async (amount: number) => {
    const desk = await openDebits()
    await addPayer(desk, 'A', 'INV-2026-000001', 11_000)
    await addPayer(desk, 'B', 'INV-2026-000002', 500)
    const { path, file } = await make(desk)
    desk.deps.clock.moveTo(AFTER)
    await answer(desk, path, answerTo(file, ['0', '0']))
    const payout = movement({
      amount,
      bookedOn: '081229',
      valueOn: '081229',
      transactionType: '14',
      payerName: '',
      summary: 'ｺｳｻﾞﾌﾘｶｴ',
    })
    const { body } = await desk.takeIn(statementFile([statementGroup([payout])]))
    return { desk, path, request: path.split('/').at(-1) ?? '', statement: body }
  }
  const issuerSums = async (desk: BankDesk) => {
    const rows = await desk.deps.storage.read
      .selectFrom('posting')
      .select(['ledger', 'amount'])
      .where('account', '=', 'issuer:main')
      .execute()
    const sums = new Map<string, number>()
    for (const { ledger, amount } of rows) sums.set(ledger, (sums.get(ledger) ?? 0) + amount)
    return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0))
  }

  it('are proposed as what the bank pays out, and booked from the debits to the bank account', async () => {
    const { desk, path, request, statement } = await collected(11_500)
    expect(statement.lines).toMatchObject([
      { state: 'open', proposals: [], collections: [{ request, debitOn: DEBIT_ON, fee: { amount: '0' } }] },
    ])
    const { status, body } = await desk.confirm(statement.id, { line: 2, to: 'collection', request })
    expect(status).toBe(200)
    expect(body.lines).toMatchObject([{ state: 'account', account: null, collectedBy: request, collections: [] }])
    expect(await issuerSums(desk)).toEqual({ 'cash:directDebit': 11_500, 'cash:bankTransfer': -11_500 })
    expect(await auditBook(desk.deps.storage, 'issuer:main')).toMatchObject({ isTrue: true })
    expect((await desk.call<Request>('GET', path)).body).toMatchObject({ arrived: { amount: '11500' } })
    const again = await desk.confirm(statement.id, { line: 2, to: 'collection', request })
    expect([again.status, again.body.code]).toEqual([409, 'bank_line_settled'])
  })

  it('may arrive less what the bank kept, out of suspense, and be taken back', async () => {
    const { desk, path, request, statement } = await collected(11_390)
    await desk.confirm(statement.id, { line: 2, to: 'suspense' })
    const { body } = await desk.confirm(statement.id, { line: 2, to: 'collection', request, fee: '110' })
    expect(body.lines).toMatchObject([{ collectedBy: request, fee: { amount: '110' } }])
    expect(await issuerSums(desk)).toEqual({
      'cash:directDebit': 11_500,
      'cash:bankTransfer': -11_390,
      transferFee: -110,
    })
    await desk.confirm(statement.id, { line: 2, to: 'reopen', note: '別の入金' })
    expect(await issuerSums(desk)).toEqual({})
    expect((await desk.call<Request>('GET', path)).body).toMatchObject({ arrived: { amount: '0' } })
  })

  it.each([
    ['more than was collected', 11_501, {}, '/lines/0/request', 'more_than_collected'],
    ['a fee that no bank keeps', 5_000, { fee: '6500' }, '/lines/0/fee', 'fee_not_allowed'],
    ['a request that is not there', 11_500, { request: 'x' }, '/lines/0/request', 'unknown_collection'],
  ])('do not bring %s', async (_, amount, more, pointer, code) => {
    const { desk, request, statement } = await collected(amount)
    const { status, body } = await desk.confirm(statement.id, { line: 2, to: 'collection', request, ...more })
    expect([status, body.errors]).toMatchObject([422, [{ pointer, code }]])
    expect(await issuerSums(desk)).toEqual({})
  })

  it('tell the bank when a payer’s account has changed', async () => {
    const desk = await openDebits()
    const account = await addPayer(desk, 'A', 'INV-2026-000001', 11_000)
    const { path, file } = await make(desk)
    desk.deps.clock.moveTo(AFTER)
    await answer(desk, path, answerTo(file, ['0']))
    await desk.call('PATCH', `/api/accounts/${account}`, { debitAccount: { ...DEBITED, number: '1' } })
    await post(desk.deps.storage, account, chargeDraft(900))
    await ask(desk.deps.storage, account, 'INV-2026-000009', 900)
    const next = await make(desk, '2027-01-27')
    expect(next.file.split('\r\n')[1]?.slice(43, 111)).toBe(
      '0000001ｶ)ｻﾝﾌﾟﾙｼﾖｳｼﾞ                  0000000900200000000000000000001',
    )
  })
})
