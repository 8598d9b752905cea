import type { Transaction } from 'kysely'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Provenance } from '../../../core/domains/dated-fact.ts'
import { parseDomainName } from '../../../core/domains/domain-name.ts'
import { type EntryDraft, reversed } from '../../../core/ledger/entry.ts'
import { orderReference } from '../../../core/ledger/order-reference.ts'
import { reversibleUntil } from '../../../core/orders/reversal.ts'
import type { Deps } from '../../deps.ts'
import { type AccountCaller, type Answer, json, keepAnswer } from '../../http/handle.ts'
import { newId } from '../../ids.ts'
import { enqueueJob } from '../../jobs/enqueue-job.ts'
import { Refusal } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { readBillingProfile } from '../billing-profile/billing-profile.repository.ts'
import { documentOfCharge } from '../documents/credit-notes.repository.ts'
import { issueCreditNotes } from '../documents/credit-notes.ts'
import { findVisibleName } from '../domains/domain-detail.ts'
import type { StoredDomain } from '../domains/domain-state.ts'
import { updateDomains } from '../domains/domain-writer.ts'
import type { WriteContext } from '../domains/write-context.ts'
import { type EntryRow, findEntry, findReversalOf, postingsOf } from '../ledger/ledger.repository.ts'
import { postEntry } from '../ledger/post-entry.ts'
import { changeAccount } from '../orders/account-change.ts'
import { ORDERS_JOB } from '../orders/orders.job.ts'
import * as orders from '../orders/orders.repository.ts'
import { billingDay } from '../prices/read-price.ts'
import { assertSteppedUp } from '../sessions/step-up.ts'
import { UNLOCK_STEP } from './advance-reversals.ts'
import { describeReversal } from './describe-reversal.ts'
import * as repository from './reversals.repository.ts'

export type ReversalRequest = { readonly name: string; readonly confirm?: string | undefined }

/**
 * Gives the last renewal of a name back: the credit and the loss of control are one transaction, so that nobody keeps the
 * name and the money. What follows at the registry - unlocking, parking - is ordered with it. Answers with the reversal.
 */
export async function placeReversal(deps: Deps, by: AccountCaller, request: ReversalRequest): Promise<Answer> {
  const answer = await changeAccount(deps, by.account, async (trx, context) => {
    const stored = await findVisibleName(trx, by, request.name, 'reversals.place')
    assertTyped(stored, request)
    const renewal = await lastRenewal(trx, context, stored)
    await assertSteppedUp(trx, by)
    const order = newId()
    const credit = await giveBack(trx, context, by, { order, ...renewal })
    const entry = { account: by.account, seq: credit }
    // Where the charge stands on a document already, what is given back does too.
    const notes = await issueCreditNotes(trx, [entry], { at: context.now, person: by.personId })
    await letGo(trx, context, stored)
    await orderRelease(trx, context, by, { order, ...renewal })
    const reversal: repository.ReversalRow = {
      account: by.account,
      id: order,
      name: stored.state.name,
      state: 'requested',
      charge_entry: renewal.charge.seq,
      credit_entry: credit,
      amount: -renewal.charge.amount,
      credit_note: notes.get(`${by.account} ${credit}`) ?? null,
      person: by.personId,
      requested_at: context.now,
      unlocked_at: null,
      parked_at: null,
      relinquished_at: null,
    }
    await repository.insertReversal(trx, reversal)
    await appendAudit(trx, by.account, {
      at: context.now,
      person: by.personId,
      address: by.address,
      requestId: by.requestId,
      action: 'reversal.request',
      subject: stored.state.name,
      before: { holding: 'held', expiresOn: stored.row.expires_on },
      after: { holding: 'relinquished', credit, amount: -renewal.charge.amount },
    })
    const placed = json(202, describeReversal(reversal))
    await keepAnswer(by, trx, placed)
    return placed
  })
  deps.jobs.wake()
  deps.events.nudge(by.account)
  return answer
}

