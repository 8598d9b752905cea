import { afterAll, beforeAll, expect, it } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { type Desktop, launchDesktop } from './support/desktop.ts'

const workspace = temporaryFolder('shared')
let first: Desktop
let second: Desktop
beforeAll(async () => {
  first = await launchDesktop({ env: { DAICHO_DATA: workspace } })
  await first.page.getByText('Start your own portfolio').waitFor()
  second = await launchDesktop({ env: { DAICHO_DATA: workspace } })
})
afterAll(async () => {
  await second.app.close()
})

it('a service that cannot start says why, and starts when the reason is gone', async () => {
  const dialog = second.page.getByRole('dialog', { name: 'The account service has stopped' })
  await dialog.getByText(`Another Daicho has ${workspace} open`).waitFor()
  const answer = await second.page.evaluate(async () => {
    const health = await fetch('/api/health')
    return [health.status, await health.json()]
  })
  expect(answer).toMatchObject([503, { code: 'service_unavailable' }])

  await first.app.close()
  await dialog.getByRole('button', { name: 'Start again' }).click()
  await second.page.getByText('Start your own portfolio').waitFor()
  expect(await dialog.count()).toBe(0)
})
