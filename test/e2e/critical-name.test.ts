import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importNames } from './support/import-names.ts'
import { OWNER, type ServedApp, startServedApp } from './support/served-app.ts'

const NAME = 'mizuhoshi.com'

let app: ServedApp
beforeAll(async () => {
  app = await startServedApp()
  await importNames(app, [`${NAME},2027-02-10,on,1980`])
  await app.api('PATCH', `/domains/${NAME}`, { critical: true })
})
afterAll(() => app.stop())

const renewal = async () =>
  (await app.api<{ renewal: { mode: string }; timeline: string }>('GET', `/domains/${NAME}`)).body.renewal.mode

describe('letting a critical name lapse', () => {
  it('asks for its name and for the password, says which of them is wrong, and keeps what was typed', async () => {
    const page = await app.open(`/domains?open=${NAME}`)
    await page.getByRole('button', { name: '今回は更新しない' }).click()
    const dialog = page.getByRole('dialog', { name: '重要ドメインを失効させる' })
    const confirm = dialog.getByRole('button', { name: '失効させる' })
    const name = dialog.getByRole('textbox', { name: `確認のため ${NAME} と入力してください` })
    const password = dialog.locator('input[type=password]')
    expect(await name.evaluate((field) => field === document.activeElement)).toBe(true)
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])

    await name.fill('mizuhoshi.co')
    await password.fill(OWNER.password)
    expect(await confirm.isDisabled()).toBe(true)
    await name.fill(NAME.toUpperCase())
    await password.fill('not it')
    await confirm.click()
    await dialog.getByText('パスワードが違います').waitFor()
    expect(await name.inputValue()).toBe(NAME.toUpperCase())
    expect(await renewal()).toBe('renew')

    await password.fill(OWNER.password)
    await name.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '今回は更新する' }).waitFor()
    expect(await renewal()).toBe('expire')
    await page.close()
  })
})
