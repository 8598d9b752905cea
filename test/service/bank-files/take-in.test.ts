import iconv from 'iconv-lite'
import { expect, it } from 'vitest'
import { openBankDesk } from '../../support/bank-desk.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'
import {
  bankBytes,
  movement,
  noticeFile,
  noticeGroup,
  statementFile,
  statementGroup,
  transfer,
} from '../../support/zengin-files.ts'

const DAY = { bookedOn: '081120', valueOn: '081120' }

describeOnEachDatabase('taking a bank file in', (open) => {
  it('stores its lines, books nothing, and proposes whom each is from', async () => {
    const desk = await openBankDesk(open)
    const sample = await desk.addAccount('株式会社サンプルショウジ')
    await desk.addDocument(sample, 'INV-2026-000001', 11_000)
    const lines = [
      transfer({ ...DAY, amount: 10_780 }),
      transfer({ ...DAY, inquiryNumber: '000002', payerName: 'ﾔﾏﾀﾞ ﾀﾛｳ' }),
    ]
    const { status, body } = await desk.takeIn(noticeFile([noticeGroup(lines)]))
    expect(status).toBe(201)
    expect(body).toMatchObject({
      kind: '01',
      yearCount: 'era',
      from: '2026-11-20',
      to: '2026-11-20',
      counts: { new: 2, known: 0 },
      states: { open: 2 },
      person: '佐藤',
    })
    expect(body.lines[0]).toMatchObject({
      line: 2,
      state: 'open',
      payerName: 'ｶ)ｻﾝﾌﾟﾙｼﾖｳｼﾞ',
      amount: { amount: '10780', currency: 'JPY' },
      bank: { code: '0001', branch: '001', type: '1', number: '1234567' },
      proposals: [
        {
          account: sample,
          accountName: '株式会社サンプルショウジ',
          evidence: 'name',
          fit: 'fee',
          documents: [{ number: 'INV-2026-000001', amount: { amount: '11000' } }],
          fee: { amount: '220' },
        },
      ],
    })
    expect(body.lines[1]).toMatchObject({ line: 3, proposals: [] })
    expect((await desk.call('GET', `/api/accounts/${sample}/balance`)).body).toMatchObject({
      balance: { amount: '-11000' },
    })
  })

  it('changes nothing the second time, under whichever name and key', async () => {
    const desk = await openBankDesk(open)
    const text = noticeFile([noticeGroup([transfer(DAY)])])
    const first = await desk.takeIn(text, '?fileName=a.txt')
    const second = await desk.takeIn(text, '?fileName=b.txt')
    expect(second.status).toBe(201)
    expect(second.body).toEqual(first.body)
    expect((await desk.call('GET', '/api/operator/bank-files')).body).toMatchObject({ total: 1 })
    expect((await desk.call('GET', '/api/operator/bank-lines')).body).toMatchObject({ total: 1 })
  })

  it('makes one file of one that two people take in at once', async () => {
    const desk = await openBankDesk(open)
    const text = noticeFile([noticeGroup([transfer(DAY)])])
    const ids = (await Promise.all([desk.takeIn(text), desk.takeIn(text), desk.takeIn(text)])).map(
      ({ body }) => body.id,
    )
    expect(new Set(ids).size).toBe(1)
    expect((await desk.call('GET', '/api/operator/bank-lines')).body).toMatchObject({ total: 1 })
  })

  it('knows the lines that an earlier file had, and tells movements that look the same apart', async () => {
    const desk = await openBankDesk(open)
    const same = movement(DAY)
    await desk.takeIn(statementFile([statementGroup([same, same])]))
    const later = movement({ ...DAY, inquiryNumber: '00000009', amount: 5_000 })
    const { body } = await desk.takeIn(statementFile([statementGroup([same, same, later])], 'none'))
    expect(body).toMatchObject({ counts: { new: 1, known: 2 }, states: { open: 1 } })
    expect(body.lines).toMatchObject([{ line: 4, amount: { amount: '5000' } }])
    expect((await desk.call('GET', '/api/operator/bank-lines?state=open')).body).toMatchObject({ total: 3 })
  })

  it('takes several accounts of a statement, and leaves alone what went out', async () => {
    const desk = await openBankDesk(open)
    const text = statementFile([
      statementGroup([movement(DAY), movement({ ...DAY, direction: '2', amount: 330 })]),
      statementGroup([movement({ ...DAY, transactionType: '19' })], { branch: '002', accountNumber: '0007654321' }),
    ])
    const { body } = await desk.takeIn(text)
    expect(body.states).toEqual({ open: 2, none: 1 })
    expect(body.lines.map(({ bank, direction, state }) => [bank.branch, bank.number, direction, state])).toEqual([
      ['001', '1234567', 'in', 'open'],
      ['001', '1234567', 'out', 'none'],
      ['002', '7654321', 'in', 'open'],
    ])
    const { status, body: refusal } = await desk.confirm(body.id, { line: 3, to: 'suspense' })
    expect([status, refusal.code]).toEqual([422, 'bank_line_unsuited'])
  })

  it.each([
    [
      'a wrong trailer',
      (text: string) => text.replace('8000001000000011000', '8000001000000011001'),
      'sum_mismatch',
      3,
    ],
    ['its end cut off', (text: string) => text.slice(0, 500), 'record_length', 3],
    ['the code for EBCDIC', (text: string) => text.replace('1010', '1011'), 'ebcdic', 1],
    ['another kind', (text: string) => text.replace('1010', '1210'), 'unknown_kind', 1],
    ['nothing in it', () => '', 'empty', 0],
  ])('refuses a file with %s whole, and says where', async (_, spoil, fault, record) => {
    const desk = await openBankDesk(open)
    const { status, body } = await desk.takeIn(spoil(noticeFile([noticeGroup([transfer(DAY)])])))
    expect(status).toBe(422)
    expect(body).toMatchObject({ code: 'bank_file_faulty', args: { fault, record } })
    expect((await desk.call('GET', '/api/operator/bank-files')).body).toMatchObject({ total: 0 })
  })

  it('asks how a bank counts years when its days are far away, and remembers the answer', async () => {
    const desk = await openBankDesk(open)
    const western = (bookedOn: string) => noticeFile([noticeGroup([transfer({ bookedOn })])])
    expect((await desk.takeIn(western('261120'))).body).toMatchObject({
      code: 'bank_file_faulty',
      args: { fault: 'day_far_away', found: '2014-11-20' },
    })
    const told = await desk.takeIn(western('261120'), '?yearCount=western')
    expect(told.body.lines[0]).toMatchObject({ bookedOn: '2026-11-20' })
    expect((await desk.takeIn(western('261119'))).body).toMatchObject({ yearCount: 'western', from: '2026-11-19' })
  })

  it('shows double-byte characters that a bank has put in, and keeps the bytes', async () => {
    const desk = await openBankDesk(open)
    const text = noticeFile([noticeGroup([transfer({ ...DAY, payerName: 'X'.repeat(12) })])])
    const bytes = Buffer.from(bankBytes(text))
    iconv.encode('株式会社見本', 'cp932').copy(bytes, bytes.indexOf('XXXXXXXXXXXX'))
    const { body } = await desk.call<{ id: string; lines: unknown[] }>('POST', '/api/operator/bank-files', bytes)
    expect(body.lines).toMatchObject([{ payerName: '株式会社見本' }])
    const response = await desk.app.request(`/api/operator/bank-files/${body.id}/content`, {
      headers: { authorization: `Bearer ${desk.token}` },
    })
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes)
  })

  it('is the operator’s alone', async () => {
    const desk = await openBankDesk(open)
    const accountant = await addMember(desk, 'accountant')
    expect((await accountant.post('/../../operator/bank-files', 'x')).status).toBe(403)
  })
})
