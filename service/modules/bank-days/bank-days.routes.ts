import type { Transaction } from 'kysely'
import { isBankDay } from '../../../core/billing/bank-day.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import * as contract from '../../../core/contract/http/bank-days.ts'
import type { Deps } from '../../deps.ts'
import { type AccountCaller, type Handled, handle, json, noContent } from '../../http/handle.ts'
import { notFound } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import { listAccounts } from '../accounts/accounts.repository.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { MAIN_ISSUER } from '../billing-profile/billing-profile.repository.ts'
import { nextChange } from '../changes/change-sequence.ts'
import * as repository from './bank-days.repository.ts'

export function bankDayRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.listBankDays, async () => {
      const rows = await repository.listBankDays(deps.storage.read, MAIN_ISSUER)
      return json(200, { items: rows.map(describeDay) })
    }),
    handle(contract.putBankDay, async ({ by, params: { day }, body }) => {
      const now = deps.clock.now()
      const is_open = body.isOpen ? 1 : 0
      const row = {
        issuer: MAIN_ISSUER,
        day,
        is_open,
        note: body.note ?? null,
        person: by.personId,
        set_at: now,
      } as const
      await change(deps, by, day, (trx) => repository.keepBankDay(trx, row))
      const kept = (await repository.listBankDays(deps.storage.read, MAIN_ISSUER)).find((one) => one.day === day)
      if (!kept) throw notFound()
      return json(200, describeDay(kept))
    }),
    handle(contract.deleteBankDay, async ({ by, params: { day } }) => {
      await change(deps, by, day, async (trx) => {
        if (!(await repository.findBankDay(trx, MAIN_ISSUER, day))) throw notFound()
        await repository.removeBankDay(trx, MAIN_ISSUER, day)
      })
      return noContent
    }),
  ]
}

/** The calendar stands above accounts; the record of each says what its due days go by from now on. */
async function change(
  deps: Deps,
  by: AccountCaller,
  day: IsoDate,
  write: (trx: Transaction<Database>) => Promise<void>,
): Promise<void> {
  const at = deps.clock.now()
  const accounts = await deps.storage.transact(async (trx) => {
    const before = await repository.findBankDay(trx, MAIN_ISSUER, day)
    await write(trx)
    const after = await repository.findBankDay(trx, MAIN_ISSUER, day)
    const origin = { at, person: by.personId, address: by.address, requestId: by.requestId }
    const values = { before: valuesOf(before), after: valuesOf(after) }
    const accounts = await listAccounts(trx)
    for (const { id } of accounts) {
      await nextChange(trx, id, 'billing')
      await appendAudit(trx, id, { ...origin, action: 'bankDay.set', subject: day, ...values })
    }
    return accounts
  })
  for (const { id } of accounts) deps.events.nudge(id)
}

function valuesOf(row: repository.BankDayRow | null) {
  return row && { isOpen: row.is_open === 1, note: row.note }
}

function describeDay(row: repository.NamedBankDay) {
  const day = row.day as IsoDate
  return {
    day,
    isOpen: row.is_open === 1,
    isUsuallyOpen: isBankDay(day),
    note: row.note,
    person: row.person_name,
    setAt: row.set_at,
  }
}
