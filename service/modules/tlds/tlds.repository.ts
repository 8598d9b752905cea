import type { Kysely } from 'kysely'
import type { ReaderScope } from '../../../core/access/reader-scope.ts'
import type { Database } from '../../storage/database.ts'
import { countNamesByClass } from '../domains/scope-condition.ts'

/** How many held names a reader sees under each suffix; suffixes without one are left out. */
export async function countNamesBySuffix(
  db: Kysely<Database>,
  account: string,
  scope: ReaderScope,
): Promise<ReadonlyMap<string, number>> {
  const names = await countNamesByClass(db, account, scope)
  const held = await db
    .selectFrom('renewal_class')
    .select(['id', 'suffix'])
    .where('account', '=', account)
    .where('holding', '=', 'held')
    .execute()
  const bySuffix = new Map<string, number>()
  for (const { id, suffix } of held) {
    const inClass = names.get(id) ?? 0
    if (inClass > 0) bySuffix.set(suffix, (bySuffix.get(suffix) ?? 0) + inClass)
  }
  return bySuffix
}
