import { expect, it } from 'vitest'
import { createApp } from '../../../service/app.ts'
import { openBillingDesk, renewal } from '../../support/billing-desk.ts'
import { depositDraft } from '../../support/book.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

/** A thread that makes nothing. */
const BROKEN = new URL('data:text/javascript,throw new Error("no template")')

describeOnEachDatabase('a document whose template is gone', (open) => {
  it('says that it cannot be printed now, and is kept', async () => {
    const desk = await openBillingDesk(open)
    await desk.book(depositDraft(10_000))
    await desk.book(renewal(1_000))
    desk.moveTo('2026-12-01T00:05:00+09:00')
    await desk.close('2026-11')
    const app = createApp({ ...desk.deps, pdfWorker: BROKEN })
    const headers = { authorization: `Bearer ${desk.token}` }
    const refused = await app.request(`/api/accounts/${desk.account}/statements/STM-2026-000001.pdf`, { headers })
    expect([refused.status, await refused.json()]).toMatchObject([503, { code: 'file_not_made' }])
    const { body } = await desk.get('/statements/STM-2026-000001')
    expect(body).toMatchObject({ number: 'STM-2026-000001', total: { amount: '1000' }, files: [] })
  })
})
