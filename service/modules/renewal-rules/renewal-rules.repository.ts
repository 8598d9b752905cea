import { type Kysely, sql, type Transaction } from 'kysely'
import type { ReaderScope } from '../../../core/access/reader-scope.ts'
import type { Instant, IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Suffix } from '../../../core/domains/suffix.ts'
import type { Currency, MinorUnits } from '../../../core/money/money.ts'
import type { RenewalMode } from '../../../core/renewal/renewal-mode.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { idList } from '../../storage/json-list.ts'
import { scopeCondition } from '../domains/scope-condition.ts'
import { type DueRange, isDueIn, namesByDecideBy } from './due-names.ts'

/** A rule with who set it and when; both null for the rule that a new account comes with. */
export type StoredRule = {
  readonly mode: RenewalMode
  readonly by: string | null
  /** The name of that person. */
  readonly byName: string | null
  readonly at: Instant | null
}

export type StoredRules = { readonly account: StoredRule; readonly suffixes: ReadonlyMap<Suffix, StoredRule> }

export async function readRules(db: Kysely<Database>, account: string): Promise<StoredRules> {
  const own = await db
    .selectFrom('account')
    .leftJoin('person', 'person.id', 'account.rule_set_by')
    .select(['rule_mode as mode', 'rule_set_by as by', 'person.name as byName', 'rule_set_at as at'])
    .where('account.id', '=', account)
    .executeTakeFirstOrThrow()
  const suffixes = await db
    .selectFrom('suffix_rule')
    .leftJoin('person', 'person.id', 'suffix_rule.set_by')
    .select(['suffix', 'mode', 'set_by as by', 'person.name as byName', 'set_at as at'])
    .where('suffix_rule.account', '=', account)
    .orderBy('suffix')
    .execute()
  return {
    account: { ...own, at: own.at as Instant | null },
    suffixes: new Map(suffixes.map(({ suffix, ...rule }) => [suffix as Suffix, { ...rule, at: rule.at as Instant }])),
  }
}

type NewRule = { readonly mode: RenewalMode; readonly by: string; readonly at: Instant }

export async function setAccountRule(trx: Transaction<Database>, account: string, rule: NewRule): Promise<void> {
  await trx
    .updateTable('account')
    .set({ rule_mode: rule.mode, rule_set_by: rule.by, rule_set_at: rule.at })
    .where('id', '=', account)
    .execute()
}

export async function setSuffixRule(
  trx: Transaction<Database>,
  account: string,
  suffix: Suffix,
  rule: NewRule,
): Promise<void> {
  const values = { mode: rule.mode, set_by: rule.by, set_at: rule.at }
  await trx
    .insertInto('suffix_rule')
    .values({ account, suffix, ...values })
    .onConflict((conflict) => conflict.columns(['account', 'suffix']).doUpdateSet(values))
    .execute()
}

export async function deleteSuffixRule(trx: Transaction<Database>, account: string, suffix: Suffix): Promise<void> {
  await trx.deleteFrom('suffix_rule').where('account', '=', account).where('suffix', '=', suffix).execute()
}

/** Names of one class and currency in a range, with the sum of their prices. */
export type DuePrices = {
  readonly classId: number
  /** By when they are to be decided, where their price will change; other days are put together. */
  readonly decideBy: IsoDate | null
  readonly names: number
  readonly currency: Currency | null
  /** Null where the names have no price, and so no currency. */
  readonly minor: MinorUnits | null
}

export async function sumDuePrices(
  db: Kysely<Database>,
  account: string,
  scope: ReaderScope,
  range: DueRange,
  repriced: readonly number[],
): Promise<readonly DuePrices[]> {
  const day =
    repriced.length === 0
      ? sql`cast(null as text)`
      : sql`case when class_id in ${idList(dialectOf(db), repriced)} then decide_by end`
  const { rows } = await sql<DuePrices>`
    select class_id as "classId", ${day} as "decideBy", price_currency as currency, count(*) as names,
      sum(price_minor) as minor
    from ${namesByDecideBy(db)} where ${isDueIn(db, account, scope, range)}
    group by class_id, "decideBy", price_currency`.execute(db)
  return rows
}

/** So many names of these classes, those that are to be decided next first. */
export async function sampleNames(
  db: Kysely<Database>,
  account: string,
  scope: ReaderScope,
  classes: { readonly ids: readonly number[]; readonly names: number },
  page: { readonly from: IsoDate; readonly limit: number },
): Promise<readonly string[]> {
  if (classes.names === 0) return []
  const inScope = scopeCondition(db, account, scope) ?? sql`1 = 1`
  const condition = sql`domain.account = ${account} and domain.class_id in ${idList(dialectOf(db), classes.ids)}
    and ${inScope}`
  // Many names: the next days have some of them. Few: they are collected first, as no index has them in this order.
  const isFrequent = classes.names > WALK_FROM
  const { rows } = isFrequent
    ? await sql<{ name: string }>`select name from ${namesByDecideBy(db)}
        where ${condition} and decide_by >= ${page.from} order by decide_by, name limit ${sql.lit(page.limit)}`.execute(
        db,
      )
    : await sql<{ name: string }>`select name from domain
        where ${condition} order by coalesce(decide_by, '9999-12-31'), name limit ${sql.lit(page.limit)}`.execute(db)
  return rows.map(({ name }) => name)
}

const WALK_FROM = 10_000
