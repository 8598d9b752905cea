import type { Transaction } from 'kysely'
import { type DocumentContent, documentContentSchema } from '../../../core/billing/document.ts'
import type { Deps } from '../../deps.ts'
import { type AccountCaller, type Answer, json, keepAnswer } from '../../http/handle.ts'
import { notFound, Refusal } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { assertComplete } from '../billing-profile/complete-issuer.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { documentRow } from './document-row.ts'
import { findListed } from './documents.queries.ts'
import * as repository from './documents.repository.ts'
import { readDetail } from './read-documents.ts'
import { readParties } from './read-parties.ts'

/**
 * Issues a document again with the parties as they are now (a wrong address): the same number, day of issue and amounts,
 * the next revision with its own day beside, and no effect on the ledger. The revision before it stays as it was. Answers
 * with the document.
 */
export async function reissue(deps: Deps, by: AccountCaller, number: string, reason: string): Promise<Answer> {
  const now = deps.clock.now()
  const reissued = await deps.storage.transact(async (trx) => {
    await nextChange(trx, by.account, 'billing')
    const before = await repository.findDocument(trx, by.account, number)
    if (!before) throw notFound()
    if (before.series === 'receipt') await assertReceived(trx, by.account, number)
    const { row: issuerRow, issuedOn: reissuedOn, issuer, recipient } = await readParties(trx, by.account, now)
    assertComplete(issuerRow)
    const content: DocumentContent = {
      ...documentContentSchema.parse(JSON.parse(before.content)),
      revision: before.revision + 1,
      reissuedOn,
      issuer,
      recipient,
    }
    const row = documentRow(content, {
      account: by.account,
      issuer: before.issuer,
      person: by.personId,
      at: now,
      reason,
    })
    await repository.insertDocuments(trx, [{ ...row, period: before.period, part: before.part }])
    const origin = { at: now, person: by.personId, address: by.address, requestId: by.requestId }
    const after = { revision: row.revision, reason }
    await appendAudit(trx, by.account, { ...origin, action: 'document.reissue', subject: number, after })
    const answer = json(201, await readDetail({ storage: { read: trx }, clock: deps.clock }, by.account, null, number))
    await keepAnswer(by, trx, answer)
    return answer
  })
  deps.events.nudge(by.account)
  return reissued
}

/** Nobody states again that money came in which was taken back. */
async function assertReceived(trx: Transaction<Database>, account: string, number: string): Promise<void> {
  const receipt = await findListed(trx, account, number)
  if (receipt?.state === 'cancelled') throw new Refusal('already_reversed')
}
