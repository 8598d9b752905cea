import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Instant } from '../../../core/calendar/iso-date.ts'
import { reversed } from '../../../core/ledger/entry.ts'
import { nextChange } from '../../../service/modules/changes/change-sequence.ts'
import { captureHold, placeHold, releaseHolds } from '../../../service/modules/ledger/holds.ts'
import { readBook } from '../../../service/modules/ledger/ledger.repository.ts'
import { askFor } from '../../../service/modules/ledger/settle-book.ts'
import type { Storage } from '../../../service/storage/storage.ts'
import { amountOf, ask, auditBook, chargeDraft, depositDraft, post } from '../../support/book.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { openTestApi, TEST_NOW } from '../../support/test-api.ts'

const hold = (storage: Storage, account: string, id: string, minor: number) =>
  storage.transact(async (trx) => {
    await nextChange(trx, account, 'billing')
    const request = { id, amount: amountOf(minor), reference: `order:${id}`, domain: null }
    return (await placeHold(trx, account, request, TEST_NOW)).ok
  })

describeOnEachDatabase('the ledger', (open) => {
  const openBook = async () => {
    const { deps, account } = await openTestApi(await open())
    return { storage: deps.storage, account }
  }

  it('moves the balance with every entry and chains their hashes', async () => {
    const { storage, account } = await openBook()
    await post(storage, account, depositDraft(10_000))
    const second = await post(storage, account, chargeDraft(1_000, { reference: 'order:1/1' }))
    expect(second).toMatchObject({ seq: 2, postedOn: '2026-11-23', isNew: true })
    expect(await auditBook(storage, account)).toMatchObject({ isTrue: true, balance: 9_000, held: 0 })
    const rows = await storage.read.selectFrom('journal_entry').selectAll().orderBy('seq').execute()
    expect(rows[1]?.prev_hash).toBe(rows[0]?.hash)
  })

  it('posts the same key once, and takes another content under it for a mistake', async () => {
    const { storage, account } = await openBook()
    const first = await post(storage, account, depositDraft(10_000, { key: 'bank:1' }))
    expect(await post(storage, account, depositDraft(10_000, { key: 'bank:1' }))).toEqual({ ...first, isNew: false })
    await expect(post(storage, account, depositDraft(9_999, { key: 'bank:1' }))).rejects.toThrow('another content')
    expect(await auditBook(storage, account)).toMatchObject({ isTrue: true, balance: 10_000 })
  })

  it('never posts into a closed period, nor before today', async () => {
    const { storage, account } = await openBook()
    await storage.transact((trx) => trx.updateTable('ledger_book').set({ closed_through: '2026-11-30' }).execute())
    expect((await post(storage, account, depositDraft(1_000))).postedOn).toBe('2026-12-01')
    const later = '2026-12-09T16:00:00.000Z' as Instant
    expect((await post(storage, account, depositDraft(1_000), later)).postedOn).toBe('2026-12-10')
  })

  it.each([
    ['update of an entry', sql`update journal_entry set amount = 1`],
    ['deletion of an entry', sql`delete from journal_entry`],
    ['update of a posting', sql`update posting set amount = 1`],
    ['deletion of a posting', sql`delete from posting`],
    [
      'posting added to an entry',
      sql`insert into posting (account, entry, n, ledger, amount) values ('main', 1, 3, 'cash:other', 5)`,
    ],
    [
      'entry without postings',
      sql`insert into journal_entry (account, seq, kind, occurred_on, posted_on, posted_at, amount, balance, detail, prev_hash, hash)
        values ('main', 2, 'deposit', '2026-11-23', '2026-11-23', '', 0, 0, '{}', '', '')`,
    ],
  ])('lets no %s pass in the database itself', async (_what, statement) => {
    const { storage, account } = await openBook()
    await post(storage, account, depositDraft(10_000))
    await expect(storage.transact((trx) => statement.execute(trx))).rejects.toThrow()
    expect(await auditBook(storage, account)).toMatchObject({ isTrue: true, balance: 10_000 })
  })

  it('lets nobody replace or truncate what is posted', async () => {
    const { storage, account } = await openBook()
    await post(storage, account, depositDraft(10_000))
    const sly =
      storage.dialect === 'sqlite'
        ? sql`insert or replace into posting (account, entry, n, ledger, amount) values ('main', 1, 1, 'customer', 99)`
        : sql`truncate posting, journal_entry cascade`
    await expect(storage.transact((trx) => sly.execute(trx))).rejects.toThrow(/append only|takes no more postings/)
    expect(await auditBook(storage, account)).toMatchObject({ isTrue: true, balance: 10_000 })
  })

  it('lets two writers at once never spend the same money', async () => {
    const { storage, account } = await openBook()
    await post(storage, account, depositDraft(1_000))
    const placed = await Promise.all(Array.from({ length: 20 }, (_, n) => hold(storage, account, `h${n}`, 300)))
    expect(placed.filter(Boolean)).toHaveLength(3)
    expect(await auditBook(storage, account)).toMatchObject({ isTrue: true, balance: 1_000, held: 900 })
  })

  it('turns a hold into its charge once, and gives a released one back once', async () => {
    const { storage, account } = await openBook()
    await post(storage, account, depositDraft(1_000))
    await hold(storage, account, 'a', 400)
    await hold(storage, account, 'b', 500)
    const end = () =>
      storage.transact(async (trx) => {
        await nextChange(trx, account, 'billing')
        await releaseHolds(trx, account, ['b'], TEST_NOW)
        return captureHold(trx, account, 'a', chargeDraft(400), TEST_NOW)
      })
    const first = await end()
    expect(await end()).toEqual({ ...first, isNew: false })
    expect(await auditBook(storage, account)).toMatchObject({ isTrue: true, balance: 600, held: 0 })
  })

  it('opens a document again whose payment bounced, less what other credits can cover', async () => {
    const { storage, account } = await openBook()
    await post(storage, account, chargeDraft(10_000))
    await ask(storage, account, 'I-1', 10_000)
    const payment = await post(storage, account, { ...depositDraft(10_000), kind: 'payment', document: 'I-1' })
    await post(storage, account, depositDraft(3_000))
    expect(await auditBook(storage, account)).toMatchObject({ isTrue: true, balance: 3_000, open: 0 })
    const bounce = { kind: 'bounce' as const, postings: reversed(depositDraft(10_000).postings), reverses: payment.seq }
    await post(storage, account, { ...depositDraft(10_000), ...bounce })
    expect(await auditBook(storage, account)).toMatchObject({ isTrue: true, balance: -7_000, open: 7_000 })
    await expect(post(storage, account, { ...depositDraft(10_000), ...bounce })).rejects.toThrow()
  })

  it('keeps every sum true after any sequence of operations by several writers', async () => {
    const { storage, account } = await openBook()
    const step = fc.oneof(
      fc.record({ kind: fc.constant('deposit' as const), amount: fc.integer({ min: 1, max: 9_000 }) }),
      fc.record({ kind: fc.constant('charge' as const), amount: fc.integer({ min: 1, max: 9_000 }) }),
      fc.record({ kind: fc.constant('refund' as const), amount: fc.integer({ min: 1, max: 9_000 }) }),
      fc.record({ kind: fc.constant('hold' as const), amount: fc.integer({ min: 1, max: 9_000 }) }),
      fc.record({ kind: fc.constant('ask' as const), amount: fc.constant(0) }),
      fc.record({ kind: fc.constant('bounce' as const), amount: fc.nat(50) }),
      fc.record({ kind: fc.constant('capture' as const), amount: fc.nat(50) }),
    )
    let n = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 6 }), async (rounds) => {
        for (const round of rounds) {
          await Promise.all(round.map((one) => perform(storage, account, one, n++)))
          expect(await auditBook(storage, account)).toMatchObject({ isTrue: true })
        }
      }),
      { numRuns: 12 },
    )
  })
})

