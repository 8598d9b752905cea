import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importNames } from './support/import-names.ts'
import { OWNER, type ServedApp, startServedApp } from './support/served-app.ts'

let app: ServedApp
beforeAll(async () => {
  app = await startServedApp()
  await importNames(app, ['mizuhoshi.com,2027-01-20,on,1980'])
})
afterAll(() => app.stop())

const endSession = (page: Page) =>
  page.evaluate(() =>
    fetch('/api/me')
      .then((answer) => answer.json())
      .then(({ csrfToken }) => fetch('/api/session', { method: 'DELETE', headers: { 'X-CSRF-Token': csrfToken } })),
  )

describe('a session', () => {
  it('that ended while somebody filled a form leaves what they typed, for after they have signed in again', async () => {
    const page = await app.open('/domains', { language: 'en' })
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('menuitem', { name: 'Save this view…' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Quarterly check')
    await endSession(page)
    await page.keyboard.press('Enter')
    const again = page.getByRole('dialog', { name: 'Sign in' })
    await again.getByText('what you have typed is still there').waitFor()
    expect(await again.getByLabel('E-mail address', { exact: true }).inputValue()).toBe(OWNER.email)
    await page.keyboard.type(OWNER.password)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    await again.waitFor({ state: 'detached' })
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Quarterly check')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.close()
  })

  it('that ended elsewhere leads to signing in, and back to the same rows', async () => {
    const page = await app.open('/domains?search=mizu', { language: 'en' })
    await page.getByRole('grid').getByText('mizuhoshi.com').waitFor()
    await endSession(page)
    await page.getByRole('columnheader', { name: 'Expires' }).getByText('Expires').click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.getByLabel('E-mail address', { exact: true }).fill(OWNER.email)
    await page.getByLabel('Password', { exact: true }).fill('wrong password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('E-mail address or password is wrong').waitFor()
    expect(await page.getByLabel('E-mail address', { exact: true }).inputValue()).toBe(OWNER.email)
    await page.getByLabel('Password', { exact: true }).fill(OWNER.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('grid').getByText('mizuhoshi.com').waitFor()
    expect(new URL(page.url()).searchParams.get('search')).toBe('mizu')
    await page.close()
  })

  it('never shows its token to the page', async () => {
    const page = await app.open('', { language: 'en' })
    expect(await page.evaluate(() => document.cookie)).toBe('')
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toMatch(/token/i)
    await page.close()
  })
})
