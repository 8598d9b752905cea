import type { Deps } from '../../deps.ts'
import { openTask } from '../../modules/tasks/tasks.repository.ts'
import type { Command, GatewayAnswer, RegistryGateway } from './registry-gateway.ts'

/** Where an item's client transaction stands, for the task that belongs to it. */
export type ItemOfCommand = (clientId: string) => { readonly orderId: string; readonly n: number }

/**
 * Orders as work for a person: each command is a task, done at the registrar and confirmed here with its day and
 * reference, or refused. Nobody can be asked about a name, and answers come by themselves.
 */
export function manualGateway(
  deps: Pick<Deps, 'storage' | 'clock'>,
  account: string,
  itemOf: ItemOfCommand,
): RegistryGateway {
  const openFor = async ({ clientId }: Command): Promise<GatewayAnswer> => {
    const { orderId, n } = itemOf(clientId)
    const task = { account, id: clientId, order_id: orderId, n, kind: 'order', created_at: deps.clock.now() } as const
    await deps.storage.transact((trx) => openTask(trx, task))
    return { kind: 'pending', providerRef: clientId }
  }
  return {
    read: async () => ({ kind: 'notReadable' }),
    register: openFor,
    renew: openFor,
    transfer: openFor,
    restore: openFor,
    setAutoRenew: openFor,
    unlock: openFor,
    park: openFor,
    poll: null,
    messages: async () => [],
    acknowledge: async () => undefined,
  }
}
