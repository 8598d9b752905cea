import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importNames } from './support/import-names.ts'
import { type Look, type ServedApp, startServedApp } from './support/served-app.ts'

let app: ServedApp
const openImport = { path: '' }
beforeAll(async () => {
  app = await startServedApp()
  await importNames(app, ['mizuhoshi.com,2027-01-20,on,1980', 'mizuhoshi.co.jp,2027-01-31,off,3980'])
  await app.api('PUT', '/renewal-rules/suffixes/com', { mode: 'expire' })
  await app.api('POST', '/api/operator/run', { job: 'notices', at: '2026-12-01T00:10:00+09:00' })
  const asked = await app.api<{ id: string }>('POST', '/imports', 'Domain,Expires,API Key\nmizuhoshi.jp,01/02/2027,x')
  openImport.path = `/imports/${asked.body.id}`
})
afterAll(() => app.stop())

const PAGES: readonly (readonly [string, () => string])[] = [
  ['the home page', () => ''],
  ['the table of names', () => '/domains'],
  ['a filter that nothing matches', () => '/domains?search=nothing-matches'],
  ['one name', () => '/domains?open=mizuhoshi.com'],
  ['the rules', () => '/renewals/rules'],
  ['the what-ifs', () => '/renewals/simulator?case=com:renew&case=%40:expire'],
  ['the notices', () => '/renewals/notices'],
  ['one notice', () => '/renewals/notices/2026-12'],
  ['the decisions handed in', () => '/renewals/decisions'],
  ['the import', () => '/imports'],
  ['the questions of an import', () => openImport.path],
  ['general settings', () => '/settings/general'],
  ['account settings', () => '/settings/account'],
  ['connections', () => '/settings/connections'],
  ['the suffix catalogue', () => '/settings/suffixes'],
  ['my sessions', () => '/settings/sessions'],
  ['about', () => '/settings/about'],
]

const LOOKS: readonly Look[] = [
  { language: 'ja', theme: 'light' },
  { language: 'en', theme: 'dark' },
]

describe.each(LOOKS)('pages of the desk in $language, $theme', (look) => {
  it.each(PAGES)('axe finds nothing on %s', async (_, path) => {
    const page = await app.open(path(), look)
    // Not `networkidle`: the event stream stays open for as long as the page does.
    const waiting = page.locator('.mantine-Skeleton-root, .mantine-Loader-root')
    await expect.poll(() => waiting.count(), { timeout: 15_000 }).toBe(0)
    await page.waitForFunction(() => document.querySelector('.mantine-Skeleton-root, .mantine-Loader-root') === null)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
    ).toEqual([])
    await page.close()
  })
})
