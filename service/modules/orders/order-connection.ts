import type { Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import type { Database } from '../../storage/database.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { type ConnectionRow, insertConnection } from '../connections/connections.repository.ts'
import type { WriteContext } from '../domains/write-context.ts'

/** The connection of the simulated registry, made when it is first needed. */
const SANDBOX_CONNECTION = { name: 'Sandbox', registrar: 'Sandbox' }

/**
 * Where names that come in are held when nobody says where: at the simulated registry in a test workspace, else at the
 * connection that has been ordering longest. Null where nothing can be ordered.
 */
export async function connectionForOrders(
  trx: Transaction<Database>,
  { account, now, isSandbox }: WriteContext & { readonly isSandbox: boolean },
  connections: readonly ConnectionRow[],
): Promise<ConnectionRow | null> {
  const oldest = (gateway: ConnectionRow['gateway']) =>
    connections.filter((one) => one.gateway === gateway).toSorted((a, b) => (a.created_at < b.created_at ? -1 : 1))[0]
  if (!isSandbox) return oldest('manual') ?? null
  const known = oldest('sandbox')
  if (known) return known
  await nextChange(trx, account, 'connections')
  const taken = new Set(connections.map(({ name }) => name))
  const name = taken.has(SANDBOX_CONNECTION.name) ? `${SANDBOX_CONNECTION.name} ${newId()}` : SANDBOX_CONNECTION.name
  const made = { account, id: newId(), ...SANDBOX_CONNECTION, name, gateway: 'sandbox' as const, created_at: now }
  await insertConnection(trx, made)
  return made
}
