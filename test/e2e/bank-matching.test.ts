import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bankBytes, noticeFile, noticeGroup, transfer } from '../support/zengin-files.ts'
import { type ClosedMonth, closeNovember } from './support/closed-month.ts'
import { OWNER, type ServedApp, startServedApp } from './support/served-app.ts'

let app: ServedApp
let november: ClosedMonth
beforeAll(async () => {
  app = await startServedApp()
  november = await closeNovember(app, { isPrepaid: false })
})
afterAll(() => app.stop())

const english = { language: 'en' } as const
const main = (page: Page) => page.locator('main')
const dialog = (page: Page) => page.getByRole('dialog')
const payment = (page: Page, payer: string) => main(page).getByRole('row', { name: payer })
const DAY = { bookedOn: '081201', valueOn: '081201' }

/** A payment that names the invoice, one from somebody unknown, and one that is none of ours. */
function bankFile(): Buffer {
  const lines = [
    { amount: Number(november.amount), edi: november.document },
    { amount: 8800, payerName: 'ﾀﾅｶ ｲﾁﾛｳ' },
    { amount: 330, payerName: 'ﾘｿｸ' },
  ]
  const transfers = lines.map((line, n) => transfer({ ...DAY, inquiryNumber: String(n + 1).padStart(6, '0'), ...line }))
  return Buffer.from(bankBytes(noticeFile([noticeGroup(transfers)])))
}

async function balance(): Promise<string> {
  const { body } = await app.api<{ balance: { amount: string } }>('GET', '/balance')
  return body.balance.amount
}

describe('a bank file on its way to the balances', () => {
  it('books nothing when it is dropped, and shows whose each payment may be', async () => {
    const page = await app.open('/operator/bank-files', english)
    await main(page)
      .locator('input[type=file]')
      .setInputFiles({ name: 'december.txt', mimeType: 'text/plain', buffer: bankFile() })
    await main(page).getByText('3 new lines were taken in.').waitFor()
    await payment(page, november.document).getByText('Matches an invoice').waitFor()
    await payment(page, 'ﾀﾅｶ').getByText('No proposal. Please choose the account.').waitFor()
    expect(await balance()).toBe(`-${november.amount}`)
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
    await page.close()
  })

  it('books what matches to the yen together, and the invoice is paid', async () => {
    const page = await app.open('/operator/bank-files', english)
    await main(page).getByRole('button', { name: 'Confirm 1 match' }).click()
    await dialog(page).getByRole('button', { name: 'Confirm 1 payment' }).click()
    await dialog(page).waitFor({ state: 'detached' })
    expect(await balance()).toBe('0')
    await page.goto(page.url().replace('/operator/bank-files', '/billing/documents'))
    await payment(page, november.document).getByText('Paid', { exact: true }).waitFor()
    await page.close()
  })

  it('gives a payment to the account that a person chooses, and takes the decision back with a reason', async () => {
    const page = await app.open('/operator/bank-files', english)
    await payment(page, 'ﾀﾅｶ')
      .getByRole('button', { name: /^Actions for/ })
      .click()
    await page.getByRole('menuitem', { name: 'Choose the account…' }).click()
    await dialog(page).getByRole('combobox', { name: 'Account' }).click()
    await page.getByRole('option', { name: 'みずほし商事' }).click()
    await dialog(page).getByText('No document is unpaid. All of it goes to the balance.').waitFor()
    await dialog(page).getByRole('button', { name: 'Confirm' }).click()
    await dialog(page).waitFor({ state: 'detached' })
    await expect.poll(balance).toBe('8800')

    await page.goto(`${page.url()}?state=account`)
    await payment(page, 'ﾀﾅｶ')
      .getByRole('button', { name: /^Actions for/ })
      .click()
    await page.getByRole('menuitem', { name: 'Undo the decision…' }).click()
    await dialog(page).getByRole('textbox').fill('Another Tanaka')
    await dialog(page).getByRole('button', { name: 'Undo' }).click()
    await dialog(page).waitFor({ state: 'detached' })
    await expect.poll(balance).toBe('0')
    await page.close()
  })

  it('puts aside what is nobody’s, with the reason beside it; who was about to do the same is told so', async () => {
    const late = await app.open('/operator/bank-files', english)
    await payment(late, 'ﾘｿｸ')
      .getByRole('button', { name: /^Actions for/ })
      .click()
    await late.getByRole('menuitem', { name: 'Put aside…' }).click()
    await dialog(late).getByRole('textbox').fill('Interest of the bank')
    const page = await app.open('/operator/bank-files', english)
    await payment(page, 'ﾘｿｸ')
      .getByRole('button', { name: /^Actions for/ })
      .click()
    await page.getByRole('menuitem', { name: 'Put aside…' }).click()
    await dialog(page).getByRole('textbox').fill('Interest')
    await dialog(page).getByRole('button', { name: 'Put aside' }).click()
    await dialog(page).waitFor({ state: 'detached' })
    await payment(late, 'ﾘｿｸ').waitFor({ state: 'detached' })
    expect(await dialog(late).getByRole('textbox').inputValue()).toBe('Interest of the bank')
    await dialog(late).getByRole('button', { name: 'Put aside' }).click()
    await dialog(late).getByRole('alert').waitFor()
    await late.close()
    await page.goto(`${page.url()}?state=ignored`)
    await payment(page, 'ﾘｿｸ').getByText('Interest').waitFor()
    await payment(page, 'ﾘｿｸ')
      .getByRole('button', { name: /^Actions for/ })
      .click()
    await page.getByRole('menuitem', { name: 'History' }).click()
    await dialog(page).getByText('Put aside', { exact: true }).waitFor()
    await dialog(page).getByText('Reason: Interest').waitFor()
    expect(await balance()).toBe('0')
    await page.close()
  })
})

