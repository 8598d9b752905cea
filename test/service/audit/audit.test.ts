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

  it('finds a tail that was cut off, also where the counter was turned back, against an anchor', async () => {
    const api = await openTestApi(await open())
    for (const subject of ['a.jp', 'b.jp', 'c.jp']) await append(api, subject)
    type Proof = { ok: boolean; entries: number; head: string; brokenAt: number | null; anchoredTo: number | null }
    const whole = (await api.get<Proof>('/audit/verify')).body
    expect(whole).toMatchObject({ ok: true, entries: 4, anchoredTo: null })
    const { transact, dialect } = api.deps.storage
    const drop = dialect === 'sqlite' ? 'drop trigger audit_no_delete' : 'drop trigger audit_append_only on audit'
    await transact(async (trx) => {
      await sql.raw(drop).execute(trx)
      await sql`delete from audit where seq = 4`.execute(trx)
    })
    expect((await api.get<Proof>('/audit/verify')).body).toMatchObject({ ok: false, brokenAt: 4 })
    await transact((trx) =>
      sql`update account_counter set audit_seq = 3, audit_hash = (select hash from audit where seq = 3)`.execute(trx),
    )
    expect((await api.get<Proof>('/audit/verify')).body).toMatchObject({ ok: true, entries: 3 })
    expect((await api.get<Proof>(`/audit/verify?anchor=${whole.head}`)).body).toMatchObject({ ok: false, brokenAt: 4 })
  })

  it('is proved while others append to it', async () => {
    const api = await openTestApi(await open())
    const proofs = []
    for (let n = 0; n < 10; n++) {
      const [, proof] = await Promise.all([append(api, `n${n}.jp`), api.get<{ ok: boolean }>('/audit/verify')])
      proofs.push(proof.body.ok)
    }
    expect(proofs).not.toContain(false)
  })
})
