import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ServedApp, startServedApp } from './support/served-app.ts'

let app: ServedApp
beforeAll(async () => {
  app = await startServedApp(['--sandbox'])
})
afterAll(() => app.stop())

const english = { language: 'en' } as const
const main = (page: Page) => page.locator('main')
const faults = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)

describe('unused balances', () => {
  it('say that they are close to the limit of the law, by account and as a file', async () => {
    await app.api('POST', '/deposits', { amount: '8500000', method: 'bankTransfer' })
    const page = await app.open('/operator/unused-balances', english)
    await main(page).getByText('Unused balances are close to the limit').waitFor()
    await main(page).getByRole('row', { name: 'みずほし商事' }).getByText('¥8,500,000').waitFor()
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      main(page).getByRole('button', { name: 'Save as CSV' }).click(),
    ])
    expect(saved.suggestedFilename()).toBe('unused-balances-2026-11-23.csv')
    expect(await faults(page)).toEqual([])
    await page.close()
  })
})

describe('money paid back', () => {
  it('is booked by an operator, up to what is available', async () => {
    await app.api('POST', '/deposits', { amount: '1000', method: 'bankTransfer' })
    const page = await app.open('/billing', english)
    await main(page).getByRole('button', { name: 'Book a payout' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Amount').fill('99000000')
    await dialog.getByRole('button', { name: 'Book', exact: true }).click()
    await dialog.getByText('up to the available amount').waitFor()
    await dialog.getByText('Say why', { exact: true }).waitFor()
    await dialog.getByLabel('Amount').fill('1,000')
    await dialog.getByLabel('Reason').fill('Paid twice')
    expect(await faults(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Book', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await main(page).getByText('Payout (Bank transfer)').waitFor()
    await page.close()
  })
})

describe('what moves the balance without an order', () => {
  it('is an adjustment, or an entry that an operator takes back: by the bank, or as a mistake', async () => {
    const page = await app.open('/billing', english)
    await main(page).getByRole('button', { name: 'Book an adjustment' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Shrinks').click()
    await dialog.getByLabel('Amount').fill('77')
    await dialog.getByLabel('Reason').fill('Rounding of the old system')
    expect(await faults(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Book', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    const adjusted = main(page).getByRole('row', { name: 'Rounding of the old system' })
    await adjusted.getByText('-¥77').waitFor()
    await adjusted.getByRole('button', { name: 'Take entry' }).click()
    await dialog.getByLabel('Reason').fill('Booked to the wrong account')
    expect(await dialog.getByText('The bank took it back').count()).toBe(0)
    await dialog.getByRole('button', { name: 'Book', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await main(page).getByRole('row', { name: 'Booked to the wrong account' }).getByText('Correction').waitFor()
    const deposit = main(page).getByRole('row', { name: 'Deposit (Bank transfer)' }).first()
    await deposit.getByRole('button', { name: 'Take entry' }).click()
    await dialog.getByRole('button', { name: 'Book', exact: true }).click()
    await dialog.getByText('Say why', { exact: true }).waitFor()
    await dialog.getByLabel('Reason').fill('Sent back by the bank')
    expect(await faults(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Book', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await main(page).getByRole('row', { name: 'Sent back by the bank' }).getByText('Returned payment').waitFor()
    await page.close()
  })
})

describe('the billing calendar', () => {
  it('cuts a month at an instant, refuses a cut outside of it at the form, and goes back to a plain month', async () => {
    const page = await app.open('/operator/closing', english)
    await main(page).getByRole('button', { name: 'Set a month' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Month', { exact: false }).first().fill('2027-04')
    await dialog.getByRole('button', { name: 'Cut the month' }).click()
    await dialog.getByRole('textbox', { name: 'Until (day)' }).fill('2027-05-12')
    await dialog.getByLabel('Time').fill('15:00')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('Cuts lie within the month').waitFor()
    expect(await faults(page)).toEqual([])
    await dialog.getByRole('textbox', { name: 'Until (day)' }).fill('2027-04-12')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'detached' })
    await main(page).getByRole('row', { name: 'April 2027, part 1' }).getByText('15:00').waitFor()

    await main(page).getByRole('button', { name: 'Change April 2027' }).click()
    await dialog.getByRole('button', { name: 'As every month' }).click()
    await main(page).getByText('All months are billed as usual.').waitFor()
    await page.close()
  })
})

describe('the simulated registry', () => {
  it('is told to refuse, under the banner of a test workspace', async () => {
    const page = await app.open('/operator/sandbox', english)
    await page.getByText('Test workspace: orders').waitFor()
    await main(page).getByRole('button', { name: 'Add a rule' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name or suffix' }).fill('.com')
    await dialog.getByRole('textbox', { name: 'EPP result' }).fill('2304')
    await dialog.getByRole('button', { name: 'Add a rule' }).click()
    await main(page).getByRole('row', { name: '.com' }).getByText('EPP 2304').waitFor()
    expect(await faults(page)).toEqual([])
    await main(page).getByRole('button', { name: 'Remove rule 1' }).click()
    await main(page).getByText('Every command is accepted at once.').waitFor()
    await page.close()
  })
})

describe('prices', () => {
  it('come in from a CSV file, after the person has seen what changes and which row is no price', async () => {
    const page = await app.open('/operator/prices', english)
    await main(page).getByRole('button', { name: 'Import CSV' }).click()
    const dialog = page.getByRole('dialog')
    const csv = 'suffix,operation,years,amount,from\ncom,renew,1,1980,2026-01-01\nnet,renew,1,19.80,2026-01-01\n'
    await dialog.locator('input[type=file]').setInputFiles({
      name: 'prices.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(csv),
    })
    await dialog.getByText('1 price changes').waitFor()
    await dialog.getByText('Line 3').waitFor()
    expect(await faults(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Import 1 price' }).click()
    await main(page).getByRole('row', { name: '.com' }).getByText('¥1,980').waitFor()
    await page.close()
  })
})
