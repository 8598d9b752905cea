import { expect, it } from 'vitest'
import { type BankDesk, openBankDesk } from '../../support/bank-desk.ts'
import { auditBook } from '../../support/book.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { movement, statementFile, statementGroup } from '../../support/zengin-files.ts'

const DAY = { bookedOn: '081120', valueOn: '081120' }
const OUT = { ...DAY, direction: '2', payerName: '' }
const yen = (minor: number) => ({ amount: String(minor), currency: 'JPY' })

describeOnEachDatabase('money that a statement says went out', (open) => {
  /** A customer with 5,000, and a statement with a payout of 820 to them and a fee of the bank. */
  const openWith = async (before?: (desk: BankDesk, account: string) => Promise<unknown>) => {
    const desk = await openBankDesk(open)
    const sample = await desk.addAccount('サンプルショウジ')
    const deposit = { amount: '5000', method: 'bankTransfer' }
    await desk.call('POST', `/api/accounts/${sample}/deposits`, deposit)
    await before?.(desk, sample)
    const rows = [
      movement({ ...OUT, amount: 820, summary: 'ｻﾝﾌﾟﾙｼﾖｳｼﾞ' }),
      movement({ ...OUT, inquiryNumber: '00000002', amount: 330, summary: 'ﾃｽｳﾘﾖｳ' }),
    ]
    const { body: file } = await desk.takeIn(statementFile([statementGroup(rows)]))
    return { desk, sample, file }
  }
  const balanceOf = async (desk: BankDesk, account: string) => (await auditBook(desk.deps.storage, account)).balance

  it('waits for a person where it may have been paid back to a customer, and is booked as that', async () => {
    const { desk, sample, file } = await openWith()
    expect(file.states).toEqual({ open: 1, none: 1 })
    expect(file.lines.map(({ state, refunds }) => [state, refunds])).toEqual([
      ['open', [{ account: sample, accountName: 'サンプルショウジ' }]],
      ['none', []],
    ])
    const { status, body } = await desk.confirm(file.id, { line: 2, to: 'refund', account: sample })
    expect([status, body.lines[0]?.state, body.lines[0]?.accountName]).toEqual([200, 'account', 'サンプルショウジ'])
    expect(await balanceOf(desk, sample)).toBe(4_180)
    const { body: ledger } = await desk.call('GET', `/api/accounts/${sample}/ledger?limit=1`)
    expect(ledger).toMatchObject({
      items: [
        {
          kind: 'refund',
          occurredOn: '2026-11-20',
          amount: yen(-820),
          reference: `bankLine:${file.id}/2`,
          postings: [
            { ledger: 'cash:bankTransfer', amount: yen(820) },
            { ledger: 'customer', amount: yen(-820) },
          ],
        },
      ],
    })
    expect((await desk.confirm(file.id, { line: 2, to: 'refund', account: sample })).status).toBe(409)
  })

  it('is taken back where that was a mistake, and waits again', async () => {
    const { desk, sample, file } = await openWith()
    await desk.confirm(file.id, { line: 2, to: 'refund', account: sample })
    const { body } = await desk.confirm(file.id, { line: 2, to: 'reopen', note: '別の支払い' })
    expect(body.lines).toMatchObject([{ state: 'open', account: null, refunds: [{ account: sample }] }])
    expect(await balanceOf(desk, sample)).toBe(5_000)
  })

  it('needs nothing where the payout was booked by hand, and cannot be booked once more', async () => {
    const { desk, sample, file } = await openWith((one, account) =>
      one.call('POST', `/api/accounts/${account}/refunds`, { amount: '820', reason: '解約' }),
    )
    expect(file.states).toEqual({ none: 2 })
    const { status, body } = await desk.confirm(file.id, { line: 2, to: 'refund', account: sample })
    expect([status, body.errors]).toMatchObject([422, [{ code: 'not_refundable' }]])
    expect(await balanceOf(desk, sample)).toBe(4_180)
  })

  it('is never paid back to an account that has less available', async () => {
    const { desk, sample, file } = await openWith((one, account) =>
      one.call('POST', `/api/accounts/${account}/refunds`, { amount: '4181', reason: '解約' }),
    )
    expect(file.states).toEqual({ none: 2 })
    expect((await desk.confirm(file.id, { line: 2, to: 'refund', account: sample })).status).toBe(422)
  })
})
