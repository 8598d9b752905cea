import type { DomainItem } from '../../../core/contract/http/domains.ts'
import { admits, admitsSome, type DayBounds, type DomainFilter } from '../../../core/portfolio/domain-filter.ts'

/**
 * Whether a row on screen is within a filter, told from what the row shows: for drawing the boxes of a selection "all
 * that match" while another filter is on screen. Bulk work itself always asks the service.
 */
export function matchesFilter(filter: DomainFilter, row: DomainItem): boolean {
  return (
    contains(row, filter.search) &&
    admits<string>(filter.suffix, row.suffix) &&
    admits(filter.mode, row.renewal.mode) &&
    admits(filter.scope, row.renewal.scope) &&
    admits<string>(filter.timeline, row.timeline) &&
    admits(filter.holding, row.holding) &&
    admits(filter.contradiction, row.contradiction) &&
    admits(filter.critical, row.critical) &&
    admits(filter.needsDecision, row.needsDecision) &&
    admits(filter.lock, row.lockLevel) &&
    admits<string>(filter.blocked, row.blocked ?? '') &&
    admitsSome(filter.tag, row.tags) &&
    admits(filter.department, row.department ?? '') &&
    admits(filter.registrar, row.registrar) &&
    admitsSome(filter.connection, [row.connection.id, row.connection.name]) &&
    isWithin(filter.expires, row.expiresOn) &&
    isWithin(filter.decide, row.decideBy)
  )
}

function contains(row: DomainItem, search: string | null): boolean {
  if (search === null) return true
  const wanted = search.toLocaleLowerCase()
  return row.name.includes(wanted) || row.unicodeName.includes(wanted)
}

function isWithin({ from, to }: DayBounds, day: string | null): boolean {
  if (from === null && to === null) return true
  return day !== null && (from === null || day >= from) && (to === null || day <= to)
}
