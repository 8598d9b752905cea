import { dayInZone, type IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { invalidField } from '../../refusal.ts'
import { findConnection } from '../connections/connections.repository.ts'

/** A file cannot know the future: facts from tomorrow would outweigh everything that is learnt until then. */
export async function checkedAsOf(deps: Deps, by: AccountCaller, asOf: IsoDate | undefined): Promise<IsoDate> {
  const { time_zone } = await deps.storage.read
    .selectFrom('account')
    .select('time_zone')
    .where('id', '=', by.account)
    .executeTakeFirstOrThrow()
  const today = dayInZone(deps.clock.now(), time_zone)
  if (asOf !== undefined && asOf > today)
    throw invalidField('/asOf', 'in_future', `Not a day to come: today is ${today}.`)
  return asOf ?? today
}

/** The connection chosen for a whole file; null when none was. */
export async function checkedConnection(
  deps: Deps,
  by: AccountCaller,
  connection: string | undefined,
  pointer: string,
): Promise<string | null> {
  if (connection === undefined) return null
  const found = await findConnection(deps.storage.read, by.account, connection)
  if (!found) throw invalidField(pointer, 'unknown_connection', 'No connection of this account has that id.')
  return found.id
}
