import { invariant } from '../../../core/base/invariant.ts'
import { isBankDay, type SpecialBankDays, shiftToBankDay } from '../../../core/billing/bank-day.ts'
import { writeDebitRequest } from '../../../core/billing/zengin/direct-debit.ts'
import { bytesOfText } from '../../../core/billing/zengin/jis-x0201.ts'
import type { LineEnd } from '../../../core/billing/zengin/record-text.ts'
import { dayInZone, type IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { newId } from '../../ids.ts'
import { invalidField, Refusal } from '../../refusal.ts'
import { readSpecialBankDays } from '../bank-days/bank-days.repository.ts'
import { refusalOfFault } from '../bank-files/bank-file-refusal.ts'
import { readIssuer } from '../billing-profile/billing-profile.repository.ts'
import { nextIssuerChange } from '../changes/change-sequence.ts'
import { collectorOf } from './collector.ts'
import * as repository from './direct-debits.repository.ts'
import { type NumberedDebit, planRequest } from './plan-request.ts'

/** `key` is the Idempotency-Key: answers that are files are not kept, so that the request itself knows it. */
export type DebitOrder = { readonly debitOn: IsoDate; readonly lineEnd: LineEnd; readonly key: string }

/** Makes the request of a day and stores it with its file. Returns the request's id and the file. */
export async function requestDebits(
  deps: Deps,
  by: AccountCaller,
  issuer: string,
  { debitOn, lineEnd, key }: DebitOrder,
): Promise<{ readonly id: string; readonly content: Uint8Array }> {
  const now = deps.clock.now()
  return deps.storage.transact(async (trx) => {
    await nextIssuerChange(trx, issuer)
    const made = await repository.findByKey(trx, issuer, by.personId, key)
    if (made && made.debit_on !== debitOn) throw new Refusal('idempotency_conflict')
    if (made) return made
    const issuerRow = await readIssuer(trx, issuer)
    assertDebitDay(debitOn, dayInZone(now, issuerRow.zone), await readSpecialBankDays(trx, issuer))
    const collector = collectorOf(issuerRow)
    const { debits } = await planRequest(trx, issuer, debitOn)
    if (debits.length === 0) throw new Refusal('nothing_to_debit')
    const text = writeDebitRequest({ collector, debitOn, debits: debits.map(({ debit }) => debit) }, lineEnd)
    if (!text.ok) throw refusalOfFault(text.error)
    const content = bytesOfText(text.value)
    invariant(content, 'what was written is bank text')
    const id = newId()
    await repository.insertPayers(trx, newPayers(issuer, debits))
    const unanswered = { result_sha256: null, result_content: null, answered_by: null, answered_at: null }
    const origin = { person: by.personId, request_key: key, created_at: now, state: 'requested' } as const
    const what = { issuer, id, debit_on: debitOn, consignor: collector.consignor, content }
    const request = { ...what, ...origin, ...unanswered }
    await repository.insertRequest(trx, request, linesOf(issuer, id, debits))
    return { id, content }
  })
}

/** Banks debit on days on which they are open, and not in the past. */
function assertDebitDay(debitOn: IsoDate, today: IsoDate, special: SpecialBankDays): void {
  if (debitOn < today) throw invalidField('/debitOn', 'in_the_past', `A day from today on, ${today}.`)
  if (isBankDay(debitOn, special)) return
  const next = shiftToBankDay(debitOn, 'next', special)
  throw new Refusal('not_a_bank_day', { detail: `The next day on which banks are open is ${next}.`, args: { next } })
}

function newPayers(issuer: string, debits: readonly NumberedDebit[]): readonly repository.DebitPayerRow[] {
  return debits
    .filter(({ isNew }) => isNew)
    .map(({ account, number }) => ({ issuer, account, number, stopped_by: null, stopped_at: null }))
}

function linesOf(
  issuer: string,
  request: string,
  debits: readonly NumberedDebit[],
): readonly repository.DebitLineRow[] {
  return debits.map(({ account, debit, documents }, n) => ({
    issuer,
    request,
    n: n + 1,
    account,
    customer_number: debit.customerNumber,
    amount: debit.amount,
    bank: debit.bank,
    branch: debit.branch,
    account_type: debit.accountType,
    account_number: debit.accountNumber,
    holder: debit.holder,
    documents: JSON.stringify(documents),
    result: null,
    follow_up: null,
  }))
}
