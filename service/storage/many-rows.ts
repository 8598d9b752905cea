import { CompiledQuery, type RawBuilder, sql, type Transaction } from 'kysely'
import type { Database } from './database.ts'
import { dialectOf } from './dialects/dialect.ts'
import { ManyRows } from './dialects/sqlite.ts'
import { type JsonColumns, jsonRows } from './json-rows.ts'

/** Rows by column; a column that a row lacks is null. */
export type GivenRow = Readonly<Record<string, string | number | null>>

type InsertTerms = {
  /** Columns that are unique together: a row that is there already takes the others from the new one. */
  readonly replacing?: readonly string[]
}

/**
 * Inserts any number of rows. SQLite runs one prepared statement for each, which is faster than taking rows apart from
 * JSON; a server gets all of them with one statement.
 */
export async function insertRows(
  trx: Transaction<Database>,
  table: keyof Database,
  columns: JsonColumns,
  rows: readonly GivenRow[],
  { replacing = [] }: InsertTerms = {},
): Promise<void> {
  if (rows.length === 0) return
  const names = Object.keys(columns)
  const cells = cellsOf(names, rows)
  const end = onConflict(names, replacing)
  if (dialectOf(trx) === 'sqlite') {
    const marks = sql.raw(names.map(() => '?').join())
    await runForEach(trx, sql`insert into ${sql.table(table)} (${refs(names)}) values (${marks}) ${end}`, cells)
    return
  }
  const from = sql`select ${refs(names)} from ${jsonRows('postgres', columns, cells)} as v where true`
  await sql`insert into ${sql.table(table)} (${refs(names)}) ${from} ${end}`.execute(trx)
}

function onConflict(names: readonly string[], unique: readonly string[]): RawBuilder<unknown> {
  if (unique.length === 0) return sql``
  const others = names.filter((name) => !unique.includes(name))
  const set = others.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`)
  return sql`on conflict (${refs(unique)}) do update set ${sql.join(set)}`
}

/** Sets columns of rows that are found by their keys; a row that is not there is left out. */
export async function updateRowsByKey(
  trx: Transaction<Database>,
  table: keyof Database,
  keys: JsonColumns,
  columns: JsonColumns,
  rows: readonly GivenRow[],
): Promise<void> {
  if (rows.length === 0) return
  const names = [...Object.keys(columns), ...Object.keys(keys)]
  const cells = cellsOf(names, rows)
  const target = sql.table(table)
  if (dialectOf(trx) === 'sqlite') {
    const pair = (name: string) => sql`${sql.ref(name)} = ${sql.raw('?')}`
    const set = sql.join(Object.keys(columns).map(pair))
    const isRow = sql.join(Object.keys(keys).map(pair), sql` and `)
    await runForEach(trx, sql`update ${target} set ${set} where ${isRow}`, cells)
    return
  }
  const set = Object.keys(columns).map((name) => sql`${sql.ref(name)} = v.${sql.ref(name)}`)
  const isRow = Object.keys(keys).map((name) => sql`${sql.ref(`${table}.${name}`)} = v.${sql.ref(name)}`)
  await sql`update ${target} set ${sql.join(set)} from ${jsonRows('postgres', { ...columns, ...keys }, cells)} as v
    where ${sql.join(isRow, sql` and `)}`.execute(trx)
}

/** The statement has the marks of one row's cells and no other parameters. */
async function runForEach(
  trx: Transaction<Database>,
  statement: RawBuilder<unknown>,
  cells: ManyRows['rows'],
): Promise<void> {
  const { sql: text } = statement.compile(trx)
  await trx.executeQuery(CompiledQuery.raw(text, [new ManyRows(cells)]))
}

function cellsOf(names: readonly string[], rows: readonly GivenRow[]): ManyRows['rows'] {
  return rows.map((row) => names.map((name) => row[name] ?? null))
}

function refs(names: readonly string[]): RawBuilder<unknown> {
  return sql.join(names.map((name) => sql.ref(name)))
}
