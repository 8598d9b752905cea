import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importNames } from './support/import-names.ts'
import { type ServedApp, startServedApp } from './support/served-app.ts'

let app: ServedApp
beforeAll(async () => {
  app = await startServedApp()
  await importNames(app, [
    'mizuhoshi.com,2027-01-20,on,1980',
    'mizuhoshi-keep.com,2027-01-21,on,1980',
    'mizuhoshi-late.com,2026-12-02,on,1980',
    'mizuhoshi-brand.com,2027-01-22,on,1980',
    'mizuhoshi-next-year.com,2027-12-01,on,1980',
  ])
  await app.api('PATCH', '/domains/mizuhoshi-brand.com', { critical: true })
  await app.api('POST', '/api/operator/run', { job: 'notices', at: '2026-12-01T00:10:00+09:00' })
})
afterAll(() => app.stop())

/** What a department would write into the sheet, by name. */
const ANSWERS: Readonly<Record<string, string>> = {
  'mizuhoshi.com': '更新しない',
  'mizuhoshi-keep.com': '更新する',
  'mizuhoshi-late.com': '更新しない',
  'mizuhoshi-brand.com': '更新しない',
}

function filledIn(sheet: string): string {
  const lines = sheet.split('\r\n')
  const column = (lines[0] ?? '').split(',').indexOf('判断')
  return lines
    .map((line) => {
      const cells = line.split(',')
      const answer = ANSWERS[cells[0] ?? '']
      return answer === undefined ? line : cells.with(column, answer).join(',')
    })
    .join('\r\n')
}

describe('the monthly notice and the sheet that comes back', () => {
  it('lists the month, hands out the sheet, and makes exactly the changes that it showed', async () => {
    const page = await app.open('/renewals/notices')
    await page.getByRole('link', { name: '2026年12月' }).click()
    await page.getByRole('heading', { name: '2026年12月分の更新案内' }).waitFor()
    const names = page.getByRole('table', { name: '対象ドメイン' })
    expect(await names.getByRole('row').count()).toBe(5)

    await page.getByRole('button', { name: 'ダウンロード' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'CSV' }).first().click(),
    ])
    expect(download.suggestedFilename()).toBe('notice-2026-12.csv')
    const sheet = filledIn(await readFile(await download.path(), 'utf8'))
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'sheet.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) })

    await page.getByRole('button', { name: /^2\s*変更する$/ }).waitFor()
    await page.getByRole('button', { name: /^1\s*変更期限切れ$/ }).click()
    await page.getByRole('row', { name: /mizuhoshi-late\.com.*変更期限を過ぎています/ }).waitFor()
    await page.getByRole('button', { name: /^1\s*重要ドメイン$/ }).click()
    await page.getByRole('row', { name: /mizuhoshi-brand\.com.*個別の確認が必要です/ }).waitFor()
    expect(await decisionOf('mizuhoshi.com')).toBeNull()

    await page.getByRole('button', { name: '2件を変更する' }).click()
    await page.getByText('完了しました').waitFor()
    expect(await decisionOf('mizuhoshi.com')).toMatchObject({ mode: 'expire', forExpiry: '2027-01-20' })
    expect(await decisionOf('mizuhoshi-keep.com')).toMatchObject({ mode: 'renew', forExpiry: '2027-01-21' })
    expect(await decisionOf('mizuhoshi-late.com')).toBeNull()
    expect(await decisionOf('mizuhoshi-brand.com')).toBeNull()
    await page.close()
  })

  it('finds the sheet again under the decisions handed in', async () => {
    const page = await app.open('/renewals/decisions', { language: 'en' })
    const row = page.getByRole('row', { name: /December 2026/ })
    await row.waitFor()
    expect(await row.textContent()).toContain('Applied')
    await page.close()
  })

  it('says what is wrong with a file that is no such sheet', async () => {
    const page = await app.open('/renewals/notices/2026-12', { language: 'en' })
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'other.csv', mimeType: 'text/csv', buffer: Buffer.from('colour,size\r\nred,1') })
    await page.getByRole('alert').first().waitFor()
    expect(new URL(page.url()).pathname).toMatch(/\/notices\/2026-12$/)
    await page.close()
  })

  it('says that there is no notice for a month without one', async () => {
    const page = await app.open('/renewals/notices/2020-01', { language: 'en' })
    await page.getByText('Not found').waitFor()
    await page.close()
  })
})

async function decisionOf(name: string): Promise<unknown> {
  const { body } = await app.api<{ rules: { decision: unknown } }>('GET', `/domains/${name}`)
  return body.rules.decision
}
