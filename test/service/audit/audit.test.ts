import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { firstBrokenAudit } from '../../../service/modules/audit/audit.repository.ts'
import { appendAudit } from '../../../service/modules/audit/audit-log.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { openTestApi, TEST_NOW, type TestApi } from '../../support/test-api.ts'

const append = (api: TestApi, subject: string) =>
  api.deps.storage.transact((trx) =>
    appendAudit(trx, api.account, {
      at: TEST_NOW,
      person: null,
      action: 'test',
      subject,
      before: { a: 1 },
      after: null,
    }),
  )

describeOnEachDatabase('the audit trail', (open) => {
  it('lists newest first, filters, and pages without gaps', async () => {
    const api = await openTestApi(await open())
    for (const subject of ['a.jp', 'b.jp', 'a.jp']) await append(api, subject)
    type Page = { items: { seq: number; subject: string }[]; nextCursor: string; total: number }
    const first = await api.get<Page>('/audit?limit=2')
    expect(first.body).toMatchObject({ total: 4, items: [{ seq: 4 }, { seq: 3 }] })
    const second = await api.get<Page>(`/audit?limit=2&cursor=${first.body.nextCursor}`)
    expect(second.body.items.map((item) => item.seq)).toEqual([2, 1])
    expect((await api.get<Page>('/audit?subject=a.jp')).body).toMatchObject({ total: 2, nextCursor: null })
  })

  it('chains records that two writers append at once', async () => {
    const api = await openTestApi(await open())
    await Promise.all(Array.from({ length: 20 }, (_, i) => append(api, `n${i}.jp`)))
    expect(await firstBrokenAudit(api.deps.storage.read, api.account)).toBeNull()
  })

  it('refuses to change or remove a record, and finds one that was changed around the triggers', async () => {
    const api = await openTestApi(await open())
    await append(api, 'a.jp')
    const { transact, dialect } = api.deps.storage
    const change = sql`update audit set subject = 'z.jp' where seq = 2`
    await expect(transact((trx) => change.execute(trx))).rejects.toThrow(/append only/)
    await expect(transact((trx) => sql`delete from audit`.execute(trx))).rejects.toThrow(/append only/)
    const drop = dialect === 'sqlite' ? 'drop trigger audit_no_update' : 'drop trigger audit_append_only on audit'
    await transact(async (trx) => {
      await sql.raw(drop).execute(trx)
      await change.execute(trx)
    })
    expect(await firstBrokenAudit(api.deps.storage.read, api.account)).toBe(2)
  })
})
