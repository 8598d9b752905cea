import { type Kysely, sql } from 'kysely'
import { namesHeldBy } from '../../adapters/registry/sandbox/sandbox.repository.ts'
import { Refusal } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import { findConnection } from './connections.repository.ts'

/**
 * A name that is really held somewhere is never in a connection to the simulated registry: what is "renewed" there would
 * lapse. Only names that are registered at that registry are.
 */
export async function assertMayBeIn(
  db: Kysely<Database>,
  account: string,
  connection: string,
  name: string,
): Promise<void> {
  const row = await findConnection(db, account, connection)
  if (row?.gateway !== 'sandbox' || (await namesHeldBy(db, account, [name])).has(name)) return
  throw notThere([name])
}

/** Whether all names of a connection are registered at the simulated registry, before it becomes their gateway. */
export async function assertAllMayBeIn(db: Kysely<Database>, account: string, connection: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select d.name from domain d join renewal_class c on c.account = d.account and c.id = d.class_id
    where d.account = ${account} and c.connection = ${connection}
      and not exists (select 1 from sandbox_name s where s.name = d.name and s.sponsor = d.account)
    order by d.name limit 3`.execute(db)
  if (rows.length > 0) throw notThere(rows.map(({ name }) => name))
}

function notThere(names: readonly string[]): Refusal {
  const detail = `The simulated registry does not hold ${names.join(', ')}; names that are held elsewhere are only watched.`
  return new Refusal('gateway_not_allowed', { detail, args: { gateway: 'sandbox' } })
}
