import * as contract from '../../../core/contract/http/card-payments.ts'
import { wireYen } from '../../../core/money/yen-input.ts'
import type { PaymentPort } from '../../adapters/payments/payment-port.ts'
import type { Deps } from '../../deps.ts'
import { type AccountCaller, type Handled, handle, json, noContent } from '../../http/handle.ts'
import { newId } from '../../ids.ts'
import { describeError } from '../../log.ts'
import { notFound, Refusal } from '../../refusal.ts'
import { findAccount } from '../accounts/accounts.repository.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { readBillingProfile } from '../billing-profile/billing-profile.repository.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { payableDocument } from '../ledger/payable-document.ts'
import * as repository from './card-payments.repository.ts'
import { receiveEvent } from './receive-event.ts'

export function cardPaymentRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.getCard, async ({ by }) => json(200, await describeCard(deps, by.account))),
    handle(contract.postCardPage, async ({ by, body }) => json(201, await openPage(deps, by, body))),
    handle(contract.deleteCard, async ({ by }) => {
      const at = deps.clock.now()
      await deps.storage.transact(async (trx) => {
        await nextChange(trx, by.account, 'billing')
        await repository.deleteMethod(trx, by.account)
        const origin = { at, person: by.personId, address: by.address, requestId: by.requestId }
        await appendAudit(trx, by.account, { ...origin, action: 'card.forget' })
      })
      deps.events.nudge(by.account)
      return noContent
    }),
    handle(contract.postStripeEvent, async ({ file, request }) => {
      if (!deps.payments) throw notFound()
      const body = file ? await new Response(file).text() : ''
      const event = await deps.payments.readEvent(body, request.headers.get('stripe-signature') ?? '')
      if (!event) throw new Refusal('bad_request', { detail: 'The signature is not the provider’s.' })
      await receiveEvent(deps, event)
      return json(200, { received: true })
    }),
  ]
}

async function describeCard(deps: Deps, account: string) {
  const card = await repository.findMethod(deps.storage.read, account)
  const charges = await repository.listCharges(deps.storage.read, account)
  const pages = await repository.listPayPages(deps.storage.read, account)
  const due = await repository.openDocuments(deps.storage.read, account)
  return {
    isConfigured: deps.payments !== undefined,
    card: card
      ? {
          brand: card.brand,
          last4: card.last4,
          expMonth: card.exp_month,
          expYear: card.exp_year,
          storedAt: card.stored_at,
        }
      : null,
    payments: pages.map(({ id, amount, document, state, person_name, created_at }) => ({
      id,
      amount: wireYen(amount ?? 0),
      document,
      state,
      person: person_name,
      createdAt: created_at,
    })),
    due: due.map(({ number, open, due_on }) => ({ document: number, amount: wireYen(open), dueOn: due_on })),
    charges: charges.map(({ document, amount, day, state, code, detail }) => ({
      document,
      amount: wireYen(amount),
      day,
      state,
      code,
      detail,
    })),
  }
}

type PageBody =
  | { readonly kind: 'store' }
  | { readonly kind: 'pay'; readonly amount: number; readonly invoice?: string | undefined }

/** Put down first: what the provider tells of a page is only taken for one that is known here. */
async function openPage(deps: Deps, by: AccountCaller, body: PageBody) {
  const { payments, storage } = deps
  if (!payments) throw new Refusal('card_payments_not_configured')
  const id = newId()
  const amount = body.kind === 'pay' ? body.amount : null
  const document = body.kind === 'pay' ? (body.invoice ?? null) : null
  const created_at = deps.clock.now()
  const row = { account: by.account, id, kind: body.kind, amount, document, state: 'open' as const, reference: null }
  await storage.transact(async (trx) => {
    await nextChange(trx, by.account, 'billing')
    if (document !== null) await payableDocument(trx, by.account, document, '/invoice')
    await repository.insertPage(trx, { ...row, person: by.personId, created_at })
  })
  const page = await askProvider(deps, payments, row).catch(async (error: unknown) => {
    deps.log.error('the payment provider', { error: describeError(error) })
    await storage.transact((trx) => repository.endPage(trx, id, { state: 'expired' }))
    throw new Refusal('payment_provider_failed')
  })
  return { id, url: page.url }
}

type AskedPage = Pick<repository.CardPageRow, 'account' | 'id' | 'amount' | 'document'>

async function askProvider({ storage }: Deps, payments: PaymentPort, { account, id, amount, document }: AskedPage) {
  if (amount === null) {
    const { billing_email: email } = await readBillingProfile(storage.read, account)
    return payments.storePage({ id, account, email })
  }
  const card = await repository.findMethod(storage.read, account)
  const description = document ?? (await findAccount(storage.read, account))?.name ?? account
  return payments.payPage({ id, account, amount, description, customer: card?.customer ?? null })
}
