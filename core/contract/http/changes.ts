import { z } from 'zod'
import { domainSchema } from './domains.ts'
import { defineRoute } from './route.ts'
import { accountParams, wholeNumber } from './shapes.ts'

export const getEvents = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/events',
  summary:
    'Server-sent events: `job` with a job’s progress, `change` when names, rules, settings, money, files or the day changed',
  tag: 'Changes',
  access: 'domains.read',
  params: accountParams,
  answers: { 200: { file: ['text/event-stream'] } },
})

/**
 * One thing that changed since the cursor: a name as it is now, a name that left this reader's view, a rule or setting
 * that bears on many names (read the list again), money (`billing`), or imports, notices and handed-in sheets (`files`).
 * A new day in the account's zone is told as `rules`: names are nearer to their deadlines without having changed.
 */
export const changeSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('domain'), domain: domainSchema }),
    z.object({ kind: z.literal('gone'), name: z.string() }),
    z.object({ kind: z.literal('rules') }),
    z.object({ kind: z.literal('connections') }),
    z.object({ kind: z.literal('account') }),
    z.object({ kind: z.literal('billing') }),
    z.object({ kind: z.literal('files') }),
  ])
  .meta({ id: 'Change' })

export const getChanges = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/changes',
  summary: 'Everything that changed for this reader since a cursor; without one, the cursor of now',
  tag: 'Changes',
  access: 'domains.read',
  params: accountParams,
  query: z.strictObject({
    since: z.string().max(200).optional(),
    limit: wholeNumber(1, 1000).optional(),
  }),
  answers: {
    200: z.object({ items: z.array(changeSchema), nextCursor: z.string(), hasMore: z.boolean() }),
  },
})
