import { sql, type Transaction } from 'kysely'
import type { Database } from './database.ts'
import { dialectOf } from './dialects/dialect.ts'
import { type JsonColumns, jsonRows } from './json-rows.ts'

/** Inserts any number of rows with one statement; a column that a row lacks is null. */
export async function insertRows<T extends Readonly<Record<string, string | number | null>>>(
  trx: Transaction<Database>,
  table: keyof Database,
  columns: JsonColumns,
  rows: readonly T[],
): Promise<void> {
  if (rows.length === 0) return
  const names = Object.keys(columns)
  const list = sql.join(names.map((name) => sql.ref(name)))
  const values = rows.map((row) => names.map((name) => row[name] ?? null))
  await sql`insert into ${sql.table(table)} (${list})
    select ${list} from ${jsonRows(dialectOf(trx), columns, values)} as v`.execute(trx)
}
