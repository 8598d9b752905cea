import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import { findEarlier, findHeld, type ImportReading, namesOf } from './import-reading.ts'
import * as repository from './imports.repository.ts'
import { type Counts, countBatch, DIFFERENT_ROWS, NO_ROWS, type StagedBatch, stageRows } from './stage-rows.ts'

/** Works out what a batch of rows would do. */
export async function assessBatch(
  db: Kysely<Database>,
  reading: ImportReading,
  n: number,
  size: number,
): Promise<{ readonly staged: StagedBatch; readonly count: number }> {
  const batch = await reading.readFrom(db, n, size)
  const held = await findHeld(db, reading.key.account, namesOf(batch))
  const earlier = await findEarlier(db, reading, batch)
  return { staged: stageRows(batch, held, earlier, reading.context), count: batch.length }
}

/** Keeps a batch; returns the counts with it. */
export async function storeBatch(
  trx: Transaction<Database>,
  reading: ImportReading,
  counts: Counts,
  staged: StagedBatch,
): Promise<Counts> {
  await repository.insertStagedRows(trx, reading.key, staged.rows)
  await repository.markContradicted(trx, reading.key, [...staged.contradicted.keys()], DIFFERENT_ROWS)
  const next = countBatch(counts, staged)
  await repository.updateImport(trx, reading.key, { counts: JSON.stringify(next) })
  return next
}

/** Files of so many rows are checked at once, in the transaction that takes them in; longer ones in a job. */
export const MAX_ROWS_AT_ONCE = 2_000
const BATCH_AT_ONCE = 500

/** Checks a short file from its first row to its last. */
export async function checkAtOnce(trx: Transaction<Database>, reading: ImportReading): Promise<void> {
  await repository.deleteRows(trx, reading.key, MAX_ROWS_AT_ONCE + 1)
  let counts = NO_ROWS
  for (let n = 1; n <= reading.rowCount; ) {
    const { staged, count } = await assessBatch(trx, reading, n, BATCH_AT_ONCE)
    if (count === 0) break
    counts = await storeBatch(trx, reading, counts, staged)
    n += count
  }
  await repository.updateImport(trx, reading.key, { state: 'ready', counts: JSON.stringify(counts) })
}
