import { invariant } from '../../../core/base/invariant.ts'
import type { FactSource } from '../../../core/domains/dated-fact.ts'
import { manualGateway } from '../../adapters/registry/manual-gateway.ts'
import type { RegistryGateway } from '../../adapters/registry/registry-gateway.ts'
import { sandboxGateway } from '../../adapters/registry/sandbox/sandbox-gateway.ts'
import type { Deps } from '../../deps.ts'
import type { ItemRow } from './orders.repository.ts'

export type GatewayDeps = Pick<Deps, 'storage' | 'clock'>

/** The gateways that an account's items go through, opened when first needed. */
export type Gateways = (kind: ItemRow['gateway']) => RegistryGateway

export function openGateways(deps: GatewayDeps, account: string): Gateways {
  const opened = new Map<ItemRow['gateway'], RegistryGateway>()
  return (kind) => {
    const known = opened.get(kind)
    if (known) return known
    const made = kind === 'sandbox' ? sandboxGateway(deps, account) : manualGateway(deps, account, itemOfClientId)
    opened.set(kind, made)
    return made
  }
}

/** How good what a gateway says about a name is. */
export function sourceOf(kind: ItemRow['gateway']): FactSource {
  return kind === 'manual' ? 'manual' : 'registry'
}

/** The item behind a client transaction (`clientIdOfItem`). */
function itemOfClientId(clientId: string): { readonly orderId: string; readonly n: number } {
  const place = clientId.lastIndexOf('-')
  invariant(place > 0, 'a client transaction names its item')
  return { orderId: clientId.slice(0, place), n: Number(clientId.slice(place + 1)) }
}
