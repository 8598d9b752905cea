import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

  it('the search says that it got no answer, not that there is nothing, and still has its commands', async () => {
    const page = await app.open('', { language: 'en' })
    await page.context().route('**/api/**', (route) => route.abort())
    await page.keyboard.press('Control+k')
    await page.keyboard.type('rene')
    const search = page.getByRole('dialog', { name: 'Search' })
    await search.getByRole('status').getByText('Nobody answers').waitFor()
    await search.getByRole('option', { name: /Renewals/ }).waitFor()
    await page.context().unroute('**/api/**')
    await page.close()
  })
})

/** From now on the service says of itself that its database is ill, and fails where notices are asked for. */
async function degrade(page: Page): Promise<void> {
  await page.context().route('**/api/health', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ json: { ...(await answer.json()), status: 'degraded', problem: 'damaged' } })
  })
  await page.context().route('**/notices*', (route) => route.fulfill({ status: 500, json: INTERNAL }))
}

const INTERNAL = {
  type: 'about:blank',
  title: 'Something went wrong on our side',
  status: 500,
  code: 'internal',
  requestId: 'r',
}

describe('while the database is ill', () => {
  it.each([
    ['en', 'The database is damaged'],
    ['ja', 'データベースに破損が見つかりました'],
  ] as const)(
    'a banner (%s) says so after the first fault, and goes when it is well again',
    async (language, words) => {
      const page = await app.open('/renewals/rules', { language })
      const banner = page.getByRole('alert').filter({ hasText: words })
      expect(await banner.count()).toBe(0)
      await degrade(page)
      await page.locator('a[href$="/renewals/notices"]').click()
      await banner.waitFor()
      await page.context().unrouteAll()
      await banner.waitFor({ state: 'detached' })
      await page.close()
    },
  )
})
