import { type Kysely, sql, type Transaction } from 'kysely'
import type { PriceLine } from '../../../core/billing/price-list.ts'
import type { Instant, IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Suffix } from '../../../core/domains/suffix.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { textList } from '../../storage/json-list.ts'
import { jsonRows } from '../../storage/json-rows.ts'
import type { PriceTables } from './prices.table.ts'

/** Whose lines: the issuer's list, or an account's own. */
export type LineOwner =
  | { readonly table: 'price'; readonly issuer: string }
  | { readonly table: 'price_override'; readonly account: string }

/** Only lines of these suffixes; all where it is left out. */
export type LineFilter = { readonly suffixes?: readonly string[] | undefined }

export async function readLines(
  db: Kysely<Database>,
  owner: LineOwner,
  { suffixes }: LineFilter = {},
): Promise<readonly PriceLine[]> {
  const isOwn = owner.table === 'price' ? sql`issuer = ${owner.issuer}` : sql`account = ${owner.account}`
  const isAsked = suffixes === undefined ? sql`true` : sql`suffix in ${textList(dialectOf(db), suffixes)}`
  const { rows } = await sql<PriceTables['price']>`
    select * from ${sql.table(owner.table)} where ${isOwn} and ${isAsked}`.execute(db)
  return rows.map(toLine)
}

/** Suffixes of which the account's price for a year's renewal is known to change after a day. */
export async function suffixesRepriced(
  db: Kysely<Database>,
  { issuer, account }: { readonly issuer: string; readonly account: string },
  after: IsoDate,
): Promise<readonly Suffix[]> {
  const { rows } = await sql<{ suffix: Suffix }>`
    select suffix from price where issuer = ${issuer} and operation = 'renew' and years = 1 and from_day > ${after}
    union
    select suffix from price_override
    where account = ${account} and operation = 'renew' and years = 1 and from_day > ${after}`.execute(db)
  return rows.map(({ suffix }) => suffix)
}

function toLine(row: PriceTables['price']): PriceLine {
  const { operation, years, n } = row
  return {
    suffix: row.suffix as Suffix,
    operation,
    years,
    n,
    from: row.from_day as IsoDate,
    amount: row.amount as MinorUnits | null,
    isExample: row.is_example === 1,
  }
}

const LINE_COLUMNS = {
  suffix: 'text',
  operation: 'text',
  years: 'int',
  from_day: 'text',
  n: 'int',
  amount: 'int',
  is_example: 'int',
} as const

/** Stores new lines of a list; `linesToAdd` says which. */
export async function insertLines(
  trx: Transaction<Database>,
  owner: LineOwner,
  lines: readonly PriceLine[],
  by: { readonly person: string; readonly at: Instant },
): Promise<void> {
  if (lines.length === 0) return
  const rows = lines.map(({ suffix, operation, years, from, n, amount, isExample }) => {
    return [suffix, operation, years, from, n, amount, Number(isExample)]
  })
  const [column, id] = owner.table === 'price' ? ['issuer', owner.issuer] : ['account', owner.account]
  const columns = sql.join(Object.keys(LINE_COLUMNS).map((name) => sql.ref(name)))
  await sql`insert into ${sql.table(owner.table)} (${sql.ref(column)}, ${columns}, person, at)
    select cast(${id} as text), ${columns}, cast(${by.person} as text), cast(${by.at} as text)
    from ${jsonRows(dialectOf(trx), LINE_COLUMNS, rows)} as v`.execute(trx)
}

/** By whom an account's invoices are issued, and the zone of that issuer's days. */
export async function findIssuer(
  db: Kysely<Database>,
  account: string,
): Promise<{ readonly issuer: string; readonly zone: string }> {
  return db
    .selectFrom('billing_profile as p')
    .innerJoin('issuer as i', 'i.id', 'p.issuer')
    .select(['p.issuer', 'i.zone'])
    .where('p.account', '=', account)
    .executeTakeFirstOrThrow()
}

/** Accounts of an issuer in which names can be ordered. */
export async function accountsThatOrder(db: Kysely<Database>, issuer: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('connection as c')
    .innerJoin('billing_profile as p', 'p.account', 'c.account')
    .select('c.account')
    .distinct()
    .where('c.gateway', '<>', 'none')
    .where('p.issuer', '=', issuer)
    .orderBy('c.account')
    .execute()
  return rows.map(({ account }) => account)
}

export async function pricedDay(db: Kysely<Database>, account: string): Promise<string | null> {
  const row = await db.selectFrom('priced_day').select('day').where('account', '=', account).executeTakeFirst()
  return row?.day ?? null
}

export async function setPricedDay(trx: Transaction<Database>, account: string, day: IsoDate): Promise<void> {
  await trx
    .insertInto('priced_day')
    .values({ account, day })
    .onConflict((conflict) => conflict.column('account').doUpdateSet({ day }))
    .execute()
}
