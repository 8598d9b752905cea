import { type SelectQueryBuilder, type Simplify, sql } from 'kysely'

/** The part of a list that is asked for. */
export type Page = { readonly offset: number; readonly limit: number }

/** A page of an ordered list, and how many rows there are in all. */
export async function readPage<DB, Tables extends keyof DB, Row>(
  list: SelectQueryBuilder<DB, Tables, Row>,
  { offset, limit }: Page,
): Promise<{ readonly rows: Simplify<Row>[]; readonly total: number }> {
  const rows = await list.limit(limit).offset(offset).execute()
  const counted = await list
    .clearSelect()
    .clearOrderBy()
    .select(sql<number>`count(*)`.as('total'))
    .$castTo<{ total: number }>()
    .executeTakeFirstOrThrow()
  return { rows, total: Number(counted.total) }
}
