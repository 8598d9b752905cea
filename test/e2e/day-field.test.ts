import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { english, japanese } from '../../renderer/i18n/catalogues.ts'
import { importNames } from './support/import-names.ts'
import { type Look, type ServedApp, startServedApp } from './support/served-app.ts'

let app: ServedApp
beforeAll(async () => {
  app = await startServedApp()
  await importNames(app, ['mizuhoshi.com,2027-01-20,on,1980', 'mizuhoshi.co.jp,2027-01-31,off,3980'])
})
afterAll(() => app.stop())

const JAPANESE = { language: 'ja', theme: 'light' } as const
const ENGLISH = { language: 'en', theme: 'dark' } as const

const noticesFrom = async () => (await app.api<{ noticesFrom: string }>('GET', '')).body.noticesFrom

describe('a day field', () => {
  it('takes a day as a Japanese reader types it, and shows it as the product does', async () => {
    const { page, field, save } = await openSettings(JAPANESE)
    await field.fill('2027年1月1日')
    await save.click()
    await expect.poll(noticesFrom).toBe('2027-01-01')
    await expect.poll(() => field.inputValue()).toBe('2027/01/01')
    await page.close()
  })

  it('takes a day as an English reader types it', async () => {
    const { page, field, save } = await openSettings(ENGLISH)
    await field.fill('1 feb 2027')
    await save.click()
    await expect.poll(noticesFrom).toBe('2027-02-01')
    await expect.poll(() => field.inputValue()).toMatch(/^(1 Feb 2027|Feb 1, 2027)$/)
    await page.close()
  })

  it('keeps what is no day, says so at the field, and keeps the form from being sent', async () => {
    const before = await noticesFrom()
    const { page, field } = await openSettings(JAPANESE)
    await field.fill('03/04/2027')
    await field.press('Enter')
    await page.getByText('日付として読み取れません').waitFor()
    expect(await field.inputValue()).toBe('03/04/2027')
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true)
    expect(await noticesFrom()).toBe(before)
    expect(await faults(page)).toEqual([])
    await page.close()
  })

  it.each([JAPANESE, ENGLISH])('offers a calendar that the keyboard alone can use, in $language', async (look) => {
    const { page, field } = await openSettings(look)
    await field.fill('2027-03-01')
    await field.press('Alt+ArrowDown')
    const chosen = page.getByRole('button', { name: look.language === 'ja' ? '2027/03/01(月)' : /Mon.*Mar.*2027/ })
    await expect.poll(() => chosen.evaluateAll(([day]) => day === document.activeElement)).toBe(true)
    expect(await faults(page, ['region'])).toEqual([])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => field.inputValue()).toMatch(/^(2027\/03\/08|8 Mar 2027|Mar 8, 2027)$/)
    await page.close()
  })

  it('closes its calendar on Escape and leaves the dialog around it open', async () => {
    const page = await app.open('/operator/closing', ENGLISH)
    await page.getByRole('button', { name: 'Set a month' }).click()
    const dialog = page.getByRole('dialog', { name: 'Cut a month' }).or(page.locator('.mantine-Modal-content'))
    const month = dialog.getByRole('textbox', { name: 'Month' }).first()
    await month.press('Alt+ArrowDown')
    await page.getByRole('button', { name: 'Jan', exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Jan', exact: true }).waitFor({ state: 'detached' })
    expect(await month.isVisible()).toBe(true)
    await page.close()
  })

  it('narrows the table from within the panel of a filter', async () => {
    const page = await app.open('/domains', JAPANESE)
    await page.goto(`${page.url()}?expiresFrom=2027-01-25`)
    await page.getByRole('button', { name: /2027\/01\/25/ }).click()
    const panel = page.getByRole('dialog')
    await panel.getByRole('textbox').first().fill('2027/1/15')
    await expect.poll(() => page.url()).toContain('expiresFrom=2027-01-15')
    await panel
      .getByRole('button', { name: /^カレンダーを開く/ })
      .first()
      .click()
    await page.getByRole('button', { name: '2027/01/25(月)' }).click()
    await expect.poll(() => page.url()).toContain('expiresFrom=2027-01-25')
    expect(await panel.getByRole('textbox').first().inputValue()).toBe('2027/01/25')
    await page.close()
  })
})

async function openSettings(look: Look) {
  const page = await app.open('/settings/account', look)
  const { settings, common } = look.language === 'ja' ? (japanese as typeof english) : english
  return {
    page,
    field: page.getByRole('textbox', { name: settings.account.noticesFrom }),
    save: page.getByRole('main').getByRole('button', { name: common.save, exact: true }),
  }
}

async function faults(page: Page, ignored: readonly string[] = []): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).disableRules([...ignored]).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}
