import type { Kysely, Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import type { Database } from '../../storage/database.ts'
import { insertRows } from '../../storage/many-rows.ts'
import { type Page, readPage } from '../../storage/read-page.ts'
import type { DeliveryTables } from './deliveries.table.ts'

export type DeliveryRow = DeliveryTables['delivery_request']

/** A document that is to go by post. */
export type Letter = Pick<DeliveryRow, 'account' | 'postal_code' | 'address' | 'note' | 'person'> & {
  readonly document: string
}

const COLUMNS: Readonly<Record<keyof DeliveryRow, 'text'>> = {
  account: 'text',
  id: 'text',
  document: 'text',
  delivery: 'text',
  state: 'text',
  postal_code: 'text',
  address: 'text',
  note: 'text',
  person: 'text',
  created_at: 'text',
  ended_on: 'text',
  ended_by: 'text',
  ended_at: 'text',
  answer: 'text',
}

export async function insertDelivery(trx: Transaction<Database>, row: DeliveryRow): Promise<void> {
  await trx.insertInto('delivery_request').values(row).execute()
}

/** Documents of a closing that go by post. */
export async function insertDeliveries(
  trx: Transaction<Database>,
  letters: readonly Letter[],
  now: string,
): Promise<void> {
  const open = { delivery: 'post', state: 'requested', created_at: now } as const
  const rows = letters.map((letter) => ({ ...letter, ...open, id: newId() }))
  await insertRows(trx, 'delivery_request', COLUMNS, rows)
}

export function findDelivery(db: Kysely<Database>, id: string): Promise<DeliveryRow | undefined> {
  return db.selectFrom('delivery_request').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The request for a document that nobody has dealt with yet. */
export function findOpenDelivery(
  db: Kysely<Database>,
  account: string,
  document: string,
): Promise<DeliveryRow | undefined> {
  return db
    .selectFrom('delivery_request')
    .selectAll()
    .where('account', '=', account)
    .where('document', '=', document)
    .where('state', '=', 'requested')
    .executeTakeFirst()
}

export async function endDelivery(
  trx: Transaction<Database>,
  id: string,
  patch: Pick<DeliveryRow, 'state' | 'ended_on' | 'ended_by' | 'ended_at' | 'answer'>,
): Promise<void> {
  await trx.updateTable('delivery_request').set(patch).where('id', '=', id).execute()
}

export type DeliveryFilter = {
  /** Without it: of every account. */
  readonly account?: string
  readonly state?: DeliveryRow['state'] | undefined
  readonly id?: string
}

/** Newest first, with who asked and whose it is. */
export async function listDeliveries(db: Kysely<Database>, { account, state, id }: DeliveryFilter, page: Page) {
  let query = db.selectFrom('delivery_request as r')
  if (account !== undefined) query = query.where('r.account', '=', account)
  if (state !== undefined) query = query.where('r.state', '=', state)
  if (id !== undefined) query = query.where('r.id', '=', id)
  const requests = query
    .innerJoin('account as a', 'a.id', 'r.account')
    .innerJoin('billing_profile as b', 'b.account', 'r.account')
    .leftJoin('person as p', 'p.id', 'r.person')
    .leftJoin('person as e', 'e.id', 'r.ended_by')
    .selectAll('r')
    .select(['a.name as account_name', 'b.billing_name', 'p.name as person_name', 'e.name as ended_by_name'])
    .orderBy('r.created_at', 'desc')
    .orderBy('r.id', 'desc')
  return readPage(requests, page)
}

export type ListedDelivery = Awaited<ReturnType<typeof listDeliveries>>['rows'][number]
