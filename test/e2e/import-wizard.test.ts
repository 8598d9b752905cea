import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ServedApp, startServedApp } from './support/served-app.ts'

let app: ServedApp
beforeAll(async () => {
  app = await startServedApp()
})
afterAll(() => app.stop())

const HEADER = 'Domain Name,Expires,Auto Renew,Renewal price,Auth Code'

/** Each day fits both orders, so that the wizard has to ask. */
const ROWS = [
  'mizuhoshi.co.jp,01/12/2026,on,3980,s3cret-1',
  'mizuhoshi.jp,02/12/2026,on,3200,s3cret-2',
  'mizuhoshi.com,03/12/2026,off,1980,s3cret-3',
  'mizuhoshi-old.com,05/06/2027,on,1980,s3cret-4',
  'www.mizuhoshi.com,03/12/2026,on,1980,s3cret-5',
]

function hand(page: Page, name: string, lines: readonly string[]): Promise<void> {
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from([HEADER, ...lines].join('\r\n')) }
  return page.locator('input[type=file]').setInputFiles(file)
}

describe('a registrar’s export on its way into the portfolio', () => {
  it('goes from the dropped file to the 90-day list, asking what the file does not say', async () => {
    const page = await app.open('/imports')
    const begun = Date.now()
    await hand(page, 'export.csv', ROWS)
    const dates = page.getByRole('radiogroup', {
      name: '「Expires」の日付は複数の読み方ができます。どれが正しいですか。',
    })
    await dates.waitFor()
    expect(await dates.textContent()).toContain('01/12/2026 → 2026/12/01(火)')
    expect(await dates.textContent()).toContain('01/12/2026 → 2026/01/12(月)')
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0)
    expect(await page.getByRole('row', { name: /Auth Code/ }).textContent()).toContain('保存されません')
    expect(await page.content()).not.toContain('s3cret')

    await page.getByRole('button', { name: '変更内容を確認する' }).click()
    await page.locator('p', { hasText: '選択してください' }).first().waitFor()
    await dates.getByRole('radio', { name: /日\/月\/年/ }).check()
    const currency = page.getByLabel('「Renewal price」の料金の通貨はどれですか。')
    await currency.selectOption('JPY')
    await page.getByRole('button', { name: '変更内容を確認する' }).click()

    await page.getByRole('button', { name: /^4\s*新規$/ }).waitFor()
    const refused = page.getByRole('button', { name: /^1\s*取り込み不可$/ })
    await refused.click()
    const reason = page.getByRole('row', { name: /サブドメインです/ })
    await reason.waitFor()
    expect(await reason.textContent()).toContain('www.mizuhoshi.com')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '取り込めない行(CSV)' }).click(),
    ])
    expect(await readFile(await download.path(), 'utf8')).toContain('www.mizuhoshi.com')

    await page.getByRole('button', { name: '4行を取り込む' }).click()
    await page.getByRole('button', { name: '90日以内に有効期限を迎えるドメインを表示' }).click()
    const grid = page.getByRole('grid')
    await grid.getByText('mizuhoshi.co.jp').waitFor()
    expect(await grid.getAttribute('aria-rowcount')).toBe('4')
    expect(await grid.textContent()).not.toContain('mizuhoshi-old.com')
    expect(Date.now() - begun).toBeLessThan(120_000)
    await page.close()
  })

  it('shows the second time field by field what is different', async () => {
    const page = await app.open('/imports')
    const changed = ROWS.slice(0, 4).map((row) =>
      row.replace('mizuhoshi.com,03/12/2026,off', 'mizuhoshi.com,03/12/2027,on'),
    )
    await hand(page, 'again.csv', changed)
    const dates = page.getByRole('radiogroup')
    await dates.getByRole('radio', { name: /日\/月\/年/ }).check()
    await page.getByLabel('「Renewal price」の料金の通貨はどれですか。').selectOption('JPY')
    await page.getByRole('button', { name: '変更内容を確認する' }).click()
    await page.getByRole('button', { name: /^3\s*変更なし$/ }).waitFor()
    await page.getByRole('button', { name: /^1\s*変更あり$/ }).click()
    const row = page.getByRole('row', { name: /mizuhoshi\.com/ })
    await row.waitFor()
    expect(await row.textContent()).toContain('有効期限: 2026/12/03(木) → 2027/12/03(金)')
    expect(await row.textContent()).toContain('登録事業者の自動更新: オフ → オン')
    await page.close()
  })

  it('says why a file cannot be read, in words', async () => {
    const page = await app.open('/imports', { language: 'en' })
    await page.locator('input[type=file]').setInputFiles({
      name: 'photo.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 2, 0, 0, 1]),
    })
    const problem = page.getByRole('alert').first()
    await problem.waitFor()
    expect(await problem.textContent()).toContain('The file cannot be read')
    await page.close()
  })

  it('takes a pasted list without asking anything', async () => {
    const page = await app.open('/imports', { language: 'en' })
    await page.getByRole('textbox', { name: 'Or paste a list of names' }).fill('hoshizora.jp\nHOSHIZORA.co.jp\n')
    await page.getByRole('button', { name: 'Check the list' }).click()
    await page.getByRole('button', { name: /^2\s*New$/ }).waitFor()
    await page.getByRole('button', { name: 'Take over 2 rows' }).click()
    await page.getByRole('button', { name: 'Show what expires within 90 days' }).waitFor()
    for (const name of ['hoshizora.jp', 'hoshizora.co.jp']) {
      expect((await app.api('GET', `/domains/${name}`)).status).toBe(200)
    }
    await page.close()
  })
})
