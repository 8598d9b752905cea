import type { DomainName } from '../../../core/domains/domain-name.ts'
import type { RefusalCode } from '../../../core/orders/refusal-code.ts'

/**
 * What came of a command. `pending`: it was taken and is done later, ask with `poll`. `unknown`: the answer was lost or
 * said nothing; it may or may not have been done, and a read of the name has to tell.
 */
export type GatewayAnswer =
  | {
      readonly kind: 'done'
      readonly providerRef: string
      /** The new expiry as the registry writes it, where it said one. */
      readonly expiresOn?: string | undefined
    }
  | { readonly kind: 'pending'; readonly providerRef: string }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly detail: string }
  | { readonly kind: 'unknown'; readonly detail: string }

/** A name as the registry has it. */
export type RegistryName = {
  readonly kind: 'registered'
  /** Whether we manage it there. */
  readonly isOurs: boolean
  /** The registry's own text, never converted: a renewal carries its date back. Empty where the registry knows none. */
  readonly expiresOn: string
  /** Until when it is paid for, where whoever we ask knows that: registries renew some names before anybody pays. */
  readonly paidThroughOn: string | null
  readonly registeredOn: string | null
  readonly statuses: readonly string[]
  readonly autoRenew: boolean | null
  readonly nameServers: readonly string[]
}

/**
 * `notReadable`: nobody can be asked, because a person does the work; a command that is sent again is the same task there.
 * `unknown`: the question was not answered this time.
 */
export type RegistryRead =
  | RegistryName
  | { readonly kind: 'notFound' }
  | { readonly kind: 'notReadable' }
  | { readonly kind: 'unknown'; readonly detail: string }

/** Every command names its client transaction: the same one again is the same command, never a second one. */
export type Command = { readonly name: DomainName; readonly clientId: string }

/** Something that the registry tells without being asked; it tells it again until it is acknowledged. */
export type RegistryMessage = {
  readonly id: string
  readonly name: DomainName
  readonly message:
    | { readonly kind: 'answer'; readonly providerRef: string; readonly answer: GatewayAnswer }
    | { readonly kind: 'changed'; readonly what: 'autoRenewed' | 'deleted' | 'released' | 'transferredAway' }
}

/**
 * How orders reach a registrar or registry: one implementation per kind of connection. Calls are made outside of any
 * transaction. They never throw for what another system did or said; that is in the answer.
 */
export type RegistryGateway = {
  readonly read: (name: DomainName) => Promise<RegistryRead>
  readonly register: (command: Command & { readonly years: number }) => Promise<GatewayAnswer>
  /** `currentExpiry` is the registry's own text as read just before: a renewal that was done already is not done again. */
  readonly renew: (
    command: Command & { readonly years: number; readonly currentExpiry: string },
  ) => Promise<GatewayAnswer>
  readonly transfer: (
    command: Command & { readonly years: number; readonly authCode: string | null },
  ) => Promise<GatewayAnswer>
  readonly restore: (command: Command) => Promise<GatewayAnswer>
  readonly setAutoRenew: (command: Command & { readonly on: boolean }) => Promise<GatewayAnswer>
  /** Takes the client locks away, so that somebody else can take the name over. */
  readonly unlock: (command: Command) => Promise<GatewayAnswer>
  readonly park: (command: Command & { readonly nameServers: readonly string[] }) => Promise<GatewayAnswer>
  /** What has become of a command that was pending. Null where the answer comes by itself, e.g. from a person. */
  readonly poll: ((providerRef: string) => Promise<GatewayAnswer>) | null
  readonly messages: () => Promise<readonly RegistryMessage[]>
  readonly acknowledge: (id: string) => Promise<void>
}
