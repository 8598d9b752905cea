import type { Transaction } from 'kysely'
import { assertNever } from '../../../core/base/invariant.ts'
import { DEFAULT_TAX_RATE } from '../../../core/billing/tax-rate.ts'
import type { Instant, IsoDate } from '../../../core/calendar/iso-date.ts'
import { type EntryDraft, moved } from '../../../core/ledger/entry.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import { type CancelCode, retryDelayMs } from '../../../core/orders/next-step.ts'
import type { RefusalCode } from '../../../core/orders/refusal-code.ts'
import type { RegistryName } from '../../adapters/registry/registry-gateway.ts'
import type { Database } from '../../storage/database.ts'
import { appendAudit } from '../audit/audit-log.ts'
import type { WriteContext } from '../domains/write-context.ts'
import { type Capture, captureHolds, releaseHolds } from '../ledger/holds.ts'
import { billingDay } from '../prices/read-price.ts'
import { advanceReversals } from '../reversals/advance-reversals.ts'
import { openTask } from '../tasks/tasks.repository.ts'
import * as repository from './orders.repository.ts'
import { writeFacts } from './write-facts.ts'

/** What has come of an item. */
export type ItemOutcome =
  | {
      readonly kind: 'done'
      readonly providerRef: string | null
      readonly expiresOn?: string | undefined
      readonly reading?: RegistryName | null
      /** The day on which it was done, where that was not today. */
      readonly doneOn?: IsoDate | null
    }
  /** `isPolled`: whether the registry can be asked what has become of it. */
  | { readonly kind: 'pending'; readonly providerRef: string; readonly isPolled: boolean }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly detail: string }
  | {
      readonly kind: 'cancelled'
      readonly code: CancelCode
      readonly detail: string
      readonly reading?: RegistryName | null
    }
  | { readonly kind: 'unknown'; readonly detail: string }
  /** It was not sent: nobody answered the question before it. */
  | { readonly kind: 'waiting'; readonly detail: string }
  /** The answers contradict each other: a person has to look. */
  | { readonly kind: 'stopped'; readonly detail: string }

export type ItemResult = { readonly item: repository.ItemRow; readonly outcome: ItemOutcome }

/** What an item is told to be when its answers contradict each other. */
const CONTRADICTORY = 'contradictory_answer'

/**
 * Books what has come of items: the charge or the money given back, the name's facts, the item's state, all in the
 * caller's transaction behind `nextChange(trx, account, 'billing')`. An item that has ended already is left as it is, so
 * that an answer that comes twice changes nothing. Returns the items as they are now.
 */
export async function recordOutcomes(
  trx: Transaction<Database>,
  context: WriteContext,
  results: readonly ItemResult[],
): Promise<readonly repository.ItemRow[]> {
  const current = await repository.findItems(
    trx,
    context.account,
    results.map(({ item }) => item),
  )
  const byId = new Map(current.map((item) => [repository.clientIdOf(item), item]))
  const billedOn = await billingDay(trx, context.account, context.now)
  const fresh = results.flatMap(({ item, outcome }): readonly ItemResult[] => {
    const now = byId.get(repository.clientIdOf(item))
    return now && isUnderWay(now) ? [{ item: now, outcome }] : []
  })
  const charges = await captureDone(trx, context, fresh, billedOn)
  await releaseEnded(trx, context, fresh)
  await openChecks(trx, context, fresh)
  const moves = fresh.map((one) => {
    const charge = charges.get(repository.clientIdOf(one.item)) ?? null
    return { before: one.item, after: settleItem(context, one, charge) }
  })
  await repository.moveItems(trx, moves)
  const after = moves.map((move) => move.after)
  await writeFacts(trx, context, fresh)
  await advanceReversals(trx, context, after)
  await recordAudit(trx, context, after)
  return after
}

function isUnderWay({ state }: repository.ItemRow): boolean {
  return state === 'held' || state === 'sent' || state === 'unknown'
}

