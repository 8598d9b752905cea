import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importNames } from './support/import-names.ts'
import { OWNER, type ServedApp, startServedApp } from './support/served-app.ts'

let app: ServedApp
beforeAll(async () => {
  app = await startServedApp()
  await importNames(app, [
    'mizuhoshi.com,2027-01-20,on,1980',
    'mizuhoshi.net,2027-01-22,on,2180',
    'mizuhoshi.biz,2026-11-26,on,2480',
    'mizuhoshi.co.jp,2027-01-31,on,3980',
    '日本語.jp,2027-03-31,on,3980',
  ])
})
afterAll(() => app.stop())

const english = { language: 'en' } as const
const row = (page: Page, name: string) => page.getByRole('row', { name })
const dialog = (page: Page) => page.getByRole('dialog')
const seriousFaults = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.filter(
    ({ impact }) => impact === 'serious' || impact === 'critical',
  )

async function choose(page: Page, menu: string, item: string): Promise<void> {
  await page.getByRole('region', { name: 'Selected names' }).getByRole('button', { name: menu }).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

describe('a change of many names', () => {
  it('is previewed with its money, carried out, seen in the table and taken back', async () => {
    const page = await app.open('/domains', english)
    await row(page, 'Select mizuhoshi.com').getByRole('checkbox').click()
    await row(page, 'Select mizuhoshi.net').getByRole('checkbox').click()
    await choose(page, 'Renewal rule', 'Auto-expire')
    const preview = dialog(page)
    await preview.getByText('2 names change', { exact: true }).waitFor()
    await preview.getByText('2 names change to auto-expire and will lapse').waitFor()
    expect(await preview.getByRole('row', { name: /Next 90 days/ }).textContent()).toContain('¥4,160')
    expect(await seriousFaults(page)).toEqual([])
    await preview.getByRole('button', { name: 'Change 2 names' }).click()
    await preview.getByText('2 names done').waitFor()
    await row(page, 'Select mizuhoshi.com').getByText('Auto-expire').waitFor()
    await preview.getByRole('button', { name: 'Undo' }).click()
    await preview.getByText('Taken back').waitFor()
    await row(page, 'Select mizuhoshi.com').getByText('Auto-renew').waitFor()
    await preview.getByRole('button', { name: 'Close' }).last().click()
    await page.close()
  })

  it('leaves critical names out and says so; one is let go only by typing its name and the password', async () => {
    const page = await app.open('/domains?search=co.jp', english)
    await row(page, 'Select mizuhoshi.co.jp').getByRole('checkbox').click()
    await choose(page, 'Critical', 'Mark as critical')
    await dialog(page).getByRole('button', { name: 'Change 1 name' }).click()
    await dialog(page).getByText('1 name done').waitFor()
    await dialog(page).getByRole('button', { name: 'Close' }).last().click()
    await choose(page, 'Renewal rule', 'Auto-expire')
    await dialog(page)
      .getByRole('button', { name: /its name has to be typed/ })
      .waitFor()
    expect(
      await dialog(page)
        .getByRole('button', { name: /^Change/ })
        .isDisabled(),
    ).toBe(true)
    await page.keyboard.press('Escape')

    await row(page, 'Select mizuhoshi.co.jp').getByRole('link').click()
    const panel = page.getByRole('complementary', { name: 'Domain' })
    await panel.getByText(/is set to auto-renew/).waitFor()
    await panel.getByRole('button', { name: 'Let it lapse this time' }).click()
    const letGo = dialog(page).getByRole('button', { name: 'Let it lapse' })
    const password = dialog(page).getByLabel('Your password')
    await dialog(page).getByRole('textbox', { name: 'mizuhoshi.co.jp' }).fill('mizuhoshi.com')
    await password.fill('a wrong guess')
    expect(await letGo.isDisabled()).toBe(true)
    await dialog(page).getByRole('textbox', { name: 'mizuhoshi.co.jp' }).fill('mizuhoshi.co.jp')
    await letGo.click()
    await dialog(page).getByText('This is not your password').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await password.fill(OWNER.password)
    await letGo.click()
    await panel.getByRole('button', { name: 'Renew it this time' }).waitFor()
    await page.close()
  })

  it('takes the mark off the critical names that are typed, after a preview and the password', async () => {
    await app.api('PATCH', '/domains/mizuhoshi.com', { critical: true })
    await app.api('PATCH', '/domains/mizuhoshi.net', { critical: true })
    await app.api('PUT', '/renewal-rules/account', { mode: 'expire' })
    const page = await app.open('/domains?critical=true', english)
    await row(page, 'Select mizuhoshi.com').getByRole('checkbox').click()
    await row(page, 'Select mizuhoshi.net').getByRole('checkbox').click()
    await choose(page, 'Critical', 'No longer critical')
    await dialog(page).getByRole('button', { name: 'Preview' }).click()
    await dialog(page).getByText('Type the name to confirm').waitFor()
    await dialog(page).getByLabel('Names to confirm').fill('Mizuhoshi.COM')
    await dialog(page).getByRole('button', { name: 'Preview' }).click()

    await dialog(page).getByText('1 name changes', { exact: true }).waitFor()
    await dialog(page).getByText('1 name changes to auto-expire and will lapse').waitFor()
    await dialog(page)
      .getByRole('button', { name: /its name has to be typed/ })
      .waitFor()
    const run = dialog(page).getByRole('button', { name: 'Change 1 name' })
    expect(await run.isDisabled()).toBe(true)
    await dialog(page).getByLabel('Your password').fill(OWNER.password)
    expect(await seriousFaults(page)).toEqual([])
    await run.click()
    await dialog(page).getByText('1 name done').waitFor()
    const critical = async (name: string) =>
      (await app.api<{ critical: boolean }>('GET', `/domains/${name}`)).body.critical
    expect(await critical('mizuhoshi.com')).toBe(false)
    expect(await critical('mizuhoshi.net')).toBe(true)
    await app.api('PUT', '/renewal-rules/account', { mode: 'renew' })
    await page.close()
  })

  it('offers nothing to let a name lapse whose decide-by day is over, and says so', async () => {
    const page = await app.open('/domains?open=mizuhoshi.biz', english)
    const panel = page.getByRole('complementary', { name: 'Domain' })
    await panel
      .getByText(/^Too late to let it lapse this time: that could be decided until \w+, \d+ Nov 2026/)
      .waitFor()
    expect(await panel.getByRole('button', { name: 'Let it lapse this time' }).count()).toBe(0)
    await page.close()
  })

  it('can be about a pasted list, which says what is not there', async () => {
    const page = await app.open('/domains', english)
    await page.getByRole('button', { name: 'Select by list' }).click()
    await dialog(page).getByRole('textbox').fill('Mizuhoshi.COM\n日本語.jp, not-mine.example.com')
    await dialog(page).getByRole('button', { name: 'Find and select' }).click()
    await dialog(page).getByText('2 names selected').waitFor()
    expect(await dialog(page).textContent()).toContain('not-mine.example.com')
    await dialog(page).getByRole('button', { name: 'Close' }).last().click()
    expect(await row(page, 'Select 日本語.jp').getByRole('checkbox').getAttribute('aria-checked')).toBe('true')
    await page.close()
  })

  it('asks for tags first, checks them before the preview, and still has them when one goes back', async () => {
    const page = await app.open('/domains', english)
    await row(page, 'Select mizuhoshi.net').getByRole('checkbox').click()
    await choose(page, 'More', 'Tags')
    await dialog(page).getByRole('button', { name: 'Preview' }).click()
    await dialog(page).getByText('Add or remove at least one tag').waitFor()
    await dialog(page).getByRole('combobox', { name: 'Add tags' }).fill('EC')
    await dialog(page).getByRole('button', { name: 'Preview' }).click()
    await dialog(page).getByRole('button', { name: 'Back' }).click()
    await dialog(page).getByText('EC', { exact: true }).waitFor()
    await dialog(page).getByRole('button', { name: 'Preview' }).click()
    await dialog(page).getByRole('button', { name: 'Change 1 name' }).click()
    await dialog(page).getByText('1 name done').waitFor()
    await page.close()
  })
})

describe('home', () => {
  it('has numbers that lead to exactly as many names', async () => {
    const page = await app.open('', english)
    const tile = page.getByRole('link', { name: /to decide within 90 days/ })
    await expect.poll(() => tile.textContent()).toMatch(/^\d+to decide/)
    const number = Number.parseInt((await tile.textContent()) ?? '', 10)
    await tile.click()
    await expect.poll(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(number + 1))
    await page.close()
  })

  it('finds a name from anywhere with Ctrl+K', async () => {
    const page = await app.open('', english)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('mizuhoshi.net')
    await page.getByRole('option', { name: 'mizuhoshi.net', exact: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('complementary', { name: 'Domain' }).getByRole('heading', { name: 'mizuhoshi.net' }).waitFor()
    await page.close()
  })

  it('has the focus in the field by the end of the key press, so that fast hands lose no letter', async () => {
    const page = await app.open('', english)
    await page.getByRole('link', { name: /to decide within 90 days/ }).waitFor()
    const focused = await page.evaluate(async () => {
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'k', code: 'KeyK', ctrlKey: true, bubbles: true }),
      )
      await Promise.resolve()
      return document.activeElement?.getAttribute('role')
    })
    expect(focused).toBe('combobox')
    await page.close()
  })

  it('opens what was typed even when Enter comes before the answer', async () => {
    const page = await app.open('', english)
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('mizuhoshi.net')
    await page.keyboard.press('Enter')
    await page.getByRole('complementary', { name: 'Domain' }).getByRole('heading', { name: 'mizuhoshi.net' }).waitFor()
    await page.close()
  })
})
