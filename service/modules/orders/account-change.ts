import type { Transaction } from 'kysely'
import type { Deps } from '../../deps.ts'
import type { Database } from '../../storage/database.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { readWriteContext, type WriteContext } from '../domains/write-context.ts'

export type DriveDeps = Pick<Deps, 'storage' | 'clock'>

/** One transaction of an account about money and names, with its write lock and change number. */
export async function changeAccount<T>(
  { storage, clock }: DriveDeps,
  account: string,
  work: (trx: Transaction<Database>, context: WriteContext) => Promise<T>,
): Promise<T> {
  return storage.transact(async (trx) => {
    const changeSeq = await nextChange(trx, account, 'billing')
    return work(trx, await readWriteContext(trx, { account, changeSeq, now: clock.now() }))
  })
}
