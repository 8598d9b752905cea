import { z } from 'zod'
import { defineRoute } from './route.ts'
import { accountParams, idParams, instantSchema } from './shapes.ts'

const subscriptionSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['notices']),
    person: z.object({ id: z.string(), name: z.string(), email: z.string() }),
    createdAt: instantSchema,
  })
  .meta({ id: 'Subscription' })

export const listSubscriptions = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/subscriptions',
  summary: 'Who is mailed the monthly notices; one’s own, or all of them for who may change the account',
  tag: 'Notices',
  access: 'notices.read',
  params: accountParams,
  answers: { 200: z.object({ items: z.array(subscriptionSchema) }) },
})

/** Each mail is cut to what its reader may see. Others are subscribed by who may change the account. */
export const postSubscription = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/subscriptions',
  summary: 'Has the monthly notices mailed to oneself, or to another person of the account',
  tag: 'Notices',
  access: 'notices.read',
  params: accountParams,
  body: z.strictObject({ kind: z.enum(['notices']).default('notices'), person: z.string().max(64).optional() }),
  answers: { 201: subscriptionSchema },
})

export const deleteSubscription = defineRoute({
  method: 'delete',
  path: '/api/accounts/{account}/subscriptions/{id}',
  summary: 'Ends a subscription',
  tag: 'Notices',
  access: 'notices.read',
  params: idParams,
  answers: { 204: null },
})
