import { expect, it } from 'vitest'
import { createApp } from '../../../service/app.ts'
import { openBillingDesk, renewal } from '../../support/billing-desk.ts'
import { depositDraft } from '../../support/book.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { send, testDeps } from '../../support/test-api.ts'

const unprintable = (pointer: string) => ({
  status: 422,
  body: { code: 'invalid', args: { characters: '😀' }, errors: [{ pointer, code: 'unprintable' }] },
})

describeOnEachDatabase('the parties of documents', (open) => {
  it('are refused where they are typed with characters that no font has, and those are named', async () => {
    const desk = await openBillingDesk(open)
    expect(await desk.patch('', { recipient: { name: '株式会社😀' } })).toMatchObject(unprintable('/recipient/name'))
    expect(await desk.patch('', { recipient: { address: '😀1-1' } })).toMatchObject(unprintable('/recipient/address'))
    expect(await desk.patch('', { name: '😀' })).toMatchObject(unprintable('/name'))
    expect(await desk.call('PATCH', '/api/operator/issuer', { name: '😀' })).toMatchObject(unprintable('/name'))
    expect(await desk.call('POST', '/api/operator/accounts', { name: '😀' })).toMatchObject(unprintable('/name'))
    expect((await desk.patch('', { recipient: { name: '株式会社𠮷野髙島 삼성' } })).status).toBe(200)
    expect((await desk.get('')).body).toMatchObject({
      name: 'みずほし商事',
      recipient: { name: '株式会社𠮷野髙島 삼성' },
    })
  })

  it('have addresses of several lines, each of which can be printed', async () => {
    const desk = await openBillingDesk(open)
    const address = '東京都港区虎ノ門1-2-3\n虎ノ門サンプルビル8階'
    expect(await desk.patch('', { recipient: { address } })).toMatchObject({
      status: 200,
      body: { recipient: { address } },
    })
    expect((await desk.call('PATCH', '/api/operator/issuer', { address })).status).toBe(200)
    const spoilt = `${address}\n😀`
    expect(await desk.patch('', { recipient: { address: spoilt } })).toMatchObject(unprintable('/recipient/address'))
  })

  it('have registration numbers as people write them, with hyphens and in full width', async () => {
    const desk = await openBillingDesk(open)
    const written = { registrationNumber: 'Ｔ７-1234-5678-9012' }
    const read = { registrationNumber: 'T7123456789012' }
    expect((await desk.call('PATCH', '/api/operator/issuer', written)).body).toMatchObject(read)
    expect((await desk.patch('', { recipient: written })).body).toMatchObject({ recipient: read })
    const long = await desk.patch('', { recipient: { registrationNumber: 'T71234567890123' } })
    expect(long).toMatchObject({ status: 422, body: { errors: [{ code: 'bad_registration_number' }] } })
  })

  it('are refused at the very set-up', async () => {
    const app = createApp(testDeps(await open()))
    const body = {
      organisation: '商会😀',
      name: '佐藤',
      email: 'sato@example.co.jp',
      password: 'correct horse battery',
    }
    expect(await send(app, 'POST', '/api/setup', body)).toMatchObject(unprintable('/organisation'))
  })

  it('begin with the organisation that sets the workspace up as the issuer', async () => {
    const desk = await openBillingDesk(open)
    expect((await desk.call('GET', '/api/operator/issuer')).body).toMatchObject({ name: 'みずほし商事' })
  })

  it('without an issuer’s name issue nothing, say what to fill in, and close once it is there', async () => {
    const desk = await openBillingDesk(open)
    await desk.storage.transact((trx) => trx.updateTable('issuer').set({ name: '' }).execute())
    await desk.book(depositDraft(10_000))
    await desk.book(renewal(1_000))
    desk.moveTo('2026-12-01T00:05:00+09:00')
    const incomplete = { status: 409, body: { code: 'issuer_incomplete', errors: [{ pointer: '/name' }] } }
    expect(await desk.close('2026-11')).toMatchObject(incomplete)
    expect(await desk.post('/receipts', { entry: 1 })).toMatchObject(incomplete)
    expect(await desk.runClosings()).toEqual([])
    expect(await desk.documents()).toEqual([])
    await desk.call('PATCH', '/api/operator/issuer', { name: '株式会社ドメイン管理' })
    expect(await desk.runClosings()).toEqual(['closings main 2026-11'])
    expect(await desk.documents()).toHaveLength(1)
  })
})
