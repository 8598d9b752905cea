import { type Kysely, type RawBuilder, sql } from 'kysely'
import { EVERYTHING, type ReaderScope } from '../../../core/access/reader-scope.ts'
import { addDays, type Instant, type IsoDate } from '../../../core/calendar/iso-date.ts'
import { deadlineDay, expiresOn } from '../../../core/domains/dated-fact.ts'
import type { DomainName } from '../../../core/domains/domain-name.ts'
import type { Suffix } from '../../../core/domains/suffix.ts'
import { suffixFacts } from '../../../core/domains/tld-catalogue.ts'
import { cutOffOn, saveWindow } from '../../../core/renewal/deadlines.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { textList } from '../../storage/json-list.ts'
import { scopeCondition } from '../domains/scope-condition.ts'
import { cutOffOfClass, type RenewalClassRow } from '../renewal-rules/class-store.ts'
import { type DueRange, isDueIn, namesByDecideBy } from '../renewal-rules/due-names.ts'
import type { ItemRow } from './orders.repository.ts'

/** A name whose renewal is due, or of which the registrar is to be told that it lapses. */
export type DueName = {
  readonly name: DomainName
  readonly suffix: Suffix
  readonly connection: string
  readonly gateway: ItemRow['gateway']
  readonly isCritical: boolean
  readonly expiresOn: IsoDate
  readonly decideBy: IsoDate
  readonly registeredOn: IsoDate | null
  /** Last day on which the registrar accepts the renewal. */
  readonly cutOffOn: IsoDate
  /** Last day on which it can still be saved, by a late renewal or by restoring it. */
  readonly saveBy: IsoDate
}

type Row = Pick<RenewalClassRow, 'suffix' | 'connection' | 'critical' | 'cut_kind' | 'cut_n'> & {
  readonly gateway: ItemRow['gateway']
  readonly name: string
  readonly expires_on: IsoDate
  readonly decide_by: IsoDate
  readonly registered_on: IsoDate | null
  readonly registry_expires_on: IsoDate | null
  readonly registry_expires_at: Instant | null
  readonly paid_through_on: IsoDate | null
}

const COLUMNS = sql`domain.name, domain.expires_on, domain.decide_by, domain.registered_on, domain.registry_expires_on,
  domain.registry_expires_at, domain.paid_through_on, c.suffix, c.connection, c.critical, c.cut_kind, c.cut_n, o.gateway`

/** Held names of connections with a gateway that renew, whose day has come and whose expiry has not. */
export async function namesToRenew(
  db: Kysely<Database>,
  account: string,
  today: IsoDate,
  timeZone: string,
): Promise<readonly DueName[]> {
  const names = await namesRenewing(db, account, { kind: 'late', today }, timeZone)
  return names.filter((name) => name.cutOffOn >= today)
}

/** Held names of connections with a gateway that renew and are to be decided within a range. */
export async function namesRenewing(
  db: Kysely<Database>,
  account: string,
  range: DueRange,
  timeZone: string,
): Promise<readonly DueName[]> {
  const { rows } = await sql<Row>`
    select ${COLUMNS} from ${namesByDecideBy(db)} cross join renewal_class c cross join connection o
    where ${isDueIn(db, account, EVERYTHING, range)}
      and c.account = domain.account and c.id = domain.class_id and c.holding = 'held' and c.mode = 'renew'
      and o.account = c.account and o.id = c.connection and o.gateway <> 'none'`.execute(db)
  return rows.map((row) => toDueName(row, timeZone))
}

/** Names whose renewal is paid for already and under way. */
export async function namesPaidFor(db: Kysely<Database>, account: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('order_item')
    .select('name')
    .where('account', '=', account)
    .where('operation', '=', 'renew')
    .where('state', 'in', ['held', 'sent', 'unknown'])
    .execute()
  return new Set(rows.map(({ name }) => name))
}

/** Those of the names that a reader sees. */
export async function namesSeen(
  db: Kysely<Database>,
  account: string,
  scope: ReaderScope,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const inScope = scopeCondition(db, account, scope)
  if (!inScope) return new Set(names)
  const { rows } = await sql<{ name: string }>`
    select name from domain
    where account = ${account} and name in ${textList(dialectOf(db), names)} and ${inScope}`.execute(db)
  return new Set(rows.map(({ name }) => name))
}

/** Names by their text, whatever is to be done with them, as long as they are held and have an expiry. */
export async function namesByText(
  db: Kysely<Database>,
  account: string,
  names: readonly string[],
  timeZone: string,
): Promise<readonly DueName[]> {
  const { rows } = await sql<Row>`
    select ${COLUMNS} from domain cross join renewal_class c cross join connection o
    where domain.account = ${account} and domain.name in ${textList(dialectOf(db), names)}
      and domain.expires_on is not null and domain.decide_by is not null
      and c.account = domain.account and c.id = domain.class_id and c.holding = 'held'
      and o.account = c.account and o.id = c.connection and o.gateway <> 'none'`.execute(db)
  return rows.map((row) => toDueName(row, timeZone))
}

/** The highest turn of the words on lapsing that were said for a name's expiry; none where nothing was said. */
const lastTurn = sql`(select max(i.turn) from order_item i where i.account = domain.account and i.name = domain.name
  and i.expiry_before = domain.expires_on and i.operation = 'expire' and i.state not in ('refused', 'cancelled'))`

