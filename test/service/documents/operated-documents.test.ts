import { expect, it } from 'vitest'
import { openBillingDesk, renewal } from '../../support/billing-desk.ts'
import { post } from '../../support/book.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

type Listed = { total: number; items: { number: string; account: { id: string; name: string } }[] }

describeOnEachDatabase('documents of all accounts', (open) => {
  it('are found by an operator whatever account they are of, by number, sum and counterparty', async () => {
    const desk = await openBillingDesk(open)
    const other = await desk.call<{ id: string }>('POST', '/api/operator/accounts', { name: '港商会' })
    await desk.book(renewal(1_000))
    await post(desk.storage, other.body.id, renewal(2_000), desk.deps.clock.now())
    desk.moveTo('2026-12-01T00:05:00+09:00')
    await desk.runClosings()
    const find = (query: string) => desk.call<Listed>('GET', `/api/operator/documents${query}`)
    expect((await find('')).body).toMatchObject({ total: 2 })
    const found = await find('?counterparty=港')
    expect(found.body).toMatchObject({ total: 1, items: [{ account: { id: other.body.id, name: '港商会' } }] })
    expect((await find(`?account=${desk.account}`)).body).toMatchObject({
      total: 1,
      items: [{ account: { id: 'main' } }],
    })
    const number = found.body.items[0]?.number ?? ''
    expect((await find(`?number=${number.toLowerCase()}`)).body.items.map((item) => item.number)).toEqual([number])
    expect((await find('?totalFrom=1500&series=invoice')).body.items.map((item) => item.number)).toEqual([number])
    const pdf = await desk.call<string>('GET', `/api/operator/documents/${number}.pdf`)
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect((await desk.call('GET', '/api/operator/documents/INV-2026-000099.pdf')).status).toBe(404)
  })
})
