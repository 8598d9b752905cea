import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { invariant } from '../../core/base/invariant.ts'
import { findChromium, NO_CHROMIUM } from '../../scripts/chromium.ts'
import { createPortfolioMock } from '../support/portfolio-mock.ts'
import { buildPages, servePages } from '../support/renderer-preview.ts'

const ROWS = 1_000_000

let server: { readonly url: string; close(): void }
const browsers = new Map<number, Promise<Browser>>()
beforeAll(async () => {
  server = await servePages(await buildPages(), createPortfolioMock(ROWS))
})
afterAll(async () => {
  for (const browser of browsers.values()) await (await browser).close()
  server.close()
})

/** The table of a million names at a display scale; Playwright's own scale factor does not change what scrolls. */
async function openTable({ scale = 1, address = '' } = {}): Promise<Page> {
  const browser = browsers.get(scale) ?? launch(scale)
  browsers.set(scale, browser)
  const context = await (await browser).newContext({ viewport: null, locale: 'en-GB' })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.goto(`${server.url}/accounts/main/domains${address}`)
  await row(page, 0).locator('a').waitFor()
  return page
}

function launch(scale: number): Promise<Browser> {
  const executablePath = findChromium()
  invariant(executablePath, NO_CHROMIUM)
  const args = ['--no-sandbox', '--disable-gpu', '--window-size=1280,800', `--force-device-scale-factor=${scale}`]
  return chromium.launch({ executablePath, args })
}

const grid = (page: Page) => page.getByRole('grid')
const row = (page: Page, index: number) => page.locator(`[data-row="${index}"]`)
const box = (page: Page, index: number) => row(page, index).getByRole('checkbox')
const selectedText = (page: Page) =>
  page.getByRole('region', { name: 'Selected names' }).getByRole('status').textContent()

/** Rows on screen by index, with their distance from the head in px. */
function rowsOnScreen(page: Page) {
  return grid(page).evaluate((element) => {
    const top = element.getBoundingClientRect().top + 32
    return [...element.querySelectorAll('[data-row]')]
      .map((one) => ({ index: Number(one.getAttribute('data-row')), y: one.getBoundingClientRect().top - top }))
      .filter(({ y }) => y > -32 && y < element.clientHeight - 32)
      .sort((a, b) => a.index - b.index)
  })
}

