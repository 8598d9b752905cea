import type { Transaction } from 'kysely'
import { type Actor, can } from '../../../core/access/can.ts'
import { invariant } from '../../../core/base/invariant.ts'
import type { PriceBook, PricedOperation } from '../../../core/billing/price-list.ts'
import { type DomainName, parseDomainName } from '../../../core/domains/domain-name.ts'
import type { Suffix } from '../../../core/domains/suffix.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import { type OrderRefusal, refuseOrder } from '../../../core/orders/order-check.ts'
import type { OrderSource } from '../../../core/orders/order-item.ts'
import { invalidField, Refusal } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import { type ConnectionRow, listConnections } from '../connections/connections.repository.ts'
import type { StoredDomain } from '../domains/domain-state.ts'
import { findDomains } from '../domains/domains.repository.ts'
import type { WriteContext } from '../domains/write-context.ts'
import { pricesNow } from '../prices/read-price.ts'
import { connectionForOrders } from './order-connection.ts'
import * as repository from './orders.repository.ts'

/** One thing that is ordered. */
export type OrderedName = {
  readonly operation: PricedOperation
  readonly name: string
  readonly years: number
  /** Where a name that is new is to be held; without it where this workspace places its orders. */
  readonly connection?: string | undefined
  readonly authCode?: string | undefined
  /** What was agreed to in a quote; without it the price of the day. */
  readonly price?: MinorUnits | undefined
}

/** Who orders. Without an actor everything may be ordered (a quote that was agreed to). */
export type Orderer = { readonly person: string | null; readonly source: OrderSource; readonly actor: Actor | null }

/** A change of the account, and whether its orders go to the simulated registry. */
export type OrderContext = WriteContext & { readonly isSandbox: boolean }

/** A name of an order with all that was looked up about it. */
export type JudgedName = {
  readonly wanted: OrderedName
  readonly name: DomainName
  readonly suffix: Suffix
  readonly stored: StoredDomain | null
  readonly connection: ConnectionRow
  readonly price: MinorUnits
  /** A renewal that waits for money; the order takes its place. */
  readonly waiting: repository.ItemRow | null
}

/** Looks every name of an order up and refuses the order where anything is against one of them. */
export async function judgeOrder(
  trx: Transaction<Database>,
  context: OrderContext,
  orderer: Orderer,
  wanted: readonly OrderedName[],
): Promise<readonly JudgedName[]> {
  const parsed = parseNames(wanted)
  const found = await lookUp(trx, context, wanted, parsed)
  assertAllowed(orderer, parsed, found.stored)
  assertConnections(found, wanted, parsed)
  const judged = wanted.map((one, index) => {
    const own = parsed[index]
    invariant(own, 'each name was parsed')
    return judgeName(found, one, own)
  })
  assertTaken(judged)
  return judged.map(({ connection, price, code: _, ...one }) => {
    invariant(connection && price !== null, 'an order that is taken has a connection and a price')
    return { ...one, connection, price }
  })
}

/** What an order's names are held against. */
type LookedUp = {
  readonly stored: ReadonlyMap<string, StoredDomain>
  readonly connections: ReadonlyMap<string, ConnectionRow>
  /** Where names come in of which nobody says where. */
  readonly fallback: ConnectionRow | null
  readonly prices: PriceBook
  readonly open: ReadonlyMap<string, readonly repository.ItemRow[]>
}

async function lookUp(
  trx: Transaction<Database>,
  context: OrderContext,
  wanted: readonly OrderedName[],
  parsed: readonly ParsedName[],
): Promise<LookedUp> {
  const { account, now } = context
  const names = parsed.map(({ name }) => name)
  const connections = await listConnections(trx, account)
  const isAnywhere = wanted.some((one) => isIncoming(one.operation) && one.connection === undefined)
  const suffixes = [...new Set(parsed.map(({ suffix }) => suffix))]
  return {
    stored: new Map((await findDomains(trx, account, { names })).map((one) => [one.row.name, one])),
    connections: new Map(connections.map((row) => [row.id, row])),
    fallback: isAnywhere ? await connectionForOrders(trx, context, connections) : null,
    prices: await pricesNow(trx, account, now, { suffixes }),
    open: Map.groupBy(await repository.openItemsOf(trx, account, names), ({ name }) => name),
  }
}

