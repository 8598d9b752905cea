import type { z } from 'zod'
import { type DeliveryObstacle, type DeliveryTerms, deliveryObstacle } from '../../../core/billing/delivery.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { postDeliveryRequest } from '../../../core/contract/http/deliveries.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { newId } from '../../ids.ts'
import { invalidField, Refusal } from '../../refusal.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { updateBillingProfile } from '../billing-profile/billing-profile.repository.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { findDocument } from '../documents/documents.repository.ts'
import { assertPrintable } from '../documents/printable-party.ts'
import { type Parties, readParties } from '../documents/read-parties.ts'
import { mailDocument } from '../mail/document-mail.ts'
import { type DeliveryRow, findOpenDelivery, insertDelivery } from './deliveries.repository.ts'

type Body = z.output<(typeof postDeliveryRequest)['body']>

/** Takes a request for paper or mail and returns its id; a second one for the same document is refused while one waits. */
export async function requestDelivery(deps: Deps, by: AccountCaller, body: Body): Promise<string> {
  assertPrintable({ '/address': body.address })
  const now = deps.clock.now()
  const id = newId()
  await deps.storage.transact(async (trx) => {
    await nextChange(trx, by.account, 'billing')
    const parties = await readParties(trx, by.account, now)
    const document = body.document === undefined ? null : ((await findDocument(trx, by.account, body.document)) ?? null)
    if (body.document !== undefined && document === null) {
      throw invalidField('/document', 'unknown_document', `There is no document "${body.document}".`)
    }
    const terms = { ...deliveryTerms(parties), ...(body.address !== undefined && { postalAddress: body.address }) }
    const obstacle = deliveryObstacle(body.delivery, document?.series ?? null, terms, parties.issuedOn)
    if (obstacle) throw refusalOf(obstacle)
    if (document && (await findOpenDelivery(trx, by.account, document.number))) throw new Refusal('already_exists')
    const isPost = body.delivery === 'post'
    const waits = isPost && document !== null
    const row: DeliveryRow = {
      account: by.account,
      id,
      document: document?.number ?? null,
      delivery: body.delivery,
      state: waits ? 'requested' : 'done',
      postal_code: isPost ? (body.postalCode ?? parties.profile.billing_postal_code) : null,
      address: isPost ? terms.postalAddress : null,
      note: body.note || null,
      person: by.personId,
      created_at: now,
      ended_on: waits ? null : parties.issuedOn,
      ended_by: null,
      ended_at: waits ? null : now,
      answer: null,
    }
    await insertDelivery(trx, row)
    if (document === null) await updateBillingProfile(trx, by.account, wishOf(row))
    else if (!isPost) await mailDocument(trx, document, `delivery:${id}`, now)
    const origin = { at: now, person: by.personId, address: by.address, requestId: by.requestId }
    await appendAudit(trx, by.account, { ...origin, action: 'delivery.request', subject: row.document, after: body })
  })
  deps.events.nudge(by.account)
  return id
}

export function deliveryTerms({ profile, row }: Parties): DeliveryTerms {
  return {
    plan: profile.plan,
    corporateServiceFrom: row.corporate_service_from as IsoDate | null,
    email: profile.billing_email,
    postalAddress: profile.billing_address,
  }
}

/** All documents to come: the account's own setting, with the address that was given for it. */
function wishOf({ delivery, postal_code, address }: DeliveryRow) {
  return { delivery, ...(delivery === 'post' && { billing_postal_code: postal_code, billing_address: address }) }
}

function refusalOf(obstacle: DeliveryObstacle): Refusal {
  switch (obstacle) {
    case 'corporate_plan_required':
      return new Refusal(obstacle)
    case 'postal_address_missing':
      return invalidField('/address', obstacle, 'Paper needs an address to go to.')
    case 'billing_email_missing':
      return invalidField('/delivery', obstacle, 'The account has no e-mail address for documents.')
    case 'not_delivered':
      return invalidField('/document', obstacle, 'A document of this kind is not sent.')
  }
}
