import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { ReaderScope } from '../../../core/access/reader-scope.ts'
import type { IsoDate, IsoMonth } from '../../../core/calendar/iso-date.ts'
import type { DomainName } from '../../../core/domains/domain-name.ts'
import type { NoticeWindow } from '../../../core/renewal/notice.ts'
import type { NoticeGroup, NoticeRow } from '../../../core/renewal/notice-document.ts'
import type { Database } from '../../storage/database.ts'
import { type DialectName, dialectOf } from '../../storage/dialects/dialect.ts'
import { textList } from '../../storage/json-list.ts'
import { jsonRows } from '../../storage/json-rows.ts'
import { parseTexts, priceOfRow } from '../domains/domain-state.ts'
import { noticeItemInScope } from './notice-scope.ts'
import type { NoticeTables } from './notices.table.ts'
import type { PriceSteps } from './price-steps.ts'

export type NoticeRecord = Selectable<NoticeTables['notice']>

/** Where the making of a notice has come to: the name looked at last. */
export type NoticePlace = { readonly n: number; readonly expiresOn: string; readonly name: string }

/** Begins a notice unless it is there already, and returns it as it stands. */
export async function openNotice(trx: Transaction<Database>, notice: NoticeRecord): Promise<NoticeRecord> {
  await trx
    .insertInto('notice')
    .values(notice)
    .onConflict((conflict) => conflict.columns(['account', 'month']).doNothing())
    .execute()
  return trx
    .selectFrom('notice')
    .selectAll()
    .where('account', '=', notice.account)
    .where('month', '=', notice.month)
    .executeTakeFirstOrThrow()
}

