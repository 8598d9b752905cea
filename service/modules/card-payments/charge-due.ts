import type { Instant, IsoDate } from '../../../core/calendar/iso-date.ts'
import type { PaymentPort } from '../../adapters/payments/payment-port.ts'
import { systemNow } from '../../clock.ts'
import type { Deps } from '../../deps.ts'
import { newId } from '../../ids.ts'
import { nextChange } from '../changes/change-sequence.ts'
import * as repository from './card-payments.repository.ts'
import { failCharge, MOST_ATTEMPTS } from './fail-charge.ts'
import { bookCardMoney } from './receive-event.ts'

const ASK_AGAIN_MS = 10 * 60_000

type ChargeDeps = Pick<Deps, 'storage' | 'clock' | 'payments'>

/**
 * Charges documents that are due to the stored cards: put down first, then sent under a key of its own, then booked. A
 * charge whose answer was lost is sent again under the same key, which the provider takes for the same charge.
 */
export async function chargeDueCards(
  deps: ChargeDeps,
  today: IsoDate,
  stopped?: AbortSignal,
): Promise<readonly string[]> {
  const { payments, storage } = deps
  if (!payments) return []
  const ran: string[] = []
  for (const { account, number, open } of await repository.dueDocuments(storage.read, today, MOST_ATTEMPTS)) {
    if (stopped?.aborted) return ran
    const now = deps.clock.now()
    const charge = { account, id: newId(), document: number, amount: open, day: today, state: 'sent' as const }
    const row = { ...charge, code: null, detail: null, reference: null, next_at: later(), created_at: now }
    const isNew = await storage.transact(async (trx) => {
      await nextChange(trx, account, 'billing')
      return repository.insertCharge(trx, row)
    })
    if (isNew) ran.push(await send(deps, payments, row))
  }
  for (const charge of await repository.unansweredCharges(storage.read, systemNow())) {
    if (stopped?.aborted) return ran
    ran.push(await send(deps, payments, charge))
  }
  return ran
}

async function send(deps: ChargeDeps, payments: PaymentPort, charge: repository.CardChargeRow): Promise<string> {
  const { account, id, document, amount } = charge
  const card = await repository.findMethod(deps.storage.read, account)
  const outcome = card
    ? await payments.charge({ key: `charge:${id}`, charge: id, account, amount, description: document, card })
    : ({ kind: 'failed', code: 'no_card', detail: 'No card is stored.' } as const)
  const now = deps.clock.now()
  await deps.storage.transact(async (trx) => {
    await nextChange(trx, account, 'billing')
    switch (outcome.kind) {
      case 'paid':
        await repository.updateCharge(trx, id, { state: 'paid', reference: outcome.reference })
        return bookCardMoney(trx, { account, reference: outcome.reference, amount, document }, now)
      case 'pending':
        return repository.updateCharge(trx, id, { reference: outcome.reference, next_at: later() })
      case 'failed':
        return failCharge(trx, charge, outcome, now)
      case 'unknown':
        return repository.updateCharge(trx, id, { detail: outcome.detail, next_at: later() })
    }
  })
  return `cards ${account} ${document} ${outcome.kind}`
}

function later(): Instant {
  return new Date(Date.parse(systemNow()) + ASK_AGAIN_MS).toISOString() as Instant
}
