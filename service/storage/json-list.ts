import { type RawBuilder, sql } from 'kysely'
import type { DialectName } from './dialects/dialect.ts'

/** A list of numbers as one parameter, for `id in (…)`, however long it is. */
export function idList(dialect: DialectName, ids: readonly number[]): RawBuilder<number> {
  const json = JSON.stringify(ids)
  return dialect === 'sqlite'
    ? sql<number>`(select value from json_each(${json}))`
    : sql<number>`(select value::bigint from jsonb_array_elements_text(${json}::jsonb))`
}

/** A list of texts as one parameter, for `name in (…)`. */
export function textList(dialect: DialectName, texts: readonly string[]): RawBuilder<string> {
  const json = JSON.stringify(texts)
  return dialect === 'sqlite'
    ? sql<string>`(select value from json_each(${json}))`
    : sql<string>`(select value from jsonb_array_elements_text(${json}::jsonb))`
}