export async function lastNoticePlace(
  trx: Transaction<Database>,
  account: string,
  month: IsoMonth,
): Promise<NoticePlace | null> {
  const row = await trx
    .selectFrom('notice_item')
    .select(['n', 'expires_on as expiresOn', 'name'])
    .where('account', '=', account)
    .where('month', '=', month)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/**
 * Copies the next held names of the window into the notice, in the order of expiry and name. Returns the place it has
 * come to, or null when no name is left. The names' index gives the order, so that a batch reads no more names than it
 * copies (`cross join` keeps SQLite to it). A name whose expiry has moved on since an earlier batch is in already.
 */
export async function copyNamesIntoNotice(
  trx: Transaction<Database>,
  notice: {
    readonly account: string
    readonly month: IsoMonth
    readonly window: NoticeWindow
    readonly prices: PriceSteps
  },
  after: NoticePlace | null,
  limit: number,
): Promise<NoticePlace | null> {
  const { account, month, window, prices } = notice
  const { n, expiresOn, name } = after ?? { n: 0, expiresOn: '', name: '' }
  const next = (priced = sql``) => sql`
    from domain d cross join renewal_class c ${priced}
    where d.account = ${account} and d.expires_on >= ${window.from} and d.expires_on <= ${window.to}
      and (d.expires_on, d.name) > (${expiresOn}, ${name})
      and c.account = d.account and c.id = d.class_id and c.holding = 'held'
    order by d.expires_on, d.name`
  const { join, currency, minor } = priceOfRenewal(dialectOf(trx), prices)
  await sql`
    insert into notice_item (account, month, n, name, unicode_name, suffix, expires_on, decide_by, mode, scope,
      price_currency, price_minor, department, tags)
    select account, ${month}, ${sql.lit(n)} + row_number() over (order by expires_on, name), name, unicode_name,
      suffix, expires_on, decide_by, mode, scope, price_currency, price_minor, department, tags
    from (
      select d.account, d.name, d.unicode_name, c.suffix, d.expires_on, d.decide_by, c.mode, c.scope,
        ${currency} as price_currency, ${minor} as price_minor, d.department, d.tags
      ${next(join)} limit ${sql.lit(limit)}
    ) as names
    where true on conflict (account, month, name) do nothing`.execute(trx)
  const { rows } = await sql<{ expiresOn: string; name: string }>`
    select d.expires_on as "expiresOn", d.name ${next()} limit 1 offset ${sql.lit(limit - 1)}`.execute(trx)
  const [last] = rows
  return last ? { ...last, n: n + limit } : null
}

/** The stored price, or that of a later day on which a name is renewed. */
function priceOfRenewal(dialect: DialectName, { connections, steps }: PriceSteps) {
  if (steps.length === 0) return { join: sql``, currency: sql`d.price_currency`, minor: sql`d.price_minor` }
  const columns = { suffix: 'text', since: 'text', until: 'text', currency: 'text', minor: 'int' } as const
  const rows = steps.map(({ suffix, since, until, price }) => [
    suffix,
    since,
    until,
    price?.currency ?? null,
    price?.minor ?? null,
  ])
  return {
    join: sql`left join ${jsonRows(dialect, columns, rows)} as p on p.suffix = c.suffix
      and c.connection in ${textList(dialect, connections)}
      and d.decide_by >= p.since and (p.until is null or d.decide_by < p.until)`,
    currency: sql`case when p.suffix is null then d.price_currency else p.currency end`,
    minor: sql`case when p.suffix is null then d.price_minor else p.minor end`,
  }
}

export async function closeNotice(
  trx: Transaction<Database>,
  notice: { readonly account: string; readonly month: IsoMonth },
  made: Pick<NoticeRecord, 'made_at' | 'count' | 'sums'>,
): Promise<void> {
  await trx
    .updateTable('notice')
    .set({ ...made, state: 'made' })
    .where('account', '=', notice.account)
    .where('month', '=', notice.month)
    .execute()
}

/** The newest month whose notice is made. */
export async function lastNoticeMonth(db: Kysely<Database>, account: string): Promise<IsoMonth | null> {
  const row = await madeNotices(db, account).select('month').orderBy('month', 'desc').limit(1).executeTakeFirst()
  return row ? (row.month as IsoMonth) : null
}

export function findNotice(db: Kysely<Database>, account: string, month: IsoMonth): Promise<NoticeRecord | undefined> {
  return madeNotices(db, account).selectAll().where('month', '=', month).executeTakeFirst()
}

/** Newest first. */
export function listNotices(
  db: Kysely<Database>,
  account: string,
  page: { readonly offset: number; readonly limit: number },
): Promise<NoticeRecord[]> {
  return madeNotices(db, account).selectAll().orderBy('month', 'desc').limit(page.limit).offset(page.offset).execute()
}

export async function countNotices(db: Kysely<Database>, account: string): Promise<number> {
  const row = await madeNotices(db, account)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return row.n
}

/** A notice that is still being made is nobody's to read. */
function madeNotices(db: Kysely<Database>, account: string) {
  return db.selectFrom('notice').where('account', '=', account).where('state', '=', 'made')
}

/** How many rows of each month a reader sees. */
export async function countItemsByMonth(
  db: Kysely<Database>,
  account: string,
  scope: ReaderScope,
  months: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (months.length === 0) return new Map()
  const rows = await db
    .selectFrom('notice_item as i')
    .select((eb) => ['i.month', eb.fn.countAll<number>().as('n')])
    .where('i.account', '=', account)
    .where('i.month', 'in', months)
    .where(noticeItemInScope(scope))
    .groupBy('i.month')
    .execute()
  return new Map(rows.map((row) => [row.month, row.n]))
}

export type NoticeItem = NoticeRow & { readonly n: number }

/** Rows in the notice's order that a reader sees, after the row numbered `afterN`. */
export async function listNoticeItems(
  db: Kysely<Database>,
  account: string,
  month: IsoMonth,
  scope: ReaderScope,
  page: { readonly afterN: number; readonly offset?: number; readonly limit: number },
): Promise<readonly NoticeItem[]> {
  const rows = await itemsOf(db, account, month, scope)
    .selectAll('i')
    .where('i.n', '>', page.afterN)
    .orderBy('i.n')
    .limit(page.limit)
    .offset(page.offset ?? 0)
    .execute()
  return rows.map(toNoticeItem)
}

export async function findNoticeItems(
  db: Kysely<Database>,
  account: string,
  month: IsoMonth,
  scope: ReaderScope,
  names: readonly string[],
): Promise<readonly NoticeItem[]> {
  const rows = await itemsOf(db, account, month, scope)
    .selectAll('i')
    .where('i.name', 'in', textList(dialectOf(db), names))
    .execute()
  return rows.map(toNoticeItem)
}

/** The rows added up by mode, day and currency. */
export async function groupNoticeItems(
  db: Kysely<Database>,
  account: string,
  month: IsoMonth,
  scope: ReaderScope,
): Promise<readonly NoticeGroup[]> {
  const rows = await itemsOf(db, account, month, scope)
    .select((eb) => [
      'i.mode',
      eb.fn.coalesce('i.decide_by', 'i.expires_on').as('day'),
      'i.price_currency',
      eb.fn.countAll<number>().as('names'),
      eb.fn.sum<number | null>('i.price_minor').as('price_minor'),
    ])
    .groupBy(['i.mode', (eb) => eb.fn.coalesce('i.decide_by', 'i.expires_on'), 'i.price_currency'])
    .execute()
  return rows.map((row) => ({
    mode: row.mode,
    day: row.day as IsoDate,
    names: row.names,
    money: priceOfRow(row),
  }))
}

function itemsOf(db: Kysely<Database>, account: string, month: IsoMonth, scope: ReaderScope) {
  return db
    .selectFrom('notice_item as i')
    .where('i.account', '=', account)
    .where('i.month', '=', month)
    .where(noticeItemInScope(scope))
}

function toNoticeItem(row: Selectable<NoticeTables['notice_item']>): NoticeItem {
  return {
    n: row.n,
    name: row.name as DomainName,
    unicodeName: row.unicode_name,
    expiresOn: row.expires_on as IsoDate,
    decideBy: row.decide_by as IsoDate | null,
    mode: row.mode,
    scope: row.scope,
    price: priceOfRow(row),
    department: row.department,
    tags: parseTexts(row.tags),
  }
}
