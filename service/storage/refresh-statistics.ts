import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { Storage } from './storage.ts'

/** PostgreSQL's own service looks at tables every minute or so; until then few rows hardly mislead the planner. */
const MIN_ROWS = 1_000
/** From that share of a table on, as autovacuum has it. */
const MIN_SHARE = 0.1

/**
 * Tells PostgreSQL's planner about rows that were just written, so that lists are not read by plans made for an empty
 * table until autovacuum comes by. Outside of any transaction; readers and writers go on meanwhile. SQLite plans by
 * statistics that its migrations chose.
 */
export async function refreshStatistics(
  storage: Storage,
  tables: readonly (keyof Database)[],
  rows: number,
): Promise<void> {
  if (storage.dialect !== 'postgres' || rows < MIN_ROWS) return
  for (const table of tables) {
    const known = await sql<{ rows: number }>`
      select reltuples as rows from pg_class where oid = to_regclass(${table})`.execute(storage.read)
    if (rows >= MIN_SHARE * (known.rows[0]?.rows ?? 0)) await sql`analyze ${sql.table(table)}`.execute(storage.read)
  }
}
