import { type Kysely, sql } from 'kysely'
import { isUnlimited, type ReaderScope } from '../../../core/access/reader-scope.ts'
import type { Database } from '../../storage/database.ts'
import { namesInScope } from '../renewal-rules/names-in-scope.ts'

/** How many held names a reader sees under each suffix. */
export async function countNamesBySuffix(
  db: Kysely<Database>,
  account: string,
  scope: ReaderScope,
): Promise<ReadonlyMap<string, number>> {
  const query = isUnlimited(scope)
    ? sql<Count>`select suffix, sum(names) as names from renewal_class
        where account = ${account} and holding = 'held' group by suffix`
    : sql<Count>`select c.suffix, count(*) as names from domain d
        join renewal_class c on c.account = d.account and c.id = d.class_id
        where d.account = ${account} and c.holding = 'held' and ${namesInScope(scope)} group by c.suffix`
  const { rows } = await query.execute(db)
  return new Map(rows.filter(({ names }) => names > 0).map(({ suffix, names }) => [suffix, names]))
}

type Count = { readonly suffix: string; readonly names: number }
