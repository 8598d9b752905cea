import { z } from 'zod'
import { pricedYearsSchema } from '../../billing/price-list.ts'
import { moneySchema } from '../../money/money.ts'
import { renewalModeSchema } from '../../renewal/renewal-mode.ts'
import { departmentSchema, nameServersSchema, tagSchema } from './domains.ts'
import { renewalPreviewSchema } from './renewal-preview.ts'
import { defineRoute } from './route.ts'
import { accountParams, jobRef } from './shapes.ts'

/** Selections: the names themselves, or all that match filters (written as in the list's query). */
export const selectionSchema = z.union([
  z.strictObject({ names: z.array(z.string().max(1000)).min(1).max(100_000) }),
  z.strictObject({
    filter: z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.union([z.string(), z.boolean()]))])),
    except: z.array(z.string().max(1000)).max(10_000).optional(),
  }),
])
export type Selection = z.output<typeof selectionSchema>

const setLocksParams = z.strictObject({
  locks: z
    .strictObject({
      transfer: z.boolean().optional(),
      update: z.boolean().optional(),
      delete: z.boolean().optional(),
      renew: z.boolean().optional(),
    })
    .refine((locks) => Object.keys(locks).length > 0, { message: 'at least one lock' }),
})

/** The actions of bulk work with their parameters. */
export const BULK_ACTIONS = {
  setRenewal: z.strictObject({ mode: renewalModeSchema }),
  clearRenewal: z.strictObject({}),
  decide: z.strictObject({ mode: renewalModeSchema }),
  setCritical: z.strictObject({ critical: z.boolean() }),
  setLocks: setLocksParams,
  setTags: z.strictObject({
    add: z.array(tagSchema).max(50).optional(),
    remove: z.array(tagSchema).max(50).optional(),
  }),
  setDepartment: z.strictObject({ department: departmentSchema.nullable() }),
  setNameServers: z.strictObject({ nameServers: nameServersSchema }),
  renew: z.strictObject({ years: pricedYearsSchema.default(1) }),
} as const
export type BulkAction = keyof typeof BULK_ACTIONS

const bulkChange = <A extends BulkAction>(action: A) =>
  z.strictObject({
    selection: selectionSchema,
    action: z.literal(action),
    params: BULK_ACTIONS[action],
    /**
     * Critical names that are to be critical no longer, each typed: separated by spaces, line ends or commas. Carrying
     * such a preview out needs a step-up.
     */
    confirm: z.string().max(100_000).optional(),
    dryRun: z.literal(true),
  })

const bulkBody = z.union([
  z.strictObject({ previewId: z.string() }),
  z.discriminatedUnion('action', [
    bulkChange('setRenewal'),
    bulkChange('clearRenewal'),
    bulkChange('decide'),
    bulkChange('setCritical'),
    bulkChange('setLocks'),
    bulkChange('setTags'),
    bulkChange('setDepartment'),
    bulkChange('setNameServers'),
    bulkChange('renew'),
  ]),
])

/**
 * What a bulk change would do. `skipped` holds the first 1,000; `skippedCounts` all, by code. What is skipped is not
 * changed and stands in no other number: a decision that comes too late is skipped with `too_late`, while a standing rule
 * that comes too late for this expiry is set, flips its name and is counted in `tooLate`.
 */
export const bulkPreviewSchema = z
  .object({
    previewId: z.string(),
    affected: z.number().int(),
    unchanged: z.number().int(),
    skipped: z.array(z.object({ name: z.string(), code: z.string() })),
    skippedCounts: z.record(z.string(), z.number().int()),
    /** What ordering the renewals costs; null for what costs nothing. Names that the money does not reach are left out. */
    charge: moneySchema.nullable(),
    ...renewalPreviewSchema.shape,
  })
  .meta({ id: 'BulkPreview' })

export const bulkDomains = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/domains/bulk',
  summary: 'Previews a change of many names (`dryRun: true`), or carries a preview out (`previewId`)',
  tag: 'Domains',
  access: 'domains.read',
  params: accountParams,
  body: bulkBody,
  answers: { 200: bulkPreviewSchema, 202: jobRef },
})
