import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { idList } from '../../storage/json-list.ts'

/**
 * The account's names with these ids, as a condition on `domain`. Without statistics SQLite would walk every name of the
 * account and search the list for it; the sign in front of the account keeps that index out.
 */
export function isNameOf<DB extends Database>(
  db: Kysely<DB>,
  account: string,
  ids: readonly number[],
): RawBuilder<SqlBool> {
  const dialect = dialectOf(db)
  const inAccount = dialect === 'sqlite' ? sql`+domain.account = ${account}` : sql`domain.account = ${account}`
  return sql<SqlBool>`(domain.id in ${idList(dialect, ids)} and ${inAccount})`
}
