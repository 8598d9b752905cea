import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ReaderScope } from '../../../core/access/reader-scope.ts'

/**
 * The rows of notices (`notice_item as i`) that a reader may see: a notice is a record, so what a name was when the
 * notice was made decides, not what it has become since.
 */
export function noticeItemInScope(scope: ReaderScope): RawBuilder<SqlBool> {
  if (scope.kind === 'all') return sql<SqlBool>`1 = 1`
  const limits = [
    scope.suffixes && isOneOf('i.suffix', scope.suffixes),
    scope.departments && isOneOf('i.department', scope.departments),
    scope.tags && anyOf(scope.tags.map(hasTag)),
  ].filter((limit) => limit !== undefined)
  return limits.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`(${sql.join(limits, sql` and `)})`
}

function isOneOf(column: string, values: readonly string[]): RawBuilder<SqlBool> {
  return anyOf(values.map((value) => sql<SqlBool>`${sql.ref(column)} = ${value}`))
}

function anyOf(conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> {
  return conditions.length === 0 ? sql<SqlBool>`1 = 0` : sql<SqlBool>`(${sql.join(conditions, sql` or `)})`
}

/**
 * Whether the JSON array of tags has this one, in words of both databases. Quotes inside a tag are escaped, so a quote
 * right behind `[` or `,` always begins a tag.
 */
function hasTag(tag: string): RawBuilder<SqlBool> {
  const json = JSON.stringify(tag)
  return sql<SqlBool>`(replace(i.tags, ${`[${json}`}, '') <> i.tags or replace(i.tags, ${`,${json}`}, '') <> i.tags)`
}
