import { sql, type Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { idList } from '../../storage/json-list.ts'

/**
 * Makes new names found by search, one statement for all: the search index of SQLite is written once for each. Names that
 * go leave it by themselves, and a server keeps its own index.
 */
export async function addToSearch(trx: Transaction<Database>, ids: readonly number[]): Promise<void> {
  if (dialectOf(trx) !== 'sqlite' || ids.length === 0) return
  await sql`insert into domain_search (rowid, name, unicode_name)
    select id, name, case when is_idn = 1 then unicode_name end from domain
    where id in ${idList('sqlite', ids)}`.execute(trx)
}