function settleItem({ now }: WriteContext, { item, outcome }: ItemResult, charge: number | null): repository.ItemRow {
  const free = { ...item, claimed_until: null, updated_at: now }
  const ended = { ...free, next_at: null, auth_code: null }
  switch (outcome.kind) {
    case 'done': {
      const provider_ref = outcome.providerRef ?? item.provider_ref
      return { ...ended, state: 'done', code: null, detail: null, provider_ref, charge_entry: charge }
    }
    case 'refused':
    case 'cancelled':
      return { ...ended, state: outcome.kind, code: outcome.code, detail: outcome.detail }
    case 'pending': {
      const next_at = outcome.isPolled ? retryAt(item.attempts) : null
      return { ...free, state: 'sent', provider_ref: outcome.providerRef, next_at, code: null, detail: null }
    }
    case 'unknown':
      return { ...free, state: 'unknown', detail: outcome.detail, next_at: retryAt(item.attempts) }
    case 'waiting':
      return { ...free, detail: outcome.detail, attempts: item.attempts + 1, next_at: retryAt(item.attempts) }
    case 'stopped':
      return { ...free, state: 'unknown', code: CONTRADICTORY, detail: outcome.detail, next_at: null }
    default:
      return assertNever(outcome, 'outcome')
  }
}

/** Charges what is done, by item. */
async function captureDone(
  trx: Transaction<Database>,
  { account, now }: WriteContext,
  results: readonly ItemResult[],
  billedOn: IsoDate,
): Promise<ReadonlyMap<string, number>> {
  const done = results.flatMap(({ item, outcome }) => {
    if (outcome.kind !== 'done' || item.hold === null || item.price === null) return []
    return [{ id: item.hold, draft: chargeOf(item, item.price as MinorUnits, outcome.doneOn ?? billedOn), item }]
  })
  const posted = await captureHolds(trx, account, done satisfies readonly Capture[], now)
  return new Map(
    posted.flatMap(({ seq }, index) => (done[index] ? [[repository.clientIdOf(done[index].item), seq] as const] : [])),
  )
}

function chargeOf(item: repository.ItemRow, price: MinorUnits, occurredOn: IsoDate): EntryDraft {
  const reference = repository.referenceOf(item)
  return {
    kind: 'charge',
    occurredOn,
    postings: moved(price, 'customer', 'revenueIncl'),
    key: reference,
    reference,
    domain: repository.nameOf(item),
    rateCode: DEFAULT_TAX_RATE,
    detail: { operation: item.operation, years: item.years },
  }
}

/** Gives the money back that was set aside for what has ended without being done. */
function releaseEnded(
  trx: Transaction<Database>,
  { account, now }: WriteContext,
  results: readonly ItemResult[],
): Promise<void> {
  const holds = results.flatMap(({ item, outcome }) =>
    (outcome.kind === 'refused' || outcome.kind === 'cancelled') && item.hold !== null ? [item.hold] : [],
  )
  return releaseHolds(trx, account, holds, now)
}

/** A person looks at items whose answers contradict each other. */
async function openChecks(
  trx: Transaction<Database>,
  { account, now }: WriteContext,
  results: readonly ItemResult[],
): Promise<void> {
  for (const { item, outcome } of results) {
    if (outcome.kind !== 'stopped') continue
    const task = { account, id: repository.clientIdOf(item), order_id: item.order_id, n: item.n, created_at: now }
    await openTask(trx, { ...task, kind: 'check' })
  }
}

/** When an item is looked at again, by the system's clock: the domain's may be set by hand. */
function retryAt(attempts: number): Instant {
  return new Date(Date.now() + retryDelayMs(attempts)).toISOString() as Instant
}

/** One record for all, with the names inside. */
async function recordAudit(
  trx: Transaction<Database>,
  { account, now }: WriteContext,
  items: readonly repository.ItemRow[],
): Promise<void> {
  const ended = items.filter(({ state }) => state === 'done' || state === 'refused' || state === 'cancelled')
  if (ended.length === 0) return
  const after = {
    items: ended.map(({ order_id, n, name, operation, state, code, price }) => {
      return { order: `${order_id}/${n}`, name, operation, state, ...(code === null ? { price } : { code }) }
    }),
  }
  await appendAudit(trx, account, { at: now, person: null, action: 'orders.settle', after })
}
