import type { Transaction } from 'kysely'
import type { Instant } from '../../../core/calendar/iso-date.ts'
import { UNASSIGNED } from '../../../core/portfolio/unassigned.ts'
import { newId } from '../../ids.ts'
import type { Database } from '../../storage/database.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { insertConnection, listConnections } from './connections.repository.ts'

/**
 * Connections by name, made where they are missing: watched only, at a registrar of the same name. The one for names of
 * which no registrar is known (`UNASSIGNED`) has none.
 */
export async function ensureConnections(
  trx: Transaction<Database>,
  { account, now }: { readonly account: string; readonly now: Instant },
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map()
  const ids = new Map((await listConnections(trx, account)).map(({ id, name }) => [name, id]))
  const missing = names.filter((name) => !ids.has(name))
  if (missing.length > 0) await nextChange(trx, account, 'connections')
  for (const name of missing) {
    const registrar = name === UNASSIGNED ? '' : name
    const row = { account, id: newId(), name, registrar, gateway: 'none' as const, created_at: now }
    await insertConnection(trx, row)
    ids.set(name, row.id)
  }
  return ids
}