const DEBIT_ACCOUNT = {
  bankCode: '0005',
  bankName: 'ミツビシＵＦＪ',
  branchCode: '123',
  branchName: 'シンジユク',
  type: 'ordinary',
  number: '7654321',
  holder: 'ミズホシシヨウジ',
}

describe('what a person does at a registrar and a bank', () => {
  it('confirms a renewal with its day and reference, and it is charged', async () => {
    await app.api('POST', '/orders', { items: [{ operation: 'renew', name: 'mizuhoshi.com' }] })
    const page = await app.open('/operator/tasks', english)
    await main(page).getByRole('button', { name: 'The task of mizuhoshi.com is done' }).click()
    await dialog(page).getByLabel('Reference').fill('A-2')
    await dialog(page).getByRole('button', { name: 'It is done' }).click()
    await dialog(page).waitFor({ state: 'detached' })
    expect(await balance()).toBe('-1980')
    await page.close()
  })

  it('gives the bank a direct-debit request and takes its result in, and the invoice is paid', async () => {
    await app.api('PATCH', '/api/operator/issuer', {
      debitClient: { code: '1234567890', name: 'カ）ドメインカンリ' },
      bankAccount: { ...DEBIT_ACCOUNT, holder: 'カ）ドメインカンリ' },
    })
    await app.api('PATCH', '', { paymentMethod: 'directDebit', debitAccount: DEBIT_ACCOUNT })
    await app.api('POST', '/api/operator/run', { job: 'closings', at: '2027-01-01T09:00:00+09:00' })
    const page = await app.open('/operator/direct-debits?on=2027-01-27', english)
    await main(page).getByText('1 debit, ¥1,980').waitFor()
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      main(page).getByRole('button', { name: 'Make the file' }).click(),
    ])
    const request = readFileSync(await saved.path(), 'latin1')
    expect(request).toHaveLength(4 * 122)
    await app.api('POST', '/api/operator/run', { job: 'closings', at: '2027-01-28T09:00:00+09:00' })
    // The bank's answer: every debit paid, counted in the trailer.
    const trailer = 2 * 122
    const paid = `${request.slice(0, trailer + 19)}${request.slice(trailer + 1, trailer + 19)}${request.slice(trailer + 37)}`
    await main(page)
      .locator('input[type=file]')
      .setInputFiles({ name: 'result.txt', mimeType: 'text/plain', buffer: Buffer.from(paid, 'latin1') })
    await main(page).getByText('1 paid, ¥1,980').waitFor()
    expect(await balance()).toBe('0')
    await page.close()
  })

  it('gives a renewal back that nobody wanted, by its name and the password', async () => {
    await app.api('PATCH', '', { reversal: { days: 365 } })
    const page = await app.open('/domains?search=mizuhoshi.com', english)
    await main(page).getByRole('link', { name: 'mizuhoshi.com' }).click()
    const panel = page.getByRole('complementary', { name: 'Domain' })
    await panel.getByRole('tab', { name: 'Money' }).click()
    await panel.getByRole('button', { name: 'Give the renewal back' }).click()
    const giveBack = dialog(page).getByRole('button', { name: 'Refund and let it go' })
    await dialog(page).getByRole('textbox', { name: 'mizuhoshi.com' }).fill('mizuhoshi.com')
    expect(await giveBack.isDisabled()).toBe(true)
    const password = dialog(page).getByLabel('Your password')
    await password.fill('a wrong guess')
    await giveBack.click()
    await dialog(page).getByText('This is not your password').waitFor()
    expect(await balance()).toBe('0')
    await password.fill(OWNER.password)
    await giveBack.click()
    await dialog(page).waitFor({ state: 'detached' })
    expect(await balance()).toBe('1980')
    await page.close()
  })
})
