import { type Kysely, sql, type Transaction } from 'kysely'
import type { Instant } from '../../../core/calendar/iso-date.ts'
import type { DomainName } from '../../../core/domains/domain-name.ts'
import type { Suffix } from '../../../core/domains/suffix.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { BulkSkip } from '../../../core/renewal/renewal-step.ts'
import type { Database } from '../../storage/database.ts'
import { connectionsToOrderThrough } from '../connections/connections.repository.ts'
import type { DomainRow } from '../domains/domain-state.ts'
import type { WriteContext } from '../domains/write-context.ts'
import { placeHolds } from '../ledger/holds.ts'
import { pricesNow } from '../prices/read-price.ts'
import * as repository from './orders.repository.ts'
import { takeOver } from './take-over.ts'

/** What the renewal of a name depends on besides the name; read once for many. */
export type RenewalTerms = {
  readonly years: number
  readonly priceOf: (suffix: Suffix) => MinorUnits | null
  /** The gateways of the connections through which orders can be placed. */
  readonly gateways: ReadonlyMap<string, repository.ItemRow['gateway']>
  /** Names, by id, for which an order is under way. */
  readonly underWay: ReadonlySet<number>
}

export async function readRenewalTerms(
  db: Kysely<Database>,
  { account, now }: { readonly account: string; readonly now: Instant },
  years: number,
): Promise<RenewalTerms> {
  const book = await pricesNow(db, account, now)
  return {
    years,
    priceOf: (suffix) => book.priceOf({ suffix, operation: 'renew', years })?.amount ?? null,
    gateways: await connectionsToOrderThrough(db, account),
    underWay: await namesUnderWay(db, account),
  }
}

async function namesUnderWay(db: Kysely<Database>, account: string): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ id: number }>`
    select d.id from order_item i join domain d on d.account = i.account and d.name = i.name
    where i.account = ${account} and i.operation <> 'expire' and i.state in ('queued', 'held', 'sent', 'unknown')`.execute(
    db,
  )
  return new Set(rows.map(({ id }) => id))
}

type NameToRenew = Pick<DomainRow, 'id' | 'expires_on'>
type KeyToRenew = { readonly suffix: Suffix; readonly connection: string; readonly holding: string }

/** Whether the renewal of a name can be ordered; why not, otherwise. */
export function judgeRenewal(row: NameToRenew, key: KeyToRenew, terms: RenewalTerms): 'change' | BulkSkip {
  if (key.holding !== 'held') return 'not_held'
  if (!terms.gateways.has(key.connection)) return 'no_gateway'
  if (row.expires_on === null) return 'no_expiry'
  if (terms.underWay.has(row.id)) return 'order_under_way'
  return terms.priceOf(key.suffix) === null ? 'no_price' : 'change'
}

/** A name whose renewal was judged to be possible, with its place in the order. */
export type RenewedName = {
  readonly n: number
  readonly name: DomainName
  readonly expiresOn: string
  readonly suffix: Suffix
  readonly connection: string
}

/**
 * Orders renewals one by one, as far as the money goes: in the caller's transaction behind `nextChange`. Returns the
 * places that were ordered.
 */
export async function orderRenewals(
  trx: Transaction<Database>,
  context: WriteContext,
  order: { readonly id: string; readonly person: string },
  names: readonly RenewedName[],
  terms: RenewalTerms,
): Promise<ReadonlySet<number>> {
  const { account, now } = context
  const wanted = names.flatMap((one) => itemOf(context, order.id, one, terms) ?? [])
  const paid = await placeHolds(trx, account, wanted.map(repository.holdOf), now)
  const items = wanted.filter((item) => paid.has(repository.referenceOf(item)))
  if (items.length === 0) return new Set()
  const head = { account, id: order.id, source: 'bulk', person: order.person, created_at: now } as const
  await repository.insertHead(trx, head)
  const open = await repository.openItemsOf(
    trx,
    account,
    items.map(({ name }) => name),
  )
  await takeOver(
    trx,
    context,
    open.filter(({ operation, state }) => operation === 'renew' && state === 'blocked'),
  )
  await repository.insertItems(trx, items)
  return new Set(items.map(({ n }) => n))
}

function itemOf(
  { account, now }: WriteContext,
  order: string,
  { n, name, expiresOn, suffix, connection }: RenewedName,
  terms: RenewalTerms,
): repository.ItemRow | null {
  const gateway = terms.gateways.get(connection)
  const price = terms.priceOf(suffix)
  if (gateway === undefined || price === null) return null
  return {
    ...repository.blankItem(account, order, n, now),
    operation: 'renew',
    name,
    suffix,
    connection,
    gateway,
    years: terms.years,
    price,
    hold: repository.referenceOf({ order_id: order, n }),
    state: 'held',
    expiry_before: expiresOn,
    next_at: new Date().toISOString(),
  }
}
