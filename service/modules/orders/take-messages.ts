import { assertNever } from '../../../core/base/invariant.ts'
import type { RegistryGateway, RegistryMessage, RegistryRead } from '../../adapters/registry/registry-gateway.ts'
import type { DomainFacts, DomainState } from '../domains/domain-state.ts'
import { updateDomains } from '../domains/domain-writer.ts'
import { findDomains } from '../domains/domains.repository.ts'
import type { WriteContext } from '../domains/write-context.ts'
import { changeAccount, type DriveDeps } from './account-change.ts'
import type { Gateways } from './gateways.ts'
import { gatewaysThatTell } from './order-queue.repository.ts'
import * as repository from './orders.repository.ts'
import { recordOutcomes } from './record-outcomes.ts'
import { factsRead } from './registry-facts.ts'

/**
 * Takes in what registries tell by themselves: answers to what was pending, and what happened to names. Each message is
 * booked before it is acknowledged; one that comes again changes nothing.
 */
export async function takeMessages(deps: DriveDeps, account: string, gateways: Gateways): Promise<void> {
  for (const kind of await gatewaysThatTell(deps.storage.read, account)) {
    const gateway = gateways(kind)
    for (const one of await gateway.messages()) {
      await takeMessage(deps, account, gateway, one)
      await gateway.acknowledge(one.id)
    }
  }
}

async function takeMessage(
  deps: DriveDeps,
  account: string,
  gateway: RegistryGateway,
  { name, message }: RegistryMessage,
): Promise<void> {
  if (message.kind === 'answer') {
    const item = await repository.findItemByReference(deps.storage.read, account, message.providerRef)
    const { answer } = message
    if (!item || answer.kind === 'unknown' || answer.kind === 'pending') return
    await changeAccount(deps, account, (trx, context) => recordOutcomes(trx, context, [{ item, outcome: answer }]))
    return
  }
  const read = await gateway.read(name)
  await changeAccount(deps, account, async (trx, context) => {
    const [before] = await findDomains(trx, account, { names: [name] })
    if (before?.state.holding !== 'held') return
    const patch = factsTold(before.state, message.what, read, context)
    await updateDomains(trx, context, [{ before, patch }])
  })
}

type What = Extract<RegistryMessage['message'], { kind: 'changed' }>['what']

function factsTold(before: DomainState, what: What, read: RegistryRead, { today }: WriteContext): Partial<DomainFacts> {
  const seen = read.kind === 'registered' ? factsRead(before, read, today) : {}
  switch (what) {
    case 'autoRenewed':
    case 'deleted':
      return seen
    case 'released':
      return { ...seen, holding: 'lapsed' }
    case 'transferredAway':
      return { ...seen, holding: 'transferredOut' }
    default:
      return assertNever(what, 'message')
  }
}