describe('a table of a million rows', () => {
  it.each([1, 2])('reaches its last and its first row at display scale %d', async (scale) => {
    const page = await openTable({ scale })
    await grid(page).evaluate((element) => element.scrollTo({ top: element.scrollHeight }))
    await row(page, ROWS - 1)
      .locator('a')
      .waitFor()
    expect((await rowsOnScreen(page)).at(-1)?.index).toBe(ROWS - 1)
    await grid(page).evaluate((element) => element.scrollTo({ top: 0 }))
    await row(page, 0).locator('a').waitFor()
    expect((await rowsOnScreen(page))[0]).toEqual({ index: 0, y: 0 })
  })

  it('moves by exactly as many rows as the wheel says, without gaps, also after resting', async () => {
    const page = await openTable()
    await grid(page).hover()
    for (let turn = 0; turn < 20; turn += 1) {
      await page.mouse.wheel(0, 320)
      await page.waitForTimeout(20)
    }
    await expect.poll(async () => (await rowsOnScreen(page))[0]?.index).toBe(200)
    await page.waitForTimeout(300)
    const rows = await rowsOnScreen(page)
    expect(rows[0]?.index).toBe(200)
    rows.forEach(({ index, y }, position) => {
      expect(index).toBe(200 + position)
      expect(y).toBeCloseTo(position * 32, 0)
    })
  })

  it('tells a screen reader how long it is and where the focus stands', async () => {
    const page = await openTable()
    expect(await grid(page).getAttribute('aria-rowcount')).toBe(String(ROWS + 1))
    await row(page, 3)
      .getByRole('gridcell')
      .nth(1)
      .click({ position: { x: 200, y: 10 } })
    await page.keyboard.press('Control+End')
    await row(page, ROWS - 1)
      .locator('a')
      .waitFor()
    const focused = page.locator(':focus')
    expect(await focused.getAttribute('role')).toBe('gridcell')
    expect(await focused.locator('xpath=..').getAttribute('aria-rowindex')).toBe(String(ROWS + 1))
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('PageDown')
    await expect.poll(() => focused.locator('xpath=..').getAttribute('data-row')).not.toBe('0')
  })

  it('keeps a selection while it is sorted, filtered and scrolled', async () => {
    const page = await openTable()
    await box(page, 2).click()
    await box(page, 5).click()
    await page.getByRole('columnheader', { name: 'Expires' }).getByText('Expires').click()
    await page.getByRole('searchbox').fill('sakura')
    await expect.poll(() => grid(page).getAttribute('aria-rowcount')).toBe('43')
    expect(await selectedText(page)).toBe('2 names selected')
    await page.getByRole('searchbox').fill('')
    await expect.poll(() => grid(page).getAttribute('aria-rowcount')).toBe(String(ROWS + 1))
    expect(await box(page, 5).getAttribute('aria-checked')).toBe('true')
  })

  it('selects all that match but for those taken away, loaded or not', async () => {
    const page = await openTable()
    await page.getByRole('checkbox', { name: 'Select all rows that match' }).click()
    expect(await selectedText(page)).toBe('1,000,000 names selected')
    await box(page, 4).click()
    expect(await selectedText(page)).toBe('999,999 names selected')
    await grid(page).evaluate((element) => element.scrollTo({ top: element.scrollHeight / 2 }))
    const middle = page.locator('[data-row] [data-select]').first()
    await expect.poll(() => middle.getAttribute('aria-checked')).toBe('true')
  })

  it('selects a range with Shift, by mouse and by keyboard', async () => {
    const page = await openTable()
    await box(page, 1).click()
    await box(page, 4).click({ modifiers: ['Shift'] })
    expect(await selectedText(page)).toBe('4 names selected')
    await page.keyboard.press('Shift+ArrowDown')
    expect(await selectedText(page)).toBe('5 names selected')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('region', { name: 'Selected names' }).count()).toBe(0)
  })

  it('opens a row beside itself with Enter and gives the focus back with Esc', async () => {
    const page = await openTable()
    await row(page, 3).getByRole('gridcell').nth(2).click()
    await page.keyboard.press('Enter')
    const panel = page.getByRole('complementary', { name: 'Domain' })
    await panel.waitFor()
    expect(new URL(page.url()).searchParams.get('open')).toMatch(/0000003/)
    await page.keyboard.press('Escape')
    await expect.poll(() => panel.count()).toBe(0)
    expect(await page.locator(':focus').getAttribute('aria-colindex')).toBe('3')
  })

  it('filters from the address, and writes filters into it', async () => {
    const page = await openTable({ address: '?mode=expire' })
    await page.getByRole('button', { name: 'What will happen: Auto-expire' }).waitFor()
    await page.keyboard.press('Tab')
    await row(page, 0).getByRole('gridcell').nth(2).click()
    await page.keyboard.press('/')
    await page.keyboard.type('fuji')
    await expect.poll(() => new URL(page.url()).search).toBe('?mode=expire&search=fuji')
    await page.getByRole('button', { name: 'Suffix' }).click()
    await page.getByRole('checkbox', { name: '.co.jp', exact: true }).click()
    await expect.poll(() => new URL(page.url()).searchParams.get('suffix')).toBe('co.jp')
    await page.goBack()
    await expect.poll(() => new URL(page.url()).search).toBe('?mode=expire&search=fuji')
    expect(await page.getByRole('searchbox').inputValue()).toBe('fuji')
  })

  it('lets columns be hidden, moved, pinned and widened, by keyboard and mouse, and remembers it', async () => {
    const page = await openTable()
    const heads = () =>
      page.getByRole('columnheader').evaluateAll((all) => all.map((one) => one.getAttribute('data-column')))
    const openMenu = async (column: string) => {
      await page.getByRole('columnheader', { name: column }).focus()
      await page.keyboard.press('Alt+ArrowDown')
    }
    await openMenu('State')
    await page.getByRole('menuitem', { name: 'Hide' }).click()
    await openMenu('Price')
    await page.getByRole('menuitem', { name: 'Pin to the left' }).click()
    await page.locator('[data-column=decideBy]').dragTo(page.locator('[data-column=expiresOn]'))
    const edge = await page.locator('[data-column=decideBy]').boundingBox()
    invariant(edge, 'the head is on screen')
    await page.mouse.move(edge.x + edge.width - 2, edge.y + 16)
    await page.mouse.down()
    await page.mouse.move(edge.x + edge.width + 58, edge.y + 16, { steps: 4 })
    await page.mouse.up()
    const expected = [null, 'name', 'price', 'decideBy', 'expiresOn', 'renewsOn']
    expect((await heads()).slice(0, 6)).toEqual(expected)
    await page.reload()
    await row(page, 0).locator('a').waitFor()
    expect((await heads()).slice(0, 6)).toEqual(expected)
    const widened = await page.locator('[data-column=decideBy]').boundingBox()
    expect(widened?.width).toBeCloseTo(edge.width + 60, -1)
  })

  it('shows a cell that gets the focus behind pinned columns', async () => {
    const page = await openTable()
    await row(page, 2).getByRole('gridcell').nth(3).click()
    await page.keyboard.press('End')
    await expect.poll(() => grid(page).evaluate((element) => element.scrollLeft)).toBeGreaterThan(0)
    for (let step = 0; step < 9; step += 1) await page.keyboard.press('ArrowLeft')
    const cell = await page.locator(':focus').boundingBox()
    const pinned = await page.locator('[data-column=name]').boundingBox()
    invariant(cell && pinned, 'both are on screen')
    expect(cell.x).toBeGreaterThanOrEqual(pinned.x + pinned.width - 1)
  })

  it('says when nobody answers, keeps what it has, and goes on by itself', async () => {
    const page = await openTable()
    await page.route('**/api/**', (route) => route.abort())
    await grid(page).evaluate((element) => element.scrollTo({ top: element.scrollHeight / 3 }))
    await page.getByRole('button', { name: 'Read again' }).waitFor()
    await page.getByText(/^Offline · data from/).waitFor()
    await grid(page).evaluate((element) => element.scrollTo({ top: 0 }))
    await row(page, 0).locator('a').waitFor()
    await page.unroute('**/api/**')
    await page.getByText(/^Offline/).waitFor({ state: 'detached', timeout: 10_000 })
    await grid(page).evaluate((element) => element.scrollTo({ top: element.scrollHeight / 3 }))
    await page.locator('[data-row] a').nth(20).waitFor()
  })
})
