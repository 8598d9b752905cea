import type { Transaction } from 'kysely'
import { addMonths, type Instant, startOfMonth } from '../../../core/calendar/iso-date.ts'
import { DEFAULT_RENEW_LEAD_DAYS } from '../../../core/renewal/deadlines.ts'
import type { Deps } from '../../deps.ts'
import type { Database } from '../../storage/database.ts'
import { insertAccount } from './accounts.repository.ts'

/** What a new account starts with: everything renews, so that nothing lapses by accident (3-rules §2). */
export const NEW_ACCOUNT = {
  time_zone: 'Asia/Tokyo',
  renew_lead_days: DEFAULT_RENEW_LEAD_DAYS,
  rule_mode: 'renew',
} as const

/** Opens an account; its notices begin with the first 1st of a month after today. */
export async function openAccount(
  trx: Transaction<Database>,
  deps: Pick<Deps, 'clock'>,
  account: { readonly id: string; readonly name: string },
  now: Instant,
): Promise<void> {
  const today = deps.clock.today(NEW_ACCOUNT.time_zone)
  const noticesFrom = startOfMonth(addMonths(startOfMonth(today), 1))
  const rule = { rule_set_by: null, rule_set_at: null }
  await insertAccount(trx, { ...account, ...NEW_ACCOUNT, ...rule, notices_from: noticesFrom, created_at: now })
}
