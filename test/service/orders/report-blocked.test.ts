import { expect, it } from 'vitest'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'
import { later, type OrderDesk, openOrderDesk } from '../../support/order-desk.ts'

const mailsOf = (desk: OrderDesk, kind: string) =>
  desk.deps.storage.read
    .selectFrom('mail')
    .select(['recipient', 'body'])
    .where('kind', '=', kind)
    .orderBy('created_at')
    .orderBy('id')
    .execute()

describeOnEachDatabase('a run whose money is short', (open) => {
  it('tells who answers for money or renewals, each the names that they see, once a day', async () => {
    const desk = await openOrderDesk(open)
    await addMember(desk, 'accountant', { suffixes: ['net'] })
    await addMember(desk, 'readOnly')
    await addMember(desk, 'departmentReviewer', { suffixes: ['org'] })
    await desk.hold('a.com', later(3))
    await desk.hold('b.net', later(3))
    await desk.runRenewals()
    await desk.runRenewals()
    const mails = await mailsOf(desk, 'blocked')
    const listed = mails.map(({ body }) => ['a.com', 'b.net'].filter((name) => body.includes(name)).join(' '))
    expect(listed.toSorted()).toEqual(['a.com b.net', 'b.net'])
    desk.moveTo(later(1))
    await desk.runRenewals()
    expect(await mailsOf(desk, 'blocked')).toHaveLength(4)
  })

  it('leaves names that are listed by what they wait for, and whose history names their orders', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(1_500)
    await desk.hold('a.com', later(3))
    await desk.hold('b.com', later(4))
    await desk.runRenewals()
    type Names = { total: number; items: { name: string }[]; facets: object }
    const listed = async (query: string) =>
      (await desk.get<Names>(`/domains?${query}`)).body.items.map(({ name }) => name)
    expect(await listed('blocked=funds')).toEqual(['b.com'])
    expect(await listed('blocked=-funds')).toEqual(['a.com'])
    expect((await desk.get('/domains?blocked=love')).status).toBe(400)
    const { body } = await desk.get<{ items: { action: string; order: string | null; after: object }[] }>(
      '/domains/a.com/history',
    )
    expect(body.items).toContainEqual(
      expect.objectContaining({
        action: 'order.renew',
        order: expect.any(String),
        after: { orderState: 'done', years: 1 },
      }),
    )
  })

  it('tells of a low balance once a month, and only where an amount was set', async () => {
    const desk = await openOrderDesk(open)
    await desk.deposit(2_500)
    await desk.hold('a.com', later(3))
    await desk.runRenewals()
    expect(await mailsOf(desk, 'lowBalance')).toEqual([])
    await desk.call('PATCH', `/api/accounts/${desk.account}`, { lowBalanceAt: '2000' })
    for (const day of [1, 2]) {
      desk.moveTo(later(day))
      await desk.runRenewals()
    }
    expect(await mailsOf(desk, 'lowBalance')).toHaveLength(1)
    desk.moveTo(later(10))
    await desk.runRenewals()
    expect(await mailsOf(desk, 'lowBalance')).toHaveLength(2)
  })
})
