import { truncateSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { openTestApi, type TestApi } from '../../support/test-api.ts'

const statusOf = async (api: TestApi) => (await api.call<{ status: string }>('GET', '/api/health')).body.status

describeOnEachDatabase('the health of the service', (open) => {
  it('is ok while the database answers, and degraded when it does not', async () => {
    const database = await open()
    const api = await openTestApi(database)
    expect(await statusOf(api)).toBe('ok')
    await database.storage.close()
    expect(await api.call('GET', '/api/health')).toMatchObject({
      status: 200,
      body: { status: 'degraded', isSetUp: true, setupCodeRequired: false },
    })
  })

  it('is degraded when the file is damaged or cut off, though pages of it are still in memory', async () => {
    const database = await open()
    const api = await openTestApi(database)
    const { target } = database.storage
    if (target.kind === 'postgres') return
    await database.storage.read.selectFrom('domain').selectAll().execute()
    writeFileSync(target.file, Buffer.alloc(4096, 7), { flag: 'r+' })
    expect(await statusOf(api)).toBe('degraded')
    truncateSync(target.file, 100)
    expect(await statusOf(api)).toBe('degraded')
  })
})
