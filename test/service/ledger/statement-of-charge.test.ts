import { expect, it } from 'vitest'
import { openBillingDesk, renewal } from '../../support/billing-desk.ts'
import { depositDraft } from '../../support/book.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

type Entries = { readonly items: readonly { readonly seq: number; readonly statement: string | null }[] }

describeOnEachDatabase('a charge in the ledger', (open) => {
  it('names the document of the period that it was closed with, and none before', async () => {
    const desk = await openBillingDesk(open)
    await desk.book(depositDraft(10_000))
    await desk.book(renewal(1_000))
    desk.moveTo('2026-12-01T00:05:00+09:00')
    await desk.close('2026-11')
    await desk.book(renewal(2_000))
    const { body } = await desk.get<Entries>('/ledger?kind=charge')
    expect(body.items.map(({ statement }) => statement)).toEqual([null, 'STM-2026-000001'])
    const deposits = await desk.get<Entries>('/ledger?kind=deposit')
    expect(deposits.body.items).toMatchObject([{ statement: null }])
  })
})
