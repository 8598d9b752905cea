import { type Kysely, sql, type Transaction } from 'kysely'
import type { Instant, IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Database } from '../../storage/database.ts'
import { cutOffOfClass, keyOfClass } from '../renewal-rules/class-store.ts'
import { findClassRows } from './domains.repository.ts'
import { isNameOf } from './names-by-id.ts'
import { deadlinesOf } from './settle-domain.ts'
import { updateRows } from './update-rows.ts'
import type { WriteContext } from './write-context.ts'

/** Whose deadlines: those of names in a connection, or of all. */
export type DeadlineSelection = { readonly connection?: string | undefined }

/** The names whose deadlines may have moved, by id ascending, from behind `after`. */
export async function namesWithDeadlines(
  db: Kysely<Database>,
  account: string,
  { connection }: DeadlineSelection,
  after: number,
): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('domain')
    .select('id')
    .where('account', '=', account)
    .where('id', '>', after)
    .$if(connection !== undefined, (query) =>
      query.where('class_id', 'in', (eb) =>
        eb
          .selectFrom('renewal_class')
          .select('id')
          .where('account', '=', account)
          .where('connection', '=', connection ?? ''),
      ),
    )
    .where('expires_on', 'is not', null)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Computes the deadlines of these names again; returns how many have moved. */
export async function recomputeDeadlines(
  trx: Transaction<Database>,
  context: WriteContext,
  ids: readonly number[],
): Promise<number> {
  const names = await trx
    .selectFrom('domain')
    .select(['id', 'class_id', 'registry_expires_on', 'registry_expires_at', 'paid_through_on', 'decide_by'])
    .where(isNameOf(trx, context.account, ids))
    .execute()
  const classes = await findClassRows(
    trx,
    context.account,
    names.map((name) => name.class_id),
  )
  const moved = names.flatMap((name): readonly (readonly [number, string | null])[] => {
    const found = classes.get(name.class_id)
    if (!found) return []
    const dates = {
      holding: keyOfClass(found).holding,
      registryExpiresOn: name.registry_expires_on as IsoDate | null,
      registryExpiresAt: name.registry_expires_at as Instant | null,
      paidThroughOn: name.paid_through_on as IsoDate | null,
    }
    const decideBy = deadlinesOf(dates, cutOffOfClass(found), context.terms)?.decideBy ?? null
    return decideBy === name.decide_by ? [] : [[name.id, decideBy]]
  })
  await updateRows(trx, context, { id: 'int', decide_by: 'text' }, moved, [sql`decide_by = v.decide_by`])
  return moved.length
}
