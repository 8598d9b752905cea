import type { Transaction } from 'kysely'
import { z } from 'zod'
import type { Receipt } from '../../../core/billing/document.ts'
import type { DocumentNumber } from '../../../core/billing/document-number.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { paymentMethodSchema } from '../../../core/ledger/entry.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { notFound, Refusal } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { assertComplete } from '../billing-profile/complete-issuer.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { allocationsOfCredit, type EntryRow, findEntry, findReversalOf } from '../ledger/ledger.repository.ts'
import { documentRow } from './document-row.ts'
import * as repository from './documents.repository.ts'
import { readParties } from './read-parties.ts'

const detailSchema = z.object({ method: paymentMethodSchema.catch('bankTransfer') })

/** Issues a receipt for money that came in, once: for the same money the first one is given again. */
export async function issueReceipt(deps: Deps, by: AccountCaller, seq: number): Promise<string> {
  const now = deps.clock.now()
  const number = await deps.storage.transact(async (trx) => {
    await nextChange(trx, by.account, 'billing')
    const issued = await repository.findByEntry(trx, by.account, 'receipt', seq)
    if (issued) return issued.number
    const entry = await receivedMoney(trx, by.account, seq)
    const { row: issuer, ...parties } = await readParties(trx, by.account, now)
    assertComplete(issuer)
    const content: Receipt = {
      kind: 'receipt',
      number: await repository.takeNumber(trx, issuer.id, 'receipt', parties.issuedOn),
      revision: 1,
      issuedOn: parties.issuedOn,
      issuer: parties.issuer,
      recipient: parties.recipient,
      note: null,
      receivedOn: entry.occurred_on as IsoDate,
      amount: entry.amount as MinorUnits,
      method: detailSchema.parse(JSON.parse(entry.detail)).method,
      entry: seq,
      paid: paidDocuments(await allocationsOfCredit(trx, by.account, seq)),
    }
    const origin = { at: now, person: by.personId }
    const row = documentRow(content, { ...origin, account: by.account, issuer: issuer.id, entry: seq })
    await repository.insertDocuments(trx, [row])
    const request = { address: by.address, requestId: by.requestId, subject: row.number, after: { entry: seq } }
    await appendAudit(trx, by.account, { ...origin, ...request, action: 'receipt.issue' })
    return row.number
  })
  deps.events.nudge(by.account)
  return number
}

/** An entry of money that was not taken back. */
async function receivedMoney(trx: Transaction<Database>, account: string, seq: number): Promise<EntryRow> {
  const entry = await findEntry(trx, account, seq)
  if (!entry) throw notFound()
  const isMoney = (entry.kind === 'deposit' || entry.kind === 'payment') && entry.amount > 0
  if (!isMoney) throw new Refusal('no_receipt', { args: { kind: entry.kind } })
  if (await findReversalOf(trx, account, seq)) throw new Refusal('already_reversed')
  return entry
}

function paidDocuments(allocations: Awaited<ReturnType<typeof allocationsOfCredit>>): Receipt['paid'] {
  const sums = new Map<string, number>()
  for (const { document, amount } of allocations) sums.set(document, (sums.get(document) ?? 0) + amount)
  return [...sums]
    .filter(([, amount]) => amount > 0)
    .map(([number, amount]) => ({ number: number as DocumentNumber, amount: amount as MinorUnits }))
}
