import { z } from 'zod'
import { DELIVERIES, DELIVERY_OBSTACLES } from '../../billing/delivery.ts'
import { isoDateSchema } from '../../calendar/iso-date.ts'
import { defineRoute } from './route.ts'
import { accountParams, idParams, instantSchema, listOf, pageQuery } from './shapes.ts'

export const DELIVERY_STATES = ['requested', 'done', 'declined', 'withdrawn'] as const

/** `document` null: all documents to come. `person` null: the closing that issued the document. */
const deliveryRequestSchema = z
  .object({
    id: z.string(),
    account: z.object({ id: z.string(), name: z.string() }),
    document: z.string().nullable(),
    delivery: z.enum(DELIVERIES),
    state: z.enum(DELIVERY_STATES),
    recipient: z.string(),
    postalCode: z.string().nullable(),
    address: z.string().nullable(),
    note: z.string().nullable(),
    person: z.string().nullable(),
    createdAt: instantSchema,
    /** When it was handed to the post or mailed, or was declined or withdrawn, by whom and why. */
    endedOn: isoDateSchema.nullable(),
    endedBy: z.string().nullable(),
    answer: z.string().nullable(),
  })
  .meta({ id: 'DeliveryRequest' })

/** What stands in the way of each kind of delivery; null where it is open to the account. */
const eligibilitySchema = z.object({
  plan: z.enum(['standard', 'corporate']),
  corporateServiceFrom: isoDateSchema.nullable(),
  mail: z.enum(DELIVERY_OBSTACLES).nullable(),
  post: z.enum(DELIVERY_OBSTACLES).nullable(),
})

const listQuery = pageQuery.extend({ state: z.enum(DELIVERY_STATES).optional() })

export const listDeliveryRequests = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/delivery-requests',
  summary: 'What is to be sent by post or once more by mail, and whether the account is entitled to it',
  tag: 'Documents',
  access: 'documents.read',
  params: accountParams,
  query: listQuery,
  answers: { 200: listOf(deliveryRequestSchema).extend({ eligibility: eligibilitySchema }) },
})

/**
 * Without `document` it is about all documents to come and takes effect at once. Mail goes out at once; paper waits for
 * an operator. The address is that of the account where none is given.
 */
export const postDeliveryRequest = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/delivery-requests',
  summary: 'Asks for a document, or for all to come, on paper or by mail',
  tag: 'Documents',
  access: 'billing.manage',
  params: accountParams,
  body: z.strictObject({
    document: z.string().trim().min(1).max(40).optional(),
    delivery: z.enum(DELIVERIES).default('post'),
    postalCode: z.string().trim().min(1).max(20).optional(),
    address: z.string().trim().min(1).max(500).optional(),
    note: z.string().trim().max(500).optional(),
  }),
  answers: { 201: deliveryRequestSchema },
})

export const withdrawDeliveryRequest = defineRoute({
  method: 'delete',
  path: '/api/accounts/{account}/delivery-requests/{id}',
  summary: 'Takes back a request that nobody has dealt with yet',
  tag: 'Documents',
  access: 'billing.manage',
  params: idParams,
  answers: { 204: null },
})

export const listOperatedDeliveries = defineRoute({
  method: 'get',
  path: '/api/operator/delivery-requests',
  summary: 'What is to be sent, of all accounts',
  tag: 'Operator',
  access: 'operator.closing',
  query: listQuery,
  answers: { 200: listOf(deliveryRequestSchema) },
})

export const endDeliveryRequest = defineRoute({
  method: 'post',
  path: '/api/operator/delivery-requests/{id}/end',
  summary: 'Says that a document was handed to the post, or why it is not sent',
  tag: 'Operator',
  access: 'operator.closing',
  params: z.strictObject({ id: z.string().min(1).max(64) }),
  body: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('sent'), on: isoDateSchema }),
    z.strictObject({ outcome: z.literal('declined'), reason: z.string().trim().min(1).max(500) }),
  ]),
  answers: { 200: deliveryRequestSchema },
})
