import type { Transaction } from 'kysely'
import { dayInZone, type Instant, type IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Database } from '../../storage/database.ts'
import type { DeadlineTerms } from './settle-domain.ts'

/** What every write of names needs: the change it belongs to, the time, and the account's terms. */
export type WriteContext = {
  readonly account: string
  /** From `nextChange`, which has to come first: it holds other writers of the account off. */
  readonly changeSeq: number
  readonly now: Instant
  /** The day of `now` in the account's zone. */
  readonly today: IsoDate
  readonly terms: DeadlineTerms
}

export async function readWriteContext(
  trx: Transaction<Database>,
  change: Pick<WriteContext, 'account' | 'changeSeq' | 'now'>,
): Promise<WriteContext> {
  const row = await trx
    .selectFrom('account')
    .select(['time_zone', 'renew_lead_days'])
    .where('id', '=', change.account)
    .executeTakeFirstOrThrow()
  return {
    ...change,
    today: dayInZone(change.now, row.time_zone),
    terms: { timeZone: row.time_zone, renewLeadDays: row.renew_lead_days },
  }
}
