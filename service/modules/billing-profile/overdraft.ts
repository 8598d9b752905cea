import type { Kysely } from 'kysely'
import { invariant } from '../../../core/base/invariant.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Overdraft } from '../../../core/ledger/overdraft.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { Database } from '../../storage/database.ts'
import type { BillingProfileTables } from './billing-profile.table.ts'

type OverdraftColumns = Pick<
  BillingProfileTables['billing_profile'],
  'overdraft_policy' | 'overdraft_until' | 'overdraft_limit'
>

export function overdraftOf(row: OverdraftColumns): Overdraft {
  switch (row.overdraft_policy) {
    case 'none':
      return { policy: 'none' }
    case 'provisional':
      invariant(row.overdraft_until, 'a provisional overdraft has a last day')
      return { policy: 'provisional', until: row.overdraft_until as IsoDate }
    case 'corporate':
      invariant(row.overdraft_limit !== null, 'a corporate overdraft has a limit')
      return { policy: 'corporate', limit: row.overdraft_limit as MinorUnits }
  }
}

export async function readOverdraft(db: Kysely<Database>, account: string): Promise<Overdraft> {
  const row = await db
    .selectFrom('billing_profile')
    .select(['overdraft_policy', 'overdraft_until', 'overdraft_limit'])
    .where('account', '=', account)
    .executeTakeFirstOrThrow()
  return overdraftOf(row)
}
