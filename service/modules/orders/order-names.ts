import type { Transaction } from 'kysely'
import { invariant } from '../../../core/base/invariant.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import { newId } from '../../ids.ts'
import { Refusal } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import type { WriteContext } from '../domains/write-context.ts'
import { placeHold } from '../ledger/holds.ts'
import { type JudgedName, judgeOrder, type OrderContext, type OrderedName, type Orderer } from './judge-order.ts'
import * as repository from './orders.repository.ts'
import { takeOver } from './take-over.ts'

/**
 * Takes an order: every name is checked and priced and its money set aside, or nothing is. The caller's transaction is
 * behind `nextChange(trx, account, 'billing')`; after its commit somebody has to call `driveOrders`, which the orders job
 * does. Returns the order's id.
 */
export async function orderNames(
  trx: Transaction<Database>,
  context: OrderContext,
  orderer: Orderer,
  wanted: readonly OrderedName[],
): Promise<string> {
  const order = newId()
  const judged = await judgeOrder(trx, context, orderer, wanted)
  await repository.insertHead(trx, {
    account: context.account,
    id: order,
    source: orderer.source,
    person: orderer.person,
    created_at: context.now,
  })
  await takeOver(
    trx,
    context,
    judged.flatMap(({ waiting }) => waiting ?? []),
  )
  const items = judged.map((one, index) => itemOf(context, order, index + 1, one))
  for (const item of items) await setAside(trx, context, item, items)
  await repository.insertItems(trx, items)
  return order
}

function itemOf({ account, now }: WriteContext, order: string, n: number, one: JudgedName): repository.ItemRow {
  const { wanted, name, suffix, stored, connection, price } = one
  const { gateway } = connection
  invariant(gateway !== 'none', 'an order that is taken has a gateway')
  return {
    ...repository.blankItem(account, order, n, now),
    operation: wanted.operation,
    name,
    suffix,
    connection: connection.id,
    gateway,
    years: wanted.years,
    price,
    hold: repository.referenceOf({ order_id: order, n }),
    state: 'held',
    expiry_before: stored?.row.expires_on ?? '',
    auth_code: wanted.authCode ?? null,
    next_at: new Date().toISOString(),
  }
}

async function setAside(
  trx: Transaction<Database>,
  { account, now }: WriteContext,
  item: repository.ItemRow,
  all: readonly repository.ItemRow[],
): Promise<void> {
  invariant(item.hold !== null && item.price !== null, 'what is ordered has a price')
  const held = await placeHold(
    trx,
    account,
    { id: item.hold, amount: item.price as MinorUnits, reference: item.hold, domain: repository.nameOf(item) },
    now,
  )
  if (held.ok) return
  const needed = all.reduce((sum, { price }) => sum + (price ?? 0), 0)
  throw new Refusal('insufficient_funds', { args: { needed } })
}
