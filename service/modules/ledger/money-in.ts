import type { Transaction } from 'kysely'
import { invariant } from '../../../core/base/invariant.ts'
import { dayInZone, type Instant, type IsoDate } from '../../../core/calendar/iso-date.ts'
import {
  BOOKED_KINDS,
  BOUNCING_KINDS,
  type EntryDraft,
  type EntryKind,
  isOneOf,
  moved,
  type PaymentMethod,
  reversed,
} from '../../../core/ledger/entry.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { Deps } from '../../deps.ts'
import { type AccountCaller, json, keepAnswer } from '../../http/handle.ts'
import { newId } from '../../ids.ts'
import { invalidField, notFound, Refusal } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { readBillingProfile, readIssuer } from '../billing-profile/billing-profile.repository.ts'
import { nextChange } from '../changes/change-sequence.ts'
import * as announcements from './announcements.repository.ts'
import { describeAnnouncement, describeBalance, describeEntry } from './describe-entry.ts'
import { bookedLineOf, completeEntries } from './ledger.queries.ts'
import * as repository from './ledger.repository.ts'
import { payableDocument } from './payable-document.ts'
import { type PostedEntry, postEntry } from './post-entry.ts'

/** Money that came in, or is said to be on its way. */
export type MoneyIn = {
  readonly kind: 'deposit' | 'payment'
  readonly amount: MinorUnits
  readonly method: PaymentMethod
  readonly occurredOn?: IsoDate | undefined
  readonly invoice?: string | undefined
  readonly announcement?: string | undefined
}

/** Books money that an operator has seen; it goes to the document that it names, then to the oldest open one. */
export function bookMoney(deps: Deps, by: AccountCaller, money: MoneyIn) {
  return book(deps, by, `ledger.${money.kind}`, async (trx, today, now) => {
    if (money.invoice !== undefined) await payableDocument(trx, by.account, money.invoice, '/invoice')
    const draft: EntryDraft = {
      kind: money.kind,
      occurredOn: bankDay(money.occurredOn, today),
      postings: moved(money.amount, `cash:${money.method}`, 'customer'),
      person: by.personId,
      document: money.invoice ?? null,
      detail: { method: money.method },
    }
    const posted = await postEntry(trx, by.account, draft, now)
    if (money.announcement !== undefined) {
      await announcements.receive(trx, by.account, money.announcement, posted.seq)
    }
    return posted
  })
}

/** Notes that somebody says money is on its way; no balance changes. */
export async function announceMoney(deps: Deps, by: AccountCaller, money: MoneyIn) {
  const { amount, method } = money
  const row = { id: newId(), person: by.personId, amount, method, document: money.invoice ?? null }
  const full = { account: by.account, ...row, state: 'expected' as const, entry: null, created_at: deps.clock.now() }
  const announced = json(202, describeAnnouncement(full, null))
  await deps.storage.transact(async (trx) => {
    await nextChange(trx, by.account, 'billing')
    if (money.invoice !== undefined) await payableDocument(trx, by.account, money.invoice, '/invoice')
    await announcements.insertAnnouncement(trx, full)
    const after = { amount, method, document: row.document }
    await appendAudit(trx, by.account, { ...originOf(by, full.created_at), action: 'ledger.announce', after })
    await keepAnswer(by, trx, announced)
  })
  deps.events.nudge(by.account)
  return announced
}

/** Books money that an operator has transferred back. An overdraft is for orders; it is never paid out. */
export function refund(
  deps: Deps,
  by: AccountCaller,
  {
    amount,
    reason,
    occurredOn,
  }: { readonly amount: MinorUnits; readonly reason: string; readonly occurredOn?: IsoDate | undefined },
) {
  return book(deps, by, 'ledger.refund', async (trx, today, now) => {
    const before = await repository.readBook(trx, by.account)
    if (!before || amount > before.balance - before.held) throw new Refusal('more_than_available')
    const draft: EntryDraft = {
      kind: 'refund',
      occurredOn: bankDay(occurredOn, today),
      postings: moved(amount, 'customer', 'cash:bankTransfer'),
      person: by.personId,
      detail: { method: 'bankTransfer', reason },
    }
    return postEntry(trx, by.account, draft, now)
  })
}

/** The bank took money back: what it was given to is open again. */
export function bounce(deps: Deps, by: AccountCaller, seq: number, reason: string, occurredOn?: IsoDate) {
  return takeBack(deps, by, seq, { kind: 'bounce', reason, occurredOn, mayBe: BOUNCING_KINDS })
}

/** A wrong entry is taken back by another. A charge on a document is given back by a credit note instead. */
export function correct(deps: Deps, by: AccountCaller, seq: number, reason: string) {
  return takeBack(deps, by, seq, { kind: 'correction', reason, mayBe: [...BOOKED_KINDS, 'charge', 'suspense'] })
}

type TakeBack = {
  readonly kind: 'bounce' | 'correction'
  readonly reason: string
  readonly occurredOn?: IsoDate | undefined
  readonly mayBe: readonly EntryKind[]
}

