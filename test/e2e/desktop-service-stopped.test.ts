import { rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { backUpDaily } from '../../service/storage/backup.ts'
import { openWorkspace } from '../../service/storage/open-workspace.ts'
import { DATABASE_FILE } from '../../service/storage/sqlite-file.ts'
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

it('a database that was lost comes back from the last backup', async () => {
  const folder = temporaryFolder('lost')
  await (await openWorkspace(folder, null)).close()
  backUpDaily(folder, '2026-11-28')
  truncateSync(join(folder, DATABASE_FILE), 0)
  const desktop = await launchDesktop({ env: { DAICHO_DATA: folder } })
  const dialog = desktop.page.getByRole('dialog', { name: 'The account service has stopped' })
  await dialog.getByText('is missing or empty').waitFor()
  await dialog.getByRole('button', { name: 'Restore the last backup' }).click()
  await desktop.page.getByText('Start your own portfolio').waitFor()
  expect(await dialog.count()).toBe(0)
  await desktop.app.close()
})

it('the desktop can be started with the last backup in the place of what is there', async () => {
  const folder = temporaryFolder('lost')
  await (await openWorkspace(folder, null)).close()
  backUpDaily(folder, '2026-11-28')
  rmSync(join(folder, DATABASE_FILE))
  const desktop = await launchDesktop({ env: { DAICHO_DATA: folder }, args: ['--restore'] })
  await desktop.page.getByText('Start your own portfolio').waitFor()
  await desktop.app.close()
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
