import { z } from 'zod'
import { isoDateSchema } from '../../calendar/iso-date.ts'
import { renewalModeSchema } from '../../renewal/renewal-mode.ts'
import { domainDetailSchema } from './domains.ts'
import { renewalPreviewSchema } from './renewal-preview.ts'
import { defineRoute } from './route.ts'
import { accountParams, instantSchema, nameParams } from './shapes.ts'

const ruleSchema = z.object({
  mode: renewalModeSchema,
  setBy: z.string().nullable(),
  setAt: instantSchema.nullable(),
  names: z.number().int(),
})

const suffixRuleSchema = ruleSchema.extend({ suffix: z.string() }).meta({ id: 'SuffixRule' })

export const getRenewalRules = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/renewal-rules',
  summary: 'The account rule and the suffix rules, each with the names it decides',
  tag: 'Renewal rules',
  access: 'renewal.read',
  params: accountParams,
  answers: {
    200: z
      .object({
        account: ruleSchema,
        suffixes: z.array(suffixRuleSchema),
        exceptions: z.object({ domain: z.number().int(), decision: z.number().int(), critical: z.number().int() }),
      })
      .meta({ id: 'RenewalRules' }),
  },
})

const modeBody = z.strictObject({ mode: renewalModeSchema })
const ruleAnswer = z.object({ mode: renewalModeSchema, setBy: z.string(), setAt: instantSchema })
const suffixParams = accountParams.extend({ suffix: z.string().min(1).max(253) })

export const putAccountRule = defineRoute({
  method: 'put',
  path: '/api/accounts/{account}/renewal-rules/account',
  summary: 'Sets what happens to every name that no stronger rule decides',
  tag: 'Renewal rules',
  access: 'renewal.rules',
  params: accountParams,
  body: modeBody,
  answers: { 200: ruleAnswer },
})

export const putSuffixRule = defineRoute({
  method: 'put',
  path: '/api/accounts/{account}/renewal-rules/suffixes/{suffix}',
  summary: 'Sets what happens to names of one suffix; a rule for jp never touches co.jp',
  tag: 'Renewal rules',
  access: 'renewal.rules',
  params: suffixParams,
  body: modeBody,
  answers: { 200: ruleAnswer },
})

export const deleteSuffixRule = defineRoute({
  method: 'delete',
  path: '/api/accounts/{account}/renewal-rules/suffixes/{suffix}',
  summary: 'Lets the account rule decide again',
  tag: 'Renewal rules',
  access: 'renewal.rules',
  params: suffixParams,
  answers: { 204: null },
})

/** `mode: null` proposes to take the rule of that scope away. */
export const previewRenewalRule = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/renewal-rules/preview',
  summary: 'What a rule would change: names that flip, critical names shielded, names too late, money',
  tag: 'Renewal rules',
  access: 'renewal.read',
  params: accountParams,
  body: z.strictObject({
    scope: z.enum(['account', 'suffix']),
    suffix: z.string().max(253).optional(),
    mode: renewalModeSchema.nullable(),
  }),
  answers: {
    200: renewalPreviewSchema.meta({ id: 'RulePreview' }),
  },
})

/**
 * Letting a critical name lapse needs `confirm` with the name typed in either spelling (else `confirmation_required`), and a
 * session that has signed in or stepped up in the last five minutes (else `step_up_required`).
 */
const confirmedModeBody = z.strictObject({ mode: renewalModeSchema, confirm: z.string().max(1000).optional() })

export const putDomainRenewal = defineRoute({
  method: 'put',
  path: '/api/accounts/{account}/domains/{name}/renewal',
  summary: 'A standing rule for one name',
  tag: 'Renewal rules',
  access: 'renewal.decide',
  params: nameParams,
  body: confirmedModeBody,
  answers: { 200: domainDetailSchema },
})

export const deleteDomainRenewal = defineRoute({
  method: 'delete',
  path: '/api/accounts/{account}/domains/{name}/renewal',
  summary: 'Takes the name’s own rule away',
  tag: 'Renewal rules',
  access: 'renewal.decide',
  params: nameParams,
  answers: { 200: domainDetailSchema },
})

/** `forExpiry`, when given, must be the name's expiry: a decision made on old data is refused with `conflict`. */
export const putDomainDecision = defineRoute({
  method: 'put',
  path: '/api/accounts/{account}/domains/{name}/decision',
  summary: 'Decides for this expiry only',
  tag: 'Renewal rules',
  access: 'renewal.decide',
  params: nameParams,
  body: confirmedModeBody.extend({ forExpiry: isoDateSchema.optional() }),
  answers: { 200: domainDetailSchema },
})

export const deleteDomainDecision = defineRoute({
  method: 'delete',
  path: '/api/accounts/{account}/domains/{name}/decision',
  summary: 'Takes the decision for this expiry back',
  tag: 'Renewal rules',
  access: 'renewal.decide',
  params: nameParams,
  answers: { 200: domainDetailSchema },
})