function judgeName(found: LookedUp, wanted: OrderedName, { name, suffix }: ParsedName) {
  const { operation, years } = wanted
  const stored = found.stored.get(name) ?? null
  const heldAt = stored && (found.connections.get(stored.state.connection) ?? null)
  const place = wanted.connection === undefined ? found.fallback : found.connections.get(wanted.connection)
  const connection = (isIncoming(operation) ? place : heldAt) ?? null
  const price = wanted.price ?? found.prices.priceOf({ suffix, operation, years })?.amount ?? null
  const items = found.open.get(name) ?? []
  const waiting = items.find((item) => item.state === 'blocked' && item.operation === 'renew') ?? null
  const code = refuseOrder({
    operation,
    known: stored && {
      isHeld: stored.state.holding === 'held',
      gateway: heldAt?.gateway ?? 'none',
      hasExpiry: stored.row.expires_on !== null,
    },
    gateway: connection?.gateway ?? null,
    price,
    isUnderWay: items.some((item) => item !== waiting && item.operation !== 'expire'),
  })
  return { wanted, name, suffix, stored, connection, price, waiting, code }
}

function isIncoming(operation: PricedOperation): boolean {
  return operation === 'register' || operation === 'transfer'
}

type ParsedName = { readonly name: DomainName; readonly suffix: Suffix }

function parseNames(wanted: readonly OrderedName[]): readonly ParsedName[] {
  const seen = new Set<string>()
  return wanted.map(({ name }, index) => {
    const parsed = parseDomainName(name)
    const pointer = `/items/${index}/name`
    if (!parsed.ok) {
      const detail = `"${name}" is no name that can be registered (${parsed.error.code}).`
      throw new Refusal('bad_name', { detail, errors: [{ pointer, code: parsed.error.code, detail }] })
    }
    if (seen.has(parsed.value.name)) {
      const detail = `${parsed.value.unicodeName} is in this order twice.`
      throw new Refusal('invalid', { detail, errors: [{ pointer, code: 'repeated', detail }] })
    }
    seen.add(parsed.value.name)
    return parsed.value
  })
}

/** What somebody may not see looks as if it were not there; what they may see and not order is refused. */
function assertAllowed(
  { actor }: Orderer,
  parsed: readonly ParsedName[],
  stored: ReadonlyMap<string, StoredDomain>,
): void {
  if (actor === null) return
  for (const { name, suffix } of parsed) {
    const state = stored.get(name)?.state
    const target = { kind: 'name', suffix, department: state?.department ?? null, tags: state?.tags ?? [] } as const
    if (!can(actor, 'orders.place', target)) {
      throw state && can(actor, 'domains.read', target)
        ? new Refusal('forbidden')
        : refusalOf([[name, 'unknown_names']])
    }
  }
}

/** A connection that is named is one of the account's, and of a name that is held already its own. */
function assertConnections(
  { connections, stored }: LookedUp,
  wanted: readonly OrderedName[],
  parsed: readonly ParsedName[],
): void {
  for (const [index, { connection, operation }] of wanted.entries()) {
    if (connection === undefined) continue
    const pointer = `/items/${index}/connection`
    if (!connections.has(connection)) {
      throw invalidField(pointer, 'unknown_connection', `There is no connection "${connection}".`)
    }
    const held = stored.get(parsed[index]?.name ?? '')?.state.connection
    if (isIncoming(operation) || held === undefined || held === connection) continue
    throw invalidField(pointer, 'other_connection', 'The name is held at another connection; leave this out.')
  }
}

const DETAILS: Readonly<Record<OrderRefusal, string>> = {
  already_exists: 'is held already',
  gateway_not_allowed: 'is really held somewhere; the simulated registry does not take it over',
  no_expiry: 'has no known expiry, so that a renewal could be done twice',
  no_gateway: 'belongs to a connection that is only watched; choose another gateway to order',
  no_price: 'has no price for this operation and term',
  not_held: 'is not held any more',
  order_under_way: 'has an order under way',
  unknown_names: 'is not in this account',
}

function assertTaken(found: readonly { readonly name: string; readonly code: OrderRefusal | null }[]): void {
  const refused = found.flatMap(({ name, code }, index) => (code === null ? [] : [[name, code, index] as const]))
  if (refused.length > 0) throw refusalOf(refused)
}

/** Names the first reason in its code, and every name with its own. */
function refusalOf(refused: readonly (readonly [name: string, code: OrderRefusal, index?: number])[]): Refusal {
  const [first] = refused
  invariant(first, 'something was refused')
  const errors = refused.map(([name, code, index]) => {
    return { pointer: `/items/${index ?? 0}`, code, detail: `${name} ${DETAILS[code]}.` }
  })
  const [, code] = first
  const isOwnCode = code !== 'no_expiry' && code !== 'not_held'
  return new Refusal(isOwnCode ? code : 'invalid', { detail: errors[0]?.detail ?? '', errors })
}
