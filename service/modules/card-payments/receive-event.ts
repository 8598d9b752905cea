import type { Transaction } from 'kysely'
import { dayInZone, type Instant } from '../../../core/calendar/iso-date.ts'
import { type EntryDraft, moved, reversed } from '../../../core/ledger/entry.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { PaymentEvent, StoredCard, TakenBack } from '../../adapters/payments/payment-port.ts'
import type { Deps } from '../../deps.ts'
import type { Database } from '../../storage/database.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { findEntriesByKey, findReversalOf, postingsOf, readBook } from '../ledger/ledger.repository.ts'
import { postEntry } from '../ledger/post-entry.ts'
import * as repository from './card-payments.repository.ts'
import { failCharge } from './fail-charge.ts'

type EventDeps = Pick<Deps, 'storage' | 'clock' | 'events'>

/** Does what the provider's message says, once, however often and in whatever order messages come. */
export async function receiveEvent(deps: EventDeps, event: PaymentEvent): Promise<void> {
  switch (event.kind) {
    case 'pagePaid':
      return pagePaid(deps, event.page, event.reference, event.amount)
    case 'charged':
      return charged(deps, event.charge, event.reference, event.amount)
    case 'cardStored':
      return cardStored(deps, event.page, event.card)
    case 'pageExpired':
      return pageExpired(deps, event.page)
    case 'chargeFailed':
      return chargeFailed(deps, event.charge, event.code)
    case 'takenBack':
      return takenBack(deps, event)
    case 'other':
      return
  }
}

async function pagePaid(deps: EventDeps, id: string, reference: string, amount: number): Promise<void> {
  const page = await repository.findPage(deps.storage.read, id)
  if (!page) return
  await inAccount(deps, page.account, async (trx, now) => {
    await repository.endPage(trx, id, { state: 'done', reference })
    await bookCardMoney(trx, { account: page.account, reference, amount, document: page.document }, now)
  })
}

/** A payment on a page is told of twice: by its page and as a payment. */
async function charged(deps: EventDeps, id: string, reference: string, amount: number): Promise<void> {
  const charge = await repository.findCharge(deps.storage.read, id)
  if (!charge) return pagePaid(deps, id, reference, amount)
  await inAccount(deps, charge.account, async (trx, now) => {
    await repository.updateCharge(trx, id, { state: 'paid', reference, code: null, detail: null })
    const { account, document } = charge
    await bookCardMoney(trx, { account, reference, amount, document }, now)
  })
}

export type CardMoney = {
  readonly account: string
  /** The provider's number of the payment; the same number is booked once. */
  readonly reference: string
  readonly amount: number
  readonly document: string | null
}

/** Books money that the provider has taken. The caller holds the account's write lock. */
export async function bookCardMoney(trx: Transaction<Database>, money: CardMoney, now: Instant): Promise<void> {
  const { account, reference, amount, document } = money
  const book = await readBook(trx, account)
  if (!book || amount <= 0) return
  const kind = document === null ? 'deposit' : 'payment'
  const draft = {
    kind,
    occurredOn: dayInZone(now, book.zone),
    postings: moved(amount as MinorUnits, 'cash:creditCard', 'customer'),
    key: `card:${reference}`,
    reference: `card:${reference}`,
    document,
    detail: { method: 'creditCard' },
  } as const
  const posted = await postEntry(trx, account, draft, now)
  if (!posted.isNew) return
  const after = { entry: posted.seq, amount, document, reference }
  await appendAudit(trx, account, { at: now, person: null, action: `ledger.${kind}`, after })
}

async function cardStored(deps: EventDeps, id: string, card: StoredCard): Promise<void> {
  const page = await repository.findPage(deps.storage.read, id)
  if (page?.kind !== 'store') return
  await inAccount(deps, page.account, async (trx, now) => {
    await repository.endPage(trx, id, { state: 'done' })
    const { customer, method, brand, last4, expMonth, expYear } = card
    const stored = { customer, method, brand, last4, exp_month: expMonth, exp_year: expYear, stored_at: now }
    await repository.storeMethod(trx, { account: page.account, ...stored })
    const after = { brand, last4, expMonth, expYear }
    await appendAudit(trx, page.account, { at: now, person: page.person, action: 'card.store', after })
  })
}

async function pageExpired(deps: EventDeps, id: string): Promise<void> {
  const page = await repository.findPage(deps.storage.read, id)
  if (page?.state !== 'open') return
  await inAccount(deps, page.account, (trx) => repository.endPage(trx, id, { state: 'expired' }))
}

async function chargeFailed(deps: EventDeps, id: string, code: string): Promise<void> {
  const charge = await repository.findCharge(deps.storage.read, id)
  if (charge?.state !== 'sent') return
  await inAccount(deps, charge.account, (trx, now) => failCharge(trx, charge, { code, detail: null }, now))
}

/**
 * All of a payment that was refunded or disputed is a payment that bounced: what it paid is open again. A part of it is
 * money that was paid back.
 */
async function takenBack(deps: EventDeps, { reference, reason, amount, payment }: TakenBack): Promise<void> {
  if (payment !== null) await charged(deps, payment.charge, reference, payment.amount)
  const account = await repository.accountOfReference(deps.storage.read, reference)
  if (account === null) return
  await inAccount(deps, account, async (trx, now) => {
    const [paid] = await findEntriesByKey(trx, [{ account, key: `card:${reference}` }])
    if (!paid || (await findReversalOf(trx, account, paid.seq))) return
    const before = await repository.paidBack(trx, account, reference)
    const rest = Math.min(amount - (before.get(reason) ?? 0), paid.amount - sumOf(before))
    if (rest <= 0) return
    const book = await readBook(trx, account)
    const shared = {
      occurredOn: dayInZone(now, book?.zone ?? 'Asia/Tokyo'),
      reference: `card:${reference}`,
      detail: { reason, method: 'creditCard' },
    }
    const postings = (await postingsOf(trx, account, [paid.seq])).get(paid.seq) ?? []
    const draft: EntryDraft =
      rest === paid.amount
        ? { ...shared, kind: 'bounce', key: `card:back:${reference}`, postings: reversed(postings), reverses: paid.seq }
        : {
            ...shared,
            kind: 'refund',
            key: `card:back:${reference}:${reason}:${amount}`,
            postings: moved(rest as MinorUnits, 'customer', 'cash:creditCard'),
          }
    const posted = await postEntry(trx, account, draft, now)
    const after = { entry: posted.seq, of: paid.seq, amount: rest, reason }
    await appendAudit(trx, account, { at: now, person: null, action: `ledger.${draft.kind}`, after })
  })
}

const sumOf = (parts: ReadonlyMap<string, number>) => [...parts.values()].reduce((sum, part) => sum + part, 0)

async function inAccount(
  deps: EventDeps,
  account: string,
  work: (trx: Transaction<Database>, now: Instant) => Promise<void>,
): Promise<void> {
  const now = deps.clock.now()
  await deps.storage.transact(async (trx) => {
    await nextChange(trx, account, 'billing')
    await work(trx, now)
  })
  deps.events.nudge(account)
}
