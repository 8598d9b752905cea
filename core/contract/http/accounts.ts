import { z } from 'zod'
import { isoDateSchema, timeZoneSchema } from '../../calendar/iso-date.ts'
import { billingPatch, billingSettings } from './billing-profile.ts'
import { defineRoute } from './route.ts'
import { accountParams, instantSchema, languageSchema } from './shapes.ts'

export const accountSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    timeZone: z.string(),
    renewLeadDays: z.number().int(),
    noticesFrom: isoDateSchema,
    /** In which mails to the account are written, with the files that they bring. */
    language: languageSchema,
    createdAt: instantSchema,
    ...billingSettings,
  })
  .meta({ id: 'Account' })

export const getAccount = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}',
  summary: 'The account and its settings',
  tag: 'Account',
  access: 'account.read',
  params: accountParams,
  answers: { 200: accountSchema },
})

/**
 * Each part needs its own permission: `account.update` for name, zone and notices, `billing.manage` for what concerns
 * documents and payment, an operator for the terms. Changing the zone or the lead days recomputes the deadlines of all names in a job, which is named in the answer.
 */
export const patchAccount = defineRoute({
  method: 'patch',
  path: '/api/accounts/{account}',
  summary: 'Changes the account settings',
  tag: 'Account',
  access: 'account.read',
  params: accountParams,
  body: z.strictObject({
    name: z.string().trim().min(1).max(200).optional(),
    timeZone: timeZoneSchema.optional(),
    /** At least one: names renew on the day after decideBy, which must not lie behind the cut-off. */
    renewLeadDays: z.number().int().min(1).max(60).optional(),
    noticesFrom: isoDateSchema.optional(),
    language: languageSchema.optional(),
    ...billingPatch,
  }),
  answers: { 200: accountSchema.extend({ job: z.object({ id: z.string() }).optional() }) },
})
