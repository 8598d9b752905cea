import { expect, it } from 'vitest'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import { openBillingDesk, renewal } from '../../support/billing-desk.ts'
import { depositDraft } from '../../support/book.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

const yen = (amount: string) => ({ amount, currency: 'JPY' })

describeOnEachDatabase('what is given back', (open) => {
  it('within its period stands on the same document', async () => {
    const desk = await openBillingDesk(open)
    const { seq } = await desk.book(renewal(3_300))
    await desk.book(renewal(1_100, { name: 'kept.jp' }))
    expect(await desk.giveBack(seq)).toBeNull()
    desk.moveTo('2026-12-01T00:05:00+09:00')
    await desk.close('2026-11')
    expect((await desk.get('/invoices/INV-2026-000001')).body).toMatchObject({
      total: yen('1100'),
      lines: [{ quantity: 1 }, { domain: 'kept.jp' }, { quantity: -1, total: yen('-3300') }],
    })
  })

  it('afterwards gets a credit note, which cancels what the invoice still asks for', async () => {
    const desk = await openBillingDesk(open)
    const { seq } = await desk.book(renewal(3_300))
    desk.moveTo('2026-12-01T00:05:00+09:00')
    await desk.close('2026-11')
    desk.moveTo('2026-12-08T10:00:00+09:00')
    expect(await desk.giveBack(seq)).toBe('CRN-2026-000001')
    expect((await desk.get('/credit-notes/CRN-2026-000001')).body).toMatchObject({
      total: yen('3300'),
      tax: yen('300'),
      original: 'INV-2026-000001',
      lines: [{ domain: 'example.jp', total: yen('3300'), base: yen('3000') }],
    })
    expect((await desk.get('/invoices/INV-2026-000001')).body).toMatchObject({
      state: 'cancelled',
      credited: yen('3300'),
      open: yen('0'),
      creditNotes: [{ number: 'CRN-2026-000001', total: yen('3300') }],
    })
    expect(await desk.ledger()).toMatchObject({ revenueIncl: 0, revenue: 0, taxPayable: 0 })
    const paid = await desk.post<{ code: string }>('/payments', {
      amount: '1',
      method: 'bankTransfer',
      invoice: 'INV-2026-000001',
    })
    expect(paid.body.code).toBe('document_cancelled')
    desk.moveTo('2027-01-01T00:05:00+09:00')
    expect((await desk.close('2026-12')).body.closings).toMatchObject([{ document: null, ask: yen('0') }])
  })

  it('cancels no invoice of which a part still stands, though it asks for nothing any more', async () => {
    const desk = await openBillingDesk(open)
    await desk.book(depositDraft(12_000))
    const { seq } = await desk.book(renewal(11_000))
    const other = await desk.book(renewal(11_000, { name: 'other.jp' }))
    desk.moveTo('2026-12-01T00:05:00+09:00')
    await desk.close('2026-11')
    await desk.giveBack(seq)
    const invoice = async () => (await desk.get('/invoices/INV-2026-000001')).body
    expect(await invoice()).toMatchObject({
      state: 'paid',
      amountDue: yen('10000'),
      credited: yen('11000'),
      open: yen('0'),
    })
    const payment = { amount: '1', method: 'bankTransfer', invoice: 'INV-2026-000001' }
    expect((await desk.post('/payments', payment)).body).toMatchObject({ code: 'document_paid' })
    await desk.giveBack(other.seq)
    expect(await invoice()).toMatchObject({ state: 'cancelled', credited: yen('22000') })
    expect((await desk.post('/payments', payment)).body).toMatchObject({ code: 'document_cancelled' })
  })

  it('is no payment: what a bounced payment opens again is open, less what was given back', async () => {
    const desk = await openBillingDesk(open)
    const { seq } = await desk.book(renewal(5_500))
    await desk.book(renewal(16_500, { name: 'other.jp' }))
    desk.moveTo('2026-12-01T00:05:00+09:00')
    await desk.close('2026-11')
    const paid = await desk.post<{ entry: { seq: number } }>('/payments', { amount: '22000', method: 'bankTransfer' })
    await desk.giveBack(seq)
    await desk.post(`/ledger/${paid.body.entry.seq}/bounce`, { reason: '資金不足' })
    expect((await desk.get('/invoices/INV-2026-000001')).body).toMatchObject({
      state: 'open',
      credited: yen('5500'),
      open: yen('16500'),
    })
    expect(await desk.audit()).toMatchObject({ isTrue: true, balance: -16_500, open: 16_500 })
  })

  it('goes to the document of its charge first, though an older one is open', async () => {
    const desk = await openBillingDesk(open)
    await desk.book(renewal(1_000))
    desk.moveTo('2026-12-01T00:05:00+09:00')
    await desk.close('2026-11')
    const { seq } = await desk.book(renewal(2_000, { occurredOn: isoDate('2026-12-01') }))
    desk.moveTo('2027-01-01T00:05:00+09:00')
    await desk.close('2026-12')
    await desk.giveBack(seq)
    const { items } = (await desk.get<{ items: unknown[] }>('/invoices?sort=number')).body
    expect(items).toMatchObject([
      { number: 'INV-2026-000001', state: 'open', open: yen('1000') },
      { number: 'INV-2027-000001', state: 'cancelled', open: yen('0') },
    ])
  })

  it('between the end of the period and its closing gets its credit note with the closing', async () => {
    const desk = await openBillingDesk(open)
    const { seq } = await desk.book(renewal(2_200))
    desk.moveTo('2026-12-01T00:02:00+09:00')
    expect(await desk.giveBack(seq)).toBeNull()
    await desk.close('2026-11')
    expect((await desk.documents()).map(({ number, total }) => [number, total])).toEqual([
      ['CRN-2026-000001', 2_200],
      ['INV-2026-000001', 2_200],
    ])
    expect(await desk.ledger()).toMatchObject({ revenueIncl: 0, revenue: 0, taxPayable: 0, customer: 0 })
    expect(await desk.audit()).toMatchObject({ isTrue: true, open: 0 })
  })

  it('takes off its document what it gives back of it, though money paid in beforehand was spent on the rest', async () => {
    const desk = await openBillingDesk(open)
    await desk.book(depositDraft(10_000))
    const { seq } = await desk.book(renewal(11_000))
    await desk.book(renewal(11_000, { name: 'other.jp' }))
    desk.moveTo('2026-12-01T00:02:00+09:00')
    await desk.giveBack(seq)
    await desk.close('2026-11')
    expect((await desk.get('/invoices/INV-2026-000001')).body).toMatchObject({
      state: 'open',
      amountDue: yen('12000'),
      credited: yen('11000'),
      open: yen('1000'),
      allocations: [{ kind: 'reversal', amount: yen('11000') }],
    })
  })

  it('takes back the tax of its document to the yen, however many notes it takes', async () => {
    const desk = await openBillingDesk(open)
    const entries: number[] = []
    for (const amount of [1_003, 777, 5, 2_998, 61]) entries.push((await desk.book(renewal(amount))).seq)
    desk.moveTo('2026-12-01T00:05:00+09:00')
    await desk.close('2026-11')
    for (const seq of entries) await desk.giveBack(seq)
    expect(await desk.ledger()).toMatchObject({ revenueIncl: 0, revenue: 0, taxPayable: 0 })
    const notes = await desk.get<{ total: number }>('/credit-notes')
    expect(notes.body.total).toBe(entries.length)
  })
})