/** A name whose registrar is to be told something, with the number of that word. */
export type NameToTell = DueName & { readonly turn: number }

/**
 * Held names of connections with a gateway that lapse and that the registrar still renews, as far as anybody knows; those
 * of which it has been told for this expiry are left out.
 */
export function namesToLapse(
  db: Kysely<Database>,
  account: string,
  today: IsoDate,
  timeZone: string,
  limit: number,
): Promise<readonly NameToTell[]> {
  const condition = sql`c.mode = 'expire' and c.registrar_auto_renew <> 'off'
    and domain.expires_on >= ${today} and domain.decide_by is not null
    and coalesce(${lastTurn}, 1) % 2 = 1 and ${notTriedLately(0, today)}`
  return namesToTell(db, account, timeZone, limit, condition)
}

/** Held names that renew and whose registrar was told by us that they lapse, and nothing else since. */
export function namesToKeep(
  db: Kysely<Database>,
  account: string,
  today: IsoDate,
  timeZone: string,
  limit: number,
): Promise<readonly NameToTell[]> {
  const condition = sql`c.mode = 'renew' and c.registrar_auto_renew = 'off' and domain.expires_on is not null
    and coalesce(${lastTurn}, 0) % 2 = 0 and ${notTriedLately(1, today)}
    and exists (select 1 from order_item i where i.account = domain.account and i.name = domain.name
      and i.operation = 'expire' and i.turn % 2 = 0 and i.state = 'done')`
  // Of an expiry of which nothing was said before, the lapse was told of the one before it.
  return namesToTell(db, account, timeZone, limit, condition, 0)
}

async function namesToTell(
  db: Kysely<Database>,
  account: string,
  timeZone: string,
  limit: number,
  condition: RawBuilder<unknown>,
  lastUnsaid = -1,
): Promise<readonly NameToTell[]> {
  const { rows } = await sql<Row & { last: number | null }>`
    select ${COLUMNS}, ${lastTurn} as last from renewal_class c cross join connection o cross join domain
    where c.account = ${account} and c.holding = 'held' and o.account = c.account and o.id = c.connection
      and o.gateway <> 'none' and domain.account = c.account and domain.class_id = c.id and ${condition}
    order by domain.expires_on, domain.name limit ${sql.lit(limit)}`.execute(db)
  return rows.map((row) => ({ ...toDueName(row, timeZone), turn: (row.last ?? lastUnsaid) + 1 }))
}

/** What was refused or taken back is said again the day after. */
function notTriedLately(parity: 0 | 1, today: IsoDate) {
  return sql`not exists (select 1 from order_item i where i.account = domain.account and i.name = domain.name
    and i.expiry_before = domain.expires_on and i.operation = 'expire' and i.turn % 2 = ${sql.lit(parity)}
    and i.state in ('refused', 'cancelled') and i.updated_at >= ${addDays(today, -1)})`
}

function toDueName(row: Row, timeZone: string): DueName {
  const suffix = row.suffix as Suffix
  const { registry_expires_on: registryDate, registry_expires_at: instant } = row
  const registryDay = registryDate && deadlineDay(registryDate, instant, timeZone)
  const expiry = expiresOn(registryDay, row.paid_through_on) ?? row.expires_on
  const lastDay = cutOffOn(expiry, cutOffOfClass(row))
  return {
    name: row.name as DomainName,
    suffix,
    connection: row.connection,
    gateway: row.gateway,
    isCritical: row.critical === 1,
    expiresOn: row.expires_on,
    decideBy: row.decide_by,
    registeredOn: row.registered_on,
    cutOffOn: lastDay,
    saveBy: saveWindow(suffixFacts(suffix).rule, lastDay, expiry).saveBy,
  }
}

/**
 * Renewals of these names that were ordered for the expiry they have now. Those that were refused count where they are in
 * `order`: a run that goes on does not try again what it has tried.
 */
export async function renewalsOf(
  db: Kysely<Database>,
  account: string,
  names: readonly string[],
  order: string | null = null,
): Promise<readonly ItemRow[]> {
  if (names.length === 0) return []
  const { rows } = await sql<ItemRow>`
    select i.* from order_item i join domain d on d.account = i.account and d.name = i.name
    where i.account = ${account} and i.name in ${textList(dialectOf(db), names)} and i.operation = 'renew'
      and i.expiry_before = d.expires_on
      and (i.state not in ('refused', 'cancelled') or (i.state = 'refused' and i.order_id = ${order ?? ''}))`.execute(
    db,
  )
  return rows
}

/** Open words to registrars that are not true any more: the name renews again, or lapses after all. */
export async function lapsesTakenBack(db: Kysely<Database>, account: string): Promise<readonly ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select i.* from order_item i
    join domain d on d.account = i.account and d.name = i.name
    join renewal_class c on c.account = d.account and c.id = d.class_id
    where i.account = ${account} and i.operation = 'expire' and i.state in ('held', 'sent', 'unknown')
      and (c.holding <> 'held' or d.expires_on <> i.expiry_before
        or c.mode = case when i.turn % 2 = 0 then 'renew' else 'expire' end)`.execute(db)
  return rows
}
