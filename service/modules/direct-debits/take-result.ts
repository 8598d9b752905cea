import type { Transaction } from 'kysely'
import { followUpOf } from '../../../core/billing/zengin/debit-result-code.ts'
import { outcomesOf, readDebitResult } from '../../../core/billing/zengin/direct-debit.ts'
import { textOfBytes } from '../../../core/billing/zengin/jis-x0201.ts'
import { dayInZone, type Instant, type IsoDate } from '../../../core/calendar/iso-date.ts'
import { moved } from '../../../core/ledger/entry.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { sha256 } from '../../ids.ts'
import { invalidField, notFound, Refusal } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { refusalOfFault } from '../bank-files/bank-file-refusal.ts'
import { readIssuer } from '../billing-profile/billing-profile.repository.ts'
import { nextChange, nextIssuerChange } from '../changes/change-sequence.ts'
import { type BookEntry, postEntries } from '../ledger/post-entry.ts'
import { sharesSchema } from './debit-payers.queries.ts'
import * as repository from './direct-debits.repository.ts'

type Line = repository.NamedDebitLine
type Answered = { readonly line: Line; readonly result: string }

/** Takes the result of a request in: books what was paid, notes why the rest was not. The same file again changes nothing. */
export async function takeResult(
  deps: Deps,
  by: AccountCaller,
  issuer: string,
  id: string,
  content: Uint8Array,
): Promise<void> {
  const now = deps.clock.now()
  const digest = sha256(content)
  const accounts = await deps.storage.transact(async (trx) => {
    await nextIssuerChange(trx, issuer)
    const request = await repository.findRequest(trx, issuer, id)
    if (!request) throw notFound()
    if (request.state === 'answered' && request.result_sha256 === digest) return []
    if (request.state !== 'requested') throw new Refusal('debit_answered', { args: { state: request.state } })
    const { zone } = await readIssuer(trx, issuer)
    const today = dayInZone(now, zone)
    if (request.debit_on > today) throw invalidField('/', 'in_the_future', `Banks debit on ${request.debit_on} only.`)
    const answered = readAnswers(content, request, await repository.linesOf(trx, issuer, id))
    const accounts = answered.map(({ line }) => line.account).sort()
    for (const account of accounts) await nextChange(trx, account, 'billing')
    await postEntries(
      trx,
      answered.flatMap((one) => entriesOf(one, request, by.personId)),
      now,
    )
    for (const one of answered) await note(trx, one, by, now)
    const result = { result_sha256: digest, result_content: content, answered_by: by.personId, answered_at: now }
    await repository.updateRequest(trx, request, { state: 'answered', ...result })
    return accounts
  })
  for (const account of accounts) deps.events.nudge(account)
}

function readAnswers(
  content: Uint8Array,
  request: repository.DirectDebitRow,
  lines: readonly Line[],
): readonly Answered[] {
  const asked = { consignor: request.consignor, debitOn: request.debit_on as IsoDate }
  const result = readDebitResult(textOfBytes(content), asked)
  if (!result.ok) throw refusalOfFault(result.error)
  const debits = lines.map((line) => ({ line, customerNumber: line.customer_number, amount: line.amount }))
  const outcomes = outcomesOf(debits, result.value)
  if (!outcomes.ok) throw refusalOfFault(outcomes.error)
  return outcomes.value.map(({ debit, result: code }) => ({ line: debit.line, result: code }))
}

/** A debit that was paid pays each document that it was for; what was paid otherwise in the meantime stays on the account. */
function entriesOf({ line, result }: Answered, request: repository.DirectDebitRow, person: string): BookEntry[] {
  if (followUpOf(result) !== null) return []
  const reference = `directDebit:${request.id}/${line.n}`
  return sharesSchema.parse(JSON.parse(line.documents)).map(({ number, amount }) => ({
    account: line.account,
    draft: {
      kind: 'payment',
      occurredOn: request.debit_on as IsoDate,
      postings: moved(amount, 'cash:directDebit', 'customer'),
      key: `${reference}#${number}`,
      person,
      reference,
      document: number,
      detail: { method: 'directDebit' },
    },
  }))
}

async function note(trx: Transaction<Database>, { line, result }: Answered, by: AccountCaller, now: Instant) {
  const followUp = followUpOf(result)
  await repository.setResult(trx, line, { result, follow_up: followUp })
  if (followUp !== null && followUp !== 'retry') await repository.setStopped(trx, line, { by: result, at: now })
  await appendAudit(trx, line.account, {
    at: now,
    person: by.personId,
    address: by.address,
    requestId: by.requestId,
    action: 'directDebit.result',
    subject: `${line.request}/${line.n}`,
    after: { amount: line.amount, result, followUp },
  })
}
