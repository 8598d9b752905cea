import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, dayInZone, type Instant } from '../../core/calendar/iso-date.ts'
import { type Desktop, isRealElectron, launchDesktop } from './support/desktop.ts'

const SUFFIXES = ['jp', 'co.jp', 'com']
const NAMES = 3000
/** Names expire one a day, from ten days ahead on, over 400 days and again from the start. */
const FIRST_DAY = 10
const SPAN_DAYS = 400

/** In the account's zone. */
const today = dayInZone(new Date().toISOString() as Instant, 'Asia/Tokyo')
const dayFromNow = (days: number) => addDays(today, days)

/** A registrar's export as a domain manager downloads it. */
function registrarExport(): Buffer {
  const rows = Array.from({ length: NAMES }, (_, index) => {
    const name = `example${index}.${SUFFIXES[index % SUFFIXES.length]}`
    return `${name},${dayFromNow(FIRST_DAY + (index % SPAN_DAYS))},${index % 2 === 0 ? 'Off' : 'On'}`
  })
  return Buffer.from(`Domain Name,Expiration Date,Auto Renew\n${rows.join('\n')}\n`)
}

let desktop: Desktop
beforeAll(async () => {
  desktop = await launchDesktop()
})
afterAll(async () => {
  await desktop.app.close()
})

describe('a domain manager’s first two minutes', () => {
  it('begin with an account of their own; what was typed is kept when one looks at the other ways', async () => {
    const { page } = desktop
    await page.getByText('Start your own portfolio').click()
    await page.keyboard.type('例株式会社')
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByText('Start your own portfolio').click()
    expect(await page.getByLabel('Organisation').inputValue()).toBe('例株式会社')
    await page.getByLabel('Your name').fill('Sato')
    await page.getByLabel('E-mail address').fill('sato@example.co.jp')
    await page.getByLabel('Password').first().fill('correct horse battery')
    await page.getByRole('button', { name: 'Start' }).click()
    await page.waitForURL(/\/accounts\//)
    await page.getByText('例株式会社').first().waitFor()
  })

  it('show what a registrar’s file would change before anything is changed', async () => {
    const { page } = desktop
    await page.getByRole('link', { name: 'Import' }).first().click()
    const file = { name: 'export.csv', mimeType: 'text/csv', buffer: registrarExport() }
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByRole('button', { name: 'Take over 3,000 rows' }).waitFor()
    await page.locator('main').getByText('example0.jp', { exact: true }).waitFor()
  })

  it('take the file over as a job', async () => {
    const { page } = desktop
    await page.getByRole('button', { name: 'Take over 3,000 rows' }).click()
    await page.getByText('3,000 names done').waitFor()
  })

  it('end at the list of what expires within 90 days, with the day by which each must be decided', async () => {
    const { page } = desktop
    await page.getByRole('button', { name: 'Show what expires within 90 days' }).click()
    const withinWindow = Array.from({ length: NAMES }, (_, index) => FIRST_DAY + (index % SPAN_DAYS)).filter(
      (days) => days <= 90,
    ).length
    const grid = page.getByRole('grid')
    await grid.getByText('example0.jp', { exact: true }).first().waitFor()
    expect(Number(await grid.getAttribute('aria-rowcount'))).toBe(withinWindow + 1)
  })

  it.runIf(!isRealElectron())('are followed by one reminder a day of the names that will lapse', async () => {
    const { app, page } = desktop
    const shown = () =>
      app.evaluate(({ Notification }) =>
        (Notification as unknown as { shown: { title: string }[] }).shown.map(({ title }) => title),
      )
    await page.evaluate(async () => {
      const { accounts } = await (await fetch('/api/me')).json()
      await fetch(`/api/accounts/${accounts[0].id}/renewal-rules/suffixes/com`, {
        method: 'PUT',
        body: JSON.stringify({ mode: 'expire' }),
        headers: { 'content-type': 'application/json' },
      })
      // Whatever the time of day is while the tests run; and look once more, as after a sign-in.
      await window.desktop?.reminders.update({ fromHour: 0 })
    })
    await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'))
    await expect
      .poll(shown, { timeout: 15_000 })
      .toEqual([expect.stringContaining('names need a decision, the first by')])
    await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'))
    const list = await page.evaluate(() => window.desktop?.reminders.read())
    expect(list).toMatchObject({ ok: true, value: { shown: [{ title: (await shown())[0] }] } })
    expect(await shown()).toHaveLength(1)
  })

  it('left no error in the page', () => {
    const expected = /401 \(Unauthorized\)/
    expect(desktop.pageErrors.filter((text) => !expected.test(text))).toEqual([])
  })
})
