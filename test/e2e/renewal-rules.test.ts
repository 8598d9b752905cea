import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importNames } from './support/import-names.ts'
import { type ServedApp, startServedApp } from './support/served-app.ts'

let app: ServedApp
beforeAll(async () => {
  app = await startServedApp()
  await importNames(app, [
    'mizuhoshi.com,2027-02-10,on,1980',
    'mizuhoshi-mall.com,2027-06-10,on,1980',
    'mizuhoshi-late.com,2026-11-25,on,1980',
    'mizuhoshi.co.jp,2027-03-31,on,3980',
  ])
  await app.api('PATCH', '/domains/mizuhoshi.com', { critical: true })
})
afterAll(() => app.stop())

type Rules = { readonly suffixes: readonly { readonly suffix: string; readonly mode: string }[] }
const savedRules = async () => (await app.api<Rules>('GET', '/renewal-rules')).body.suffixes

describe('renewal rules', () => {
  it('shows what a new suffix rule would do, and saves it only from there', async () => {
    const page = await app.open('/renewals/rules')
    await page.getByRole('button', { name: '種類別の設定を追加' }).click()
    const form = page.getByRole('dialog', { name: '種類別の設定を追加' })
    await form.getByRole('button', { name: '変更内容を確認する' }).click()
    await form.getByText('co.jp のようにドメインの種類を入力してください').waitFor()
    const suffix = form.getByRole('combobox', { name: 'ドメインの種類' })
    await suffix.fill('.com')
    await suffix.press('Tab')
    await form.getByRole('radio', { name: '自動失効' }).check()
    await form.getByRole('button', { name: '変更内容を確認する' }).click()

    const preview = page.getByRole('dialog', { name: '変更内容の確認' })
    await preview.getByRole('link', { name: '2件が自動失効に変わり、失効します' }).waitFor()
    await preview.getByRole('link', { name: 'mizuhoshi-mall.com' }).waitFor()
    await preview.getByRole('link', { name: '重要ドメイン1件は保護され、引き続き更新されます' }).waitFor()
    await preview.getByRole('link', { name: /^そのうち1件は変更期限を過ぎているため/ }).waitFor()
    const money = preview.getByRole('row', { name: /365日以内/ })
    expect(await money.getByRole('cell').allTextContents()).toEqual(['365日以内', '¥9,920', '¥7,940'])
    expect(await savedRules()).toEqual([])

    await preview.getByRole('button', { name: 'この設定を保存する' }).click()
    await page.getByText('設定を保存し、対象のドメインすべてに適用しました。').waitFor()
    expect(await savedRules()).toMatchObject([{ suffix: 'com', mode: 'expire' }])
    await page
      .getByRole('row', { name: /^\.com/ })
      .getByRole('link', { name: '2' })
      .waitFor()
    await page.close()
  })

  it('leaves everything as it is when the preview is closed', async () => {
    await app.api('PUT', '/renewal-rules/suffixes/com', { mode: 'expire' })
    const page = await app.open('/renewals/rules', { language: 'en' })
    await page.getByRole('radio', { name: 'Auto-expire' }).click()
    const preview = page.getByRole('dialog', { name: 'What would change' })
    await preview.getByRole('link', { name: '1 name changes to auto-expire and will lapse' }).waitFor()
    await page.keyboard.press('Escape')
    await preview.waitFor({ state: 'detached' })
    expect(await page.getByRole('radio', { name: 'Auto-renew' }).isChecked()).toBe(true)
    expect((await app.api('GET', '/renewal-rules')).body).toMatchObject({ account: { mode: 'renew' } })
    await page.close()
  })

  it('takes a rule away by the keyboard alone', async () => {
    await app.api('PUT', '/renewal-rules/suffixes/com', { mode: 'expire' })
    const page = await app.open('/renewals/rules', { language: 'en' })
    await page.getByRole('button', { name: 'Remove the rule for .com' }).press('Enter')
    const save = page.getByRole('dialog').getByRole('button', { name: 'Remove this rule' })
    await page.getByRole('link', { name: /change to auto-renew|changes to auto-renew/ }).waitFor()
    await save.press('Enter')
    await page.getByText('Saved. All names follow the new rule.').waitFor()
    expect(await savedRules()).toEqual([])
    await page.close()
  })

  it('compares what-ifs side by side, in an address that can be shared, and saves nothing', async () => {
    await app.api('DELETE', '/renewal-rules/suffixes/com')
    const page = await app.open('/renewals/simulator?case=com:expire&case=%40:expire', { language: 'en' })
    const comparison = page.getByRole('table', { name: 'What-ifs side by side' })
    const flips = comparison.getByRole('row', { name: /Names that change/ })
    await flips.getByRole('link').nth(1).waitFor()
    expect(await flips.getByRole('link').allTextContents()).toEqual(['2', '3'])
    await page.getByRole('combobox', { name: 'Suffix' }).fill('co.jp')
    await page.getByRole('button', { name: 'Add to the comparison' }).click()
    await comparison.getByRole('columnheader', { name: /^\.co\.jp: Auto-expire/ }).waitFor()
    expect(new URL(page.url()).searchParams.getAll('case')).toEqual(['com:expire', '@:expire', 'co.jp:expire'])
    expect(await savedRules()).toEqual([])
    await page.close()
  })
})
