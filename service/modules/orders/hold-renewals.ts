import type { Transaction } from 'kysely'
import type { DomainName } from '../../../core/domains/domain-name.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { RenewalCandidate } from '../../../core/orders/renewal-run.ts'
import type { RegistryRead } from '../../adapters/registry/registry-gateway.ts'
import type { Database } from '../../storage/database.ts'
import { markBlocked } from '../domains/mark-blocked.ts'
import type { WriteContext } from '../domains/write-context.ts'
import { placeHolds } from '../ledger/holds.ts'
import { type DueName, namesByText, renewalsOf } from './due-renewals.repository.ts'
import * as repository from './orders.repository.ts'
import { asSent, newClaim } from './send-items.ts'
import { judgeHeld } from './work-items.ts'

/** A name that waits for its renewal in a run. */
export type DueRenewal = DueName & RenewalCandidate

/** The order of a run's day; its head is made with its first item. */
export type RunOrder = { readonly id: string }

type Item = repository.ItemRow

/** What registries have just said of names. */
export type FreshReadings = ReadonlyMap<DomainName, RegistryRead>

/**
 * Sets the money for renewals aside, in their order, and marks those as sent whose registry has just been read and says
 * that they can be. Each name is looked at again as it is now: one that has been renewed or ordered meanwhile, or is not
 * held any more, is left out. Returns those that are paid for; what is marked is the caller's to send.
 */
export async function holdRenewals(
  trx: Transaction<Database>,
  context: WriteContext,
  order: RunOrder,
  taken: readonly DueRenewal[],
  readings: FreshReadings,
): Promise<readonly Item[]> {
  const waiting = await stillWaiting(trx, context, order, taken)
  const claim = newClaim()
  const items = (await setAside(trx, context, waiting)).map((one) => {
    const reading = one.item.state === 'held' ? readings.get(one.renewal.name) : undefined
    const verdict = reading && judgeHeld(one.item, reading)
    if (verdict?.kind !== 'send') return one
    return { ...one, item: asSent(one.item, verdict.currentExpiry, claim, context.now) }
  })
  await store(trx, context, order, items)
  return items.map(({ item }) => item).filter(({ state }) => state !== 'blocked')
}

/** Notes renewals for which the money is short; they are tried again with every run. */
export async function blockRenewals(
  trx: Transaction<Database>,
  context: WriteContext,
  order: RunOrder,
  blocked: readonly DueRenewal[],
): Promise<void> {
  const waiting = await stillWaiting(trx, context, order, blocked)
  await store(
    trx,
    context,
    order,
    waiting.map((one) => ({ ...one, item: asBlocked(one) })),
  )
}

/** `before` is null for an item that is not stored yet. */
type WaitingItem = { readonly renewal: DueRenewal; readonly before: Item | null; readonly item: Item }

async function stillWaiting(
  trx: Transaction<Database>,
  context: WriteContext,
  order: RunOrder,
  renewals: readonly DueRenewal[],
): Promise<readonly WaitingItem[]> {
  const { account, terms } = context
  const names = renewals.map(({ name }) => name)
  const ordered = new Map((await renewalsOf(trx, account, names)).map((item) => [item.name, item]))
  const expiries = new Map(
    (await namesByText(trx, account, names, terms.timeZone)).map((one) => [one.name as string, one.expiresOn]),
  )
  let n = await repository.lastPlace(trx, account, order.id)
  return renewals.flatMap((renewal): readonly WaitingItem[] => {
    const known = ordered.get(renewal.name)
    if (expiries.get(renewal.name) !== renewal.expiresOn) return []
    if (known) return isWaiting(known) ? [{ renewal, before: known, item: known }] : []
    n += 1
    return [{ renewal, before: null, item: newRenewal(context, order, n, renewal) }]
  })
}

export function isWaiting({ state }: Pick<Item, 'state'>): boolean {
  return state === 'queued' || state === 'blocked'
}

function newRenewal({ account, now }: WriteContext, order: RunOrder, n: number, renewal: DueName): Item {
  return {
    ...repository.blankItem(account, order.id, n, now),
    operation: 'renew',
    name: renewal.name,
    suffix: renewal.suffix,
    connection: renewal.connection,
    gateway: renewal.gateway,
    expiry_before: renewal.expiresOn,
  }
}

/** The waiting renewals in their order, each either paid for or short of money. */
async function setAside(
  trx: Transaction<Database>,
  { account, now }: WriteContext,
  waiting: readonly WaitingItem[],
): Promise<readonly WaitingItem[]> {
  const holds = waiting.map(({ item, renewal }) => repository.holdOf({ ...item, price: renewal.price }))
  const placed = await placeHolds(trx, account, holds, now)
  const next_at = new Date().toISOString()
  return waiting.map((one) => {
    const hold = repository.referenceOf(one.item)
    if (!placed.has(hold)) return { ...one, item: asBlocked(one) }
    const paid = { state: 'held', price: one.renewal.price, hold, code: null, detail: null } as const
    return { ...one, item: { ...one.item, ...paid, next_at, updated_at: now } }
  })
}

function asBlocked({ item, renewal }: WaitingItem): Item {
  return { ...item, state: 'blocked', code: 'funds', price: renewal.price as MinorUnits, next_at: null }
}

async function store(
  trx: Transaction<Database>,
  context: WriteContext,
  { id }: RunOrder,
  items: readonly WaitingItem[],
): Promise<void> {
  const news = items.filter(({ before }) => before === null)
  const moves = items.flatMap(({ before, item }) => (before === null ? [] : [{ before, after: item }]))
  if (news.length > 0) {
    const { account, now } = context
    await repository.insertHead(trx, { account, id, source: 'run', person: null, created_at: now })
  }
  await repository.insertItems(
    trx,
    news.map(({ item }) => item),
  )
  await repository.moveItems(trx, moves)
  const named = (isBlocked: boolean) =>
    items.filter(({ item }) => (item.state === 'blocked') === isBlocked).map(({ item }) => item.name)
  await markBlocked(trx, context, named(true), 'funds')
  await markBlocked(trx, context, named(false), null)
}
