import { expect, it } from 'vitest'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { nextChange } from '../../../service/modules/changes/change-sequence.ts'
import { askFor } from '../../../service/modules/ledger/settle-book.ts'
import { remindOverdue } from '../../../service/modules/mail/remind-overdue.ts'
import { amountOf, chargeDraft, depositDraft, post } from '../../support/book.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'
import { openTestApi, TEST_NOW } from '../../support/test-api.ts'

const on = (day: string) => day as IsoDate

describeOnEachDatabase('reminders of overdue documents', (open) => {
  it('go out three, fourteen and thirty days after the due day, each once, until it is paid', async () => {
    const api = await openTestApi(await open())
    await api.patch('', { recipient: { email: 'keiri@example.co.jp', name: '株式会社みずほし', department: '経理部' } })
    await post(api.deps.storage, 'main', chargeDraft(11_000))
    await api.deps.storage.transact(async (trx) => {
      await nextChange(trx, 'main', 'billing')
      const document = { account: 'main', number: 'I-1', issuedOn: '2026-11-01', dueOn: '2026-11-15' }
      await askFor(trx, [{ ...document, open: amountOf(11_000) }], TEST_NOW)
    })
    expect(await remindOverdue(api.deps, on('2026-11-17'))).toEqual([])
    expect(await remindOverdue(api.deps, on('2026-11-18'))).toEqual(['reminder main I-1'])
    expect(await remindOverdue(api.deps, on('2026-11-28'))).toEqual([])
    expect(await remindOverdue(api.deps, on('2026-12-20'))).toEqual(['reminder main I-1'])
    const { body } = await api.get<{ items: { subject: string; body: string }[] }>('/mails')
    expect(body.items).toHaveLength(2)
    expect(body.items[0]?.body).toContain('株式会社みずほし 経理部 御中')
    expect(body.items[0]?.body).toContain('未払いの金額: 11,000円')
    await post(api.deps.storage, 'main', depositDraft(11_000))
    expect(await remindOverdue(api.deps, on('2027-01-20'))).toEqual([])
  })

  it('say where to pay, where the issuer has told of its account', async () => {
    const api = await openTestApi(await open())
    await api.patch('', { recipient: { email: 'keiri@example.co.jp', name: '株式会社みずほし', department: '経理部' } })
    const bankAccount = {
      bankCode: '0001',
      bankName: 'みずほ銀行',
      branchCode: '004',
      branchName: '丸の内中央支店',
      type: 'ordinary',
      number: '1234567',
      holder: 'ﾀﾞｲﾁﾖｳ(ｶ',
    }
    expect((await api.call('PATCH', '/api/operator/issuer', { bankAccount })).status).toBe(200)
    await post(api.deps.storage, 'main', chargeDraft(11_000))
    await api.deps.storage.transact(async (trx) => {
      await nextChange(trx, 'main', 'billing')
      const document = { account: 'main', number: 'I-1', issuedOn: '2026-11-01', dueOn: '2026-11-15' }
      await askFor(trx, [{ ...document, open: amountOf(11_000) }], TEST_NOW)
    })
    await remindOverdue(api.deps, on('2026-11-18'))
    const { body } = await api.get<{ items: { body: string }[] }>('/mails')
    expect(body.items[0]?.body).toContain('お振込先: みずほ銀行 丸の内中央支店 普通 1234567 ﾀﾞｲﾁﾖｳ(ｶ\n\nご不明')
  })

  it('go to everybody who answers for the money where the account has no address for documents', async () => {
    const api = await openTestApi(await open())
    await addMember(api, 'accountant')
    await addMember(api, 'departmentReviewer', { suffixes: ['net'] })
    await post(api.deps.storage, 'main', chargeDraft(11_000))
    await api.deps.storage.transact(async (trx) => {
      await nextChange(trx, 'main', 'billing')
      const document = { account: 'main', number: 'I-1', issuedOn: '2026-11-01', dueOn: '2026-11-15' }
      await askFor(trx, [{ ...document, open: amountOf(11_000) }], TEST_NOW)
    })
    expect(await remindOverdue(api.deps, on('2026-11-18'))).toEqual(['reminder main I-1'])
    expect(await remindOverdue(api.deps, on('2026-11-18'))).toEqual([])
    const { body } = await api.get<{ items: { to: string }[] }>('/mails')
    expect(new Set(body.items.map(({ to }) => to)).size).toBe(2)
  })
})
