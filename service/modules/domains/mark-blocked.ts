import { sql, type Transaction } from 'kysely'
import type { BlockedReason } from '../../../core/orders/blocked-reason.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { textList } from '../../storage/json-list.ts'
import { updateRows } from './update-rows.ts'
import type { WriteContext } from './write-context.ts'

/** Notes that the renewals of names wait, or (null) that they do not any more. */
export async function markBlocked(
  trx: Transaction<Database>,
  context: WriteContext,
  names: readonly string[],
  reason: BlockedReason | null,
): Promise<void> {
  if (names.length === 0) return
  const rows = await trx
    .selectFrom('domain')
    .select(['id', 'blocked'])
    .where('account', '=', context.account)
    .where('name', 'in', textList(dialectOf(trx), names))
    .execute()
  const ids = rows.filter(({ blocked }) => blocked !== reason).map(({ id }) => [id])
  await updateRows(trx, context, { id: 'int' }, ids, [sql`blocked = ${reason}`])
}
