import type { Transaction } from 'kysely'
import { invariant } from '../../../core/base/invariant.ts'
import { newId } from '../../ids.ts'
import { Refusal } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import type { WriteContext } from '../domains/write-context.ts'
import { placeHolds } from '../ledger/holds.ts'
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
  await setAside(trx, context, items)
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

/** The money for all of them, or a refusal. */
async function setAside(
  trx: Transaction<Database>,
  { account, now }: WriteContext,
  items: readonly repository.ItemRow[],
): Promise<void> {
  const placed = await placeHolds(trx, account, items.map(repository.holdOf), now)
  if (placed.size === items.length) return
  const needed = items.reduce((sum, { price }) => sum + (price ?? 0), 0)
  throw new Refusal('insufficient_funds', { args: { needed } })
}
