import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ClosedMonth, closeNovember } from './support/closed-month.ts'
import { type ServedApp, startServedApp } from './support/served-app.ts'

let app: ServedApp
let november: ClosedMonth
beforeAll(async () => {
  app = await startServedApp()
  november = await closeNovember(app, { isPrepaid: true })
})
afterAll(() => app.stop())

const english = { language: 'en' } as const
const main = (page: Page) => page.locator('main')

async function download(page: Page, button: string): Promise<string> {
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    main(page).getByRole('button', { name: button, exact: true }).click(),
  ])
  return saved.suggestedFilename()
}

async function openDocuments(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Billing' }).click()
  await page.getByRole('link', { name: 'Documents', exact: true }).click()
  await main(page).getByRole('row', { name: november.document }).waitFor()
}

describe('an accountant, from the home page in three clicks', () => {
  it('has last month’s document as PDF', async () => {
    const page = await app.open('', english)
    await openDocuments(page)
    expect(await download(page, `Save ${november.document} as PDF`)).toContain('.pdf')
    await page.close()
  })

  it('has last month’s journal for 弥生', async () => {
    const page = await app.open('', english)
    await openDocuments(page)
    expect(await download(page, 'Yayoi (弥生)')).toContain('2026-11')
    await page.close()
  })
})

describe('a document', () => {
  it('shows its lines and sums, and its names lead to the table', async () => {
    const page = await app.open(`/billing/documents/${november.document}`, english)
    await main(page).getByRole('table', { name: 'Lines' }).getByRole('link', { name: 'mizuhoshi.com' }).waitFor()
    expect(await main(page).getByText('¥1,980').count()).toBeGreaterThan(0)
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
    await page.close()
  })

  it('is found by its total and its counterparty together, and not by another total', async () => {
    const found = await app.open('/billing/documents?totalFrom=1980&totalTo=1980&counterparty=みずほし', english)
    await main(found).getByRole('link', { name: november.document }).waitFor()
    await found.close()
    const missed = await app.open('/billing/documents?totalFrom=1981&counterparty=みずほし', english)
    await main(missed).getByText('No such documents').waitFor()
    await missed.close()
  })
})

describe('a quote', () => {
  it('is made from pasted names, stands among the documents, and is ordered once', async () => {
    const page = await app.open('/billing/documents', english)
    await main(page).getByRole('button', { name: 'Make a quote' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Domain names' }).fill('mizuhoshi.com')
    await dialog.getByRole('button', { name: 'Make it' }).click()
    await main(page)
      .getByRole('heading', { name: /^Quote QUO-2026-/ })
      .waitFor()
    await main(page).getByText('Not ordered').waitFor()

    await main(page).getByRole('button', { name: 'Order this quote' }).click()
    await dialog.getByText('¥1,980').waitFor()
    await dialog.getByRole('button', { name: 'Order', exact: true }).click()
    await main(page).getByText('From a quote').waitFor()
    await main(page).getByRole('link', { name: 'mizuhoshi.com' }).waitFor()

    await page.goBack()
    await main(page).getByRole('link', { name: 'Show the order' }).waitFor()
    expect(await main(page).getByRole('button', { name: 'Order this quote' }).count()).toBe(0)
    await main(page).getByRole('link', { name: 'All documents' }).click()
    await main(page)
      .getByRole('row', { name: /QUO-2026-.*Ordered.*Valid until/ })
      .waitFor()
    await page.close()
  })
})

describe('the ledger', () => {
  it('numbers its entries, so that one that takes another back can be followed', async () => {
    const { body } = await app.api<{ entry: { seq: number } }>('POST', '/deposits', {
      amount: '500',
      method: 'bankTransfer',
    })
    await app.api('POST', `/ledger/${body.entry.seq}/correction`, { reason: '誤記帳' })
    const page = await app.open('/billing/ledger', english)
    await main(page)
      .getByRole('row', { name: `Takes entry ${body.entry.seq} back` })
      .waitFor()
    await main(page)
      .getByRole('row', { name: new RegExp(`^${body.entry.seq} `) })
      .waitFor()
    await page.close()
  })
})