function assertTyped(stored: StoredDomain, { confirm }: ReversalRequest): void {
  const typed = parseDomainName(confirm ?? '')
  if (typed.ok && typed.value.name === stored.state.name) return
  throw new Refusal('confirmation_required', {
    detail: 'The name is let go at once and for good: type it to confirm.',
    args: { name: stored.state.unicodeName },
  })
}

type Renewal = { readonly item: orders.ItemRow; readonly charge: EntryRow }

/** The name's last renewal here, as long as it can be given back. */
async function lastRenewal(trx: Transaction<Database>, context: WriteContext, stored: StoredDomain): Promise<Renewal> {
  const { account } = context
  const { name, unicodeName, holding } = stored.state
  const item = holding === 'held' ? await orders.lastChargedRenewal(trx, account, name) : undefined
  const charge = item?.charge_entry == null ? undefined : await findEntry(trx, account, item.charge_entry)
  if (!item || !charge) {
    throw new Refusal('not_reversible', {
      detail: 'There is no renewal here to give back.',
      args: { name: unicodeName },
    })
  }
  // Money that an operator gave back by a correction is not given back again.
  if (await findReversalOf(trx, account, charge.seq)) throw new Refusal('already_reversed')
  const profile = await readBillingProfile(trx, account)
  const terms = { until: profile.reversal_until as IsoDate | null, days: profile.reversal_days }
  const until = reversibleUntil(charge.occurred_on as IsoDate, terms)
  const today = await billingDay(trx, account, context.now)
  if (until === null) {
    throw new Refusal('not_reversible', {
      detail: 'The terms of this account know no reversal.',
      args: { name: unicodeName },
    })
  }
  if (today > until) {
    throw new Refusal('reversal_too_late', { detail: `Reversals were possible until ${until}.`, args: { until } })
  }
  return { item, charge }
}

type GivenBack = Renewal & { readonly order: string }

async function giveBack(
  trx: Transaction<Database>,
  { account, now }: WriteContext,
  by: AccountCaller,
  { order, item, charge }: GivenBack,
): Promise<number> {
  const postings = (await postingsOf(trx, account, [charge.seq])).get(charge.seq) ?? []
  const draft: EntryDraft = {
    kind: 'reversal',
    occurredOn: await billingDay(trx, account, now),
    postings: reversed(postings),
    key: `reversal:${charge.seq}`,
    person: by.personId,
    reference: orderReference({ order, step: String(UNLOCK_STEP) }),
    domain: orders.nameOf(item),
    rateCode: charge.rate_code,
    detail: { operation: item.operation, years: item.years },
    reverses: charge.seq,
    document: await documentOfCharge(trx, account, charge.seq),
  }
  return (await postEntry(trx, account, draft, now)).seq
}

async function letGo(trx: Transaction<Database>, context: WriteContext, stored: StoredDomain): Promise<void> {
  const manual: Provenance = { source: 'manual', asOf: context.today }
  const provenance = { ...stored.state.provenance, holding: manual }
  await updateDomains(trx, context, [{ before: stored, patch: { holding: 'relinquished', provenance } }])
}

async function orderRelease(
  trx: Transaction<Database>,
  { account, now, changeSeq }: WriteContext,
  by: AccountCaller,
  { order, item }: GivenBack,
): Promise<void> {
  const head = { account, id: order, source: 'reversal', person: by.personId, created_at: now } as const
  await orders.insertHead(trx, head)
  const { name, suffix, connection, gateway, expiry_before } = item
  const unlock = { operation: 'unlock', state: 'held', name, suffix, connection, gateway, expiry_before } as const
  const next_at = new Date().toISOString()
  await orders.insertItems(trx, [{ ...orders.blankItem(account, order, UNLOCK_STEP, now), ...unlock, next_at }])
  const job = { account, kind: ORDERS_JOB, payload: {}, total: 1, person: by.personId, changeSeq, at: now }
  await enqueueJob(trx, job)
}
