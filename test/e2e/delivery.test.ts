import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
const faults = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)

describe('a document of an account without an address', () => {
  it('is seen by an operator with whom to call, and by the account with what to do', async () => {
    const letters = await app.open('/operator/deliveries', english)
    const row = main(letters).getByRole('row', { name: november.document })
    await row.getByText('No address').waitFor()
    await row.getByText(OWNER.email).waitFor()
    expect(await faults(letters)).toEqual([])
    await letters.close()
    const page = await app.open('/billing/documents', english)
    await main(page).getByText('1 document reached nobody').waitFor()
    await main(page).getByRole('link', { name: 'Give the address' }).click()
    await page.waitForURL(/\/billing\/terms/)
    await page.close()
  })

  it('is sent from the outbox to whom a person names', async () => {
    const page = await app.open('/billing/mails', english)
    const row = main(page).getByRole('row', { name: november.document })
    await row.getByRole('button', { name: /again$/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('There is no address for documents').waitFor()
    await dialog.getByRole('textbox', { name: 'To' }).fill('keiri@example.co.jp')
    await dialog.getByRole('button', { name: 'Send again' }).click()
    await dialog.waitFor({ state: 'detached' })
    await row.getByText('keiri@example.co.jp').waitFor()
    const state = row.getByText('Waiting')
    await state.waitFor()
    expect(await state.evaluate((badge) => badge.scrollWidth - badge.clientWidth)).toBeLessThan(2)
    expect(await faults(page)).toEqual([])
    await page.close()
  })
})

describe('a document on paper', () => {
  it('is asked for from its page with the address it goes to, and is seen waiting', async () => {
    const page = await app.open(`/billing/documents/${november.document}`, english)
    await main(page).getByRole('button', { name: 'Send it' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Request', exact: true }).click()
    await dialog.getByText('Give the address that paper goes to').waitFor()
    await dialog.getByRole('textbox', { name: 'Address' }).fill('東京都千代田区千代田1-1')
    await dialog.getByRole('button', { name: 'Request', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Delivery', exact: true }).click()
    await main(page).getByRole('row', { name: november.document }).getByText('Waiting').waitFor()
    expect(await faults(page)).toEqual([])
    await page.close()
  })

  it('is posted by an operator, and the account sees on which day', async () => {
    const page = await app.open('/operator/deliveries', english)
    await main(page)
      .getByRole('button', { name: `${november.document} was posted` })
      .click()
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await main(page).getByText('Nothing is to be posted').waitFor()
    await page.close()
    const own = await app.open('/billing/deliveries', english)
    await main(own).getByRole('row', { name: november.document }).getByText('Sent', { exact: true }).waitFor()
    await own.close()
  })

  it('is not to be had without the corporate plan once the corporate service has begun, and the form says why', async () => {
    await app.api('PATCH', '/api/operator/issuer', { corporateServiceFrom: '2026-12-01' })
    const page = await app.open('/billing/deliveries', english)
    await main(page).getByText('paper is for accounts of the corporate plan').waitFor()
    await main(page).getByRole('button', { name: 'Request delivery' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('paper is for accounts of the corporate plan').waitFor()
    expect(await dialog.getByRole('button', { name: 'Request', exact: true }).isDisabled()).toBe(true)
    await page.close()
  })
})

describe('card payments without a provider', () => {
  it('say that they are not configured, and offer none', async () => {
    const page = await app.open('/billing/payments', english)
    await main(page).getByText('Card payments are not configured').waitFor()
    expect(await main(page).getByRole('button', { name: 'Pay by card' }).count()).toBe(0)
    expect(await faults(page)).toEqual([])
    await page.close()
  })
})

describe('documents of all accounts', () => {
  it('are found by a part of their number', async () => {
    const page = await app.open('/operator/documents', english)
    await main(page).getByRole('textbox', { name: 'Number' }).fill('000001')
    await page.keyboard.press('Enter')
    await main(page).getByRole('link', { name: november.document }).waitFor()
    expect(page.url()).toContain('number=')
    expect(await faults(page)).toEqual([])
    await page.close()
  })
})
