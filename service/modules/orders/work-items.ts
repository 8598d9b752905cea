import { assertNever, invariant } from '../../../core/base/invariant.ts'
import type { DomainName } from '../../../core/domains/domain-name.ts'
import { firstStep, isExpectedExpiry, type NextStep, nextStep } from '../../../core/orders/next-step.ts'
import { isRenewingAgain } from '../../../core/orders/order-item.ts'
import type {
  GatewayAnswer,
  RegistryGateway,
  RegistryName,
  RegistryRead,
} from '../../adapters/registry/registry-gateway.ts'
import * as repository from './orders.repository.ts'
import type { ItemOutcome } from './record-outcomes.ts'

type Item = repository.ItemRow

/** Where names are parked that are let go. */
const PARKING = ['ns1.parking.example', 'ns2.parking.example']

/** What a held item needs before it is sent: for a renewal a fresh look at the registry. */
export async function readBeforeSending(
  gateway: RegistryGateway,
  { operation, name }: Pick<Item, 'operation' | 'name'>,
): Promise<RegistryRead> {
  return operation === 'renew' ? ask(gateway, name) : { kind: 'notReadable' }
}

/** Whether a held item is sent now, with the expiry it carries; or what has become of it instead. */
export function judgeHeld(
  item: Item,
  read: RegistryRead,
): { readonly kind: 'send'; readonly currentExpiry: string | null } | ItemOutcome {
  const step = firstStep(repository.commandOf(item), read)
  switch (step.kind) {
    case 'send':
      return step
    case 'refuse':
      return { kind: 'refused', code: step.code, detail: 'The registry says so when it is asked.' }
    case 'cancel':
      return { kind: 'cancelled', code: step.code, detail: describeExpiry(item, read), reading: nameOf(read) }
    case 'wait':
      return { kind: 'waiting', detail: detailOf(read) }
    default:
      return assertNever(step, 'first step')
  }
}

function describeExpiry(item: Item, read: RegistryRead): string {
  const there = read.kind === 'registered' ? (read.paidThroughOn ?? read.expiresOn) : ''
  return `Ordered for the expiry ${item.expiry_before}; the registry says ${there}.`
}

/** Sends an item's command, always under the same client transaction. */
export async function send(gateway: RegistryGateway, item: Item): Promise<ItemOutcome> {
  const answer = await guarded(() => call(gateway, item))
  return outcomeOf(gateway, item, answer)
}

/** Asks what has become of an item that was sent: by its reference where the registry gave one, else by the name. */
export async function followUp(gateway: RegistryGateway, item: Item): Promise<ItemOutcome> {
  if (item.provider_ref !== null && item.state === 'sent' && gateway.poll) {
    const { poll } = gateway
    const reference = item.provider_ref
    return outcomeOf(gateway, item, await guarded(() => poll(reference)))
  }
  const read = await ask(gateway, item.name)
  return carryOn(gateway, item, read, nextStep(repository.commandOf(item), read))
}

async function carryOn(gateway: RegistryGateway, item: Item, read: RegistryRead, step: NextStep): Promise<ItemOutcome> {
  switch (step.kind) {
    case 'done': {
      const reading = nameOf(read)
      return { kind: 'done', providerRef: null, expiresOn: reading?.expiresOn, reading }
    }
    case 'resend':
      return send(gateway, item)
    case 'refuse':
      return { kind: 'refused', code: step.code, detail: 'The registry says so when it is asked.' }
    case 'wait':
      return { kind: 'unknown', detail: detailOf(read) }
    case 'stop':
      return { kind: 'stopped', detail: describeExpiry(item, read) }
    default:
      return assertNever(step, 'next step')
  }
}

function call(gateway: RegistryGateway, item: Item): Promise<GatewayAnswer> {
  const command = { name: repository.nameOf(item), clientId: repository.clientIdOf(item) }
  const { years } = item
  switch (item.operation) {
    case 'register':
      return gateway.register({ ...command, years })
    case 'renew':
      return gateway.renew({ ...command, years, currentExpiry: item.current_expiry ?? item.expiry_before })
    case 'transfer':
      return gateway.transfer({ ...command, years, authCode: item.auth_code })
    case 'restore':
      return gateway.restore(command)
    case 'expire':
      return gateway.setAutoRenew({ ...command, on: isRenewingAgain(item) })
    case 'unlock':
      return gateway.unlock(command)
    case 'park':
      return gateway.park({ ...command, nameServers: PARKING })
    default:
      return assertNever(item.operation, 'operation')
  }
}

async function outcomeOf(gateway: RegistryGateway, item: Item, answer: GatewayAnswer): Promise<ItemOutcome> {
  switch (answer.kind) {
    case 'done':
      if (!isExpectedExpiry(repository.commandOf(item), answer.expiresOn)) {
        return { kind: 'stopped', detail: `The answer says ${answer.expiresOn}, which fits no renewal.` }
      }
      return { ...answer, reading: await readAfter(gateway, item) }
    case 'pending':
      return { ...answer, isPolled: gateway.poll !== null }
    case 'refused':
      return isLettingGo(item) ? refusedLettingGo(answer) : answer
    case 'unknown':
      return answer
    default:
      return assertNever(answer, 'answer')
  }
}

type Refused = Extract<GatewayAnswer, { kind: 'refused' }>

function isLettingGo({ operation }: Item): boolean {
  return operation === 'unlock' || operation === 'park'
}

/** A name that is nobody's or somebody else's has been let go; any other refusal leaves it with us, so a person looks. */
function refusedLettingGo({ code, detail }: Refused): ItemOutcome {
  const isGone = code === 'not_registered' || code === 'not_sponsor'
  return isGone ? { kind: 'done', providerRef: null } : { kind: 'stopped', detail }
}

/** What comes into the portfolio is looked at once it is ours. */
async function readAfter(gateway: RegistryGateway, item: Item): Promise<RegistryName | null> {
  const isNew = item.operation === 'register' || item.operation === 'transfer' || item.operation === 'restore'
  return isNew ? nameOf(await ask(gateway, item.name)) : null
}

async function ask(gateway: RegistryGateway, name: string): Promise<RegistryRead> {
  try {
    return await gateway.read(name as DomainName)
  } catch (error) {
    return { kind: 'unknown', detail: messageOf(error) }
  }
}

/** Whatever goes wrong between us and the registry, the command may have arrived. */
async function guarded(work: () => Promise<GatewayAnswer>): Promise<GatewayAnswer> {
  try {
    const answer = await work()
    invariant(answer, 'a gateway answers')
    return answer
  } catch (error) {
    return { kind: 'unknown', detail: messageOf(error) }
  }
}

function nameOf(read: RegistryRead): RegistryName | null {
  return read.kind === 'registered' ? read : null
}

function detailOf(read: RegistryRead): string {
  return read.kind === 'unknown' ? read.detail : 'Nobody can be asked about the name.'
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
