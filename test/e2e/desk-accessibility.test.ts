import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { english, japanese } from '../../renderer/i18n/catalogues.ts'
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
  ['the balance', () => '/billing/balance'],
  ['the ledger', () => '/billing/ledger'],
  ['the documents', () => '/billing/documents'],
  ['the orders', () => '/billing/orders'],
  ['the outbox', () => '/billing/mails'],
  ['payment and delivery', () => '/billing/terms'],
  ['payments', () => '/billing/payments'],
  ['the accounts of an operator', () => '/operator/accounts'],
  ['the bank files', () => '/operator/bank-files'],
  ['the payer names', () => '/operator/payer-names'],
  ['the direct debits', () => '/operator/direct-debits'],
  ['the closing', () => '/operator/closing'],
  ['the prices', () => '/operator/prices'],
  ['the tasks', () => '/operator/tasks'],
  ['the issuer', () => '/operator/issuer'],
  ['the documents of all accounts', () => '/operator/documents'],
  ['the letters', () => '/operator/deliveries'],
  ['the unused balances', () => '/operator/unused-balances'],
  ['the simulated registry', () => '/operator/sandbox'],
  ['general settings', () => '/settings/general'],
  ['account settings', () => '/settings/account'],
  ['connections', () => '/settings/connections'],
  ['the suffixes of the portfolio', () => '/settings/suffixes?held=true'],
  ['my sessions', () => '/settings/sessions'],
  ['about', () => '/settings/about'],
]

const LOOKS: readonly Look[] = [
  { language: 'ja', theme: 'light' },
  { language: 'en', theme: 'dark' },
]

describe.each(LOOKS)('pages of the desk in $language, $theme', (look) => {
  let page: Page
  beforeAll(async () => {
    page = await app.open('', look)
  })

  it.each(PAGES)('axe finds nothing on %s', async (_, path) => {
    await app.go(page, path())
    // Not `networkidle`: the event stream stays open for as long as the page does.
    const waiting = page.locator('.mantine-Skeleton-root, .mantine-Loader-root')
    await expect.poll(() => waiting.count(), { timeout: 30_000 }).toBe(0)
    await page.waitForFunction(() => document.querySelector('.mantine-Skeleton-root, .mantine-Loader-root') === null)
    expect(await faults(page)).toEqual([])
  })

  it('axe finds nothing on what opens over the table: search, columns, a pasted list, a preview, a name', async () => {
    await app.go(page, '/domains')
    const t = catalogue(look.language)
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('nothing-matches')
    await page.getByText(/nothing-matches[”」]/).waitFor()
    expect(await faults(page)).toEqual([])
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: t.table.columns, exact: true }).click()
    await page.getByRole('button', { name: t.table.columnsReset }).waitFor()
    expect(await faults(page, WITHOUT_LANDMARKS)).toEqual([])
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: t.domains.paste.title }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('not-mine.com')
    await page.getByRole('dialog').getByRole('button', { name: t.domains.paste.submit }).click()
    await page.getByRole('dialog').getByText('not-mine.com').waitFor()
    expect(await faults(page)).toEqual([])
    await page.keyboard.press('Escape')

    await page.getByRole('checkbox', { name: t.table.selectAll }).click()
    await page.getByRole('button', { name: t.bulk.menus.renewal, exact: true }).click()
    await page.getByRole('menuitem', { name: t.common.modes.renew }).waitFor()
    expect(await faults(page, WITHOUT_LANDMARKS)).toEqual([])
    await page.getByRole('menuitem', { name: t.common.modes.renew }).click()
    await page.getByRole('dialog').getByRole('table').waitFor()
    expect(await faults(page)).toEqual([])
  })

  it('axe finds nothing on the dialogs of rules and connections', async () => {
    const t = catalogue(look.language)
    await app.go(page, '/renewals/rules')
    await page.getByRole('button', { name: t.renewals.suffixes.add }).click()
    await page.getByRole('dialog').getByRole('combobox').fill('jp')
    await page.getByRole('listbox').getByRole('option').first().waitFor()
    expect(await faults(page, WITHOUT_LANDMARKS)).toEqual([])
    await page.keyboard.press('Tab')
    await page.getByRole('dialog').locator('button[type=submit]').click()
    await page.getByText(t.renewals.faults.mode).waitFor()
    expect(await faults(page)).toEqual([])
    await app.go(page, '/settings/connections')
    await page.getByRole('button', { name: t.connections.add }).click()
    await page.getByRole('dialog').locator('button[type=submit]').click()
    expect(await faults(page)).toEqual([])
  })
})

/** Mantine's menus and lists of options hang below `body`, outside of every landmark, as ARIA's menus may. */
const WITHOUT_LANDMARKS = ['region']

async function faults(page: Page, ignored: readonly string[] = []): Promise<readonly string[]> {
  // Without frames of its own the page itself can put the findings together; otherwise a second one is opened for it.
  const axe = new AxeBuilder({ page }).setLegacyMode().disableRules([...ignored])
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

const catalogue = (language: Look['language']) => (language === 'ja' ? (japanese as typeof english) : english)
