import { sql } from 'kysely'
import { type Instant, type IsoDate, isoDate, parseInstant } from '../../core/calendar/iso-date.ts'
import type { DomainName } from '../../core/domains/domain-name.ts'
import { type EntryDraft, reversed } from '../../core/ledger/entry.ts'
import { nextChange } from '../../service/modules/changes/change-sequence.ts'
import { documentOfCharge } from '../../service/modules/documents/credit-notes.repository.ts'
import { issueCreditNotes } from '../../service/modules/documents/credit-notes.ts'
import { postingsOf } from '../../service/modules/ledger/ledger.repository.ts'
import { postEntry } from '../../service/modules/ledger/post-entry.ts'
import { runDueWork } from '../../service/schedule/due-work.ts'
import { auditBook, chargeDraft, post } from './book.ts'
import type { OpenDatabase } from './each-database.ts'
import { openTestApi } from './test-api.ts'

export const instant = (text: string): Instant => {
  const parsed = parseInstant(text)
  if (!parsed) throw new Error(text)
  return parsed
}

/** Tuesday 10 November 2026, 10:00 in Tokyo. */
const NOVEMBER = instant('2026-11-10T10:00:00+09:00')

/** The renewal of a name, as an order charges it. */
export function renewal(amount: number, more: Partial<EntryDraft> & { readonly name?: string } = {}): EntryDraft {
  const { name = 'example.jp', ...rest } = more
  return chargeDraft(amount, {
    occurredOn: isoDate('2026-11-10'),
    domain: name as DomainName,
    rateCode: 'standard',
    detail: { operation: 'renew', years: 1 },
    ...rest,
  })
}

export type WireMoney = { readonly amount: string; readonly currency: string }
export type Closing = {
  readonly period: string
  readonly part: number
  readonly from: string
  readonly to: string
  readonly channel: string
  readonly ask: WireMoney
  readonly document: string | null
  readonly balanceRequest: string | null
}
export type Closed = { readonly period: string; readonly closings: readonly Closing[]; readonly code?: string }

/** An account whose operator is signed in, at a clock of its own. */
export async function openBillingDesk(open: OpenDatabase, now: Instant = NOVEMBER) {
  const api = await openTestApi(await open(), now)
  const { storage, clock } = api.deps
  const { account } = api
  const book = (draft: EntryDraft, when: Instant = clock.now()) => post(storage, account, draft, when)
  return {
    ...api,
    storage,
    book,
    close: (period: string) => api.post<Closed>('/closings', { period }),
    moveTo: (text: string) => clock.moveTo(instant(text)),
    /** Lets the schedule do what is due. */
    runClosings: () => runDueWork(api.deps, ['closings']),
    audit: () => auditBook(storage, account),
    documents: (of = account) =>
      storage.read
        .selectFrom('document')
        .selectAll()
        .where('account', '=', of)
        .orderBy('created_at')
        .orderBy('number')
        .execute(),
    /** Gives a charge back, as a reversal does: the credit, and the credit note where a document states the charge. */
    giveBack: async (seq: number) => {
      const when = clock.now()
      const postings = (await postingsOf(storage.read, account, [seq])).get(seq) ?? []
      return storage.transact(async (trx) => {
        await nextChange(trx, account, 'billing')
        const draft: EntryDraft = {
          kind: 'reversal',
          occurredOn: when.slice(0, 10) as IsoDate,
          postings: reversed(postings),
          domain: 'example.jp' as DomainName,
          rateCode: 'standard',
          detail: { operation: 'renew', years: 1 },
          reverses: seq,
          document: await documentOfCharge(trx, account, seq),
        }
        const posted = await postEntry(trx, account, draft, when)
        const notes = await issueCreditNotes(trx, [{ account, seq: posted.seq }], { at: when, person: null })
        return notes.get(`${account} ${posted.seq}`) ?? null
      })
    },
    /** What stands on each ledger account. */
    ledger: async () => {
      const { rows } = await sql<{ ledger: string; amount: number }>`
        select ledger, sum(amount) as amount from posting where account = ${account} group by ledger`.execute(
        storage.read,
      )
      return Object.fromEntries(rows.map(({ ledger, amount }) => [ledger, Number(amount)]))
    },
  }
}
