import { expect, it } from 'vitest'
import { openBillingDesk, renewal } from '../../support/billing-desk.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

describeOnEachDatabase('bank days by exception', (open) => {
  const dueOn = async (setDays: readonly (readonly [string, object])[]) => {
    const desk = await openBillingDesk(open)
    for (const [day, body] of setDays) {
      expect((await desk.call('PUT', `/api/operator/bank-days/${day}`, body)).status).toBe(200)
    }
    await desk.call('PATCH', `/api/accounts/${desk.account}`, { terms: 'corporate' })
    await desk.book(renewal(1_100))
    desk.moveTo('2026-12-01T00:05:00+09:00')
    await desk.close('2026-11')
    const { body } = await desk.get<{ items: { dueOn: string }[] }>('/invoices')
    return body.items[0]?.dueOn
  }

  it('move the due days of corporate terms, as an operator says', async () => {
    expect(await dueOn([])).toBe('2027-01-04')
    expect(await dueOn([['2027-01-04', { isOpen: false, note: '臨時休業' }]])).toBe('2027-01-05')
    expect(await dueOn([['2026-12-31', { isOpen: true }]])).toBe('2026-12-31')
  })

  it('are listed with what the calendar says, by whom they were set, and can be taken back', async () => {
    const desk = await openBillingDesk(open)
    await desk.call('PUT', '/api/operator/bank-days/2027-01-04', { isOpen: false })
    const { body } = await desk.call('PUT', '/api/operator/bank-days/2027-01-04', { isOpen: false, note: '臨時休業' })
    const expected = {
      day: '2027-01-04',
      isOpen: false,
      isUsuallyOpen: true,
      note: '臨時休業',
      person: expect.any(String),
      setAt: expect.any(String),
    }
    expect(body).toEqual(expected)
    expect((await desk.call('GET', '/api/operator/bank-days')).body).toEqual({ items: [expected] })
    const { body: log } = await desk.get<{ items: object[] }>('/audit')
    expect(log.items[0]).toMatchObject({ action: 'bankDay.set', subject: '2027-01-04', after: { isOpen: false } })
    expect((await desk.call('DELETE', '/api/operator/bank-days/2027-01-04')).status).toBe(204)
    expect((await desk.call('DELETE', '/api/operator/bank-days/2027-01-04')).status).toBe(404)
    expect((await desk.call('GET', '/api/operator/bank-days')).body).toEqual({ items: [] })
    expect((await desk.call('PUT', '/api/operator/bank-days/2027-02-30', { isOpen: false })).status).toBe(404)
  })

  it('are those of direct debits too', async () => {
    const desk = await openBillingDesk(open)
    await desk.call('PUT', '/api/operator/bank-days/2026-12-28', { isOpen: false })
    const { body } = await desk.call('GET', '/api/operator/direct-debits/preview?debitOn=2026-12-28')
    expect(body).toMatchObject({ isBankDay: false, nextBankDay: '2026-12-29' })
  })
})
