import type { Kysely } from 'kysely'
import { invariant } from '../../../core/base/invariant.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { DomainItem } from '../../../core/contract/http/domains.ts'
import type { LockLevel } from '../../../core/domains/locks.ts'
import { needsDecision, timelineClassFacts, timelineReader } from '../../../core/domains/timeline.ts'
import type { TimelineState } from '../../../core/domains/timeline-rules.ts'
import { toWireMoney } from '../../../core/money/money.ts'
import type { Database } from '../../storage/database.ts'
import { type ConnectionRow, listConnections } from '../connections/connections.repository.ts'
import { type ClassBook, type RenewalClass, readClassBook } from '../renewal-rules/class-book.ts'
import { readRules, type StoredRule, type StoredRules } from '../renewal-rules/renewal-rules.repository.ts'
import { listPersonNames } from '../sessions/sessions.repository.ts'
import { type DomainRow, locksOfRow, parseTexts, priceOfRow } from './domain-state.ts'
import { type RenewalPriceOn, readRenewalPricesOn } from './renewal-price-on.ts'
import { type DeadlineTerms, deadlinesOf } from './settle-domain.ts'

/** What rows of names are completed with: read once for a page. */
export type NameContext = {
  readonly today: IsoDate
  readonly terms: DeadlineTerms
  readonly book: ClassBook
  readonly rules: StoredRules
  readonly connections: ReadonlyMap<string, ConnectionRow>
  /** Names of people by their id. */
  readonly people: ReadonlyMap<string, string>
  readonly timeline: ReturnType<typeof timelineReader>
  readonly priceOn: RenewalPriceOn
}

export async function readNameContext(db: Kysely<Database>, account: string, today: IsoDate): Promise<NameContext> {
  const own = await db
    .selectFrom('account')
    .select(['time_zone', 'renew_lead_days'])
    .where('id', '=', account)
    .executeTakeFirstOrThrow()
  const connections = await listConnections(db, account)
  return {
    today,
    terms: { timeZone: own.time_zone, renewLeadDays: own.renew_lead_days },
    book: await readClassBook(db, account),
    rules: await readRules(db, account),
    connections: new Map(connections.map((connection) => [connection.id, connection])),
    people: await listPersonNames(db, account),
    timeline: timelineReader(today),
    priceOn: await readRenewalPricesOn(db, account, today),
  }
}

/** A row as the API shows it: with its deadlines, its state, and the rule that decides. */
export function describeName(context: NameContext, row: DomainRow): DomainItem {
  const found = classOf(context, row)
  const { key } = found
  const connection = context.connections.get(key.connection)
  invariant(connection, 'each class has a connection')
  const price = priceOfRow(row)
  const dates = datesOf(context, row, found)
  return {
    name: row.name,
    unicodeName: row.unicode_name,
    suffix: key.suffix,
    ...dates,
    renewal: { mode: found.mode, scope: found.scope, ...decidedBy(context, row, found) },
    timeline: stateOf(context, row, found),
    holding: key.holding,
    contradiction: found.contradiction,
    critical: key.critical,
    needsDecision: needsDecision(key.decisionMode !== null, row.decide_by as IsoDate | null, context.today),
    registrarAutoRenew: key.registrarAutoRenew,
    locks: locksOfRow(row),
    lockLevel: row.lock_level as LockLevel,
    registrar: connection.registrar,
    connection: { id: connection.id, name: connection.name, gateway: connection.gateway },
    nameServers: [...parseTexts(row.name_servers)],
    department: row.department,
    tags: [...parseTexts(row.tags)],
    price: price && toWireMoney(price),
    ...ordersOf(context, row, found, dates),
    updatedAt: row.updated_at,
  }
}

/** What is ordered for a name through its connection's gateway. */
function ordersOf(
  context: NameContext,
  row: DomainRow,
  { key, mode }: RenewalClass,
  { renewsOn, cutOffOn }: Pick<DomainItem, 'renewsOn' | 'cutOffOn'>,
): Pick<DomainItem, 'nextCharge' | 'blocked' | 'lapseTold'> {
  const canOrder = key.holding === 'held' && context.connections.get(key.connection)?.gateway !== 'none'
  const on = renewsOn !== null && renewsOn > context.today ? renewsOn : context.today
  const price = context.priceOn(row, key, on)
  // What the registrar renews no more costs nothing, unless a person orders it in another way.
  const isCharged = canOrder && mode === 'renew' && cutOffOn !== null && cutOffOn >= context.today && price !== null
  return {
    nextCharge: isCharged ? { on, amount: toWireMoney(price) } : null,
    blocked: row.blocked === 'funds' ? 'funds' : null,
    lapseTold: canOrder && mode === 'expire' ? key.registrarAutoRenew === 'off' : null,
  }
}

export function classOf(context: NameContext, row: DomainRow): RenewalClass {
  const found = context.book.get(row.class_id)
  invariant(found, 'each name has a class')
  return found
}

function datesOf({ terms }: NameContext, row: DomainRow, { key, cutOff }: RenewalClass) {
  const registryExpiresOn = row.registry_expires_on as IsoDate | null
  const paidThroughOn = row.paid_through_on as IsoDate | null
  const registryExpiresAt = row.registry_expires_at as Parameters<typeof deadlinesOf>[0]['registryExpiresAt']
  const dates = { holding: key.holding, registryExpiresOn, registryExpiresAt, paidThroughOn }
  const { decideBy, cutOffOn, renewsOn } = deadlinesOf(dates, cutOff, terms) ?? NO_DEADLINES
  return { expiresOn: row.expires_on as IsoDate | null, registryExpiresOn, paidThroughOn, decideBy, cutOffOn, renewsOn }
}

const NO_DEADLINES = { decideBy: null, cutOffOn: null, renewsOn: null }

function stateOf({ timeline }: NameContext, row: DomainRow, { key }: RenewalClass): TimelineState {
  return timeline({
    ...timelineClassFacts(key),
    expiresOn: row.expires_on as IsoDate | null,
    decideBy: row.decide_by as IsoDate | null,
    stateUntil: row.state_until as IsoDate | null,
    expiryAsOf: row.as_of as IsoDate | null,
  })
}

/** Who set what decides; for a shielded name, who marked it critical. */
function decidedBy(context: NameContext, row: DomainRow, { key, scope }: RenewalClass) {
  switch (scope) {
    case 'decision':
      return { setBy: personOf(context, row.decision_by), setAt: row.decision_at }
    case 'domain':
      return { setBy: personOf(context, row.rule_by), setAt: row.rule_at }
    case 'critical':
      return { setBy: personOf(context, row.critical_by), setAt: row.critical_at }
    case 'suffix':
      return stampOf(context.rules.suffixes.get(key.suffix))
    case 'account':
      return stampOf(context.rules.account)
  }
}

function stampOf(rule: StoredRule | undefined) {
  return { setBy: rule?.byName ?? rule?.by ?? null, setAt: rule?.at ?? null }
}

export function personOf({ people }: NameContext, id: string | null): string | null {
  return id === null ? null : (people.get(id) ?? id)
}
