import { sql } from 'kysely'
import type { Span, SpanColumn, Spans } from './column-span.ts'
import { type NameIndex, placeCondition, type RowCondition, rangeCondition, type SortColumn } from './name-condition.ts'
import type { SortValues } from './name-order.ts'

/** The columns that an index is sorted by, before the name. */
export type SortedBy = { readonly columns: readonly SortColumn[]; readonly index: NameIndex }

/** As a range, so that a database looks for it in the index; no value of these columns is the empty text. */
export function hasValue({ columns, index }: SortedBy): RowCondition {
  const [column = 'expires_on'] = columns
  return { ...rangeCondition({ column, from: '', before: null }, index), isPlace: true }
}

export function hasNoValue({ columns, index }: SortedBy): RowCondition {
  const parts = columns.map((column) => sql<boolean>`${sql.ref(`domain.${column}`)} is null`)
  const none: Span = { absent: 'always', from: null, before: null }
  return placeCondition(
    index,
    columns,
    sql`(${sql.join(parts, sql` and `)})`,
    spansOf(columns, () => none),
  )
}

export function equalTo({ columns, index }: SortedBy, values: SortValues): RowCondition {
  const parts = columns.map((column, i) => sql<boolean>`${sql.ref(`domain.${column}`)} = ${values[i]}`)
  const spans = spansOf(columns, (i) => spanOfValue(values[i] ?? null))
  return placeCondition(index, columns, sql`(${sql.join(parts, sql` and `)})`, spans)
}

export function lessThan(by: SortedBy, values: SortValues): RowCondition {
  const [column, ...others] = by.columns
  const [value] = values
  if (column && others.length === 0 && typeof value === 'string') {
    return { ...rangeCondition({ column, from: null, before: value }, by.index), isPlace: true }
  }
  return compared(by, '<', values)
}

export function atMost(by: SortedBy, values: SortValues): RowCondition {
  return compared(by, '<=', values)
}

export function greaterThan(by: SortedBy, values: SortValues): RowCondition {
  return compared(by, '>', values)
}

function compared({ columns, index }: SortedBy, sign: '<' | '<=' | '>', values: SortValues): RowCondition {
  const refs = columns.map((column) => sql.ref(`domain.${column}`))
  const condition = sql<boolean>`(${sql.join(refs)}) ${sql.raw(sign)} (${sql.join(values)})`
  return placeCondition(index, columns, condition)
}

function spansOf(columns: readonly SpanColumn[], spanOf: (index: number) => Span): Spans {
  return Object.fromEntries(columns.map((column, index) => [column, spanOf(index)]))
}

/** Nothing but the text itself comes before the same with the least character behind it. */
export function spanOfValue(value: string | number | null): Span {
  return typeof value === 'string'
    ? { absent: 'never', from: value, before: `${value}\u0001` }
    : { absent: 'never', from: null, before: null }
}
