import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importNames } from './support/import-names.ts'
import { type ServedApp, startServedApp } from './support/served-app.ts'

let app: ServedApp
beforeAll(async () => {
  app = await startServedApp()
  await importNames(app, ['mizuhoshi.com,2027-01-20,on,1980', 'mizuhoshi.net,2027-01-22,on,2180'])
})
afterAll(() => app.stop())

const english = { language: 'en' } as const
const dialog = (page: Page) => page.getByRole('dialog')
const cell = (page: Page, row: number, column: number) =>
  page.locator(`[data-row="${row}"] [aria-colindex="${column}"]`)
const hasFocus = (page: Page, selector: string) =>
  expect.poll(() => page.locator(selector).evaluate((element) => element === document.activeElement))
const focusedText = (page: Page) =>
  expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.trim().slice(0, 60) ?? ''))

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await dialog(page).waitFor({ state: 'detached' })
}

describe('with the keyboard alone', () => {
  it('a change begun at a row and given up leaves the focus on that row, where the keys still work', async () => {
    const page = await app.open('/domains', english)
    await cell(page, 0, 2).click({ position: { x: 200, y: 10 } })
    await page.keyboard.press('e')
    await dialog(page).getByText('1 name changes', { exact: true }).waitFor()
    await closeDialog(page)
    await hasFocus(page, '[data-row="0"] [aria-colindex="2"]').toBe(true)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('l')
    await expect
      .poll(() =>
        dialog(page)
          .getByRole('checkbox', { name: 'Transfer' })
          .evaluate((box) => box.matches(':focus')),
      )
      .toBe(true)
    await closeDialog(page)
    await hasFocus(page, '[data-row="1"] [aria-colindex="2"]').toBe(true)
    await page.close()
  })

  it('a change goes from its form over the preview to its outcome, each step with the focus where Enter goes on', async () => {
    const page = await app.open('/domains', english)
    await cell(page, 0, 2).click({ position: { x: 200, y: 10 } })
    await page.keyboard.press('l')
    await dialog(page).getByRole('checkbox', { name: 'Transfer' }).waitFor()
    await page.keyboard.press('Enter')
    await focusedText(page).toBe('Change 1 name')
    await dialog(page).getByText('Locks: Transfer', { exact: true }).waitFor()
    await page.keyboard.press('Enter')
    await dialog(page).getByText('1 name done').waitFor()
    await focusedText(page).toBe('Close')
    await page.keyboard.press('Enter')
    await dialog(page).waitFor({ state: 'detached' })
    await hasFocus(page, '[data-row="0"] [aria-colindex="2"]').toBe(true)
    await page.close()
  })

  it('a change chosen from a menu and given up leaves the focus on the button of that menu', async () => {
    const page = await app.open('/domains', english)
    await cell(page, 0, 1).click()
    const more = page.getByRole('region', { name: 'Selected names' }).getByRole('button', { name: 'More' })
    await more.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Department' }).click()
    await dialog(page).getByRole('button', { name: 'Preview' }).waitFor()
    await closeDialog(page)
    await focusedText(page).toBe('More')
    await page.close()
  })

  it('a rule that is looked at and not saved leaves the focus on what asked for it', async () => {
    const page = await app.open('/renewals/rules', english)
    await page.getByRole('button', { name: 'Add a suffix' }).click()
    await dialog(page).getByRole('combobox', { name: 'Suffix' }).waitFor()
    await closeDialog(page)
    await focusedText(page).toBe('Add a suffix')
    await page.close()
  })

  it('a saved view that is removed comes back with the next key', async () => {
    for (const name of ['View 2', 'View 10']) {
      await app.api('POST', '/views', { page: 'domains', name, definition: { filter: {} }, isShared: false })
    }
    const page = await app.open('/domains', english)
    const views = page.getByRole('menuitem', { name: /^View/ })
    await page.getByRole('button', { name: 'Views' }).click()
    await expect.poll(() => views.allTextContents()).toEqual(['View 2', 'View 10'])
    await page.getByRole('button', { name: 'Remove the view View 10' }).focus()
    await page.keyboard.press('Enter')
    await focusedText(page).toBe('Bring back View 10')
    await page.keyboard.press('Enter')
    await expect.poll(() => views.allTextContents()).toEqual(['View 2', 'View 10'])
    await page.close()
  })

  it('a link that goes away with its page leaves the focus in the page that it leads to', async () => {
    const page = await app.open('', english)
    await page.getByRole('link', { name: 'Show all 2' }).first().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Domains' }).waitFor()
    await hasFocus(page, 'main').toBe(true)
    await page.close()
  })

  it('/ leads to the search from anywhere, and Enter from there to the names that were found', async () => {
    const page = await app.open('/domains', english)
    await cell(page, 0, 2).waitFor()
    await page.getByRole('button', { name: 'Views' }).focus()
    await page.keyboard.press('/')
    await page.keyboard.type('mizuhoshi.net')
    await expect.poll(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe('2')
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowDown')
    await focusedText(page).toContain('mizuhoshi.net')
    await page.close()
  })

  it('the search that is closed again gives the focus back', async () => {
    const page = await app.open('/domains', english)
    await cell(page, 1, 2).click({ position: { x: 200, y: 10 } })
    await page.keyboard.press('Control+k')
    await dialog(page).getByRole('combobox').waitFor()
    await closeDialog(page)
    await hasFocus(page, '[data-row="1"] [aria-colindex="2"]').toBe(true)
    await page.close()
  })
})
