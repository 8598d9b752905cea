import type { Kysely, Transaction } from 'kysely'
import type { SpecialBankDays } from '../../../core/billing/bank-day.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Database } from '../../storage/database.ts'
import type { BankDayTables } from './bank-days.table.ts'

export type BankDayRow = BankDayTables['bank_day']
export type NamedBankDay = BankDayRow & { readonly person_name: string | null }

/** Earliest first. */
export function listBankDays(db: Kysely<Database>, issuer: string): Promise<readonly NamedBankDay[]> {
  return db
    .selectFrom('bank_day as d')
    .leftJoin('person as p', 'p.id', 'd.person')
    .selectAll('d')
    .select('p.name as person_name')
    .where('d.issuer', '=', issuer)
    .orderBy('d.day')
    .execute()
}

/** What due days and debits go by. */
export async function readSpecialBankDays(db: Kysely<Database>, issuer: string): Promise<SpecialBankDays> {
  const rows = await db.selectFrom('bank_day').select(['day', 'is_open']).where('issuer', '=', issuer).execute()
  return new Map(rows.map(({ day, is_open }) => [day as IsoDate, is_open === 1]))
}

export async function findBankDay(db: Kysely<Database>, issuer: string, day: string): Promise<BankDayRow | null> {
  const own = db.selectFrom('bank_day').selectAll().where('issuer', '=', issuer).where('day', '=', day)
  return (await own.executeTakeFirst()) ?? null
}

export async function keepBankDay(trx: Transaction<Database>, row: BankDayRow): Promise<void> {
  const { issuer: _, day: __, ...values } = row
  await trx
    .insertInto('bank_day')
    .values(row)
    .onConflict((conflict) => conflict.columns(['issuer', 'day']).doUpdateSet(values))
    .execute()
}

export async function removeBankDay(trx: Transaction<Database>, issuer: string, day: string): Promise<void> {
  await trx.deleteFrom('bank_day').where('issuer', '=', issuer).where('day', '=', day).execute()
}