type Step = {
  readonly kind: 'deposit' | 'charge' | 'refund' | 'hold' | 'ask' | 'bounce' | 'capture'
  readonly amount: number
}

async function perform(storage: Storage, account: string, { kind, amount }: Step, n: number): Promise<void> {
  switch (kind) {
    case 'deposit':
      await post(storage, account, depositDraft(amount, { key: `d${n}` }))
      await post(storage, account, depositDraft(amount, { key: `d${n}` }))
      return
    case 'charge':
      await post(storage, account, chargeDraft(amount))
      return
    case 'refund':
      await post(storage, account, { ...depositDraft(amount), kind, postings: reversed(depositDraft(amount).postings) })
      return
    case 'hold':
      await hold(storage, account, `h${n}`, amount)
      return
    case 'ask':
      return askForTheRest(storage, account, n)
    case 'bounce':
      return bounceOne(storage, account, amount)
    case 'capture':
      return captureOne(storage, account, amount)
  }
}

/** As a closing does it, under the account's lock: what is owed and not asked for yet. */
async function askForTheRest(storage: Storage, account: string, n: number): Promise<void> {
  await storage.transact(async (trx) => {
    await nextChange(trx, account, 'billing')
    const book = await readBook(trx, account)
    const rest = Math.max(0, -(book?.balance ?? 0)) - (book?.open ?? 0)
    const document = { account, number: `I-${n}`, issuedOn: '2026-11-23', dueOn: null, open: amountOf(rest) }
    if (rest > 0) await askFor(trx, [document], TEST_NOW)
  })
}

async function bounceOne(storage: Storage, account: string, pick: number): Promise<void> {
  const credits = await storage.read
    .selectFrom('journal_entry as e')
    .select(['e.seq', 'e.amount'])
    .where('e.account', '=', account)
    .where('e.amount', '>', 0)
    .where('e.seq', 'not in', (eb) =>
      eb
        .selectFrom('journal_entry')
        .select('reverses')
        .where('reverses', 'is not', null)
        .$castTo<{ reverses: number }>(),
    )
    .execute()
  const credit = credits[pick % Math.max(1, credits.length)]
  if (!credit) return
  const postings = reversed(depositDraft(credit.amount).postings)
  const draft = { ...depositDraft(credit.amount), kind: 'bounce' as const, postings, reverses: credit.seq }
  await post(storage, account, { ...draft, key: `bounce:${credit.seq}` })
}

async function captureOne(storage: Storage, account: string, pick: number): Promise<void> {
  const holds = await storage.read
    .selectFrom('hold')
    .select(['id', 'amount'])
    .where('account', '=', account)
    .where('id', 'not in', (eb) => eb.selectFrom('hold_end').select('hold').where('account', '=', account))
    .execute()
  const one = holds[pick % Math.max(1, holds.length)]
  if (!one) return
  await storage.transact(async (trx) => {
    await nextChange(trx, account, 'billing')
    const ended = await trx.selectFrom('hold_end').select('kind').where('hold', '=', one.id).executeTakeFirst()
    if (ended) return
    if (pick % 2 === 0) await captureHold(trx, account, one.id, chargeDraft(one.amount), TEST_NOW)
    else await releaseHolds(trx, account, [one.id], TEST_NOW)
  })
}
