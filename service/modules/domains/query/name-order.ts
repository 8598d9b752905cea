import { assertNever } from '../../../../core/base/invariant.ts'
import type { IsoDate } from '../../../../core/calendar/iso-date.ts'
import { timelineClassFacts, timelineReader } from '../../../../core/domains/timeline.ts'
import type { DomainSort, DomainSortField } from '../../../../core/portfolio/domain-sort.ts'
import type { ConnectionRow } from '../../connections/connections.repository.ts'
import type { ClassBook, RenewalClass } from '../../renewal-rules/class-book.ts'
import type { DomainRow } from '../domain-state.ts'
import { compareByCodePoint } from './code-point-order.ts'
import type { NameIndex, SortColumn } from './name-condition.ts'

/** What stands before the name in the order: one value, or two of a price; null is "not known" and comes last. */
export type SortValues = readonly (string | number | null)[]

/**
 * By what a list is sorted, ties by name. `columns` have an index of their own; `class` is a value that all names of a
 * class share; `timeline` follows from class and dates.
 */
export type NameOrder =
  | { readonly kind: 'name' }
  | {
      readonly kind: 'columns'
      readonly columns: readonly SortColumn[]
      readonly index: NameIndex
      readonly isNullable: boolean
    }
  | ClassOrder
  | { readonly kind: 'timeline' }

/** By a value that all names of a class share. Orders of the same key read the same values. */
export type ClassOrder = {
  readonly kind: 'class'
  readonly key: string
  readonly valueOf: (one: RenewalClass) => string
}

export function orderOf(field: DomainSortField, connections: readonly ConnectionRow[]): NameOrder {
  switch (field) {
    case 'name':
      return { kind: 'name' }
    case 'expiresOn':
      return byColumns('domain_by_expiry', ['expires_on'])
    case 'registryExpiresOn':
      return byColumns('domain_by_registry_expiry', ['registry_expires_on'])
    // The cut-off and the day of renewal lie at a fixed distance from it.
    case 'decideBy':
    case 'cutOffOn':
    case 'renewsOn':
      return byColumns('domain_by_decide_by', ['decide_by'])
    case 'department':
      return byColumns('domain_by_department', ['department'])
    case 'price':
      return byColumns('domain_by_price', ['price_currency', 'price_minor'])
    case 'lock':
      return byColumns('domain_by_lock', ['lock_level'], false)
    case 'updatedAt':
      return byColumns('domain_by_update', ['updated_at'], false)
    case 'suffix':
      return { kind: 'class', key: field, valueOf: ({ key }) => key.suffix }
    case 'mode':
      return { kind: 'class', key: field, valueOf: ({ mode }) => mode }
    case 'scope':
      return { kind: 'class', key: field, valueOf: ({ scope }) => scope }
    case 'holding':
      return { kind: 'class', key: field, valueOf: ({ key }) => key.holding }
    case 'critical':
      return { kind: 'class', key: field, valueOf: ({ key }) => String(key.critical) }
    case 'contradiction':
      return { kind: 'class', key: field, valueOf: ({ contradiction }) => String(contradiction) }
    case 'registrar':
      return byConnection(connections, ({ registrar }) => registrar)
    case 'connection':
      return byConnection(connections, ({ name }) => name)
    case 'timeline':
      return { kind: 'timeline' }
    default:
      return assertNever(field, 'sort field')
  }
}

function byColumns(index: NameIndex, columns: readonly SortColumn[], isNullable = true): NameOrder {
  return { kind: 'columns', columns, index, isNullable }
}

function byConnection(connections: readonly ConnectionRow[], read: (connection: ConnectionRow) => string): NameOrder {
  const values = new Map(connections.map((connection) => [connection.id, read(connection)]))
  return { kind: 'class', key: JSON.stringify([...values]), valueOf: ({ key }) => values.get(key.connection) ?? '' }
}

/** What of a row decides its place in some order. */
export type PlacedRow = Pick<
  DomainRow,
  'name' | 'class_id' | 'expires_on' | 'decide_by' | 'state_until' | 'as_of' | SortColumn
>

/** Reads a row's values in an order. */
export function valuesReader(order: NameOrder, book: ClassBook, today: IsoDate): (row: PlacedRow) => SortValues {
  switch (order.kind) {
    case 'name':
      return () => []
    case 'columns':
      return (row) => order.columns.map((column) => row[column])
    case 'class':
      return (row) => {
        const one = book.get(row.class_id)
        return [one ? order.valueOf(one) : null]
      }
    case 'timeline': {
      const timelineOf = timelineReader(today)
      return (row) => {
        const one = book.get(row.class_id)
        return [one ? timelineOf({ ...timelineClassFacts(one.key), ...datesOf(row) }) : null]
      }
    }
    default:
      return assertNever(order, 'name order')
  }
}

/** The dates that the timeline looks at. */
function datesOf(row: Pick<DomainRow, 'expires_on' | 'decide_by' | 'state_until' | 'as_of'>) {
  return {
    expiresOn: row.expires_on as IsoDate | null,
    decideBy: row.decide_by as IsoDate | null,
    stateUntil: row.state_until as IsoDate | null,
    expiryAsOf: row.as_of as IsoDate | null,
  }
}

/** A place in a sorted list: the values and the name of the row that stands there. */
export type Place = { readonly values: SortValues; readonly name: string }

/** Compares places: what is not known comes last in either direction, and ties go by name, A to Z. */
export function comparePlaces(a: Place, b: Place, { field, descending }: DomainSort): number {
  const sign = descending ? -1 : 1
  if (field === 'name') return sign * compareByCodePoint(a.name, b.name)
  const byValues = compareValues(a.values, b.values, sign)
  return byValues === 0 ? compareByCodePoint(a.name, b.name) : byValues
}

export function compareValues(a: SortValues, b: SortValues, sign: number): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? null
    if (left === right) continue
    if (left === null) return 1
    if (right === null) return -1
    return sign * (typeof left === 'number' ? left - Number(right) : compareByCodePoint(left, String(right)))
  }
  return 0
}
