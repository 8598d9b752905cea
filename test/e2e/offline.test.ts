import { afterAll, beforeAll, describe, it } from 'vitest'
import { importNames } from './support/import-names.ts'
import { type ServedApp, startServedApp } from './support/served-app.ts'

let app: ServedApp
beforeAll(async () => {
  app = await startServedApp()
  await importNames(app, ['mizuhoshi.com,2027-01-20,on,1980'])
})
afterAll(() => app.stop())

describe('while the service does not answer', () => {
  it('a page says so, and is read by itself as soon as it answers again', async () => {
    const page = await app.open('', { language: 'en' })
    await page.getByRole('heading', { name: 'To decide next' }).waitFor()
    await page.context().route('**/api/**', (route) => route.abort())
    await page.getByRole('link', { name: 'Renewals', exact: true }).click()
    await page.getByRole('alert').getByText('Nobody answers').waitFor()
    await page
      .getByRole('status')
      .getByText(/^Offline/)
      .waitFor()
    await page.context().unroute('**/api/**')
    await page.getByRole('heading', { name: 'For the whole account' }).waitFor()
    await page.close()
  })
})
