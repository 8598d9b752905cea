import type { Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import { markBlocked } from '../domains/mark-blocked.ts'
import type { WriteContext } from '../domains/write-context.ts'
import { type ItemRow, patchItems } from './orders.repository.ts'

/** Ends renewals of a run that waited for money: somebody orders them by hand now. */
export async function takeOver(
  trx: Transaction<Database>,
  context: WriteContext,
  waiting: readonly ItemRow[],
): Promise<void> {
  if (waiting.length === 0) return
  const ended = { state: 'cancelled', code: 'ordered_by_hand', next_at: null, updated_at: context.now } as const
  await patchItems(trx, waiting, ended)
  await markBlocked(
    trx,
    context,
    waiting.map(({ name }) => name),
    null,
  )
}
