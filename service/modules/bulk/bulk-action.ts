import { z } from 'zod'
import type { Permission } from '../../../core/access/permission.ts'
import { assertNever } from '../../../core/base/invariant.ts'
import { BULK_ACTIONS, type BulkAction } from '../../../core/contract/http/bulk.ts'
import { type DomainName, parseDomainName } from '../../../core/domains/domain-name.ts'
import type { Lock } from '../../../core/domains/locks.ts'
import type { RenewalStep } from '../../../core/renewal/renewal-step.ts'

type ParamsOf = {
  readonly [A in BulkAction]: { readonly action: A; readonly params: z.output<(typeof BULK_ACTIONS)[A]> }
}

/** An action with its parameters, as a request or a stored preview has them. */
export type BulkOrder = ParamsOf[BulkAction]

/** An order, and the names that were typed to confirm it. */
export type ConfirmedOrder = { readonly order: BulkOrder; readonly typed: readonly DomainName[] }

/** What the order does to each name: a step in its renewal, a fact that a person states, or the renewal itself. */
export type BulkChange = ConfirmedStep | FactStatement | { readonly kind: 'renew'; readonly years: number }

/** A step in the renewal; a critical name is un-marked only where it was typed. */
export type ConfirmedStep = RenewalStep & { readonly typed: ReadonlySet<string> }

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

/** The names in the text that confirms a request: separated by spaces, line ends or commas; what names nothing confirms nothing. */
export function typedNames(confirm = ''): readonly DomainName[] {
  return confirm.split(/[\s,、，]+/).flatMap((word) => {
    const parsed = parseDomainName(word)
    return parsed.ok ? [parsed.value.name] : []
  })
}

const storedSchema = z.looseObject({ typed: z.array(z.string().transform((name) => name as DomainName)).default([]) })

/** The parameters of an order as its preview keeps them, with the names that were typed. */
export function storedParams({ order, typed }: ConfirmedOrder): string {
  return JSON.stringify(typed.length > 0 ? { ...order.params, typed } : order.params)
}

/** Reads an order out of a stored preview. */
export function parseOrder(action: string, params: string): ConfirmedOrder {
  const known = actionSchema.parse(action)
  const { typed, ...stated } = storedSchema.parse(JSON.parse(params))
  return { order: { action: known, params: BULK_ACTIONS[known].parse(stated) } as BulkOrder, typed }
}

export function changeOf({ order, typed: names }: ConfirmedOrder): BulkChange {
  const typed: ReadonlySet<string> = new Set(names)
  switch (order.action) {
    case 'setRenewal':
      return { kind: 'setRenewal', mode: order.params.mode, typed }
    case 'clearRenewal':
      return { kind: 'setRenewal', mode: null, typed }
    case 'decide':
      return { kind: 'decide', mode: order.params.mode, typed }
    case 'setCritical':
      return { kind: 'setCritical', critical: order.params.critical, typed }
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

export function isRenewalStep(change: BulkChange): change is ConfirmedStep {
  return change.kind === 'setRenewal' || change.kind === 'decide' || change.kind === 'setCritical'
}

function definedLocks(locks: Readonly<Partial<Record<Lock, boolean | undefined>>>): Partial<Record<Lock, boolean>> {
  return Object.fromEntries(Object.entries(locks).filter(([, isLocked]) => isLocked !== undefined))
}
