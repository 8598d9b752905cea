import type { Instant, IsoDate } from '../../../core/calendar/iso-date.ts'
import type { ChargeOutcome, PaymentPort } from '../../adapters/payments/payment-port.ts'
import { systemNow } from '../../clock.ts'
import type { Deps } from '../../deps.ts'
import { eachTurn } from '../../each-turn.ts'
import { newId } from '../../ids.ts'
import { nextChange } from '../changes/change-sequence.ts'
import * as repository from './card-payments.repository.ts'
import { failCharge, MOST_ATTEMPTS } from './fail-charge.ts'
import { bookCardMoney } from './receive-event.ts'

const ASK_AGAIN_MS = 10 * 60_000

type ChargeDeps = Pick<Deps, 'storage' | 'clock' | 'payments'>

/**
 * Charges documents that are due to the stored cards: put down first, then sent under a key of its own, then booked. A
 * charge whose answer was lost is looked for first, and sent again under the same key where the provider knows nothing of
 * it.
 */
export async function chargeDueCards(
  deps: ChargeDeps,
  today: IsoDate,
  stopped?: AbortSignal,
): Promise<readonly string[]> {
  const { payments, storage } = deps
  if (!payments) return []
  const ran: string[] = []
  const charge = async ({ account, number, open }: repository.DueDocument) => {
    const now = deps.clock.now()
    const sent = { account, id: newId(), document: number, amount: open, day: today, state: 'sent' as const }
    const row = { ...sent, code: null, detail: null, reference: null, next_at: later(), created_at: now }
    const isNew = await storage.transact(async (trx) => {
      await nextChange(trx, account, 'billing')
      return repository.insertCharge(trx, row)
    })
    if (isNew) ran.push(await record(deps, row, await send(deps, payments, row)))
  }
  const askAgain = async (row: repository.CardChargeRow) => {
    ran.push(await record(deps, row, await follow(deps, payments, row)))
  }
  const works = [
    async () => eachTurn(await repository.dueDocuments(storage.read, today, MOST_ATTEMPTS), charge, stopped),
    async () => eachTurn(await repository.unansweredCharges(storage.read, systemNow()), askAgain, stopped),
  ]
  await eachTurn(works, (work) => work(), stopped)
  return ran
}

const NO_CARD = { kind: 'failed', code: 'no_card', detail: 'No card is stored.' } as const

async function send(deps: ChargeDeps, payments: PaymentPort, row: repository.CardChargeRow): Promise<ChargeOutcome> {
  const { account, id, document, amount } = row
  const card = await repository.findMethod(deps.storage.read, account)
  if (!card) return NO_CARD
  return payments.charge({ key: `charge:${id}`, charge: id, account, amount, description: document, card })
}

async function follow(deps: ChargeDeps, payments: PaymentPort, row: repository.CardChargeRow): Promise<ChargeOutcome> {
  const card = await repository.findMethod(deps.storage.read, row.account)
  if (!card) return NO_CARD
  return (await payments.findCharge({ charge: row.id, card })) ?? send(deps, payments, row)
}

async function record(deps: ChargeDeps, charge: repository.CardChargeRow, outcome: ChargeOutcome): Promise<string> {
  const { account, id, document, amount } = charge
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
