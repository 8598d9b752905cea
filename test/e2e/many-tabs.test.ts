import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ServedApp, startServedApp } from './support/served-app.ts'

/** A browser opens six connections to a server over HTTP/1.1. */
const TABS = 8

let app: ServedApp
beforeAll(async () => {
  app = await startServedApp()
})
afterAll(() => app.stop())

const balanceOf = (page: Page) => page.getByRole('banner').getByText('¥1,000')

it('serves more tabs than a browser has connections, and all of them follow what changes', async () => {
  const tabs: Page[] = []
  for (let n = 0; n < TABS; n++) tabs.push(await app.open('/billing/balance'))
  await app.api('POST', '/deposits', { amount: '1000', method: 'bankTransfer' })
  await Promise.all(tabs.map((tab) => balanceOf(tab).waitFor()))
  expect(tabs).toHaveLength(TABS)
})
