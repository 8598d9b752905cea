import type { PricedOperation } from '../billing/price-list.ts'
import type { MinorUnits } from '../money/money.ts'
import type { Gateway } from '../renewal/gateway.ts'

/** Why an order for a name is not taken. */
export const ORDER_REFUSALS = [
  'already_exists',
  'gateway_not_allowed',
  'no_expiry',
  'no_gateway',
  'no_price',
  'not_held',
  'order_under_way',
  'unknown_names',
] as const
export type OrderRefusal = (typeof ORDER_REFUSALS)[number]

/** A name that is to be ordered, as far as it decides whether it can be. */
export type NameToOrder = {
  readonly operation: PricedOperation
  /** The name in the portfolio; null where it is not there. */
  readonly known: { readonly isHeld: boolean; readonly gateway: Gateway; readonly hasExpiry: boolean } | null
  /** Of the connection that the order goes through; null where there is none. */
  readonly gateway: Gateway | null
  readonly price: MinorUnits | null
  /** Something is under way for the name already. A renewal that only waits for money is not. */
  readonly isUnderWay: boolean
}

/** Whether the order can be taken; null where nothing is against it. */
export function refuseOrder(name: NameToOrder): OrderRefusal | null {
  return refusePlace(name) ?? (name.isUnderWay ? 'order_under_way' : null) ?? (name.price === null ? 'no_price' : null)
}

function refusePlace({ operation, known, gateway }: NameToOrder): OrderRefusal | null {
  switch (operation) {
    case 'register':
      if (known?.isHeld) return 'already_exists'
      return noGateway(gateway)
    case 'transfer':
      if (known?.isHeld && known.gateway !== 'none') return 'already_exists'
      // A name that is really held somewhere is never carried over to a registry that only plays being one.
      if (known?.isHeld && gateway === 'sandbox') return 'gateway_not_allowed'
      return noGateway(gateway)
    case 'renew':
      if (known === null) return 'unknown_names'
      if (!known.isHeld) return 'not_held'
      return noGateway(known.gateway) ?? (known.hasExpiry ? null : 'no_expiry')
    case 'restore':
      return known === null ? 'unknown_names' : noGateway(known.gateway)
  }
}

function noGateway(gateway: Gateway | null): OrderRefusal | null {
  return gateway === null || gateway === 'none' ? 'no_gateway' : null
}