function takeBack(deps: Deps, by: AccountCaller, seq: number, { kind, reason, occurredOn, mayBe }: TakeBack) {
  return book(deps, by, `ledger.${kind}`, async (trx, today, now) => {
    const entry = await repository.findEntry(trx, by.account, seq)
    if (!entry) throw notFound()
    if (!isOneOf(mayBe, entry.kind)) throw new Refusal('entry_not_reversible', { args: { kind: entry.kind } })
    if (await repository.findReversalOf(trx, by.account, seq)) throw new Refusal('already_reversed')
    assertNotBefore(entry, occurredOn)
    await assertNotClosed(trx, entry)
    if (kind === 'correction') await assertNotOfBankLine(trx, entry)
    const postings = (await repository.postingsOf(trx, by.account, [seq])).get(seq) ?? []
    const draft: EntryDraft = {
      kind,
      occurredOn: bankDay(occurredOn, today),
      postings: reversed(postings),
      person: by.personId,
      reference: entry.reference,
      domain: entry.domain as EntryDraft['domain'] & string,
      rateCode: entry.rate_code,
      detail: { reason },
      reverses: seq,
    }
    const posted = await postEntry(trx, by.account, draft, now)
    if (kind === 'correction') await announcements.expectAgain(trx, by.account, [seq])
    return posted
  })
}

/** A bank takes nothing back before it came in. */
function assertNotBefore({ occurred_on: came }: repository.EntryRow, occurredOn: IsoDate | undefined): void {
  if (occurredOn === undefined || occurredOn >= came) return
  throw invalidField('/occurredOn', 'before_payment', `A day from ${came} on, when the money came in.`)
}

/** What a document says of its period stays true: what is on one is not taken away under it. */
async function assertNotClosed(trx: Transaction<Database>, entry: repository.EntryRow): Promise<void> {
  const book = await repository.readBook(trx, entry.account)
  const isClosed = book?.closed_through != null && entry.posted_on <= book.closed_through
  if (entry.kind === 'charge' && isClosed) throw new Refusal('on_a_document')
}

/** A line of a bank file would still say that it is booked; its decision is taken back with the money. */
async function assertNotOfBankLine(trx: Transaction<Database>, entry: repository.EntryRow): Promise<void> {
  const line = await bookedLineOf(trx, entry)
  if (line) throw new Refusal('of_bank_line', { args: { file: line.file, line: line.n } })
}

/** A balance brought from elsewhere, or an adjustment. */
export function adjust(
  deps: Deps,
  by: AccountCaller,
  change: {
    readonly kind: 'openingBalance' | 'adjustment'
    readonly amount: number
    readonly reason: string
    readonly occurredOn?: IsoDate | undefined
  },
) {
  return book(deps, by, `ledger.${change.kind}`, (trx, today, now) => {
    const draft: EntryDraft = {
      kind: change.kind,
      occurredOn: bankDay(change.occurredOn, today),
      postings: moved(change.amount as MinorUnits, change.kind, 'customer'),
      person: by.personId,
      detail: { reason: change.reason },
    }
    return postEntry(trx, by.account, draft, now)
  })
}

type Work = (trx: Transaction<Database>, today: IsoDate, now: Instant) => Promise<PostedEntry>

/** Posts one entry under the account's lock, with its audit record, and answers with it and the new balance. */
async function book(deps: Deps, by: AccountCaller, action: string, work: Work) {
  const now = deps.clock.now()
  const answer = await deps.storage.transact(async (trx) => {
    await nextChange(trx, by.account, 'billing')
    const before = await repository.readBook(trx, by.account)
    invariant(before, 'every account has a book')
    const posted = await work(trx, dayInZone(now, before.zone), now)
    const row = await repository.findEntry(trx, by.account, posted.seq)
    invariant(row, 'what was posted is there')
    const [entry] = await completeEntries(trx, by.account, [row])
    invariant(entry, 'an entry is described')
    const after = await repository.readBook(trx, by.account)
    invariant(after, 'every account has a book')
    const profile = await readBillingProfile(trx, by.account)
    const issuer = await readIssuer(trx, profile.issuer)
    const record = {
      entry: posted.seq,
      amount: row.amount,
      occurredOn: row.occurred_on,
      detail: JSON.parse(row.detail),
    }
    if (posted.isNew) await appendAudit(trx, by.account, { ...originOf(by, now), action, after: record })
    const balance = describeBalance(after, profile, issuer)
    const booked = json(201, { state: 'booked' as const, entry: describeEntry(entry), balance })
    await keepAnswer(by, trx, booked)
    return booked
  })
  deps.events.nudge(by.account)
  return answer
}

function originOf(by: AccountCaller, at: Instant) {
  return { at, person: by.personId, address: by.address, requestId: by.requestId }
}

/** A bank's day is never in the future. */
function bankDay(given: IsoDate | undefined, today: IsoDate): IsoDate {
  if (given === undefined) return today
  if (given > today) throw invalidField('/occurredOn', 'in_the_future', `A day up to today, ${today}.`)
  return given
}
