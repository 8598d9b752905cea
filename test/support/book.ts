import { sql } from 'kysely'
import type { Instant, IsoDate } from '../../core/calendar/iso-date.ts'
import { type EntryDraft, moved } from '../../core/ledger/entry.ts'
import type { MinorUnits } from '../../core/money/money.ts'
import { nextChange } from '../../service/modules/changes/change-sequence.ts'
import { postEntry } from '../../service/modules/ledger/post-entry.ts'
import { askFor } from '../../service/modules/ledger/settle-book.ts'
import type { Storage } from '../../service/storage/storage.ts'
import { TEST_NOW } from './test-api.ts'

const DAY = '2026-11-23' as IsoDate

export const amountOf = (minor: number) => minor as MinorUnits

export function depositDraft(minor: number, more: Partial<EntryDraft> = {}): EntryDraft {
  return {
    kind: 'deposit',
    occurredOn: DAY,
    postings: moved(amountOf(minor), 'cash:bankTransfer', 'customer'),
    ...more,
  }
}

export function chargeDraft(minor: number, more: Partial<EntryDraft> = {}): EntryDraft {
  return { kind: 'charge', occurredOn: DAY, postings: moved(amountOf(minor), 'customer', 'revenueIncl'), ...more }
}

/** Posts one entry in a transaction of its own, as every caller does it. */
export function post(storage: Storage, account: string, draft: EntryDraft, now: Instant = TEST_NOW) {
  return storage.transact(async (trx) => {
    await nextChange(trx, account, 'billing')
    return postEntry(trx, account, draft, now)
  })
}

/** A document asks for money from a day on. */
export function ask(storage: Storage, account: string, number: string, minor: number, issuedOn = '2026-11-23') {
  return storage.transact(async (trx) => {
    await nextChange(trx, account, 'billing')
    await askFor(trx, [{ account, number, issuedOn, dueOn: null, open: amountOf(minor) }], TEST_NOW)
  })
}

/** What must hold of a book after every step, recomputed from its rows. */
export async function auditBook(storage: Storage, account: string) {
  const one = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(storage.read)).rows[0] as T
  const book = await storage.read
    .selectFrom('ledger_book')
    .selectAll()
    .where('account', '=', account)
    .executeTakeFirstOrThrow()
  const sums = await one(sql<{ customer: number; all: number; off: number }>`
    select coalesce(sum(case when ledger = 'customer' then amount end), 0) as customer,
      coalesce(sum(amount), 0) as "all",
      (select count(*) from (select entry from posting where account = ${account} group by entry having sum(amount) <> 0) x) as off
    from posting where account = ${account}`)
  const held = await one(sql<{ held: number }>`
    select coalesce(sum(h.amount), 0) as held from hold h
    where h.account = ${account} and not exists (select 1 from hold_end e where e.account = h.account and e.hold = h.id)`)
  const open = await one(sql<{ open: number; drift: number }>`
    select coalesce(sum(d.open), 0) as open,
      coalesce(sum(case when d.open = d.asked - (select coalesce(sum(a.amount), 0) from allocation a
        where a.account = d.account and a.document = d.number) then 0 else 1 end), 0) as drift
    from asking_document d where d.account = ${account}`)
  return {
    isTrue:
      sums.customer === book.balance &&
      sums.all === 0 &&
      sums.off === 0 &&
      held.held === book.held &&
      open.open === book.open &&
      open.drift === 0 &&
      book.open <= Math.max(0, -book.balance),
    balance: book.balance,
    held: book.held,
    open: book.open,
  }
}
