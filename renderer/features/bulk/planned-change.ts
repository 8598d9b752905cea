import type { z } from 'zod'
import type { BULK_ACTIONS, BulkAction } from '../../../core/contract/http/bulk.ts'

/** An action with its parameters, as the bulk route takes it. */
export type PlannedChange = {
  readonly [A in BulkAction]: { readonly action: A; readonly params: z.input<(typeof BULK_ACTIONS)[A]> }
}[BulkAction] & {
  /** The critical names that were typed to un-mark them. */
  readonly confirm?: string
}

/** Actions that ask for something before they can be previewed. */
export const ACTIONS_WITH_FORM = [
  'setLocks',
  'setTags',
  'setDepartment',
  'setNameServers',
  'renew',
  'unmarkCritical',
] as const
export type ActionWithForm = (typeof ACTIONS_WITH_FORM)[number]

/** What a person picked in the bulk bar: a change that is complete, or one whose parameters are asked for first. */
export type BulkIntent =
  | { readonly kind: 'change'; readonly change: PlannedChange }
  | { readonly kind: 'form'; readonly action: ActionWithForm }

/** What is in use already, by the names of the account. */
export type KnownWords = { readonly departments: string[]; readonly tags: string[] }

/** Where names that get another outcome are headed; `other` where the change may go either way. */
export function directionOf(change: PlannedChange): 'renew' | 'expire' | 'other' {
  if (change.action === 'setRenewal' || change.action === 'decide') return change.params.mode
  if (change.action === 'setCritical') return change.params.critical ? 'renew' : 'expire'
  return 'other'
}

/** Whether the reader proves again who they are before the change is made. */
export function asksPassword(change: PlannedChange): boolean {
  return change.action === 'setCritical' && !change.params.critical
}

/** The catalogue's key under `bulk:changes` for a change in words. */
export function changeKey(change: PlannedChange) {
  switch (change.action) {
    case 'setRenewal':
    case 'decide':
      return `${change.action}.${change.params.mode}` as const
    case 'setCritical':
      return change.params.critical ? 'setCritical.on' : 'setCritical.off'
    default:
      return change.action
  }
}
