import { type Kysely, sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { Database } from '../../storage/database.ts'
import type { CardPaymentTables } from './card-payments.table.ts'

export type CardPageRow = CardPaymentTables['card_page']
export type CardMethodRow = CardPaymentTables['card_method']
export type CardChargeRow = CardPaymentTables['card_charge']

export async function insertPage(trx: Transaction<Database>, row: CardPageRow): Promise<void> {
  await trx.insertInto('card_page').values(row).execute()
}

export function findPage(db: Kysely<Database>, id: string): Promise<CardPageRow | undefined> {
  return db.selectFrom('card_page').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function endPage(
  trx: Transaction<Database>,
  id: string,
  patch: Pick<CardPageRow, 'state'> & Partial<Pick<CardPageRow, 'reference'>>,
): Promise<void> {
  await trx.updateTable('card_page').set(patch).where('id', '=', id).execute()
}

export function findMethod(db: Kysely<Database>, account: string): Promise<CardMethodRow | undefined> {
  return db.selectFrom('card_method').selectAll().where('account', '=', account).executeTakeFirst()
}

export async function storeMethod(trx: Transaction<Database>, row: CardMethodRow): Promise<void> {
  const { account: _account, ...rest } = row
  await trx
    .insertInto('card_method')
    .values(row)
    .onConflict((conflict) => conflict.column('account').doUpdateSet(rest))
    .execute()
}

export async function deleteMethod(trx: Transaction<Database>, account: string): Promise<void> {
  await trx.deleteFrom('card_method').where('account', '=', account).execute()
}

export function findCharge(db: Kysely<Database>, id: string): Promise<CardChargeRow | undefined> {
  return db.selectFrom('card_charge').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Whose payment a provider's number is. */
export async function accountOfReference(db: Kysely<Database>, reference: string): Promise<string | null> {
  const { rows } = await sql<{ account: string }>`
    select account from card_page where reference = ${reference}
    union select account from card_charge where reference = ${reference}`.execute(db)
  return rows[0]?.account ?? null
}

/** How much of a payment was paid back in parts, by reason. */
export async function paidBack(
  db: Kysely<Database>,
  account: string,
  reference: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('journal_entry')
    .select(['amount', 'detail'])
    .where('account', '=', account)
    .where('kind', '=', 'refund')
    .where('reference', '=', `card:${reference}`)
    .execute()
  const parts = new Map<string, number>()
  for (const { amount, detail } of rows) {
    const { reason } = refundDetail.parse(JSON.parse(detail))
    parts.set(reason, (parts.get(reason) ?? 0) - amount)
  }
  return parts
}

const refundDetail = z.object({ reason: z.string() })

/** Puts a charge down before it is sent; false where today's was made already. */
export async function insertCharge(trx: Transaction<Database>, row: CardChargeRow): Promise<boolean> {
  const made = await trx
    .insertInto('card_charge')
    .values(row)
    .onConflict((conflict) => conflict.columns(['account', 'document', 'day']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

export async function updateCharge(
  trx: Transaction<Database>,
  id: string,
  patch: Partial<Pick<CardChargeRow, 'state' | 'code' | 'detail' | 'reference' | 'next_at'>>,
): Promise<void> {
  await trx.updateTable('card_charge').set(patch).where('id', '=', id).execute()
}

/** Charges whose answer never came and that may be asked for again. */
export function unansweredCharges(db: Kysely<Database>, now: string): Promise<CardChargeRow[]> {
  return db
    .selectFrom('card_charge')
    .selectAll()
    .where('state', '=', 'sent')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(100)
    .execute()
}

export type DueDocument = { readonly account: string; readonly number: string; readonly open: number }

/**
 * Documents that are due and paid by card, of accounts with a stored card, that were not charged too often yet. What a
 * bank was asked to debit, before the account paid by card, waits for its answer.
 */
export async function dueDocuments(
  db: Kysely<Database>,
  day: string,
  mostAttempts: number,
): Promise<readonly DueDocument[]> {
  const { rows } = await sql<DueDocument>`
    select d.account, d.number, d.open from asking_document d
    join billing_profile p on p.account = d.account and p.payment_method = 'creditCard'
    join card_method m on m.account = d.account
    where d.open > 0 and d.due_on is not null and d.due_on <= ${day}
      and not exists (select 1 from card_charge c
        where c.account = d.account and c.document = d.number and (c.day = ${day} or c.state = 'sent'))
      and not exists (select 1 from direct_debit_line l
        join direct_debit r on r.issuer = l.issuer and r.id = l.request and r.state = 'requested'
        where l.issuer = p.issuer and l.account = d.account and l.documents like '%"' || d.number || '"%')
      and (select count(*) from card_charge c where c.account = d.account and c.document = d.number) < ${mostAttempts}
    order by d.account, d.number limit 500`.execute(db)
  return rows
}

export function listCharges(db: Kysely<Database>, account: string): Promise<CardChargeRow[]> {
  return db
    .selectFrom('card_charge')
    .selectAll()
    .where('account', '=', account)
    .orderBy('created_at', 'desc')
    .limit(100)
    .execute()
}

/** Payments on the provider's page, newest first, with who opened it. */
export function listPayPages(db: Kysely<Database>, account: string) {
  return db
    .selectFrom('card_page as c')
    .leftJoin('person as p', 'p.id', 'c.person')
    .selectAll('c')
    .select('p.name as person_name')
    .where('c.account', '=', account)
    .where('c.kind', '=', 'pay')
    .orderBy('c.created_at', 'desc')
    .limit(100)
    .execute()
}

/** What still asks for money on a day, of an account that pays by card. */
export async function openDocuments(db: Kysely<Database>, account: string) {
  const { rows } = await sql<{ number: string; open: number; due_on: string }>`
    select d.number, d.open, d.due_on from asking_document d
    join billing_profile p on p.account = d.account and p.payment_method = 'creditCard'
    where d.account = ${account} and d.open > 0 and d.due_on is not null
    order by d.due_on, d.number limit 100`.execute(db)
  return rows
}

/** How often the card was charged for a document, today's attempt included. */
export async function countCharges(db: Kysely<Database>, account: string, document: string): Promise<number> {
  const { n } = await db
    .selectFrom('card_charge')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('account', '=', account)
    .where('document', '=', document)
    .executeTakeFirstOrThrow()
  return Number(n)
}
