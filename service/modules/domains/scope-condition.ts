import { type Kysely, type RawBuilder, sql } from 'kysely'
import { isUnlimited, type ReaderScope } from '../../../core/access/reader-scope.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { textList } from '../../storage/json-list.ts'

/**
 * The names of an account that a reader may see, as a condition on `domain`; null where they see all. The same as
 * `isInScope`, for queries.
 */
export function scopeCondition(db: Kysely<Database>, account: string, scope: ReaderScope): RawBuilder<boolean> | null {
  if (scope.kind === 'all' || isUnlimited(scope)) return null
  const { tags, suffixes, departments } = scope
  const list = (texts: readonly string[]) => textList(dialectOf(db), texts)
  const parts = [
    ...(departments ? [sql`domain.department in ${list(departments)}`] : []),
    ...(suffixes
      ? [
          sql`domain.class_id in
            (select id from renewal_class where account = ${account} and suffix in ${list(suffixes)})`,
        ]
      : []),
    ...(tags
      ? [sql`domain.id in (select domain from domain_tag where account = ${account} and tag in ${list(tags)})`]
      : []),
  ]
  return sql<boolean>`(${sql.join(parts, sql` and `)})`
}

/** How many names of each class a reader sees, by class id; classes of which they see none are left out. */
export async function countNamesByClass(
  db: Kysely<Database>,
  account: string,
  scope: ReaderScope,
): Promise<ReadonlyMap<number, number>> {
  const condition = scopeCondition(db, account, scope)
  const { rows } = condition
    ? await sql<{ id: number; names: number }>`
        select class_id as id, count(*) as names from domain
        where account = ${account} and ${condition} group by class_id`.execute(db)
    : await sql<{ id: number; names: number }>`
        select id, names from renewal_class where account = ${account} and names > 0`.execute(db)
  return new Map(rows.map(({ id, names }) => [id, names]))
}
