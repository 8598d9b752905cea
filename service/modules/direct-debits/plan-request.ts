import type { Kysely } from 'kysely'
import { type DebitObstacle, type PlannedDebit, planDebits } from '../../../core/billing/plan-debits.ts'
import { DIRECT_DEBIT } from '../../../core/billing/zengin/direct-debit-format.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Database } from '../../storage/database.ts'
import { nextPayerNumber, readDebitPayers } from './debit-payers.queries.ts'

const NUMBER_LENGTH = DIRECT_DEBIT.data.customerNumber.length

/** `number` is the payer's number at the bank; `isNew` where it gets one by this request. */
export type NumberedDebit = PlannedDebit & {
  readonly accountName: string
  readonly number: number
  readonly isNew: boolean
}

export type RequestPlan = {
  readonly debits: readonly NumberedDebit[]
  readonly skipped: readonly {
    readonly account: string
    readonly accountName: string
    readonly reason: DebitObstacle
  }[]
}

/** What the request of a day would hold. New payers are numbered on from the last. */
export async function planRequest(db: Kysely<Database>, issuer: string, debitOn: IsoDate): Promise<RequestPlan> {
  let next = await nextPayerNumber(db, issuer)
  const payers = (await readDebitPayers(db, issuer)).map((payer) => {
    const number = payer.number ?? next++
    const customerNumber = String(number).padStart(NUMBER_LENGTH, '0')
    return { ...payer, isNew: payer.number === null, number, customerNumber }
  })
  const byAccount = new Map(payers.map((payer) => [payer.account, payer]))
  const { debits, skipped } = planDebits(payers, debitOn)
  return {
    debits: debits.flatMap((planned) => {
      const payer = byAccount.get(planned.account)
      return payer ? [{ ...planned, accountName: payer.accountName, number: payer.number, isNew: payer.isNew }] : []
    }),
    skipped: skipped.map((one) => ({ ...one, accountName: byAccount.get(one.account)?.accountName ?? one.account })),
  }
}
