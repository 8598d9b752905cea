import { setTimeout as sleep } from 'node:timers/promises'
import { isUnlimited } from '../../../core/access/reader-scope.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { notFound, Refusal } from '../../refusal.ts'
import * as repository from './imports.repository.ts'

/** Limited readers see their own imports only: the rows of others hold names that they may not see. */
export function importReader(by: AccountCaller): repository.ImportReader {
  return { account: by.account, onlyOf: isUnlimited(by.actor.scope) ? null : by.personId }
}

export async function readImport(deps: Deps, by: AccountCaller, id: string): Promise<repository.ImportRow> {
  const row = await repository.findImport(deps.storage.read, importReader(by), id)
  if (!row) throw notFound()
  return row
}

/** Rows are removed some time after an import was applied or left. */
export function assertRowsKept(row: repository.ImportRow): void {
  if (row.keeping !== 'kept') throw new Refusal('gone_rows')
}

/** How long a request waits for the check of a long file before it answers that it still runs. */
const PATIENCE_MS = 10_000
const LOOK_EVERY_MS = 50

/** The import once its check has ended, or as it is when that takes too long. */
export async function settledImport(deps: Deps, by: AccountCaller, id: string): Promise<repository.ImportRow> {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    const row = await readImport(deps, by, id)
    if (row.state !== 'reading' || Date.now() > until) return row
    await sleep(LOOK_EVERY_MS)
  }
}
