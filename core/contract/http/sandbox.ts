import { z } from 'zod'
import { isoDateSchema } from '../../calendar/iso-date.ts'
import { REFUSING_RESULTS } from '../../orders/refusal-code.ts'
import { defineRoute } from './route.ts'
import { instantSchema } from './shapes.ts'

/** What is asked of a registry; `park` and `unlock` let a name go, `expire` switches its automatic renewal. */
export const SANDBOX_OPERATIONS = [
  'register',
  'renew',
  'transfer',
  'restore',
  'expire',
  'unlock',
  'park',
  'read',
  'poll',
] as const
export type SandboxOperation = (typeof SANDBOX_OPERATIONS)[number]

/**
 * How the simulated registry behaves: `refuse` with an EPP result, `delay` (taken now, done after `seconds`), `timeOut`
 * (the command never arrives), `loseAnswer` (done, and nobody hears of it), `answerLate` (no answer, done after
 * `seconds`), `answerTwice` (the answer comes again as a message), `contradict` (says it is done, and did something else).
 */
export const SANDBOX_DOES = [
  'accept',
  'refuse',
  'delay',
  'timeOut',
  'loseAnswer',
  'answerLate',
  'answerTwice',
  'contradict',
] as const
export type SandboxDoes = (typeof SANDBOX_DOES)[number]

const ruleSchema = z.strictObject({
  /** Without one of them the rule is for all. */
  name: z.string().max(253).nullable().optional(),
  suffix: z.string().max(253).nullable().optional(),
  operation: z.enum(SANDBOX_OPERATIONS).nullable().optional(),
  does: z.enum(SANDBOX_DOES),
  /** The EPP result of a refusal; 2308 where it is left out. */
  result: z
    .int()
    .refine((result) => REFUSING_RESULTS.includes(result) || result === 2400)
    .nullable()
    .optional(),
  seconds: z.int().min(0).max(31_536_000).nullable().optional(),
  /** How often it applies; for good where it is left out. */
  times: z.int().min(0).max(1_000_000).nullable().optional(),
})
export type SandboxRuleBody = z.output<typeof ruleSchema>

const sandboxSchema = z
  .object({ rules: z.array(ruleSchema), names: z.number().int(), commands: z.number().int() })
  .meta({ id: 'Sandbox' })

export const getSandbox = defineRoute({
  method: 'get',
  path: '/api/operator/sandbox',
  summary: 'How the simulated registry of this test workspace behaves',
  tag: 'Operator',
  access: 'operator.run',
  answers: { 200: sandboxSchema },
})

/** The first rule that fits a command counts; without one it is accepted. */
export const putSandbox = defineRoute({
  method: 'put',
  path: '/api/operator/sandbox',
  summary: 'Sets how the simulated registry behaves; only in test workspaces',
  tag: 'Operator',
  access: 'operator.run',
  body: z.strictObject({ rules: z.array(ruleSchema).max(1000) }),
  answers: { 200: sandboxSchema },
})

const nameParam = z.strictObject({ name: z.string().min(1).max(1000) })

const sandboxNameSchema = z
  .object({
    name: z.string(),
    /** The account that manages it; null: somebody outside. */
    account: z.string().nullable(),
    state: z.enum(['active', 'autoRenewed', 'suspended', 'redemption', 'pendingDelete']),
    stateUntil: isoDateSchema.nullable(),
    registeredOn: isoDateSchema,
    expiresOn: isoDateSchema,
    paidThroughOn: isoDateSchema,
    autoRenew: z.boolean(),
    locked: z.boolean(),
    nameServers: z.array(z.string()),
    statuses: z.array(z.string()),
    commands: z.array(
      z.object({ clientId: z.string(), operation: z.string(), answer: z.string().nullable(), at: instantSchema }),
    ),
  })
  .meta({ id: 'SandboxName' })

export const getSandboxName = defineRoute({
  method: 'get',
  path: '/api/operator/sandbox/names/{name}',
  summary: 'A name as the simulated registry has it, with the commands it was sent',
  tag: 'Operator',
  access: 'operator.run',
  params: nameParam,
  answers: { 200: sandboxNameSchema },
})

export const putSandboxName = defineRoute({
  method: 'put',
  path: '/api/operator/sandbox/names/{name}',
  summary: 'Puts a name into the simulated registry, as if it had been registered long ago',
  tag: 'Operator',
  access: 'operator.run',
  params: nameParam,
  body: z.strictObject({
    account: z.string().max(64).nullable().default(null),
    expiresOn: isoDateSchema,
    registeredOn: isoDateSchema.optional(),
    paidThroughOn: isoDateSchema.optional(),
    autoRenew: z.boolean().default(true),
    locked: z.boolean().default(false),
    authCode: z.string().max(64).default(''),
  }),
  answers: { 200: sandboxNameSchema },
})
