import { isInScope, type ReaderScope } from '../../core/access/reader-scope.ts'
import type { IsoDate } from '../../core/calendar/iso-date.ts'
import type { LockLevel } from '../../core/domains/locks.ts'
import { needsDecision, timelineClassFacts, timelineOf } from '../../core/domains/timeline.ts'
import { admits, admitsSome, type DayBounds, type DomainFilter, isAny } from '../../core/portfolio/domain-filter.ts'
import type { DomainSort, DomainSortField } from '../../core/portfolio/domain-sort.ts'
import type { EffectiveRenewal } from '../../core/renewal/renewal-mode.ts'
import type { StoredDomain } from '../../service/modules/domains/domain-state.ts'

/** A stored name with all that lists filter and sort by, worked out by core alone. */
export type NaiveName = StoredDomain & {
  readonly renewal: EffectiveRenewal
  readonly contradiction: boolean
  readonly registryState: Parameters<typeof timelineClassFacts>[0]['registryState']
  readonly connection: { readonly id: string; readonly name: string; readonly registrar: string }
}

/** Filters and sorts in memory, name by name: what the list engine has to agree with. */
export function naiveList(
  names: readonly NaiveName[],
  scope: ReaderScope,
  filter: DomainFilter,
  sort: DomainSort,
  today: IsoDate,
): readonly string[] {
  return names
    .filter((name) => isInScope(scope, name.state) && passes(name, filter, today))
    .toSorted((a, b) => compare(a, b, sort, today))
    .map((name) => name.row.name)
}

function timelineOfName({ row, state, registryState }: NaiveName, today: IsoDate) {
  const decisionMode = state.decision?.mode ?? null
  const dates = {
    expiresOn: row.expires_on as IsoDate | null,
    decideBy: row.decide_by as IsoDate | null,
    stateUntil: row.state_until as IsoDate | null,
    expiryAsOf: row.as_of as IsoDate | null,
  }
  return timelineOf({ ...timelineClassFacts({ suffix: state.suffix, registryState, decisionMode }), ...dates }, today)
}

function passes(name: NaiveName, filter: DomainFilter, today: IsoDate): boolean {
  const { state, row, renewal, connection } = name
  const { decide_by: decideBy } = row
  const text = filter.search?.normalize('NFKC').toLowerCase() ?? ''
  return (
    (state.name.includes(text) || state.unicodeName.includes(text)) &&
    admits(filter.suffix, state.suffix) &&
    admits(filter.mode, renewal.mode) &&
    admits(filter.scope, renewal.scope) &&
    admits(filter.timeline, timelineOfName(name, today)) &&
    (isAny(filter.holding) ? state.holding !== 'archived' : admits(filter.holding, state.holding)) &&
    admits(filter.contradiction, name.contradiction) &&
    admits(filter.critical, state.critical !== null) &&
    admits(filter.needsDecision, needsDecision(state.decision !== null, decideBy as IsoDate | null, today)) &&
    admits(filter.lock, row.lock_level as LockLevel) &&
    admits<string>(filter.blocked, row.blocked ?? '') &&
    admitsSome(filter.tag, state.tags) &&
    admits(filter.department, state.department ?? '') &&
    admits(filter.registrar, connection.registrar) &&
    (admits(filter.connection, connection.id) || admits(filter.connection, connection.name)) &&
    !filter.connection.notIn.some((unwanted) => unwanted === connection.id || unwanted === connection.name) &&
    isWithin(row.expires_on, filter.expires) &&
    isWithin(decideBy, filter.decide)
  )
}

function isWithin(day: string | null, { from, to }: DayBounds): boolean {
  if (from === null && to === null) return true
  return day !== null && (from === null || day >= from) && (to === null || day <= to)
}

type Value = string | number | null

function valuesOf(name: NaiveName, field: DomainSortField, today: IsoDate): readonly Value[] {
  const { row, state, renewal } = name
  const values: Readonly<Record<DomainSortField, readonly Value[]>> = {
    name: [state.name],
    suffix: [state.suffix],
    expiresOn: [row.expires_on],
    registryExpiresOn: [row.registry_expires_on],
    decideBy: [row.decide_by],
    cutOffOn: [row.decide_by],
    renewsOn: [row.decide_by],
    mode: [renewal.mode],
    scope: [renewal.scope],
    timeline: [timelineOfName(name, today)],
    holding: [state.holding],
    critical: [state.critical === null ? 0 : 1],
    contradiction: [name.contradiction ? 1 : 0],
    price: [row.price_currency, row.price_minor],
    department: [row.department],
    lock: [row.lock_level],
    registrar: [name.connection.registrar],
    connection: [name.connection.name],
    updatedAt: [row.updated_at],
  }
  return values[field]
}

function compare(a: NaiveName, b: NaiveName, { field, descending }: DomainSort, today: IsoDate): number {
  const left = valuesOf(a, field, today)
  const right = valuesOf(b, field, today)
  for (const [index, one] of left.entries()) {
    const other = right[index] ?? null
    if (one === other) continue
    if (one === null) return 1
    if (other === null) return -1
    return (descending ? -1 : 1) * compareCells(one, other)
  }
  return compareCells(a.row.name, b.row.name)
}

/** Both databases compare the bytes of UTF-8. */
function compareCells(a: string | number, b: string | number): number {
  return typeof a === 'number' ? a - Number(b) : Buffer.compare(Buffer.from(a), Buffer.from(String(b)))
}
