import { z } from 'zod'
import type { Permission } from '../../../core/access/permission.ts'
import { assertNever } from '../../../core/base/invariant.ts'
import { BULK_ACTIONS, type BulkAction } from '../../../core/contract/http/bulk.ts'
import type { Lock } from '../../../core/domains/locks.ts'
import type { RenewalStep } from '../../../core/renewal/renewal-step.ts'

type ParamsOf = {
  readonly [A in BulkAction]: { readonly action: A; readonly params: z.output<(typeof BULK_ACTIONS)[A]> }
}

/** An action with its parameters, as a request or a stored preview has them. */
export type BulkOrder = ParamsOf[BulkAction]

/** What the order does to each name: a step in its renewal, a fact that a person states, or the renewal itself. */
export type BulkChange = RenewalStep | FactStatement | { readonly kind: 'renew'; readonly years: number }

export type FactStatement =
  | { readonly kind: 'setDepartment'; readonly department: string | null }
  | { readonly kind: 'setNameServers'; readonly nameServers: readonly string[] }
  | { readonly kind: 'setTags'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly kind: 'setLocks'; readonly locks: Readonly<Partial<Record<Lock, boolean>>> }

/** What a person must be allowed to do for each action. */
export const ACTION_PERMISSIONS: Readonly<Record<BulkAction, Permission>> = {
  setRenewal: 'renewal.decide',
  clearRenewal: 'renewal.decide',
  decide: 'renewal.decide',
  setCritical: 'domains.critical',
  setLocks: 'domains.update',
  setTags: 'domains.update',
  setDepartment: 'domains.update',
  setNameServers: 'domains.update',
  renew: 'orders.place',
}

export const actionSchema = z.enum(Object.keys(BULK_ACTIONS) as [BulkAction, ...BulkAction[]])

/** Reads an order out of a stored preview. */
export function parseOrder(action: string, params: string): BulkOrder {
  const known = actionSchema.parse(action)
  return { action: known, params: BULK_ACTIONS[known].parse(JSON.parse(params)) } as BulkOrder
}

export function changeOf(order: BulkOrder): BulkChange {
  switch (order.action) {
    case 'setRenewal':
      return { kind: 'setRenewal', mode: order.params.mode }
    case 'clearRenewal':
      return { kind: 'setRenewal', mode: null }
    case 'decide':
      return { kind: 'decide', mode: order.params.mode }
    case 'setCritical':
      return { kind: 'setCritical', critical: order.params.critical }
    case 'setLocks':
      return { kind: 'setLocks', locks: definedLocks(order.params.locks) }
    case 'setTags':
      return { kind: 'setTags', add: order.params.add ?? [], remove: order.params.remove ?? [] }
    case 'setDepartment':
      return { kind: 'setDepartment', department: order.params.department }
    case 'setNameServers':
      return { kind: 'setNameServers', nameServers: order.params.nameServers }
    case 'renew':
      return { kind: 'renew', years: order.params.years }
    default:
      return assertNever(order, 'bulk action')
  }
}

export function isRenewalStep(change: BulkChange): change is RenewalStep {
  return change.kind === 'setRenewal' || change.kind === 'decide' || change.kind === 'setCritical'
}

function definedLocks(locks: Readonly<Partial<Record<Lock, boolean | undefined>>>): Partial<Record<Lock, boolean>> {
  return Object.fromEntries(Object.entries(locks).filter(([, isLocked]) => isLocked !== undefined))
}
