import { PostgresAdapter, type QueryExecutorProvider } from 'kysely'

export type DialectName = 'sqlite' | 'postgres'

/** The database behind a connection or transaction, for the few statements that the two write differently. */
export function dialectOf(db: QueryExecutorProvider): DialectName {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite'
}
