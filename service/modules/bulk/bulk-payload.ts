import { z } from 'zod'
import { can } from '../../../core/access/can.ts'
import { EVERYTHING, type ReaderScope, scopeLimitSchema } from '../../../core/access/reader-scope.ts'
import type { BulkAction } from '../../../core/contract/http/bulk.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { Refusal } from '../../refusal.ts'
import { ACTION_PERMISSIONS, actionSchema } from './bulk-action.ts'

const scopeSchema: z.ZodType<ReaderScope, unknown> = z.union([
  z.object({ kind: z.literal('all') }).transform(() => EVERYTHING),
  scopeLimitSchema.extend({ kind: z.literal('limited') }),
])

/** For whom a job acts: what they saw when they asked for it, and from where they asked. */
const onBehalfSchema = z.strictObject({
  person: z.string(),
  scope: scopeSchema,
  address: z.string(),
  requestId: z.string(),
})
export type OnBehalf = z.output<typeof onBehalfSchema>

export const bulkPayloadSchema = z.strictObject({ preview: z.string(), action: actionSchema, by: onBehalfSchema })
export type BulkPayload = z.output<typeof bulkPayloadSchema>

/** `after`: the place behind which an undo goes on that ended early. */
export const undoPayloadSchema = z.strictObject({
  job: z.string(),
  action: actionSchema,
  by: onBehalfSchema,
  after: z.number().int().optional(),
})
export type UndoPayload = z.output<typeof undoPayloadSchema>

export function onBehalfOf(by: AccountCaller): OnBehalf {
  return { person: by.personId, scope: by.actor.scope, address: by.address, requestId: by.requestId }
}

/** Bulk work is open to who reads names; what they may do to them is asked for each action. */
export function assertMayDo(by: AccountCaller, action: BulkAction): void {
  if (!can(by.actor, ACTION_PERMISSIONS[action])) throw new Refusal('forbidden')
}
